"""Words that the guard holds back: a form brings them back to the person, who saves, edits or drops them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from slackblocks import InputBlock, PlainTextInput

from mvai_slackbot.errors import Refused
from mvai_slackbot.guard import find_trouble
from mvai_slackbot.slack.arguments import Arguments, Rest
from mvai_slackbot.slack.asks import Words
from mvai_slackbot.slack.blocks import context, resolve, section
from mvai_slackbot.slack.forms import Form
from mvai_slackbot.slack.listeners import Listener
from mvai_slackbot.slack.replies import View

CALLBACK = "held"
ROOM = 2900
MOST = 3000


def guarded_fields(said: type[BaseModel]) -> dict[str, str]:
    """Return the guarded fields of a model with the label a person knows them by."""
    if issubclass(said, Form):
        asks = said.asks()
        return {name: ask.label for name, ask in asks.items() if isinstance(ask, Words) and ask.guarded}
    if issubclass(said, Arguments):
        marks = {
            name: next((m for m in f.metadata if isinstance(m, Rest)), None) for name, f in said.model_fields.items()
        }
        return {name: mark.label for name, mark in marks.items() if mark is not None and mark.guarded}
    return {}


def held_view(listener: Listener, said: BaseModel, channel_id: str) -> View | None:
    """Return the form that holds the words back, None when nothing in them needs a second look."""
    fields = guarded_fields(listener.said)
    words = {name: getattr(said, name) for name in fields if getattr(said, name)}
    trouble = list(dict.fromkeys(what for text in words.values() for what in find_trouble(text)))
    if not trouble:
        return None
    long = next((text for text in words.values() if len(text) > MOST), None)
    if long is not None:
        raise Refused(
            f"That is {len(long):,} characters, and {MOST:,} are the most. It also looks as if it holds "
            f"{' and '.join(trouble)}. Nothing was saved. Please shorten it, and send it again."
        )
    rest = said.model_dump(mode="json", exclude=set(words))
    carried = json.dumps({"of": f"{listener.kind}:{listener.name}", "said": rest, "channel": channel_id})
    if len(carried) > ROOM:
        raise Refused(
            f"It looks as if it holds {' and '.join(trouble)}, and there is too much beside it to ask whether you want to "
            "keep it. Nothing was saved. Please take that out, or shorten the rest, and send it again."
        )
    return _view(carried, {name: (fields[name], text) for name, text in words.items()}, trouble)


def _view(carried: str, words: Mapping[str, tuple[str, str]], trouble: Sequence[str]) -> View:
    blocks = [
        section(
            "*This may name or describe a person.*\n"
            f"It looks as if it holds {' and '.join(trouble)}. It is not saved yet. "
            "Save it as it is, edit it first, or drop it."
        ),
        *(
            InputBlock(
                label=label,
                element=PlainTextInput(action_id=name, initial_value=text, multiline=True, max_length=MOST),
                block_id=name,
                optional=True,
            )
            for name, (label, text) in words.items()
        ),
        context("This check is a simple one, made here. It misses things and is sometimes wrong."),
    ]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": {"type": "plain_text", "text": "Please look again"},
        "submit": {"type": "plain_text", "text": "Save"},
        "close": {"type": "plain_text", "text": "Drop"},
        "private_metadata": carried,
        "blocks": resolve(blocks),
    }


def release(view: Mapping[str, Any]) -> tuple[str, dict[str, Any], str]:
    """Return which listener the held words are for, what it is told, and the channel they came from."""
    carried = json.loads(view["private_metadata"])
    said: dict[str, Any] = carried["said"]
    for name, inputs in view["state"]["values"].items():
        text = (inputs.get(name, {}).get("value") or "").strip()
        if text:
            said[name] = text
        else:
            said.pop(name, None)
    return carried["of"], said, carried["channel"]
