"""What reviewers and staff say about who stands in for a reviewer."""

from typing import Annotated, Literal

from slackblocks import Block as SlackBlock

from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people, shifts
from mvai_slackbot.people.access import STAFF, May
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.deciding import standing_in, views_standing_in as views
from mvai_slackbot.requests.deciding.models import StandIn
from mvai_slackbot.requests.deciding.service import body_of
from mvai_slackbot.slack.arguments import Arguments, Rest, UserId
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Say, say
from mvai_slackbot.work import Work

listeners = Listeners()


class StandInWords(Arguments):
    """`stand-in`, `stand-in @otto [for @ira] [from 6 pm] [until 8 am]`, `stand-in off [for @ira]`."""

    person: UserId | None = None
    off: Literal["off"] | None = None
    of: Literal["for"] | None = None
    reviewer: UserId | None = None
    span: Annotated[str | None, Rest()] = None


@listeners.command("request", "stand-in", StandInWords, needs=May.DECIDE,
                   usage="stand-in [@name|off] [for @reviewer] [from 6 pm] [until 8 am]",
                   help="who stands in for a reviewer, from when until when; reviewers name their own")  # fmt: skip
def stand_in(work: Work, by: Invocation, said: StandInWords) -> Answer:
    """Show who stands in, or change it."""
    if said.person is None and said.off is None:
        if said.of or said.span:
            raise Refused("Please name who stands in: `/mvai-request stand-in @name for @reviewer`.")
        return Say(views.shown(_lines(work, standing_in.list_named(work))))
    reviewer = _reviewer(work, said.reviewer)
    if said.person is None:
        ended = standing_in.end(work, reviewer)
        name = reviewer.name.reveal()
        return say(f"Nobody stands in for {name} anymore." if ended else f"Nobody stood in for {name}.")
    other = people.reachable(work, said.person)
    zone = people.zone_of(reviewer)
    span = shifts.read_span(said.span, work.now, zone) if said.span else shifts.Span(work.now, None)
    row = standing_in.name(work, reviewer, other, span)
    return say(f"{_lines(work, [row])[0]} They are told. `/mvai-request stand-in off` ends it.")


def _reviewer(work: Work, named: str | None) -> Person:
    """Return for whom: oneself, or whom staff name."""
    me = people.get_person(work.session, work.actor.person_id or 0)
    meant = people.reachable(work, named) if named else me
    staff = people.roles_of(work.session, me.id) & STAFF
    if meant.id != me.id and not staff:
        raise Refused("You name who stands in for you. For somebody else, staff do.")
    if meant.id == me.id and body_of(work.session, me.id) is None:
        raise Refused("Please say for whom: `/mvai-request stand-in @name for @reviewer`.")
    return meant


def _lines(work: Work, found: list[StandIn]) -> list[str]:
    return [_line(work, one) for one in found]


def _line(work: Work, row: StandIn) -> str:
    reviewer, other = (people.get_person(work.session, one) for one in (row.reviewer_id, row.person_id))
    body = body_of(work.session, reviewer.id)
    since = row.since if row.since > work.now else None
    return views.line(reviewer, other, body.value.upper() if body else "no reviewer now", since, row.until)


def standing(work: Work, person: Person) -> list[SlackBlock]:
    """Return, for the page that `/mvai` shows, who stands in: all of it for staff, else what concerns this person."""
    staff = bool(people.roles_of(work.session, person.id) & STAFF)
    found = [one for one in standing_in.list_named(work) if staff or person.id in (one.reviewer_id, one.person_id)]
    return views.standing(_lines(work, found))
