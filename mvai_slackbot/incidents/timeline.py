"""The timeline: a reader of facts, for every feature's facts that have a line."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private, rows_of, straight
from mvai_slackbot.incidents.models import TimelineEntry
from mvai_slackbot.work import Fact, Work

LINE = insert(rows_of(TimelineEntry))


def write_line(work: Work, fact: Fact) -> None:
    """Write a fact's line to its incident's timeline."""
    line, incident_id = fact.line(), fact.incident_id
    if line is None or incident_id is None:
        return
    said = {"kind": type(fact).__name__, "line": Private(line), "staff_only": fact.staff_only}
    # Written for nearly every gesture while its sender waits, and never changed: the ORM has nothing to keep track of.
    straight(work.session).execute(
        LINE, {"incident_id": incident_id, "at": work.now, "actor_id": work.actor.person_id, **said}
    )


def list_lines(session: Session, incident_id: int, *, for_staff: bool, limit: int = 20) -> list[TimelineEntry]:
    """Return the latest lines, oldest first."""
    latest = select(TimelineEntry).where(TimelineEntry.incident_id == incident_id).order_by(TimelineEntry.id.desc())
    if not for_staff:
        latest = latest.where(TimelineEntry.staff_only.is_(False))
    return list(reversed(session.scalars(latest.limit(limit)).all()))
