"""Write effects, claim them by lane, and settle what came of them; each carrier claims its own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from pydantic import ValidationError
from sqlalchemy import CursorResult, and_, bindparam, insert, or_, select, update
from sqlalchemy.orm import Session, aliased

from mvai_slackbot.db import Private, rows_of, straight
from mvai_slackbot.outbox import receipts
from mvai_slackbot.outbox.effects import BY_MAIL, BY_PAGING, EFFECT, By, Effect, PinPost, Post
from mvai_slackbot.outbox.models import Entry, State

LEASE = timedelta(seconds=30)
UNFINISHED = (State.WAITING, State.LEASED)
# The error of what was held back on purpose: no repair tries it, and nobody is told that it needs help.
HELD = "held"
PROMISE = insert(rows_of(Entry))
WAITING = (
    select(Entry)
    .where(Entry.key == bindparam("of"), Entry.kind == bindparam("such"), Entry.state == State.WAITING)
    .order_by(Entry.id.desc())
    .limit(1)
    .with_for_update(skip_locked=True)
)
_OPEN = or_(
    and_(Entry.state == State.WAITING, Entry.due_at <= bindparam("now")),
    and_(Entry.state == State.LEASED, Entry.lease_until < bindparam("now")),
)
_OF = {
    By.MAIL: Entry.kind.in_(BY_MAIL),
    By.PAGING: Entry.kind.in_(BY_PAGING),
    By.SLACK: Entry.kind.not_in((*BY_MAIL, *BY_PAGING)),
}
DUE = {by: select(Entry.id).where(_OPEN, own).limit(1) for by, own in _OF.items()}
_OTHER = aliased(Entry)
# An earlier entry that was committed late must not run beside a later one that is on its way already.
_UNDER_WAY = and_(_OTHER.state == State.LEASED, _OTHER.lease_until >= bindparam("now"), _OTHER.id != Entry.id)
_EARLIER = and_(_OTHER.id < Entry.id, _OTHER.state.in_(UNFINISHED))
_BLOCKED = select(_OTHER.id).where(_OTHER.lane == Entry.lane, or_(_EARLIER, _UNDER_WAY)).exists()
FREE = {
    by: select(Entry)
    .where(_OPEN, own, ~_BLOCKED)
    .order_by(Entry.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    for by, own in _OF.items()
}
_ROWS = rows_of(Entry).c
# A result counts only while its lease is the last one given.
FINISH = (
    update(rows_of(Entry))
    .where(_ROWS.id == bindparam("entry"), _ROWS.fence == bindparam("given"), _ROWS.state == State.LEASED)
    .values(state=State.DONE, finished_at=bindparam("now"), payload=None, error="")
)


@dataclass(frozen=True)
class Claim:
    """One leased entry: the effect, and what a second try must know."""

    id: int
    fence: int
    effect: Effect
    tries: int
    first_tried_at: datetime
    created_at: datetime
    # Slack's word at an earlier try that people may have been told of; empty when there was none.
    trouble: str = ""
    # Channel and ts of the message it is about, when that stands in Slack already.
    stands: tuple[str, str] | None = None

    @property
    def mark(self) -> str:
        """Return what a message of this entry carries unseen; no entry of another database has the same."""
        return f"{self.id}@{self.created_at.isoformat()}"


@dataclass(frozen=True)
class Step:
    """One named step of a subject's set-up; `state` is done, waiting, retried or dead."""

    name: str
    state: str
    error: str


def write(session: Session, effect: Effect, *, now: datetime) -> None:
    """Write an effect; one of the same key that waits takes the newer words and keeps its place and its tries."""
    payload = Private(EFFECT.dump_json(effect).decode())
    if effect.key:
        waiting = session.scalar(WAITING, {"of": effect.key, "such": effect.kind})
        if waiting is not None:
            waiting.payload = payload
            return
    named = {
        "kind": effect.kind,
        "lane": effect.lane,
        "key": effect.key,
        "subject": effect.subject,
        "step": effect.step,
    }
    fresh = {"state": State.WAITING, "tries": 0, "fence": 0, "error": ""}
    straight(session).execute(PROMISE, {**named, **fresh, "payload": payload, "created_at": now, "due_at": now})


def claim(session: Session, *, now: datetime, limit: int, lease: timedelta = LEASE, by: By = By.SLACK) -> list[Claim]:
    """Lease the oldest unfinished entry of each free lane of one carrier, `limit` at most."""
    entries = session.scalars(FREE[by], {"now": now, "most": limit}).all()
    with session.no_autoflush:
        return [claim for entry in entries if (claim := _lease(session, entry, now, lease)) is not None]


def _lease(session: Session, entry: Entry, now: datetime, lease: timedelta) -> Claim | None:
    try:
        effect = EFFECT.validate_json(entry.payload.reveal() if entry.payload else "")
    except ValidationError:
        # Written by another version, perhaps: it must not hold up every lane.
        entry.state, entry.finished_at, entry.error = State.DEAD, now, "unreadable"
        return None
    entry.state = State.LEASED
    entry.fence += 1
    entry.tries += 1
    entry.first_tried_at = entry.first_tried_at or now
    entry.lease_until = now + lease
    trouble = "" if entry.error == "ratelimited" else entry.error
    receipt = receipts.find(session, effect.name) if isinstance(effect, Post | PinPost) and effect.name else None
    stands = (receipt.channel, receipt.ts) if receipt else None
    return Claim(entry.id, entry.fence, effect, entry.tries, entry.first_tried_at, entry.created_at, trouble, stands)


