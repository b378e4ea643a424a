"""Shifts: who is on call from when until when, who is next, and when nobody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from mvai_slackbot.clock import read_moment
from mvai_slackbot.errors import Refused
from mvai_slackbot.people.facts import OnCallTaken, ShiftBegan
from mvai_slackbot.people.models import OnCall, Person, Rank
from mvai_slackbot.people.service import get_person
from mvai_slackbot.work import Work

HOW = (
    "Type it like `from 6 pm until 8 am`, `until tomorrow 8 am`, `until friday 8 am` or "
    "`from 12/1/2026 6 pm until 12/2/2026 8 am`; `18:00` works, too."
)
LOOK_AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Span:
    """From when until when; without an end, until somebody else takes over."""

    since: datetime
    until: datetime | None


def read_span(words: str, now: datetime, zone: ZoneInfo) -> Span:
    """Return the times of "from 6 pm until 8 am" in somebody's zone; raise `Refused` that says what to type."""
    typed = words.lower().split()
    marks = [place for place, word in enumerate(typed) if word in ("from", "until")]
    parts = {typed[at]: typed[at + 1 : end] for at, end in zip(marks, [*marks[1:], len(typed)], strict=False)}
    if not marks or marks[0] != 0 or len(parts) != len(marks):
        raise Refused(f"`{words[:60]}` is not a time. {HOW}")
    since = _moment(parts["from"], now, now, zone, words) if "from" in parts else now
    until = _moment(parts["until"], now, since, zone, words) if "until" in parts else None
    if since < now - timedelta(minutes=1) or (until is not None and until <= since):
        raise Refused(f"`{words[:60]}` lies in the past, or ends before it begins. {HOW}")
    return Span(max(since, now), until)


def _moment(words: Sequence[str], now: datetime, after: datetime, zone: ZoneInfo, typed: str) -> datetime:
    # "Tomorrow" is the day after the one on which it is typed; an hour alone is the next such hour after the beginning.
    # A day without its hour is refused: somebody would count on whoever is on call in the hours between.
    found = read_moment(" ".join(words), after, zone, now=now)
    if found is None:
        raise Refused(f"`{typed[:60]}` is not a time. {HOW}")
    return found


def take_call(work: Work, person: Person, rank: Rank, span: Span) -> OnCall:
    """Put somebody on call for a time; whoever had that rank then makes room, and goes on after it.

    Without an end it lasts until somebody takes over: shifts that are planned for later stand, and it goes on after them.
    Who is on call for all of that time already stays so, and is not told again.
    """
    overlapping = _overlapping(work, rank, span)
    for shift in overlapping:
        if shift.person_id == person.id and shift.since <= span.since and shift.until == span.until:
            return shift
    planned = _planned(overlapping, span)
    for shift in overlapping:
        if shift not in planned:
            _make_room(work, shift, span)
    made = [_write(work, person, rank, part) for part in _around(span, planned)]
    if made[0].since <= work.now:
        # Told in this moment.
        made[0].begun_at = work.now
    work.session.flush()
    work.record(OnCallTaken(person, made[0]))
    return made[0]


def _planned(overlapping: Sequence[OnCall], span: Span) -> list[OnCall]:
    if span.until is not None:
        return []
    relieved = {shift.person_id for shift in overlapping if shift.since <= span.since}
    # What goes on without an end is that of somebody who is relieved now, or was planned for another on purpose.
    later = (shift for shift in overlapping if shift.since > span.since)
    return [shift for shift in later if shift.until is not None or shift.person_id not in relieved]


def _around(span: Span, planned: Sequence[OnCall]) -> list[Span]:
    """Return the parts of a time that planned shifts leave free."""
    parts: list[Span] = []
    since: datetime | None = span.since
    for shift in sorted(planned, key=lambda one: one.since):
        if since is not None and since < shift.since:
            parts.append(Span(since, shift.since))
        since = shift.until
    return [*parts, Span(since, span.until)] if since is not None else parts


