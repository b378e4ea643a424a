"""The timeline: a reader of facts, for every feature's facts that have a line."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.incidents.models import TimelineEntry
from mvai_slackbot.work import Fact, Work


def write_line(work: Work, fact: Fact) -> None:
    """Write a fact's line to its incident's timeline."""
    line, incident_id = fact.line(), fact.incident_id
    if line is None or incident_id is None:
        return
    work.session.add(
        TimelineEntry(
            incident_id=incident_id,
            at=work.now,
            actor_id=work.actor.person_id,
            kind=type(fact).__name__,
            line=Private(line),
            staff_only=fact.staff_only,
        )
    )


def list_lines(session: Session, incident_id: int, *, for_staff: bool, limit: int = 20) -> list[TimelineEntry]:
    """Return the latest lines, oldest first."""
    latest = select(TimelineEntry).where(TimelineEntry.incident_id == incident_id).order_by(TimelineEntry.id.desc())
    if not for_staff:
        latest = latest.where(TimelineEntry.staff_only.is_(False))
    return list(reversed(session.scalars(latest.limit(limit)).all()))
