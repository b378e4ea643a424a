"""Whom to ask next for a call: at once, again every ten minutes, the second at twenty, every coordinator at thirty."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, or_, select

from mvai_slackbot.calls import outcomes
from mvai_slackbot.calls.facts import NobodyHasItYet, NobodyLeft, NotDelivered, PersonAsked, PhonesRung
from mvai_slackbot.calls.models import AskingState, CallAsked, CallAsking, CallState
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person, Rank, Role
from mvai_slackbot.work import Work

AGAIN = timedelta(minutes=10)
SECOND_AFTER = timedelta(minutes=20)
EVERYBODY_AFTER = timedelta(minutes=30)
TOLD_AT = (timedelta(minutes=10), timedelta(minutes=20))
# Asked at once beside the person on call.
BESIDE = (Part.SME_LEAD, Part.MENTAL_HEALTH_SME)
# Who may be asked in a drill: people named for it, apart from those whose call it is.
NAMED = (Part.OWNER, Part.SME_LEAD, Part.MENTAL_HEALTH_SME, Part.SME)
MISSED = (AskingState.FAILED, AskingState.PASSED_OVER)


def list_to_ask(work: Work, incident_id: int | None, *, drill: bool, besides: int | None = None) -> list[Person]:
    """Return who is on call and can be asked, first person first; in a drill only those named for it, its owner last."""
    found = people.list_on_call(work.session, work.team_id, work.now)
    if drill and incident_id is not None:
        named = {one.id for one in people.list_in_part(work.session, incident_id, *NAMED)}
        owners = people.list_in_part(work.session, incident_id, Part.OWNER)
        found = [one for one in found if one.id in named] + owners
    return _reachable(work, found, {besides})


def _reachable(work: Work, found: Iterable[Person], besides: set[int | None]) -> list[Person]:
    by_id = {one.id: one for one in found if one.user_id and not one.deactivated and one.id not in besides}
    return list(by_id.values())


def _present(work: Work, found: Iterable[Person], besides: set[int | None]) -> list[Person]:
    return [one for one in _reachable(work, found, besides) if not people.is_absent(work.session, one.id, work.now)]


def list_coordinators(work: Work, call: CallAsked, *, besides: Collection[int | None] = ()) -> list[Person]:
    """Return every coordinator who is there, for a real call; a drill reaches only whom it names."""
    found = [] if call.drill else people.list_holders(work.session, work.team_id, Role.COORDINATOR)
    return _present(work, found, {call.person_id, *besides})


def hold(work: Work, call_id: int) -> CallAsked | None:
    """Return a call as it stands now, held until this work ends, so that two people cannot both be first."""
    return work.session.scalar(
        select(CallAsked).where(CallAsked.id == call_id).with_for_update().execution_options(populate_existing=True)
    )


def go_on(work: Work, call: CallAsked) -> None:
    """Ask whoever is due; record that nobody is left, or that nobody has it yet. `call` must be held."""
    if call.state is not CallState.ASKING:
        return
    on_call = list_to_ask(work, call.incident_id, drill=call.drill, besides=call.person_id)
    known: set[int | None] = {call.person_id, *(one.id for one in on_call)}
    in_parts = people.list_in_part(work.session, call.incident_id, *BESIDE) if call.incident_id is not None else []
    beside = _present(work, in_parts, known)
    waited = work.now - call.since
    asked = _ask_some(work, call, on_call, enough=1 if waited < SECOND_AFTER else len(on_call))
    asked += _ask_some(work, call, beside, enough=len(beside))
    if asked == 0 or waited >= EVERYBODY_AFTER:
        others = list_coordinators(work, call, besides={*known, *(one.id for one in beside)})
        asked += _ask_some(work, call, others, enough=len(others))
    _ring(work, call)
    _tell_waiting(work, call)
    if asked == 0 and call.nobody_since is None:
        call.nobody_since = work.now
        work.record(NobodyLeft(call))


def _ask_some(work: Work, call: CallAsked, found: Sequence[Person], *, enough: int) -> int:
    """Ask people in their order until `enough` of them can hear it; return how many were asked now or lately."""
    asked = 0
    for place, person in enumerate(found):
        if asked >= enough:
            break
        last = _last(work, call, person)
        if last is None or work.now - last.at >= AGAIN:
            _ask(work, call, person, Rank.FIRST if place == 0 else Rank.SECOND)
            if last is None:
                call.nobody_since = None
        elif last.state in MISSED:
            continue
        asked += 1
    return asked


def _last(work: Work, call: CallAsked, person: Person) -> CallAsking | None:
    rows = select(CallAsking).where(CallAsking.call_id == call.id, CallAsking.person_id == person.id)
    return work.session.scalar(rows.order_by(CallAsking.id.desc()).limit(1))


def _ask(work: Work, call: CallAsked, person: Person, rank: Rank) -> None:
    asking = CallAsking(call_id=call.id, person_id=person.id, rank=rank, at=work.now)
    work.session.add(asking)
    work.session.flush()
    work.record(PersonAsked(call, asking, person))


def asks_themselves(work: Work, call: CallAsked, person_id: int) -> None:
    """Write down that somebody offered to make a call before they were asked, or asked anew once it had come back."""
    work.session.add(CallAsking(call_id=call.id, person_id=person_id, rank=Rank.SECOND, at=work.now))
    work.session.flush()


def _ring(work: Work, call: CallAsked) -> None:
    # Once a round, however many people are asked in it, and also while all of them are at rest in Slack.
    nth = int((work.now - call.since) / AGAIN) + 1
    if call.rung_at is None or call.rung_at < call.since or work.now - call.rung_at >= AGAIN:
        call.rung_at = work.now
        work.record(PhonesRung(call, nth))


def _tell_waiting(work: Work, call: CallAsked) -> None:
    # After a time in which the bot was down only the latest of these words goes out.
    due = sum(work.now - call.since >= after for after in TOLD_AT)
    if due > call.told_waiting:
        call.told_waiting = due
        work.record(NobodyHasItYet(call, int(TOLD_AT[due - 1].total_seconds() // 60)))


def go_on_with_all(work: Work) -> None:
    """Go on with every call that nobody has, and take back those whose outcome nobody said."""
    for call_id in list_open(work):
        go_on_with(work, call_id)


def list_open(work: Work) -> Sequence[int]:
    """Return the calls that nobody has, and those whose outcome is due, earliest first: one order to hold them in."""
    soon = CallAsked.outcome_due_at <= work.now + outcomes.REMIND_BEFORE
    awaited = and_(CallAsked.state == CallState.TAKEN, CallAsked.outcome.is_(None), soon)
    rows = select(CallAsked.id).where(or_(CallAsked.state == CallState.ASKING, awaited))
    return work.session.scalars(rows.order_by(CallAsked.id)).all()


def go_on_with(work: Work, call_id: int) -> None:
    """Go on with one call."""
    if (call := hold(work, call_id)) is not None:
        outcomes.watch(work, call)
        go_on(work, call)


def _find_asking(work: Work, asking_id: int) -> CallAsking | None:
    return work.session.scalar(
        select(CallAsking).where(CallAsking.id == asking_id).with_for_update().execution_options(populate_existing=True)
    )


def delivered(work: Work, asking_id: int) -> None:
    """Record that the direct message stands in Slack; somebody at rest stays passed over."""
    asking = _find_asking(work, asking_id)
    if asking is not None and asking.state is AskingState.ASKED:
        asking.state = AskingState.DELIVERED


def not_delivered(work: Work, asking_id: int) -> None:
    """Record that the direct message failed for good, ask the next person at once, and tell who waits."""
    call = _pass_over(work, asking_id, AskingState.FAILED)
    if call is not None:
        tell_undelivered(work, call)


def call_of(work: Work, asking_id: int) -> int:
    """Return the call for which somebody was asked."""
    row = work.session.get(CallAsking, asking_id)
    return row.call_id if row is not None else 0


def no_phone_rings(work: Work, call_id: int) -> None:
    """Hear that a way that wakes a phone failed for good: who waits is told, as of every message that fails."""
    if (call := hold(work, call_id)) is not None:
        tell_undelivered(work, call)


def tell_undelivered(work: Work, call: CallAsked) -> None:
    """Tell who waits that a message could not be delivered, once a round, unless they hear that nobody is left."""
    if call.state is CallState.ASKING and call.nobody_since is None and call.undelivered_at is None:
        call.undelivered_at = work.now
        work.record(NotDelivered(call))


def rest_known(work: Work, asking_id: int, rest: Mapping[str, Any]) -> None:
    """Ask the next person at once when this one is in their scheduled Do Not Disturb (source: dnd.info)."""
    now = work.now.timestamp()
    start, end = rest.get("next_dnd_start_ts") or 0, rest.get("next_dnd_end_ts") or 0
    if rest.get("dnd_enabled") and start <= now < end:
        _pass_over(work, asking_id, AskingState.PASSED_OVER)


def _pass_over(work: Work, asking_id: int, state: AskingState) -> CallAsked | None:
    row = work.session.get(CallAsking, asking_id)
    call = hold(work, row.call_id) if row is not None else None
    asking = _find_asking(work, asking_id)
    if call is None or asking is None:
        return None
    asking.state = state
    work.session.flush()
    go_on(work, call)
    return call
