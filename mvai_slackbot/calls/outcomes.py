"""What came of a call: recorded by whoever has it within half an hour, else the call goes back to the people on call."""

from datetime import timedelta

from sqlalchemy import select

from mvai_slackbot.calls.facts import CallOutcomeRecorded, CallReturned, OutcomeAwaited, StillOnIt
from mvai_slackbot.calls.models import (
    OUTCOME_WITHIN,
    CallAsked,
    CallAsking,
    CallOutcome,
    CallOutcomeSaid,
    CallState,
)
from mvai_slackbot.people import service as people
from mvai_slackbot.work import Work

REMIND_BEFORE = timedelta(minutes=10)


def open_key(call: CallAsked) -> str:
    """Return what is unique among the open wishes: one for each person, one more in a drill."""
    return f"{call.person_id}:{call.drill}"


def watch(work: Work, call: CallAsked) -> None:
    """Remind whoever has the call of its outcome, and take it back when the time is over. `call` must be held."""
    if call.state is not CallState.TAKEN or call.outcome is not None or call.outcome_due_at is None:
        return
    if work.now >= call.outcome_due_at:
        _take_back(work, call)
    elif work.now >= call.outcome_due_at - REMIND_BEFORE and call.outcome_reminded_at is None:
        call.outcome_reminded_at = work.now
        work.record(OutcomeAwaited(call, people.get_person(work.session, call.acknowledged_by or 0)))


def _take_back(work: Work, call: CallAsked) -> None:
    call.outcome_due_at = None
    another = select(CallAsked.id).where(CallAsked.open_key == open_key(call))
    if work.session.scalar(another) is not None:
        # They asked again in the meantime: people on call are being asked already.
        return
    had = people.get_person(work.session, call.acknowledged_by or 0)
    call.state, call.open_key, call.returned_at = CallState.ASKING, open_key(call), work.now
    call.acknowledged_by = call.acknowledged_at = call.undelivered_at = call.nobody_since = None
    call.told_waiting = 0
    work.record(CallReturned(call, had))


def is_theirs(work: Work, call: CallAsked, person_id: int | None) -> bool:
    """Whether somebody has the call, or had it before it went back: they may know what came of it."""
    if person_id is None:
        return False
    took = select(CallAsking.id).where(
        CallAsking.call_id == call.id, CallAsking.person_id == person_id, CallAsking.taken_at.is_not(None)
    )
    return call.acknowledged_by == person_id or work.session.scalar(took.limit(1)) is not None


def record(work: Work, call: CallAsked, outcome: CallOutcome) -> None:
    """Record what came of the call, by the actor; nobody is asked any more. `call` must be held."""
    if call.outcome is outcome:
        return
    if call.state is CallState.ASKING:
        # It had gone back, and whoever had it did reach them.
        call.state, call.open_key = CallState.TAKEN, None
        call.acknowledged_by, call.acknowledged_at = work.actor.person_id, work.now
    call.outcome, call.outcome_at, call.outcome_due_at = outcome, work.now, None
    work.session.add(CallOutcomeSaid(call_id=call.id, outcome=outcome, at=work.now))
    work.record(CallOutcomeRecorded(call))


def still_on_it(work: Work, call: CallAsked) -> None:
    """Give whoever has the call another half hour: they are still talking, or trying. `call` must be held."""
    call.outcome_due_at, call.outcome_reminded_at = work.now + OUTCOME_WITHIN, None
    work.record(StillOnIt(call, people.get_person(work.session, work.actor.person_id or 0)))
