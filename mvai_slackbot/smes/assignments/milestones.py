"""The record of what was done: milestones and short contacts, for staff, the SMEs of the incident, and the grant."""

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, is_hidden, may
from mvai_slackbot.people.models import Part
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.sight import READERS
from mvai_slackbot.smes.assignments.facts import MilestoneRecorded
from mvai_slackbot.smes.assignments.models import Hours, Milestone, MilestoneKind
from mvai_slackbot.work import Work

MOST_WORDS = 300
# They read what was done, and none of the words beside it.
PARTS = frozenset({Part.LEADER, Part.DEPUTY, Part.DELEGATE})


class Reads(Enum):
    """How much of a record somebody reads."""

    NOTHING = "nothing"
    RECORD = "record"
    ALL = "all"


@dataclass(frozen=True)
class Done:
    """What somebody says was done."""

    kind: MilestoneKind
    on: date | None = None
    hours: Hours | None = None
    area: str = ""
    note: str | None = field(default=None, repr=False)


def record(
    work: Work, incident: Incident, request: AssistanceRequest, done: Done, assignment_id: int | None = None
) -> Milestone:
    """Write down what was done; a day that has not come yet, and words that are too long, are refused."""
    person = people.get_person(work.session, work.actor.person_id or 0)
    today = work.now.astimezone(people.zone_of(person, incident.timezone)).date()
    on = done.on or today
    if on > today:
        raise Refused(
            "That day has not come yet. The record holds what was done; please choose today or an earlier day."
        )
    if done.note and len(done.note) > MOST_WORDS:
        raise Refused(
            f"That is {len(done.note)} characters; the record takes {MOST_WORDS}. Nothing was saved. Longer words fit "
            "in a note: `/mvai-sme note &lt;text&gt;`"
        )
    milestone = Milestone(
        incident_id=incident.id,
        request_id=request.id,
        request_number=request.number,
        assignment_id=assignment_id,
        person_id=person.id,
        kind=done.kind,
        happened_on=on,
        recorded_at=work.now,
        hours=done.hours,
        area=done.area,
        note=Private.of(done.note),
    )
    work.session.add(milestone)
    work.session.flush()
    work.record(MilestoneRecorded(incident, milestone, person))
    return milestone


def list_of_incident(session: Session, incident_id: int, *, limit: int = 30) -> list[Milestone]:
    """Return the latest of an incident, earliest first."""
    rows = select(Milestone).where(Milestone.incident_id == incident_id)
    latest = rows.order_by(Milestone.happened_on.desc(), Milestone.id.desc()).limit(limit)
    return list(reversed(session.scalars(latest).all()))


def count_kinds(session: Session, incident_id: int) -> dict[MilestoneKind, int]:
    """Return how often each kind stands in the whole record of an incident."""
    rows = select(Milestone.kind, func.count()).where(Milestone.incident_id == incident_id).group_by(Milestone.kind)
    counted = {row[0]: row[1] for row in session.execute(rows)}
    return {kind: counted[kind] for kind in MilestoneKind if kind in counted}


def reads(work: Work, incident_id: int) -> Reads:
    """Return how much of an incident's record the actor reads: the words beside it are for staff and its SMEs."""
    person_id = work.actor.person_id
    if may(work.session, person_id, May.HELP_INCIDENT, incident_id):
        return Reads.ALL
    if person_id is None or is_hidden(work.session, incident_id):
        return Reads.NOTHING
    parts = people.parts_of(work.session, incident_id, person_id)
    return Reads.RECORD if parts & PARTS or people.roles_of(work.session, person_id) & READERS else Reads.NOTHING