def _held(session: Session, claim: Claim) -> Entry | None:
    # A result counts only while its lease is the last one given.
    return session.scalar(
        select(Entry)
        .where(Entry.id == claim.id, Entry.fence == claim.fence, Entry.state == State.LEASED)
        .with_for_update()
    )


def finish(session: Session, claim: Claim, *, now: datetime) -> bool:
    """Mark a claim done and wipe its words; False when another process holds it by now."""
    done = session.execute(FINISH, {"entry": claim.id, "given": claim.fence, "now": now})
    return cast(CursorResult[Any], done).rowcount == 1


def put_back(session: Session, claim: Claim, *, due_at: datetime, error: str, counts: bool = True) -> bool:
    """Let a claim wait until `due_at`; with `counts=False` the try is not counted (Slack refused before doing it)."""
    entry = _held(session, claim)
    if entry is None:
        return False
    entry.state, entry.due_at, entry.error, entry.lease_until = State.WAITING, due_at, error, None
    if not counts:
        entry.tries -= 1
        entry.first_tried_at = None if entry.tries == 0 else entry.first_tried_at
    return True


def bury(session: Session, claim: Claim, *, now: datetime, error: str) -> bool:
    """Mark a claim dead with Slack's reason; it keeps its words for a repair."""
    entry = _held(session, claim)
    if entry is None:
        return False
    entry.state, entry.finished_at, entry.error = State.DEAD, now, error
    return True


def revive(session: Session, subject: str, *, now: datetime) -> int:
    """Let the dead and the waiting entries of a subject be tried again now; return how many.

    A dead entry whose key has a later entry stays dead: its words are older than what stands there.
    """
    later = aliased(Entry)
    replaced = select(later.id).where(later.key == Entry.key, later.kind == Entry.kind, later.id > Entry.id)
    entries = session.scalars(
        select(Entry).where(
            Entry.subject == subject,
            Entry.state.in_((State.DEAD, State.WAITING)),
            Entry.payload.is_not(None),
            Entry.error != HELD,
            or_(Entry.key == "", Entry.state == State.WAITING, ~replaced.exists()),
        )
    ).all()
    for entry in entries:
        entry.state, entry.due_at, entry.finished_at = State.WAITING, now, None
    return len(entries)


def cancel(session: Session, subject: str) -> int:
    """Drop what a subject still waits for; return how many. What is leased runs to its end."""
    entries = session.scalars(select(Entry).where(Entry.subject == subject, Entry.state == State.WAITING)).all()
    for entry in entries:
        entry.state, entry.payload, entry.error = State.DEAD, None, "cancelled"
    return len(entries)


def used_lately(session: Session, lane: str) -> bool:
    """Whether a lane has an entry, waiting or not swept away yet."""
    return session.scalar(select(Entry.id).where(Entry.state.in_(State), Entry.lane == lane).limit(1)) is not None


def list_steps(session: Session, subject: str) -> list[Step]:
    """Return a subject's named steps, the latest entry of each name, in the order they were first written."""
    latest: dict[str, Step] = {}
    rows = session.execute(
        select(Entry.step, Entry.state, Entry.tries, Entry.error)
        .where(Entry.subject == subject, Entry.step != "")
        .order_by(Entry.id)
    )
    for step, state, tries, error in rows:
        word = (
            "retried"
            if state in UNFINISHED and tries > 0 and error
            else "waiting"
            if state in UNFINISHED
            else state.value
        )
        latest[step] = Step(step, word, error)
    return list(latest.values())


def next_due(session: Session) -> datetime | None:
    """Return when the earliest waiting entry is due, None when nothing waits."""
    return session.scalar(select(Entry.due_at).where(Entry.state == State.WAITING).order_by(Entry.due_at).limit(1))


def anything_due(session: Session, *, now: datetime, by: By = By.SLACK) -> bool:
    """Whether something waits whose time has come, or a lease has ended without a result: its process died."""
    return session.scalar(DUE[by], {"now": now}) is not None


def oldest_waiting(session: Session, by: By | None = None) -> datetime | None:
    """Return when the oldest unfinished entry (of a carrier) was written, None when all is done."""
    rows = select(Entry.created_at).where(Entry.state.in_(UNFINISHED)).order_by(Entry.created_at).limit(1)
    return session.scalar(rows if by is None else rows.where(_OF[by]))


def list_dead(session: Session, subject: str) -> list[str]:
    """Return the reasons of a subject's dead effects that a repair could try again, earliest first."""
    dead = select(Entry.error).where(Entry.subject == subject, Entry.state == State.DEAD, Entry.payload.is_not(None))
    return list(session.scalars(dead.where(Entry.error != HELD).order_by(Entry.id)))
