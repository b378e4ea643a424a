"""Checks of rich text and its parts (docs.slack.dev/reference/block-kit/blocks/rich-text-block)."""

from __future__ import annotations

from .reader import At

CONTAINERS = ("rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted")
LEAVES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "text": (("text",), ("style",)),
    "link": (("url",), ("text", "style", "unsafe")),
    "emoji": (("name",), ("unicode", "skin_tone", "style")),
    "user": (("user_id",), ("style",)),
    "usergroup": (("usergroup_id",), ("style",)),
    "channel": (("channel_id",), ("style",)),
    "broadcast": (("range",), ("style",)),
    "color": (("value",), ("style",)),
    "date": (("timestamp", "format"), ("url", "fallback", "style")),
    "team": (("team_id",), ("style",)),
}
STYLES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")


def check_rich_text(at: At) -> None:
    """A rich text block: sections, lists, quotes and preformatted parts."""
    at.fields(("type", "elements"), ("block_id",))
    for part in at.items("elements", 0):
        if part.get("type") not in CONTAINERS:
            part.fail(f"unsupported type: {part.get('type')}", "type")
        else:
            _container(part)


def _container(at: At) -> None:
    kind = at.get("type")
    if kind == "rich_text_list":
        at.fields(("type", "elements", "style"), ("indent", "offset", "border"))
        at.choice("style", ("bullet", "ordered"))
        at.number("indent", 0, 8)
    elif kind == "rich_text_section":
        at.fields(("type", "elements"))
    else:
        at.fields(("type", "elements"), ("border", "language"))
    at.number("border", 0, 1)
    for item in at.items("elements"):
        if kind == "rich_text_list":
            _list_item(item)
        else:
            _leaf(item)


def _list_item(at: At) -> None:
    if at.get("type") != "rich_text_section":
        at.fail(f"unsupported type: {at.get('type')}", "type")
    else:
        _container(at)


def _leaf(at: At) -> None:
    kind = at.get("type")
    if not isinstance(kind, str) or kind not in LEAVES:
        at.fail(f"unsupported type: {kind}", "type")
        return
    needed, optional = LEAVES[kind]
    if not at.fields(("type", *needed), optional):
        return
    if kind == "text":
        at.string("text", None, 1)
    if kind == "broadcast":
        at.choice("range", ("here", "channel", "everyone"))
    if at.get("style") is not None:
        style = at.below("style")
        style.fields((), STYLES)
        style.flag(*STYLES)
