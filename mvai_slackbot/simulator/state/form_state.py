"""The values in a view or message: merging what a client sends, and what Slack's client asks for before it submits."""

import re
from typing import Any

from ..gestures.reading import controls
from .inputs import STATEFUL
from .records import JSON, Message, View

REQUIRED = "Please complete this required field."
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def blocks_of(holder: Message | View) -> list[JSON]:
    """The blocks of a view or message."""
    blocks = holder.body.get("blocks", []) if isinstance(holder, View) else holder.blocks
    return blocks if isinstance(blocks, list) else []


def find_control(holder: Message | View, block_id: str, action_id: str) -> JSON | None:
    """The element with these ids, or None."""
    for block, element in controls(blocks_of(holder)):
        if block.get("block_id") == block_id and element.get("action_id") == action_id:
            return element
    return None


def merge_state(holder: Message | View, state: JSON | None) -> None:
    """Takes over values sent by a client (``{"values": …}`` or the values alone), for known inputs only."""
    values = (state or {}).get("values", state) or {}
    for block_id, actions in values.items():
        for action_id, value in actions.items():
            element = find_control(holder, block_id, action_id)
            if element is not None and element.get("type") in STATEFUL:
                set_value(holder, block_id, element, value.get(STATEFUL[element["type"]][0]))


def set_value(holder: Message | View, block_id: str, element: JSON, value: Any) -> None:
    """Puts one value into the state."""
    kind = element["type"]
    kept = {"type": kind, STATEFUL[kind][0]: value}
    holder.state.setdefault(block_id, {})[element["action_id"]] = kept


def value_of(holder: Message | View, block_id: str, element: JSON) -> Any:
    """One value out of the state, None when nothing was given."""
    kept = holder.state.get(block_id, {}).get(element.get("action_id"))
    return kept.get(STATEFUL[element["type"]][0]) if kept and element.get("type") in STATEFUL else None


def client_errors(view: View) -> dict[str, str]:
    """What Slack's own client refuses to submit, by block_id: empty required fields, lengths, addresses, numbers."""
    errors = {}
    for block, element in controls(blocks_of(view)):
        if block.get("type") != "input":
            continue
        words = _refusal(block, element, value_of(view, block["block_id"], element))
        if words:
            errors[block["block_id"]] = words
    return errors


def _refusal(block: JSON, element: JSON, value: Any) -> str | None:
    if value in (None, "", [], {}):
        return None if block.get("optional") else REQUIRED
    if element["type"] == "plain_text_input":
        return _length(element, str(value))
    if element["type"] == "email_text_input" and not _EMAIL.fullmatch(str(value)):
        return "Enter a valid email address."
    if element["type"] == "url_text_input" and "://" not in str(value):
        return "Enter a valid URL."
    return _number(element, str(value)) if element["type"] == "number_input" else None


def _length(element: JSON, text: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(text) < least:
        return f"Enter at least {least} characters."
    return f"Enter at most {most} characters." if len(text) > most else None


def _number(element: JSON, text: str) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, text):
        return "Enter a number."
    if "min_value" in element and float(text) < float(element["min_value"]):
        return f"Enter a number of at least {element['min_value']}."
    if "max_value" in element and float(text) > float(element["max_value"]):
        return f"Enter a number of at most {element['max_value']}."
    return None
