"""What a person has before the eyes: messages, an open form, the reply to a gesture. All are snapshots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

from ..gestures.reading import controls, label_of
from ..gestures.result import GestureResult
from ..state.records import JSON


class Doer(Protocol):
    """The person that forms and replies belong to."""

    @property
    def form(self) -> Form | None:
        """The form on top of the screen."""

    def fills(self, values: dict[str, Any]) -> Reply:
        """Fills in by label."""

    def submits(self, values: dict[str, Any] | None = None) -> Reply:
        """Fills in and submits."""

    def presses(self, label: str, channel: str | None = None, message: Message | None = None) -> Reply:
        """Presses a button in a message."""

    def press_in_form(self, form: Form, label: str, nth: int) -> Reply:
        """Presses a button within a form."""

    def options_in_form(self, form: Form, label: str) -> list[str]:
        """The labels of the options of one of a form's menus."""

    def answer_shown(self, result: GestureResult, since: str) -> Message | None:
        """What a gesture made appear."""

    def said_later(self, result: GestureResult) -> list[str]:
        """The texts that came through a gesture's response_url."""


@dataclass(frozen=True)
class Message:
    """One message, or the App Home, as its reader sees it."""

    ts: str
    channel: str
    """Id of the conversation; "home" for the App Home."""
    user: str
    text: str
    blocks: list[JSON]
    words: str
    """All that can be read, mentions and links as on screen."""
    edited: bool = False
    ephemeral: bool = False
    thread_ts: str = ""
    pinned: bool = False
    at: str = ""
    view_id: str = ""

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons, in the order of the screen."""
        return [label_of(element) for _, element in controls(self.blocks) if element.get("type") == "button"]

    def __contains__(self, words: str) -> bool:
        return words in self.words


@dataclass(frozen=True)
class Field:
    """One thing to fill in, with its label, block and element."""

    label: str
    block: JSON
    element: JSON


def fields_of(blocks: list[JSON]) -> list[Field]:
    """The controls of a form by their visible label; buttons are none."""
    found = []
    for block, element in controls(blocks):
        if element.get("type") in ("button", "overflow", "workflow_button", "icon_button", "feedback_buttons"):
            continue
        label = block.get("label") if block.get("type") == "input" else block.get("text")
        words = label.get("text") if isinstance(label, dict) else None
        found.append(Field(words or label_of(element), block, element))
    return found


@dataclass(frozen=True)
class Form:
    """An open modal."""

    view_id: str
    hash: str
    title: str
    text: str
    """All readable words."""
    blocks: list[JSON]
    values: dict[str, Any]
    """By label: texts, option labels, handles, channel names; None or [] where nothing is chosen."""
    errors: dict[str, str]
    """By label, after a refused submission."""
    submit: str
    person: Doer = field(repr=False, compare=False)
    view: JSON = field(repr=False, compare=False)

    @property
    def labels(self) -> list[str]:
        """The labels of what can be filled in, in the order of the screen."""
        return [item.label for item in fields_of(self.blocks)]

    @property
    def buttons(self) -> list[str]:
        """The words on its buttons, submit and close not among them."""
        return [label_of(element) for _, element in controls(self.blocks) if element.get("type") == "button"]

    def options(self, label: str) -> list[str]:
        """The labels of a menu's options."""
        return self.person.options_in_form(self, label)

    def presses(self, label: str, *, nth: int = -1) -> Reply:
        """Presses a button within the form."""
        return self.person.press_in_form(self, label, nth)

    def chooses(self, option: str, from_: str) -> Reply:
        """Chooses from a menu within the form."""
        return self.person.fills({from_: option})

    def fills(self, values: dict[str, Any]) -> Reply:
        """Fills in by label."""
        return self.person.fills(values)

    def submits(self, values: dict[str, Any] | None = None) -> Reply:
        """Fills in and submits."""
        return self.person.submits(values)

    def __contains__(self, words: str) -> bool:
        return words in self.text


class Reply:
    """What a gesture brought; what comes later (ephemerals, forms, replaced answers) is looked up when asked for."""

    def __init__(self, person: Doer, result: GestureResult, before: tuple[str, str, str]) -> None:
        self._person = person
        self._before_ts, self._before_view = before[0], before[1:]
        self.result = result
        self.status = "ok" if result.ok else str(result.error)
        """"ok", or Slack's word for what went wrong, e.g. operation_timeout."""
        self.http_status = result.status

    @property
    def text(self) -> str:
        """The answer's text; without one, the words of what only this person was shown since the gesture."""
        if self.result.text is not None:
            return self.result.text
        shown = self.message
        return (shown.text or shown.words) if shown else ""

    @property
    def words(self) -> str:
        """All readable words of the answer."""
        shown = self.message
        return shown.words if shown else self.text

    @property
    def blocks(self) -> list[JSON]:
        """The answer's blocks."""
        shown = self.message
        return self.result.blocks or (shown.blocks if shown else [])

    @property
    def message(self) -> Message | None:
        """The answer as a message whose buttons can be pressed, in its present state; None when there is none."""
        return self._person.answer_shown(self.result, self._before_ts)

    @property
    def form(self) -> Form | None:
        """The form this gesture opened or changed, None when it did neither."""
        form = self._person.form
        return None if form is None or (form.view_id, form.hash) == self._before_view else form

    @property
    def errors(self) -> dict[str, str]:
        """What stands at the fields of a refused form, by label."""
        form = self._person.form
        return form.errors if form and self.result.errors else {}

    @property
    def replaced(self) -> list[str]:
        """The texts that came later through this gesture's response_url, oldest first."""
        return self._person.said_later(self.result)

    @property
    def channel(self) -> str | None:
        """Where the answer was shown."""
        return self.result.channel

    def presses(self, label: str) -> Reply:
        """Presses a button of the answer."""
        return self._person.presses(label, message=self.message)

    def __contains__(self, words: str) -> bool:
        return words in self.words or words in self.text

    def __repr__(self) -> str:
        return f"Reply({self.status}, {self.text!r})"


class GestureFailed(AssertionError):
    """The app did not answer a gesture as it must; ``reply.status`` holds Slack's word."""

    def __init__(self, words: str, reply: Reply) -> None:
        super().__init__(words)
        self.reply = reply
