"""What the outbox lets go of: words whose time is over, and rows that promise nothing any more."""

from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from mvai_slackbot.outbox.models import Entry, State


def wipe_dead(session: Session, *, before: datetime) -> None:
    """Wipe the words of entries that died before the given moment and were never repaired."""
    # Only what still has words: this runs every two seconds, and must not write the same rows again each time.
    kept = (Entry.state == State.DEAD, Entry.payload.is_not(None), Entry.finished_at < before)
    session.execute(update(Entry).where(*kept).values(payload=None))


def drop_looks(session: Session, *, before: datetime) -> None:
    """Drop finished entries that only read something, or showed what is made anew at the next look."""
    looks = ("look_at_channel", "look_at_rest", "look_up_person", "publish_home")
    session.execute(
        delete(Entry).where(
            Entry.kind.in_(looks), Entry.state.in_((State.DONE, State.DEAD)), Entry.finished_at < before
        )
    )


def drop_done(session: Session, *, before: datetime) -> None:
    """Drop entries that were done long ago and are no step of a set-up: their words are wiped, their receipts stay."""
    session.execute(delete(Entry).where(Entry.state == State.DONE, Entry.step == "", Entry.finished_at < before))
