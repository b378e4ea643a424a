"""Ask for a call, take it, say what came of it; nothing that was said or typed is kept."""

from datetime import timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from mvai_slackbot.calls import ladder, numbers, outcomes, sharing, testing
from mvai_slackbot.calls.facts import (
    CallRefusedForNobody,
    CallTaken,
    CallWanted,
    CallWithdrawn,
    NumberGiven,
)
from mvai_slackbot.calls.models import (
    OUTCOME_WITHIN,
    CallAsked,
    CallAsking,
    CallOutcome,
    CallState,
)
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.outbox import service as promises
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Work

# How long "somebody has it" stands for a new press; after that a new press is a new call.
SAME_CALL = timedelta(minutes=10)
STILL_AWAITED = timedelta(hours=2)


def somebody_on_call(work: Work, incident: Incident | None = None, *, besides: Person | None = None) -> bool:
    """Whether somebody, other than who asks (`besides`), can be asked for a call now; in a drill, somebody named for it."""
    drill, incident_id = incident is not None and incident.drill, incident.id if incident else None
    return bool(ladder.list_to_ask(work, incident_id, drill=drill, besides=besides.id if besides else None))


def question_is_on(work: Work, incident: Incident) -> bool:
    """Whether a form may ask the safety question: somebody is on call, and a test message has reached somebody.

    A drill asks it before that: it rehearses, and asks only people named for it.
    """
    return somebody_on_call(work, incident) and (incident.drill or testing.was_acknowledged(work))


def ask(work: Work, person: Person, incident: Incident | None, *, raised_by: Person | None = None) -> CallAsked:
    """Ask that somebody be called: people are asked at once. A wish that is open is returned as it stands.

    With nobody on call the call returned is in state `nobody`, and who asked is told whom to call instead.
    """
    drill = incident is not None and incident.drill
    standing = find_standing(work, person, drill=drill)
    if standing is not None:
        if raised_by is None or raised_by.id == person.id:
            sharing.want_too(work, standing)
        return standing
    incident_id = incident.id if incident else None
    anybody = ladder.list_to_ask(work, incident_id, drill=drill, besides=person.id)
    call = CallAsked(
        person_id=person.id,
        incident_id=incident_id,
        drill=drill,
        asked_at=work.now,
        state=CallState.ASKING if anybody else CallState.NOBODY,
        open_key=f"{person.id}:{drill}" if anybody else None,
    )
    work.session.add(call)
    work.session.flush()
    sharing.note(work, call, raised_by)
    work.record(CallWanted(call) if anybody else CallRefusedForNobody(call))
    ladder.go_on(work, call)
    return call


def find_standing(work: Work, person: Person, *, drill: bool) -> CallAsked | None:
    """Return the person's call that is being asked for, or that somebody took within ten minutes."""
    fresh = (CallAsked.state == CallState.TAKEN) & (CallAsked.acknowledged_at > work.now - SAME_CALL)
    rows = select(CallAsked).where(
        CallAsked.person_id == person.id,
        CallAsked.drill == drill,
        CallAsked.outcome.is_(None),
        or_(CallAsked.state == CallState.ASKING, fresh),
    )
    return work.session.scalar(rows.order_by(CallAsked.id.desc()).limit(1))


def get_call(work: Work, call_id: int) -> CallAsked:
    """Return a call, held until this work ends."""
    call = ladder.hold(work, call_id)
    if call is None:
        raise Refused("That call is not on record anymore.")
    return call


def get_own_call(work: Work, call_id: int) -> CallAsked:
    """Return a call that the actor is to get."""
    call = get_call(work, call_id)
    if call.person_id != work.actor.person_id:
        raise Refused(sharing.NOT_YOURS)
    return call


def get_wished(work: Work, call_id: int) -> CallAsked:
    """Return a call that the actor asked for, for themselves or for somebody else."""
    call = get_call(work, call_id)
    sharing.check_may_end(work, call)
    return call


def ask_for_real(work: Work, call_id: int) -> CallAsked:
    """End a drill's call and ask for a real one, outside of every drill."""
    drill = get_own_call(work, call_id)
    if drill.state is CallState.ASKING:
        withdraw(work, drill)
    return ask(work, people.get_person(work.session, drill.person_id), None)


def take(work: Work, call_id: int) -> CallAsked:
    """Let the actor have the call, if they were asked or are staff; the first wins."""
    call = get_call(work, call_id)
    me = work.actor.person_id
    asked = list_askings_of(work.session, call.id, me) if me is not None else []
    if me is None or not (asked or (me != call.person_id and may(work.session, me, May.STAFF, call.incident_id))):
        raise Refused(sharing.NOT_YOURS)
    if call.state is CallState.TAKEN:
        if call.acknowledged_by == me:
            return call
        has_it = people.get_person(work.session, call.acknowledged_by or 0).name.reveal()
        raise Refused(f"{has_it} has this call already. Nothing more is needed from you.")
    if call.state is not CallState.ASKING:
        raise Refused("This call is not needed anymore. Nothing more is needed from you.")
    call.state, call.acknowledged_by, call.acknowledged_at = CallState.TAKEN, me, work.now
    call.open_key, call.outcome_due_at, call.outcome_reminded_at = None, work.now + OUTCOME_WITHIN, None
    if not asked or asked[-1].taken_at is not None:
        # Each time somebody takes it is a row of its own: what they and who waits read of it is another word.
        ladder.asks_themselves(work, call, me)
    list_askings_of(work.session, call.id, me)[-1].taken_at = work.now
    _stop_mails(work, call)
    work.record(CallTaken(call, people.get_person(work.session, me)))
    return call


