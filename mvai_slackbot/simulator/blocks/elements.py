"""Checks of Block Kit's interactive elements (docs.slack.dev/reference/block-kit/block-elements)."""

from __future__ import annotations

import re
from collections.abc import Callable

from .inputs import COMMON, check_select, check_typed
from .objects import check_confirm, check_image, check_option_source, check_options
from .reader import PLAIN, At

DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
SELECTS = ("static_select", "external_select", "users_select", "conversations_select", "channels_select")
MULTI_SELECTS = tuple(f"multi_{name}" for name in SELECTS)
PICKERS = ("datepicker", "timepicker", "checkboxes", "radio_buttons")
IN_SECTION = ("button", "image", "overflow", "workflow_button", *PICKERS, *SELECTS, *MULTI_SELECTS)
IN_ACTIONS = ("button", "overflow", "workflow_button", "datetimepicker", *PICKERS, *SELECTS)
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input", "rich_text_input")
IN_INPUT = (*TYPED, "file_input", "datetimepicker", *PICKERS, *SELECTS, *MULTI_SELECTS)
IN_CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")


def check_element(at: At, allowed: tuple[str, ...]) -> None:
    """Check one element where only the `allowed` types may stand."""
    kind = at.kind
    if not isinstance(at.value, dict):
        at.fail("must provide an object")
    elif kind not in allowed or kind not in CHECKS:
        at.fail(f"unsupported type: {kind}", "type")
    else:
        at.string("action_id", 255, 1)
        at.flag("focus_on_load")
        if at.get("focus_on_load") is True:
            at.report.focused += 1
        if at.get("confirm") is not None:
            check_confirm(at.below("confirm"))
        CHECKS[kind](at)


def check_unique_actions(elements: list[At]) -> None:
    """Each action_id may stand once in a block, since state and payloads are kept by it."""
    seen: set[str] = set()
    for element in elements:
        name = element.get("action_id")
        if isinstance(name, str) and name in seen:
            element.fail(f"`action_id` {name} already exists in this block", "action_id")
        elif isinstance(name, str):
            seen.add(name)


def _button(at: At) -> None:
    at.fields(("type", "text"), ("action_id", "url", "value", "style", "confirm", "accessibility_label"))
    at.text("text", 75, PLAIN)
    at.link("url")
    at.string("value", 2000)
    at.choice("style", ("primary", "danger"))
    at.string("accessibility_label", 75)


def _workflow_button(at: At) -> None:
    if at.fields(("type", "text", "workflow", "action_id"), ("style", "accessibility_label")):
        at.text("text", 75, PLAIN)
        at.choice("style", ("primary", "danger"))
        at.string("accessibility_label", 75)


def _overflow(at: At) -> None:
    at.fields(("type", "options"), ("action_id", "confirm"))
    check_options(at, "options", 5, PLAIN, links=True)


def _boxes(at: At) -> None:
    at.fields(("type", "options"), (*COMMON, "initial_options"))
    check_options(at, "options", 10)
    check_option_source(at, "initial_options")


def _radio(at: At) -> None:
    at.fields(("type", "options"), (*COMMON, "initial_option"))
    check_options(at, "options", 10)
    check_option_source(at, "initial_option")


def _datepicker(at: At) -> None:
    at.fields(("type",), (*COMMON, "initial_date", "placeholder"))
    _pattern(at, "initial_date", DATE)
    at.text("placeholder", 150, PLAIN)


def _timepicker(at: At) -> None:
    at.fields(("type",), (*COMMON, "initial_time", "placeholder", "timezone"))
    _pattern(at, "initial_time", TIME)
    at.text("placeholder", 150, PLAIN)
    at.string("timezone")


def _datetimepicker(at: At) -> None:
    at.fields(("type",), (*COMMON, "initial_date_time"))
    at.number("initial_date_time", 1_000_000_000, 9_999_999_999)


def _pattern(at: At, key: str, pattern: re.Pattern[str]) -> None:
    found = at.string(key)
    if found is not None and not pattern.fullmatch(found):
        at.fail("does not match the expected format", key)


def _file_input(at: At) -> None:
    at.fields(("type",), ("action_id", "filetypes", "max_files"))
    at.number("max_files", 1, 10)
    if at.report.surface != "modal":
        at.fail(f"unsupported type: {at.get('type')}", "type")


def _feedback_buttons(at: At) -> None:
    at.fields(("type", "positive_button", "negative_button"), ("action_id",))
    for key in ("positive_button", "negative_button"):
        button = at.below(key)
        if button.value is not None and button.fields(("text", "value"), ("accessibility_label",)):
            button.text("text", 75, PLAIN)
            button.string("value", 2000)
            button.string("accessibility_label", 75)


def _icon_button(at: At) -> None:
    optional = ("action_id", "value", "confirm", "accessibility_label", "visible_to_user_ids")
    at.fields(("type", "icon", "text"), optional)
    at.choice("icon", ("trash",))
    at.text("text", 75, PLAIN)
    at.string("value", 2000)
    at.string("accessibility_label", 75)
    at.items("visible_to_user_ids", 1, 10)


CHECKS: dict[str, Callable[[At], None]] = {
    "button": _button,
    "workflow_button": _workflow_button,
    "image": check_image,
    "overflow": _overflow,
    "checkboxes": _boxes,
    "radio_buttons": _radio,
    "datepicker": _datepicker,
    "timepicker": _timepicker,
    "datetimepicker": _datetimepicker,
    "file_input": _file_input,
    "feedback_buttons": _feedback_buttons,
    "icon_button": _icon_button,
    **dict.fromkeys((*SELECTS, *MULTI_SELECTS), check_select),
    **dict.fromkeys(TYPED, check_typed),
}
