"""Who reads an answer, and how much of it."""

from enum import IntEnum

from sqlalchemy import func, or_, select

from mvai_slackbot.checkins.models import Answer, Occurrence
from mvai_slackbot.checkins.plans.models import ReaderTold
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.incidents.service import holder_of
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import HELPERS, is_hidden
from mvai_slackbot.people.models import Part, PartHeld, Person, Role
from mvai_slackbot.work import Work

COORDINATORS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
FULL_PARTS = frozenset({Part.OWNER, Part.SME_LEAD, Part.MENTAL_HEALTH_SME})
# As whom an SME of one area is named to whoever answers; an answer that does not name them so is not theirs to read.
IN_SHORT = "SME, a summary without your own capacity and your note"


class Sight(IntEnum):
    """How much of an answer somebody sees: in words how it last moved; each item; own capacity and the note as well."""

    NOTHING = 0
    SUMMARY = 1
    ITEMS = 2
    ALL = 3


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
    parts = people.parts_of(work.session, incident.id, person_id)
    if parts & FULL_PARTS and _was_named(work, incident, answer, person_id):
        return Sight.ALL
    return Sight.SUMMARY if _reads_in_short(work, incident, answer, person_id) else Sight.NOTHING


def is_named(work: Work, incident: Incident, person_id: int) -> bool:
    """Whether somebody is one of those who read an incident's answers in full, whatever they answered themselves."""
    if people.roles_of(work.session, person_id) & COORDINATORS:
        return True
    parts = people.parts_of(work.session, incident.id, person_id)
    return bool(parts & FULL_PARTS) and not is_hidden(work.session, incident.id)


def _was_named(work: Work, incident: Incident, answer: Answer, person_id: int) -> bool:
    """Whether somebody was a reader when the answer was given, or its leader has heard since that they read along."""
    if _held_then(work, incident, answer, person_id, FULL_PARTS):
        return True
    plan_id = work.session.scalar(select(Occurrence.plan_id).where(Occurrence.id == answer.occurrence_id))
    return plan_id is not None and is_told(work, incident, plan_id, person_id)


def is_told(work: Work, incident: Incident, plan_id: int, reader_id: int) -> bool:
    """Whether a plan's person has the word that somebody reads along; whoever was out meanwhile is named to them anew."""
    since = select(func.min(PartHeld.since)).where(
        PartHeld.incident_id == incident.id,
        PartHeld.person_id == reader_id,
        PartHeld.part.in_(FULL_PARTS | HELPERS),
        PartHeld.until.is_(None),
    )
    told = select(ReaderTold.id).where(
        ReaderTold.person_id == reader_id, ReaderTold.plan_id == plan_id, ReaderTold.at >= since.scalar_subquery()
    )
    return work.session.scalar(told.limit(1)) is not None


def was_told(work: Work, plan_id: int, reader_id: int) -> None:
    """Record that a plan's person has the word that somebody reads along: earlier answers open to that reader."""
    known = select(ReaderTold).where(ReaderTold.plan_id == plan_id, ReaderTold.person_id == reader_id)
    row = work.session.scalar(known)
    if row is None:
        work.session.add(ReaderTold(plan_id=plan_id, person_id=reader_id, at=work.now))
    else:
        row.at = work.now


def list_leads(work: Work, incident: Incident) -> list[Person]:
    """Return the SME leads of an incident who are there to hear of something; nobody of a locked one."""
    if is_hidden(work.session, incident.id):
        return []
    leads = people.list_in_part(work.session, incident.id, Part.SME_LEAD)
    active = [one for one in leads if one.user_id and not one.deactivated]
    return [one for one in active if not people.is_absent(work.session, one.id, work.now)]


def _reads_in_short(work: Work, incident: Incident, answer: Answer, person_id: int) -> bool:
    """Whether somebody helps there, did when the answer was given, and was named in it as a reader of the summary."""
    helps = incident.status is Status.OPEN and Part.SME in people.parts_of(work.session, incident.id, person_id)
    then = helps and _held_then(work, incident, answer, person_id, frozenset({Part.SME}))
    return then and IN_SHORT in answer.readers.reveal()


def _held_then(work: Work, incident: Incident, answer: Answer, person_id: int, parts: frozenset[Part]) -> bool:
    then = select(PartHeld.id).where(
        PartHeld.incident_id == incident.id,
        PartHeld.person_id == person_id,
        PartHeld.part.in_(parts),
        PartHeld.since <= answer.at,
        or_(PartHeld.until.is_(None), PartHeld.until > answer.at),
    )
    return work.session.scalar(then.limit(1)) is not None


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
    full = {one.id for found in named.values() for one in found}
    # Help ends with the incident, whoever still sits in its channel.
    helping = people.list_in_part(work.session, incident.id, Part.SME) if incident.status is Status.OPEN else []
    named[IN_SHORT] = [one for one in helping if one.id not in full]
    words = [f"{one.name.reveal()} ({role})" for role, found in named.items() for one in found]
    return ", ".join(words) or "the coordinator of this incident"
