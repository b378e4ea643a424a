"""The record of what was done: milestones and short contacts, for staff, the SMEs of the incident, and the grant."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.smes.assignments.facts import MilestoneRecorded
from mvai_slackbot.smes.assignments.models import Hours, Milestone, MilestoneKind
from mvai_slackbot.work import Work

MOST_WORDS = 300


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


def count_kinds(found: Sequence[Milestone]) -> dict[MilestoneKind, int]:
    """Return how often each kind stands in a record."""
    return {kind: n for kind in MilestoneKind if (n := sum(one.kind is kind for one in found))}
