"""Checks of Block Kit's composition objects: options, confirmations, images (docs.slack.dev/reference/block-kit)."""

from __future__ import annotations

from typing import Any

from .reader import BOTH, PLAIN, At


def check_confirm(at: At) -> None:
    """A confirmation dialog: title 100, text 300, its two buttons 30 characters each."""
    if at.fields(("title", "text"), ("confirm", "deny", "style")):
        at.text("title", 100, PLAIN)
        at.text("text", 300)
        at.text("confirm", 30, PLAIN)
        at.text("deny", 30, PLAIN)
        at.choice("style", ("primary", "danger"))


def check_options(
    at: At, key: str, most: int, kinds: tuple[str, ...] = BOTH, links: bool = False, fewest: int = 1
) -> None:
    """A list of `fewest` to `most` options; each value may stand once, since the choice is told by it."""
    seen: set[Any] = set()
    for option in at.items(key, fewest, most):
        check_option(option, kinds, links)
        value = option.get("value")
        if isinstance(value, str) and value in seen:
            option.fail(f"option value {value} already exists", "value")
        elif isinstance(value, str):
            seen.add(value)


def check_option(at: At, kinds: tuple[str, ...] = BOTH, links: bool = False) -> None:
    """One option: text 75, value 150, description 75; a link only in an overflow menu."""
    if at.fields(("text", "value"), ("description", "url") if links else ("description",)):
        at.text("text", 75, kinds)
        at.string("value", 150, 1)
        at.text("description", 75, kinds)
        at.link("url")


def check_option_source(at: At, key: str) -> None:
    """Slack demands that an initial option equals one of the options, word by word."""
    if at.get(key) is None:
        return
    chosen = at.items(key) if key.endswith("s") else [at.below(key)]
    if key.endswith("s") and not chosen:
        at.fail("must have at least 1 item", key)
    offered = _options_of(at)
    for option in chosen:
        if option.value not in offered:
            option.fail("must exactly match one of the provided options")


def _options_of(at: At) -> list[Any]:
    options = at.get("options")
    found = list(options) if isinstance(options, list) else []
    groups = at.get("option_groups")
    for group in groups if isinstance(groups, list) else []:
        within = group.get("options") if isinstance(group, dict) else None
        found += within if isinstance(within, list) else []
    return found


def check_image(at: At) -> None:
    """An image element: words for those who cannot see it, and exactly one source."""
    at.fields(("type", "alt_text"), ("image_url", "slack_file"))
    check_image_source(at)


def check_image_source(at: At) -> None:
    """Exactly one of image_url and slack_file; alt_text of 1 to 2000 characters."""
    at.string("alt_text", 2000, 1)
    at.link("image_url")
    if (at.get("image_url") is None) == (at.get("slack_file") is None):
        at.fail("exactly one of image_url and slack_file is required")
    if at.get("slack_file") is not None:
        file = at.below("slack_file")
        file.fields((), ("id", "url"))
        if (file.get("id") is None) == (file.get("url") is None):
            file.fail("exactly one of id and url is required")
