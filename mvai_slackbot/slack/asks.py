"""The questions a form can ask: each draws its input and reads what was filled in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from slackblocks import (
    CheckboxGroup,
    ConversationFilter,
    ConversationSelectMenu,
    DatePicker,
    Element,
    EmailInput,
    Option,
    PlainText,
    PlainTextInput,
    RadioButtonGroup,
    StaticMultiSelectMenu,
    StaticSelectMenu,
    TimePicker,
    UserMultiSelectMenu,
    UserSelectMenu,
)

from mvai_slackbot.slack.text import clip

Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Ask:
    """One question. `label` is asked, `hint` stands under it."""

    label: str
    hint: str = ""

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        """Return Slack's input, filled with `start`; `choices` are given when they are known only at run time."""
        raise NotImplementedError

    def read(self, state: dict[str, Any]) -> Any:
        """Return what was filled in, None for nothing."""
        raise NotImplementedError


@dataclass(frozen=True)
class Words(Ask):
    """Free words; guarded ones pass the free-text guard before anything is saved."""

    limit: int = 150
    multiline: bool = False
    guarded: bool = False

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        return PlainTextInput(
            action_id=name, initial_value=start or None, multiline=self.multiline, max_length=min(self.limit, 3000)
        )

    def read(self, state: dict[str, Any]) -> Any:
        return (state.get("value") or "").strip() or None


@dataclass(frozen=True)
class Email(Ask):
    """An e-mail address."""

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        return EmailInput(action_id=name, initial_value=start or None)

    def read(self, state: dict[str, Any]) -> Any:
        return (state.get("value") or "").strip() or None


def _options(pairs: Pairs) -> list[Option]:
    # Plain text everywhere: menus take nothing else.
    return [Option(PlainText(clip(label, 75)), value) for value, label in pairs]


@dataclass(frozen=True)
class Choice(Ask):
    """One of several (value, label), in a menu or, with `radio`, all in sight."""

    options: tuple[tuple[str, str], ...] = ()
    radio: bool = False

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        options = _options(choices or self.options)
        initial = next((option for option in options if option.value == str(start)), None)
        if self.radio:
            return RadioButtonGroup(name, options, initial_option=initial)
        return StaticSelectMenu(action_id=name, options=options, initial_option=initial)

    def read(self, state: dict[str, Any]) -> Any:
        return (state.get("selected_option") or {}).get("value")


@dataclass(frozen=True)
class Choices(Ask):
    """Any number of several (value, label); all in sight when there are ten or fewer."""

    options: tuple[tuple[str, str], ...] = ()

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        options = _options(choices or self.options)
        initial = [option for option in options if option.value in [str(value) for value in start or ()]] or None
        if len(options) <= 10:
            return CheckboxGroup(name, options, initial_options=initial)
        return StaticMultiSelectMenu(name, options, initial_options=initial)

    def read(self, state: dict[str, Any]) -> Any:
        return [option["value"] for option in state.get("selected_options") or ()]


@dataclass(frozen=True)
class Tick(Ask):
    """One box to tick; `text` stands beside it."""

    text: str = "Yes"

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        option = Option(PlainText(clip(self.text, 75)), "yes")
        return CheckboxGroup(name, [option], initial_options=[option] if start else None)

    def read(self, state: dict[str, Any]) -> Any:
        return bool(state.get("selected_options"))


@dataclass(frozen=True)
class Somebody(Ask):
    """One member of the workspace."""

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        return UserSelectMenu(action_id=name, initial_user=start or None)

    def read(self, state: dict[str, Any]) -> Any:
        return state.get("selected_user")


@dataclass(frozen=True)
class People(Ask):
    """Several members of the workspace."""

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        return UserMultiSelectMenu(action_id=name, initial_users=list(start or ()) or None)

    def read(self, state: dict[str, Any]) -> Any:
        return list(state.get("selected_users") or ())


@dataclass(frozen=True)
class Day(Ask):
    """A calendar day."""

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        return DatePicker(action_id=name, initial_date=str(start) if start else None)

    def read(self, state: dict[str, Any]) -> Any:
        return state.get("selected_date")


@dataclass(frozen=True)
class Hour(Ask):
    """A time of day, HH:MM."""

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        return TimePicker(action_id=name, initial_time=str(start)[:5] if start else None)

    def read(self, state: dict[str, Any]) -> Any:
        return state.get("selected_time")


@dataclass(frozen=True)
class Place(Ask):
    """A channel the person is in."""

    def element(self, name: str, start: Any, choices: Pairs) -> Element:
        return ConversationSelectMenu(action_id=name, filter=ConversationFilter(include=["private"]))

    def read(self, state: dict[str, Any]) -> Any:
        return state.get("selected_conversation")
