"""An answer as a reader sees it, and the forms' first and last words."""

from collections.abc import Sequence
from datetime import datetime

from slackblocks import Block as SlackBlock

from mvai_slackbot import areas
from mvai_slackbot.calls.views import crisis_lines
from mvai_slackbot.checkins.answers import roles
from mvai_slackbot.checkins.answers.readers import Sight
from mvai_slackbot.checkins.answers.service import Asked, Reading, Said
from mvai_slackbot.checkins.content import Content, Item, QuestionSet
from mvai_slackbot.checkins.models import Answer
from mvai_slackbot.checkins.values import ShowAnswer
from mvai_slackbot.checkins.views import RECORDS
from mvai_slackbot.clock import day_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, message, quiet_message, resolve, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.replies import View
from mvai_slackbot.slack.text import clip, escape, moment

SMALLEST = "1-10"


def intro(asked: Asked, content: Content, read_by: str) -> list[SlackBlock]:
    """Return the words above every form: what it is about, whom to call, who reads it."""
    return [
        section(f"{asked.incident.mark}{words_above(asked, content)}"),
        crisis_lines(),
        context(f"Read by: {escape(read_by)}; other coordinators when they stand in. {RECORDS}"),
    ]


def words_above(asked: Asked, content: Content) -> str:
    """Return the first words above a form, on paper, in Slack and on the web alike."""
    small = asked.incident.sworn_band == SMALLEST
    return content.forms.words_above(loss=asked.loss, small=small)


def told(incident: Incident, occurrence_id: int, *, newer: bool) -> Message:
    """Return the quiet word to a reader that an answer is in."""
    words = "An answer to a check-in was changed." if newer else "An answer to a check-in is in."
    return quiet_message(
        section(f"{incident.mark}{words} {incident.number}"),
        actions(button("Show the answer", ShowAnswer(occurrence=occurrence_id))),
        context("Please keep it to yourself: nothing of it belongs in a channel."),
        drill=incident.drill,
    )


def saved(incident: Incident, until: datetime, calling: str, more: Sequence[SlackBlock]) -> Message:
    """Return the thanks: what is saved, until when it can be changed, what can follow."""
    words = f"{incident.mark}*Thank you. Your answer is saved.* You can change it until {moment(until)}."
    called = [section(calling)] if calling else []
    return message(f"{incident.mark}Thank you. Your answer is saved.", section(words), *called, *more)


def _value(value: str | None) -> str:
    return {None: "not asked", "skip": "skipped", "unknown": "not enough information"}.get(value, f"{value} of 5")


def _line(item: Item, value: str | None) -> str:
    said = _value(value)
    scale = f"1 {item.low} · 3 {item.middle} · 5 {item.high}"
    return f"*{escape(item.label)}: {said}*\n{escape(item.question)}\n_{escape(scale)}_"


def items(questions: QuestionSet, said: Said) -> str:
    """Return one's own answers of a set, a line each."""
    return "\n".join(f"{escape(one.label)}: *{_value(said.items.get(one.key))}*" for one in questions.items)


def labels(keys: Sequence[str], content: Content) -> str:
    """Return what an answer rests on, in words."""
    known = {one.key: one.label for one in content.forms.bases}
    return ", ".join(known.get(key, key) for key in keys)


def answer(reading: Reading, by: Person, content: Content, more: Sequence[SlackBlock] = ()) -> View:
    """Return an answer in a form, as far as this reader may see it; `more` stands below it."""
    found, said = reading.answer, reading.said
    seen = [item for item in reading.questions.items if reading.sight is Sight.ALL or not item.own_capacity]
    blocks: list[SlackBlock] = [
        section(
            f"*{title(reading.incident)}* · {escape(reading.questions.title)} · "
            f"{day_words(reading.occurrence.local_date)}\n"
            f"By {escape(by.name.reveal())}, {roles.of_answer(found)}, {moment(found.at)}{_version(found)}"
        ),
        *(section(_line(item, said.items.get(item.key))) for item in seen),
    ]
    if said.bases:
        blocks.append(section(f"*Based on*\n{escape(labels(said.bases, content))}"))
    if said.helps:
        blocks.append(section(f"*What would help most now*\n{areas.in_words(said.helps)}"))
    if said.note:
        blocks.append(section(clip(f"*Note*\n{escape(said.note)}", 2900)))
    blocks += more
    blocks.append(context("One person's view of the whole, not a measurement and not about any person."))
    return {
        "type": "modal",
        "callback_id": "note",
        "title": {"type": "plain_text", "text": clip(f"{reading.incident.mark}Check-in", 24)},
        "close": {"type": "plain_text", "text": "Done"},
        "blocks": resolve(blocks),
    }


def _version(found: Answer) -> str:
    return f" · version {found.version}" if found.version > 1 else ""
