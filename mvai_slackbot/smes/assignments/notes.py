"""Notes of staff and SMEs of an incident, for each other."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.smes.facts import NoteWritten
from mvai_slackbot.smes.models import AssignmentNote
from mvai_slackbot.work import Work

# What a private answer shows whole.
MOST_WORDS = 2500


def checked(words: str) -> str:
    """Return the words of a note; raise `Refused` when they are more than can be read again."""
    if len(words) > MOST_WORDS:
        raise Refused(
            f"That is {len(words):,} characters; a note takes {MOST_WORDS:,}. Nothing was saved. Please shorten it."
        )
    return words


def write_note(work: Work, incident: Incident, words: str, assignment_id: int | None = None) -> AssignmentNote:
    """Keep a note by the actor."""
    if work.actor.person_id is None:
        raise Refused("A note is written by a person.")
    note = AssignmentNote(
        incident_id=incident.id,
        assignment_id=assignment_id,
        person_id=work.actor.person_id,
        at=work.now,
        words=Private(checked(words)),
    )
    work.session.add(note)
    work.session.flush()
    work.record(NoteWritten(incident, note, people.get_person(work.session, work.actor.person_id)))
    return note


def list_notes(session: Session, incident_id: int, *, limit: int = 20) -> list[AssignmentNote]:
    """Return the latest notes of an incident, oldest first."""
    rows = select(AssignmentNote).where(AssignmentNote.incident_id == incident_id).order_by(AssignmentNote.id.desc())
    return list(reversed(session.scalars(rows.limit(limit)).all()))
