"""Ask the features what waits for somebody, and where somebody has a part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from slackblocks import Block as SlackBlock

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Work

# What waits for somebody, told by the feature it belongs to: sections, a button beside each where one press does it.
Waiting = Callable[[Work, Person], Sequence[SlackBlock]]
Readers = Sequence[Waiting]


@dataclass(frozen=True)
class Parts:
    """What the features tell of somebody: what waits for them, and what stands as it is and waits for nobody."""

    waiting: Readers
    standing: Readers


def told(work: Work, person: Person, readers: Readers) -> list[SlackBlock]:
    """Return all that the readers tell this person."""
    return [block for reader in readers for block in reader(work, person)]


def list_mine(work: Work, person: Person, *parts: Part) -> list[Incident]:
    """Return the open incidents somebody has a part in (any when none is named) and may see, latest first."""
    ids = people.list_incidents_of(work.session, person.id, *parts)
    found = [incidents.get_incident(work.session, one) for one in ids]
    return [
        one
        for one in reversed(found)
        if one.status is Status.OPEN and may(work.session, person.id, May.SEE_INCIDENT, one.id)
    ]
