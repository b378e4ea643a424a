"""What people are told when an incident closes, and when it is opened again."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from slackblocks import Button as SlackButton

from mvai_slackbot.incidents import closing, facts, service, views, views_end
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import post_in_channel, tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import message, section
from mvai_slackbot.work import Announcers, Work


@dataclass(frozen=True)
class Handed:
    """What higher floors know: who had check-ins until now, what becomes of theirs, and the button that asks for a call."""

    asked: Callable[[Work, Incident], list[Person]]
    checkins: Callable[[Work, Incident, Person], str]
    call: Callable[[int | None], SlackButton]


def build(handed: Handed) -> Announcers:
    """Return the announcers."""
    announcers = Announcers()
    announcers.of(facts.IncidentClosed)(partial(_say_closed, handed))
    announcers.of(facts.IncidentReopened)(_say_reopened)
    return announcers


def _say_closed(handed: Handed, work: Work, fact: facts.IncidentClosed) -> Iterator[e.Effect]:
    incident = fact.incident
    over = "The drill is over. Nothing has happened. " if incident.drill else ""
    text = f"{views.title(incident)} is closed. {over}This channel is archived in seven days, unless it is reopened."
    yield from post_in_channel(work, incident, message(text, section(text)))
    if not closing.tells(work, incident, fact.outcome):
        return
    holders = service.holder_of(work, incident)
    for person in closing.list_told(work, incident, handed.asked(work, incident)):
        ends = handed.checkins(work, incident, person)
        yield from tell(person, views_end.over(incident, holders, ends, handed.call(incident.id)))


def _say_reopened(work: Work, fact: facts.IncidentReopened) -> Iterator[e.Effect]:
    text = f"{views.title(fact.incident)} is open again."
    yield from post_in_channel(work, fact.incident, message(text, section(text)))
    if fact.incident.archived:
        ask = (
            f"*{views.title(fact.incident)}* is open again on record, and its channel is archived. A bot cannot unarchive a "
            "channel: please unarchive it in Slack and add the bot to it. The bot then goes on by itself."
        )
        for holder in service.holder_of(work, fact.incident):
            yield from tell(
                holder, message(f"{fact.incident.mark}MVAI: a channel waits to be unarchived", section(ask))
            )
