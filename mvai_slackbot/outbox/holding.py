"""Hold back what waits for a channel, and let it go on: a channel that is not as private as it was gets nothing more."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from mvai_slackbot.outbox.models import Entry, State
from mvai_slackbot.outbox.service import HELD


def hold_back(session: Session, channel: str) -> None:
    """Hold back posts and invitations to a channel that wait, whatever they waited for; who is taken out still is."""
    for entry in session.scalars(_of(channel).where(Entry.state == State.WAITING).with_for_update(skip_locked=True)):
        entry.state, entry.error = State.DEAD, HELD


def let_go_on(session: Session, channel: str, *, now: datetime) -> None:
    """Let what was held back wait for its turn again."""
    held = _of(channel).where(Entry.state == State.DEAD, Entry.error == HELD, Entry.payload.is_not(None))
    for entry in session.scalars(held):
        entry.state, entry.error, entry.due_at = State.WAITING, "", now


def let_stand(session: Session, channel: str) -> None:
    """Drop what would archive a channel, whether it waits or failed and could be repaired; what is under way is done."""
    archiving = select(Entry).where(Entry.lane == f"post:{channel}", Entry.kind == "archive")
    waits = archiving.where(Entry.state.in_((State.WAITING, State.DEAD)), Entry.payload.is_not(None))
    for entry in session.scalars(waits.with_for_update()):
        entry.state, entry.payload, entry.error = State.DEAD, None, "cancelled"


def _of(channel: str) -> Select[Entry]:
    lanes = (f"post:{channel}", f"invite:{channel}")
    return select(Entry).where(Entry.lane.in_(lanes), Entry.kind.in_(("post", "invite"))).order_by(Entry.id)