def still_on_it(work: Work, call_id: int) -> CallAsked:
    """Give the actor, who has the call, another half hour to say what came of it."""
    call = get_call(work, call_id)
    if call.acknowledged_by is None or call.acknowledged_by != work.actor.person_id:
        raise Refused("This call has gone back to the people on call. If you have it after all, press “I will call”.")
    if call.outcome is None:
        outcomes.still_on_it(work, call)
    return call


def withdraw(work: Work, call: CallAsked) -> None:
    """End a call that the person does not need any more."""
    if call.state is CallState.WITHDRAWN:
        return
    if call.state is not CallState.ASKING:
        raise Refused("Somebody has this call already. You are free to tell them that you do not need it anymore.")
    call.state, call.open_key = CallState.WITHDRAWN, None
    # The open wish must be gone from the index before another one is written.
    work.session.flush()
    _stop_mails(work, call)
    work.record(CallWithdrawn(call))


def _stop_mails(work: Work, call: CallAsked) -> None:
    # A mail that still waits for its server must wake nobody for a call that somebody has.
    for asking in list_askings(work.session, call.id):
        promises.cancel(work.session, asking.mail_subject)


def record_outcome(work: Work, call_id: int, outcome: CallOutcome) -> CallAsked:
    """Record what came of the call, by the person who has it, or had it before it went back."""
    call = get_call(work, call_id)
    if not outcomes.is_theirs(work, call, work.actor.person_id):
        raise Refused(sharing.NOT_YOURS)
    if call.acknowledged_by not in (None, work.actor.person_id):
        has_it = people.get_person(work.session, call.acknowledged_by or 0).name.reveal()
        raise Refused(f"{has_it} has this call now, and will say how it went.")
    outcomes.record(work, call, outcome)
    return call


def give_number(work: Work, call_id: int, phone: str) -> None:
    """Put the number on file that the person wants to be called at."""
    call = get_own_call(work, call_id)
    numbers.give_own(work, people.get_person(work.session, call.person_id), phone)
    work.record(NumberGiven(call))


def give_numbers(work: Work, person: Person, given: numbers.Numbers) -> None:
    """Put all of somebody's numbers on file; whoever is asked to call them now, or has the call, reads them at once."""
    if not numbers.save(work, person, given):
        return
    stands = or_(CallAsked.state == CallState.ASKING, CallAsked.outcome_due_at.is_not(None))
    rows = select(CallAsked).where(CallAsked.person_id == person.id, CallAsked.outcome.is_(None), stands)
    for call in work.session.scalars(rows.order_by(CallAsked.id)):
        work.record(NumberGiven(call))


def list_askings(session: Session, call_id: int) -> list[CallAsking]:
    """Return each time somebody was asked, earliest first."""
    return list(session.scalars(select(CallAsking).where(CallAsking.call_id == call_id).order_by(CallAsking.id)))


def list_askings_of(session: Session, call_id: int, person_id: int) -> list[CallAsking]:
    """Return each time one person was asked, earliest first."""
    return [one for one in list_askings(session, call_id) if one.person_id == person_id]


def list_waiting_for(session: Session, person_id: int) -> list[CallAsked]:
    """Return the calls somebody was asked to make and nobody has, and those they have with no outcome yet."""
    asked = select(CallAsking.call_id).where(CallAsking.person_id == person_id)
    rows = select(CallAsked).where(
        or_(
            (CallAsked.state == CallState.ASKING) & CallAsked.id.in_(asked),
            (CallAsked.state == CallState.TAKEN)
            & (CallAsked.acknowledged_by == person_id)
            & CallAsked.outcome.is_(None),
        )
    )
    return list(session.scalars(rows.order_by(CallAsked.id)))


def find_real_incident(work: Work, person: Person) -> Incident | None:
    """Return the one open incident, never a drill, that somebody leads; None when there is none or several."""
    led = people.list_incidents_of(work.session, person.id, Part.LEADER, Part.DEPUTY)
    found = [get_incident(work.session, incident_id) for incident_id in led]
    real = [one for one in found if one.status is Status.OPEN and not one.drill]
    return real[0] if len(real) == 1 else None


def find_awaited(work: Work, incident: Incident) -> CallAsked | None:
    """Return a call of an incident that somebody waits for, one that nobody has first; it stands in the way of closing."""
    # A call that somebody took long ago is not waited for any more, whether or not they said what came of it.
    waits = or_(
        CallAsked.state == CallState.ASKING,
        and_(CallAsked.state == CallState.TAKEN, CallAsked.acknowledged_at > work.now - STILL_AWAITED),
    )
    rows = select(CallAsked).where(CallAsked.incident_id == incident.id, waits, CallAsked.outcome.is_(None))
    found = work.session.scalars(rows.order_by(CallAsked.id)).all()
    return min(found, key=lambda one: one.state is not CallState.ASKING, default=None)
