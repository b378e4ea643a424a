"""Forms: a modal goes out, a checked model comes back; errors land on their field, nothing typed is lost."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, ValidationError
from slackblocks import Block as SlackBlock, InputBlock

from mvai_slackbot.message import Message
from mvai_slackbot.slack.asks import Ask, Words
from mvai_slackbot.slack.blocks import resolve, section
from mvai_slackbot.slack.replies import View
from mvai_slackbot.slack.text import clip

# What pydantic says, in words for a person; what is not here keeps the words of our own validators.
KIND_WORDS = {
    "missing": "Please fill this in.",
    "string_too_long": "That is too long. Please shorten it.",
    "int_parsing": "Please type a whole number.",
    "date_from_datetime_parsing": "Please choose a date.",
    "enum": "Please choose one of the list.",
    "literal_error": "Please choose one of the list.",
}


class Form(BaseModel):
    """A modal as a model: a field with an `Ask` is an input, any other field is carried along unseen."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    callback: ClassVar[str]
    title: ClassVar[str]
    submit: ClassVar[str] = "Save"
    close: ClassVar[str] = "Cancel"
    tell_on_close: ClassVar[bool] = False
    # Inputs that stand before those of a base class.
    first: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def asks(cls) -> dict[str, Ask]:
        """Return the inputs in their order."""
        found: dict[str, Ask] = {}
        for name, field in cls.model_fields.items():
            ask = next((mark for mark in field.metadata if isinstance(mark, Ask)), None)
            if ask is not None:
                found[name] = ask
        order = [name for name in cls.first if name in found]
        return {name: found[name] for name in (*order, *(name for name in found if name not in order))}

    @classmethod
    def view(
        cls,
        *,
        start: Mapping[str, Any] | None = None,
        choices: Mapping[str, Sequence[tuple[str, str]]] | None = None,
        intro: Sequence[SlackBlock] = (),
        outro: Sequence[SlackBlock] = (),
        only: Sequence[str] | None = None,
        title: str = "",
    ) -> View:
        """Return the modal: `start` fills inputs and carries hidden fields; `choices` are options known only now."""
        start = start or {}
        inputs: list[SlackBlock] = []
        for name, ask in cls.asks().items():
            if only is not None and name not in only:
                continue
            inputs.append(
                InputBlock(
                    label=clip(ask.label, 2000),
                    element=ask.element(name, start.get(name), (choices or {}).get(name, ())),
                    block_id=name,
                    hint=clip(ask.hint, 2000) if ask.hint else None,
                    optional=not cls.model_fields[name].is_required(),
                )
            )
        carried = {name: value for name, value in start.items() if name in cls.model_fields and name not in cls.asks()}
        return {
            "type": "modal",
            "callback_id": cls.callback,
            "title": {"type": "plain_text", "text": clip(title or cls.title, 24)},
            "submit": {"type": "plain_text", "text": clip(cls.submit, 24)},
            "close": {"type": "plain_text", "text": clip(cls.close, 24)},
            "notify_on_close": cls.tell_on_close,
            "private_metadata": json.dumps(carried),
            "blocks": resolve([*intro, *inputs, *outro]),
        }

    @classmethod
    def carried(cls, view: View) -> dict[str, Any]:
        """Return the hidden fields that a view brought along."""
        carried: dict[str, Any] = json.loads(view.get("private_metadata") or "{}")
        return carried

    @classmethod
    def read(cls, view: View) -> Self:
        """Return the filled model; raise `Unfit` with words for each field at fault."""
        state = view["state"]["values"]
        values = cls.carried(view)
        for name, ask in cls.asks().items():
            filled = state.get(name, {}).get(name)
            found = None if filled is None else ask.read(filled)
            if found is not None and found != []:
                values[name] = found
        return cls.check(values)

    @classmethod
    def check(cls, values: Mapping[str, Any]) -> Self:
        """Return the model of these values; raise `Unfit` with words for each field at fault."""
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise Unfit(_words(error, first=next(iter(cls.asks()), ""))) from None

    @classmethod
    def guarded(cls) -> list[str]:
        """Return the names of the inputs whose words pass the free-text guard."""
        return [name for name, ask in cls.asks().items() if isinstance(ask, Words) and ask.guarded]


class Unfit(Exception):
    """A form came back that cannot be taken as it is: words by field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors


def _words(error: ValidationError, first: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for fault in error.errors(include_input=False, include_url=False):
        field = str(fault["loc"][0]) if fault["loc"] else first
        said = str(fault["msg"]).removeprefix("Value error, ")
        words.setdefault(field, KIND_WORDS.get(fault["type"], said))
    return words


def note(title: str, message: Message, *, callback: str = "note") -> View:
    """Return a modal that only tells something; its buttons work as they would in a message."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": {"type": "plain_text", "text": clip(title, 24)},
        # What still asks for a press is not done: closing it must not look like sending it.
        "close": {"type": "plain_text", "text": "Close" if _asks(message) else "Done"},
        "blocks": message.blocks or resolve([section(message.text)]),
    }


def _asks(message: Message) -> bool:
    return any(block["type"] == "actions" for block in message.blocks)
