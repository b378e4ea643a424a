"""Whom to ask next for a call: the first person at once, again every ten minutes, the second at twenty."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from mvai_slackbot.calls.facts import NobodyHasItYet, NobodyLeft, PersonAsked
from mvai_slackbot.calls.models import AskingState, CallAsked, CallAsking, CallState
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person, Rank
from mvai_slackbot.work import Work

AGAIN = timedelta(minutes=10)
SECOND_AFTER = timedelta(minutes=20)
TOLD_AT = (timedelta(minutes=10), timedelta(minutes=20))
# Who may be asked in a drill: people named for it, apart from those whose call it is.
NAMED = (Part.OWNER, Part.SME_LEAD, Part.MENTAL_HEALTH_SME, Part.SME)


def list_to_ask(work: Work, incident_id: int | None, *, drill: bool, besides: int | None = None) -> list[Person]:
    """Return who can be asked now, first person first; in a drill only those named for it, its owner last."""
    found = people.list_on_call(work.session, work.team_id, work.now)
    if drill and incident_id is not None:
        named = {one.id for one in people.list_in_part(work.session, incident_id, *NAMED)}
        owners = people.list_in_part(work.session, incident_id, Part.OWNER)
        found = [one for one in found if one.id in named] + owners
    by_id = {one.id: one for one in found if one.user_id and not one.deactivated and one.id != besides}
    return list(by_id.values())


def hold(work: Work, call_id: int) -> CallAsked | None:
    """Return a call as it stands now, held until this work ends, so that two people cannot both be first."""
    return work.session.scalar(
        select(CallAsked).where(CallAsked.id == call_id).with_for_update().execution_options(populate_existing=True)
    )


def go_on(work: Work, call: CallAsked) -> None:
    """Ask whoever is due; record that nobody is left, or that nobody has it yet. `call` must be held."""
    if call.state is not CallState.ASKING:
        return
    ladder = list_to_ask(work, call.incident_id, drill=call.drill, besides=call.person_id)
    enough = 1 if work.now - call.asked_at < SECOND_AFTER else len(ladder)
    asked = 0
    for place, person in enumerate(ladder):
        if asked >= enough:
            break
        last = _last(work, call, person)
        if last is None or work.now - last.at >= AGAIN:
            _ask(work, call, person, place)
            if last is None:
                call.nobody_since = None
        elif last.state in (AskingState.FAILED, AskingState.PASSED_OVER):
            continue
        asked += 1
    _tell_waiting(work, call)
    if asked == 0 and call.nobody_since is None:
        call.nobody_since = work.now
        work.record(NobodyLeft(call))


def _last(work: Work, call: CallAsked, person: Person) -> CallAsking | None:
    rows = select(CallAsking).where(CallAsking.call_id == call.id, CallAsking.person_id == person.id)
    return work.session.scalar(rows.order_by(CallAsking.id.desc()).limit(1))


def _ask(work: Work, call: CallAsked, person: Person, place: int) -> None:
    rank = Rank.FIRST if place == 0 else Rank.SECOND
    asking = CallAsking(call_id=call.id, person_id=person.id, rank=rank, at=work.now)
    work.session.add(asking)
    work.session.flush()
    work.record(PersonAsked(call, asking, person))


def _tell_waiting(work: Work, call: CallAsked) -> None:
    # After a time in which the bot was down only the latest of these words goes out.
    due = sum(work.now - call.asked_at >= after for after in TOLD_AT)
    if due > call.told_waiting:
        call.told_waiting = due
        work.record(NobodyHasItYet(call, int(TOLD_AT[due - 1].total_seconds() // 60)))


def go_on_with_all(work: Work) -> None:
    """Go on with every call that nobody has."""
    for call_id in list_asking(work):
        go_on_with(work, call_id)


def list_asking(work: Work) -> Sequence[int]:
    """Return the calls that nobody has, earliest first: whoever holds several holds them in one order."""
    asking = select(CallAsked.id).where(CallAsked.state == CallState.ASKING)
    return work.session.scalars(asking.order_by(CallAsked.id)).all()


def go_on_with(work: Work, call_id: int) -> None:
    """Go on with one call."""
    if (call := hold(work, call_id)) is not None:
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
    """Record that the direct message failed for good, and ask the next person at once."""
    _pass_over(work, asking_id, AskingState.FAILED)


def rest_known(work: Work, asking_id: int, rest: Mapping[str, Any]) -> None:
    """Ask the next person at once when this one is in their scheduled Do Not Disturb (source: dnd.info)."""
    now = work.now.timestamp()
    start, end = rest.get("next_dnd_start_ts") or 0, rest.get("next_dnd_end_ts") or 0
    if rest.get("dnd_enabled") and start <= now < end:
        _pass_over(work, asking_id, AskingState.PASSED_OVER)


def _pass_over(work: Work, asking_id: int, state: AskingState) -> None:
    row = work.session.get(CallAsking, asking_id)
    call = hold(work, row.call_id) if row is not None else None
    asking = _find_asking(work, asking_id)
    if call is None or asking is None:
        return
    asking.state = state
    work.session.flush()
    go_on(work, call)
