"""What other features ask about offers and assignments."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.sight import Reach
from mvai_slackbot.smes.models import OPEN_STATES, Assignment, State
from mvai_slackbot.work import Work

# What somebody helps with now, drills left out: they are counted nowhere.
CURRENT = (
    select(Assignment.person_id, func.count())
    .join(Incident, Incident.id == Assignment.incident_id)
    .where(Assignment.state == State.ACCEPTED, Incident.drill.is_(False))
)


def get_assignment(session: Session, assignment_id: int, *, locked: bool = False) -> Assignment:
    """Return an assignment by row id; `locked` makes others who ask for it wait until this work ends."""
    rows = select(Assignment).where(Assignment.id == assignment_id).execution_options(populate_existing=locked)
    found = session.scalar(rows.with_for_update() if locked else rows)
    if found is None:
        raise Refused("That offer is not on record anymore.")
    return found


def addressed(work: Work, assignment_id: int) -> Assignment:
    """Return an offer for the person it was made to; everybody else is refused."""
    assignment = get_assignment(work.session, assignment_id)
    if assignment.person_id != work.actor.person_id:
        raise Refused("This was addressed to somebody else.")
    return assignment


def list_assignments(session: Session, incident_id: int) -> list[Assignment]:
    """Return every offer and assignment of an incident, earliest first."""
    rows = select(Assignment).where(Assignment.incident_id == incident_id).order_by(Assignment.id)
    return list(session.scalars(rows))


def list_of_request(session: Session, request_id: int, *states: State) -> list[Assignment]:
    """Return the offers and assignments of a request in these states, earliest first."""
    rows = select(Assignment).where(Assignment.request_id == request_id, Assignment.state.in_(states))
    return list(session.scalars(rows.order_by(Assignment.id)))


def list_of_person(session: Session, person_id: int, *states: State) -> list[Assignment]:
    """Return somebody's offers and assignments in these states, earliest first."""
    rows = select(Assignment).where(Assignment.person_id == person_id, Assignment.state.in_(states))
    return list(session.scalars(rows.order_by(Assignment.id)))


def waiting_offers(session: Session, person_id: int) -> list[Assignment]:
    """Return the offers that wait for somebody's answer."""
    return list_of_person(session, person_id, State.OFFERED)


def count_current(session: Session, person_id: int) -> int:
    """Return how many assignments somebody has now; those of drills keep nobody from helping."""
    found = session.execute(CURRENT.where(Assignment.person_id == person_id).group_by(Assignment.person_id)).first()
    return int(found[1]) if found is not None else 0


def helpers_of(session: Session, request_id: int) -> list[str]:
    """Return who helps with a request, a line each (mrkdwn), fit for every member of the channel.

    Somebody who was asked and has not answered is counted, not named.
    """
    lines = []
    for one in list_of_request(session, request_id, State.ACCEPTED, State.DONE):
        done = ", done" if one.state is State.DONE else ""
        who = people.get_person(session, one.person_id)
        lines.append(f"{_mention(who)} ({one.mode.value.replace('-', ' ')}{done})")
    asked = len(list_of_request(session, request_id, State.OFFERED))
    if asked:
        lines.append("one SME was asked" if asked == 1 else f"{asked} SMEs were asked")
    return lines


def reach_of(session: Session, incident_id: int, person_id: int) -> Reach:
    """Return what an SME works on in an incident: the requests they help with, and the areas of those.

    Not the areas of their record: that is theirs to write, and what somebody reads of others is not.
    """
    own = list_of_person(session, person_id, State.ACCEPTED, State.DONE)
    helped = frozenset(one.request_id for one in own if one.incident_id == incident_id)
    named = session.scalars(select(AssistanceRequest.areas).where(AssistanceRequest.id.in_(helped)))
    return Reach(helped, frozenset(area for areas in named for area in areas))


def _mention(person: Person) -> str:
    return f"<@{person.user_id}>" if person.user_id else person.name.reveal()


def offerer_of(session: Session, assignment: Assignment) -> Person | None:
    """Return who made the offer, None when that account is deactivated."""
    if assignment.offered_by is None:
        return None
    person = people.get_person(session, assignment.offered_by)
    return None if person.deactivated else person


def ending_lines(session: Session, incident_id: int) -> list[str]:
    """Return what ends with an incident: its offers and assignments, counted."""
    open_ones = [one for one in list_assignments(session, incident_id) if one.state in OPEN_STATES]
    return _counted(open_ones)


def _counted(assignments: Sequence[Assignment]) -> list[str]:
    helping = sum(one.state is State.ACCEPTED for one in assignments)
    asked = sum(one.state is State.OFFERED for one in assignments)
    lines = [f"{helping} assignment{'s' if helping != 1 else ''} of SMEs; they are told"] if helping else []
    return lines + ([f"{asked} offer{'s' if asked != 1 else ''} without an answer; withdrawn kindly"] if asked else [])
