"""Inputs in views and messages: the ids Slack gives to blocks without one, and the values they start with."""

import secrets
from collections.abc import Iterator

from .records import JSON

# Element type -> (its value's key in state.values, the element's key for the value it starts with).
STATEFUL: dict[str, tuple[str, str]] = {
    "plain_text_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "multi_external_select": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "channels_select": ("selected_channel", "initial_channel"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "file_input": ("files", "files"),
}
_LISTS = frozenset({"checkboxes", "file_input"})


def elements_of(block: JSON) -> Iterator[JSON]:
    """The interactive elements of a block: an input's, a section's accessory, those of an actions block."""
    for key in ("element", "accessory"):
        if isinstance(block.get(key), dict):
            yield block[key]
    for key in ("elements", "actions"):
        for element in block.get(key) or ():
            if isinstance(element, dict) and block.get("type") not in ("rich_text", "context"):
                yield element


def give_ids(blocks: list[JSON]) -> None:
    """Gives blocks and interactive elements without an id a short random one, as Slack does."""
    for block in blocks:
        if not block.get("block_id"):
            block["block_id"] = secrets.token_urlsafe(4)[:5]
        for element in elements_of(block):
            if not element.get("action_id") and element.get("type") not in ("image", "mrkdwn", "plain_text"):
                element["action_id"] = secrets.token_urlsafe(4)[:5]


def start_values(blocks: list[JSON], before: JSON | None = None) -> JSON:
    """``state.values`` of fresh blocks; what a person already chose (``before``) stays for the same ids and type."""
    values: JSON = {}
    for block in blocks:
        for element in elements_of(block):
            kind = element.get("type", "")
            if kind not in STATEFUL:
                continue
            key, initial = STATEFUL[kind]
            kept = (before or {}).get(block["block_id"], {}).get(element["action_id"])
            if not kept or kept.get("type") != kind:
                kept = {"type": kind, key: element.get(initial, [] if kind in _LISTS else None)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = kept
    return values
