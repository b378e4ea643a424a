"""Which texts nobody has reviewed yet: a psychologist, an advocate, a family member, a chief."""

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from mvai_slackbot.doctor.finding import Finding, look, well

STEP = "Ask a police psychologist, a victim advocate, a family member and a chief before the first real use."


def look_at_texts() -> list[Finding]:
    """Count the entries of the content files that name no reviewer."""
    entries = [entry for content in _contents() for entry in _entries(content)]
    unread = sum(1 for entry in entries if not entry.get("reviewed_by"))
    if unread:
        return [look("Texts", f"Nobody has reviewed {unread} of {len(entries)} texts shown to people.", STEP)]
    return [well("Texts", f"All {len(entries)} texts were reviewed.")]


def _contents() -> Iterator[Any]:
    folder = files("mvai_slackbot").joinpath("content")
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".json"):
            yield json.loads(path.read_text(encoding="utf-8"))


def _entries(content: Any) -> Iterator[dict[str, Any]]:
    # An entry is whatever says when it was last verified.
    if isinstance(content, dict):
        if "last_verified" in content:
            yield content
        for value in content.values():
            yield from _entries(value)
    elif isinstance(content, list):
        for value in content:
            yield from _entries(value)
