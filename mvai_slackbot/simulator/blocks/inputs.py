"""Checks of select menus and of the inputs people type into."""

from __future__ import annotations

import re

from .objects import check_option_source, check_options
from .reader import PLAIN, At

COMMON = ("action_id", "confirm", "focus_on_load")


def check_select(at: At) -> None:
    """A select menu, one choice or several, over options, people, conversations or channels."""
    kind = str(at.get("type"))
    many = kind.startswith("multi_")
    own = SELECT_FIELDS[kind.removeprefix("multi_")][1 if many else 0]
    extra = ("max_selected_items",) if many else ()
    at.fields(("type",), (*COMMON, "placeholder", *own, *extra))
    at.text("placeholder", 150, PLAIN)
    at.number("max_selected_items", 1, 100)
    at.number("min_query_length", 0, 100)
    at.flag("default_to_current_conversation", "response_url_enabled")
    if kind.endswith("static_select"):
        _static_options(at, "initial_options" if many else "initial_option")
    if at.get("filter") is not None:
        _conversation_filter(at.below("filter"))
    if at.get("response_url_enabled") and at.report.surface != "modal":
        at.fail("response_url_enabled is only allowed in modals", "response_url_enabled")
    most = at.get("max_selected_items")
    for key in ("initial_options", "initial_users", "initial_conversations", "initial_channels"):
        at.items(key, 0, most if isinstance(most, int) else 100)


def _static_options(at: At, initial: str) -> None:
    groups, options = at.get("option_groups"), at.get("options")
    if (groups is None) == (options is None):
        at.fail("exactly one of options and option_groups is required")
    if options is not None:
        check_options(at, "options", 100, PLAIN)
    for group in at.items("option_groups", 1, 100):
        if group.fields(("label", "options")):
            group.text("label", 75, PLAIN)
            check_options(group, "options", 100, PLAIN)
    check_option_source(at, initial)


def _conversation_filter(at: At) -> None:
    at.fields((), ("include", "exclude_external_shared_channels", "exclude_bot_users"))
    at.flag("exclude_external_shared_channels", "exclude_bot_users")
    if not at.value:
        at.fail("must have at least one field")
    kinds = ("im", "mpim", "private", "public")
    for item in at.items("include", 1, 4):
        if item.value not in kinds:
            item.fail(f"must be one of the following: {', '.join(kinds)}")


SELECT_FIELDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "static_select": (("options", "option_groups", "initial_option"), ("options", "option_groups", "initial_options")),
    "external_select": (("initial_option", "min_query_length"), ("initial_options", "min_query_length")),
    "users_select": (("initial_user",), ("initial_users",)),
    "conversations_select": (
        ("initial_conversation", "default_to_current_conversation", "response_url_enabled", "filter"),
        ("initial_conversations", "default_to_current_conversation", "filter"),
    ),
    "channels_select": (("initial_channel", "response_url_enabled"), ("initial_channels",)),
}


def check_typed(at: At) -> None:
    """An input for text, a number, an address or formatted text."""
    kind = str(at.get("type"))
    own = {
        "plain_text_input": ("multiline", "min_length", "max_length"),
        "number_input": ("is_decimal_allowed", "min_value", "max_value"),
    }.get(kind, ())
    needed = ("type", "is_decimal_allowed") if kind == "number_input" else ("type",)
    at.fields(needed, ("action_id", "initial_value", "dispatch_action_config", "focus_on_load", "placeholder", *own))
    at.text("placeholder", 150, PLAIN)
    at.flag("multiline", "is_decimal_allowed")
    at.number("min_length", 0, 3000)
    at.number("max_length", 1, 3000)
    if at.get("dispatch_action_config") is not None:
        _dispatch(at.below("dispatch_action_config"))
    if kind == "number_input":
        _number_bounds(at)
    elif kind != "rich_text_input":
        _typed_bounds(at)


def _dispatch(at: At) -> None:
    at.fields((), ("trigger_actions_on",))
    words = ("on_enter_pressed", "on_character_entered")
    for item in at.items("trigger_actions_on", 1, 2):
        if item.value not in words:
            item.fail(f"must be one of the following: {', '.join(words)}")


def _typed_bounds(at: At) -> None:
    shortest, longest = at.get("min_length"), at.get("max_length")
    bounds_are_numbers = isinstance(shortest, int) and isinstance(longest, int)
    if bounds_are_numbers and shortest > longest:
        at.fail("min_length must not be greater than max_length", "min_length")
    at.string("initial_value", longest if isinstance(longest, int) else 3000)


def _number_bounds(at: At) -> None:
    for key in ("min_value", "max_value", "initial_value"):
        found = at.string(key)
        if found is not None and not re.fullmatch(r"-?\d+(\.\d+)?", found):
            at.fail("must be a number written as a string", key)