def _write(work: Work, person: Person, rank: Rank, span: Span) -> OnCall:
    shift = OnCall(team_id=work.team_id, person_id=person.id, rank=rank, since=span.since, until=span.until)
    work.session.add(shift)
    return shift


def _overlapping(work: Work, rank: Rank, span: Span) -> list[OnCall]:
    rows = select(OnCall).where(OnCall.team_id == work.team_id, OnCall.rank == rank, _lasts(span.since))
    if span.until is not None:
        rows = rows.where(OnCall.since < span.until)
    return list(work.session.scalars(rows.with_for_update()))


def _lasts(after: datetime) -> ColumnElement[bool]:
    """Return the condition of shifts that go on after a moment; one that was called off never does."""
    return or_(OnCall.until.is_(None), and_(OnCall.until > after, OnCall.until > OnCall.since))


def _call_off(shift: OnCall) -> None:
    """Let a shift never begin. That it was planned stays on record, with an end that is its beginning."""
    shift.until = shift.since


def _make_room(work: Work, shift: OnCall, span: Span) -> None:
    ends = shift.until
    if span.until is not None and (ends is None or ends > span.until):
        _write(work, get_person(work.session, shift.person_id), shift.rank, Span(span.until, ends))
    if shift.since < span.since:
        shift.until = span.since
    else:
        _call_off(shift)


def end_shifts(work: Work, person: Person) -> bool:
    """Take somebody off call, now and later; False when they were in no shift."""
    rows = list_shifts(work.session, work.team_id, work.now)
    own = [shift for shift in rows if shift.person_id == person.id]
    for shift in own:
        if shift.since < work.now:
            shift.until = work.now
        else:
            _call_off(shift)
    work.session.flush()
    return bool(own)


def list_shifts(session: Session, team_id: str, now: datetime) -> list[OnCall]:
    """Return the shifts of now and later, earliest first, the first person before the second."""
    rows = select(OnCall).where(OnCall.team_id == team_id, _lasts(now))
    return list(session.scalars(rows.order_by(OnCall.since, OnCall.rank, OnCall.id)))


def list_beside(work: Work, shift: OnCall) -> set[int]:
    """Return who has the other rank in some part of a shift, by person; whose shift it is may be among them."""
    return {
        other.person_id
        for other in list_shifts(work.session, work.team_id, work.now)
        if other.rank != shift.rank
        and (shift.until is None or other.since < shift.until)
        and (other.until is None or other.until > shift.since)
    }


def list_beginning(work: Work) -> Sequence[int]:
    """Return the shifts that have begun, and of which nobody was told yet."""
    rows = select(OnCall.id).where(OnCall.team_id == work.team_id, OnCall.begun_at.is_(None), OnCall.since <= work.now)
    return work.session.scalars(rows.order_by(OnCall.since, OnCall.id)).all()


def begin(work: Work, shift_id: int) -> None:
    """Tell somebody once that their shift has begun; nobody when it is over by now, or they were on call all along."""
    shift = work.session.scalar(
        select(OnCall).where(OnCall.id == shift_id, OnCall.begun_at.is_(None)).with_for_update()
    )
    if shift is None:
        return
    shift.begun_at = work.now
    over = shift.until is not None and shift.until <= work.now
    if not over and not _went_on(work, shift):
        work.record(ShiftBegan(get_person(work.session, shift.person_id), shift))


def _went_on(work: Work, shift: OnCall) -> bool:
    before = select(OnCall.id).where(
        OnCall.team_id == shift.team_id,
        OnCall.person_id == shift.person_id,
        OnCall.rank == shift.rank,
        OnCall.until == shift.since,
        OnCall.since < shift.since,
    )
    return work.session.scalar(before.limit(1)) is not None


def find_gap(shifts: Sequence[OnCall], now: datetime) -> Span | None:
    """Return the first time from now on in which nobody is on call, None when there is none in the next two weeks."""
    covered: datetime = now
    for shift in sorted(shifts, key=lambda one: one.since):
        if shift.since > covered:
            return Span(covered, shift.since)
        if shift.until is None:
            return None
        covered = max(covered, shift.until)
    return Span(covered, None) if covered < now + LOOK_AHEAD else None
