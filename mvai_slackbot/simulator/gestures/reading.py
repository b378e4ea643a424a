"""Reads blocks as a person does: their words in order, their controls, what a mention looks like on screen."""

import html
import re
from collections.abc import Callable, Iterator

from ..state.records import JSON

Naming = Callable[[str], str | None]
"""Gives the name on screen for a user's or channel's id, without @ or #."""

_TOKEN = re.compile(r"<([@#!]?)([^<>|]+)(?:\|([^<>]*))?>")
_SKIPPED = frozenset({"value", "action_id", "block_id", "type", "image_url", "url", "confirm", "style", "task_id"})
_ORDER = (
    *("title", "rich_text_title", "subtitle", "label", "text", "hint", "fields", "rows", "caption", "chart"),
    *("elements", "element", "accessory", "body", "subtext", "actions", "child_blocks", "tasks", "details", "output"),
    *("sources", "options", "option_groups", "placeholder", "alt_text", "description", "series", "segments", "data"),
    *("positive_button", "negative_button", "fallback", "author_name", "name"),
)


def readable(text: str, naming: Naming) -> str:
    """A text as it stands on the screen: mentions as names, links as their label, &amp; as &."""

    def shown(match: re.Match[str]) -> str:
        mark, target, label = match.groups()
        if mark in ("@", "#"):
            return mark + (naming(target) or label or target)
        if mark == "!":
            return label or "@" + target.partition("^")[0]
        return label or target

    return html.unescape(_TOKEN.sub(shown, text))


def words_of(blocks: object, naming: Naming) -> str:
    """All that can be read in blocks or a view, line by line, in the order of the screen."""
    return "\n".join(readable(line, naming) for line in _lines(blocks, naming) if line)


def _lines(value: object, naming: Naming) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _lines(item, naming)
    elif isinstance(value, dict):
        if value.get("type") in ("rich_text_section", "rich_text_quote", "rich_text_preformatted"):
            yield "".join(_leaf(item, naming) for item in value.get("elements", ()))
            return
        for key in (*_ORDER, *(value.keys() - set(_ORDER) - _SKIPPED)):
            found = value.get(key)
            if found is not None and not (isinstance(found, str) and key not in _ORDER):
                yield from _lines(found, naming)


def _leaf(item: JSON, naming: Naming) -> str:
    kind = item.get("type")
    if kind == "rich_text_section":
        return "".join(_leaf(part, naming) for part in item.get("elements", ())) + "\n"
    marks = {"user": ("@", "user_id"), "channel": ("#", "channel_id")}
    if kind in marks:
        mark, key = marks[kind]
        return mark + (naming(item[key]) or item[key])
    return str(item.get("text") or item.get("url") or item.get("fallback") or item.get("name") or "")


def controls(blocks: object) -> Iterator[tuple[JSON, JSON]]:
    """Each interactive element with the block it stands in, in the order of the screen, nested blocks included."""
    for block in blocks if isinstance(blocks, list) else []:
        if not isinstance(block, dict) or block.get("type") in ("rich_text", "context", "table", "data_table"):
            continue
        for key in ("accessory", "element"):
            if isinstance(block.get(key), dict) and block[key].get("type") != "image":
                yield block, block[key]
        if block.get("type") in ("actions", "context_actions"):
            for element in block.get("elements", ()):
                yield block, element
        elif block.get("type") == "carousel":
            yield from controls(block.get("elements"))
        for element in block.get("actions") or ():
            yield block, element
        yield from controls(block.get("child_blocks"))


def label_of(element: JSON) -> str:
    """The words on a control: a button's text, else its placeholder, else its accessibility label."""
    for key in ("text", "placeholder"):
        found = element.get(key)
        if isinstance(found, dict):
            return html.unescape(str(found.get("text", "")))
    return str(element.get("accessibility_label") or element.get("action_id") or "")


def options_of(element: JSON) -> list[JSON]:
    """All options of a menu, those in groups included."""
    found = list(element.get("options") or ())
    for group in element.get("option_groups") or ():
        found += group.get("options") or ()
    return found


def option_label(option: JSON) -> str:
    """The words of one option."""
    return html.unescape(str(option.get("text", {}).get("text", "")))
