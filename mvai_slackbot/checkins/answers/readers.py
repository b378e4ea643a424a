"""Who reads an answer, and how much of it."""

from enum import IntEnum

from sqlalchemy import or_, select

from mvai_slackbot.checkins.models import Answer, Occurrence
from mvai_slackbot.checkins.plans.models import ReaderTold
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import holder_of
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Part, PartHeld, Person, Role
from mvai_slackbot.work import Work

COORDINATORS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
FULL_PARTS = frozenset({Part.OWNER, Part.SME_LEAD, Part.MENTAL_HEALTH_SME})


class Sight(IntEnum):
    """How much of an answer somebody sees; `ALL` adds own capacity and the note."""

    NOTHING = 0
    ITEMS = 1
    ALL = 2


def sight(work: Work, incident: Incident, answer: Answer, person_id: int | None) -> Sight:
    """Return how much of an answer a person may see now."""
    if person_id is None:
        return Sight.NOTHING
    roles = people.roles_of(work.session, person_id)
    if roles & COORDINATORS:
        return Sight.ALL
    if is_hidden(work.session, incident.id):
        return Sight.NOTHING
    if answer.person_id == person_id:
        return Sight.ALL
    if people.parts_of(work.session, incident.id, person_id) & FULL_PARTS:
        return Sight.ALL if _was_named(work, incident, answer, person_id) else Sight.NOTHING
    return Sight.ITEMS if Role.BJA_REVIEWER in roles else Sight.NOTHING


def is_named(work: Work, incident: Incident, person_id: int) -> bool:
    """Whether somebody is one of those who read an incident's answers in full, whatever they answered themselves."""
    if people.roles_of(work.session, person_id) & COORDINATORS:
        return True
    parts = people.parts_of(work.session, incident.id, person_id)
    return bool(parts & FULL_PARTS) and not is_hidden(work.session, incident.id)


def _was_named(work: Work, incident: Incident, answer: Answer, person_id: int) -> bool:
    """Whether somebody was a reader when the answer was given, or its leader has heard since that they read along."""
    then = select(PartHeld.id).where(
        PartHeld.incident_id == incident.id,
        PartHeld.person_id == person_id,
        PartHeld.part.in_(FULL_PARTS),
        PartHeld.since <= answer.at,
        or_(PartHeld.until.is_(None), PartHeld.until > answer.at),
    )
    if work.session.scalar(then.limit(1)) is not None:
        return True
    plan = select(Occurrence.plan_id).where(Occurrence.id == answer.occurrence_id).scalar_subquery()
    told = select(ReaderTold.id).where(ReaderTold.person_id == person_id, ReaderTold.plan_id == plan)
    return work.session.scalar(told.limit(1)) is not None


def was_told(work: Work, plan_id: int, reader_id: int) -> None:
    """Record that a plan's person has the word that somebody reads along: earlier answers open to that reader."""
    known = select(ReaderTold.id).where(ReaderTold.plan_id == plan_id, ReaderTold.person_id == reader_id)
    if work.session.scalar(known) is None:
        work.session.add(ReaderTold(plan_id=plan_id, person_id=reader_id, at=work.now))


def list_leads(work: Work, incident: Incident) -> list[Person]:
    """Return the SME leads of an incident who are there to hear of something; nobody of a locked one."""
    if is_hidden(work.session, incident.id):
        return []
    leads = people.list_in_part(work.session, incident.id, Part.SME_LEAD)
    active = [one for one in leads if one.user_id and not one.deactivated]
    return [one for one in active if not people.is_absent(work.session, one.id, work.now)]


def list_told(work: Work, incident: Incident) -> list[Person]:
    """Return who is told that an answer is in: whoever holds the incident, and its SME leads."""
    return list({one.id: one for one in [*holder_of(work, incident), *list_leads(work, incident)]}.values())


def in_words(work: Work, incident: Incident) -> str:
    """Return the readers by name and role, as they are named to whoever answers."""
    named = {
        "coordinator": holder_of(work, incident),
        "SME lead": people.list_in_part(work.session, incident.id, Part.SME_LEAD),
        "mental-health SME": people.list_in_part(work.session, incident.id, Part.MENTAL_HEALTH_SME),
    }
    # Who may read is named, also who is told of no answer and would have to look for it.
    named["BJA reviewer, without your own capacity and your note"] = people.list_holders(
        work.session, work.team_id, Role.BJA_REVIEWER
    )
    words = [f"{one.name.reveal()} ({role})" for role, found in named.items() for one in found]
    return ", ".join(words) or "the coordinator of this incident"
