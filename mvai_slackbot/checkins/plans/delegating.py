"""Somebody else answers: the leader asks them, they may refuse, and either can end it."""

from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.facts import DelegateAsked, DelegationChanged
from mvai_slackbot.checkins.models import About, AnswersAs, Delegation, DelegationState, Plan, PlanState
from mvai_slackbot.checkins.plans import calendars, times
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Work

STANDING = (DelegationState.ASKED, DelegationState.ACCEPTED)


def get_delegation(work: Work, delegation_id: int) -> Delegation:
    """Return a delegation, held until this work ends."""
    found = work.session.get(Delegation, delegation_id, with_for_update=True)
    if found is None:
        raise Refused("That is not on record anymore.")
    return found


def get_own(work: Work, delegation_id: int) -> Delegation:
    """Return a delegation whose person is the actor."""
    found = get_delegation(work, delegation_id)
    if found.person_id != work.actor.person_id:
        raise Refused(service.NOT_YOURS)
    return found


def list_standing(session: Session, plan_id: int) -> list[Delegation]:
    """Return who was asked to answer in the leader's place, or does."""
    rows = select(Delegation).where(Delegation.plan_id == plan_id, Delegation.state.in_(STANDING))
    return list(session.scalars(rows.order_by(Delegation.id)))


def check_may_ask(work: Work, plan: Plan) -> None:
    """Raise `Refused` when nobody new may be brought in: the check-ins have stopped, or the incident is locked."""
    if plan.state is PlanState.STOPPED:
        raise Refused("These check-ins have stopped, so nobody has to answer.")
    if is_hidden(work.session, plan.incident_id):
        raise Refused(
            "This is on hold for the moment, and nothing is asked of anybody until a coordinator writes to you."
        )


def ask(
    work: Work,
    plan: Plan,
    person: Person,
    about: About | None,
    answers_as: AnswersAs | None = None,
    *,
    stands_in: bool = False,
) -> Delegation:
    """Ask somebody to answer in the leader's place, or while that person is away; whoever was asked before is thanked."""
    check_may_ask(work, plan)
    if person.id == plan.person_id:
        who = "you" if person.id == work.actor.person_id else "the leader"
        raise Refused(f"That is {who}. Please choose somebody else.")
    if not person.user_id or person.deactivated:
        raise Refused("That person cannot be reached in Slack. Please choose somebody else.")
    standing = list_standing(work.session, plan.id)
    if stands_in and not any(not one.stands_in and one.subject in (None, about) for one in standing):
        raise Refused("Nobody answers in your place yet. Please choose that person first.")
    for before in standing:
        if before.person_id == person.id and before.subject in (None, about):
            raise Refused(f"{person.name.reveal()} was asked already.")
        # Whoever answers now goes on until the new one has said yes.
        if before.state is DelegationState.ASKED and _in_the_place(before, about, stands_in=stands_in):
            _end(work, plan, before)
    made = Delegation(
        plan_id=plan.id, person_id=person.id, subject=about, asked_at=work.now, stands_in=stands_in,
        answers_as=answers_as,
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    work.record(DelegateAsked(_incident(work, plan), made))
    return made


def _in_the_place(before: Delegation, about: About | None, *, stands_in: bool) -> bool:
    return before.stands_in is stands_in and (about is None or before.subject in (None, about))


def _incident(work: Work, plan: Plan) -> Incident:
    return get_incident(work.session, plan.incident_id)


def answer(work: Work, delegation_id: int, *, yes: bool) -> Delegation:
    """Hear the delegate's yes or no; a no has no consequence."""
    found = get_own(work, delegation_id)
    plan = service.get_plan(work, found.plan_id)
    if found.state is DelegationState.ENDED or plan.state is PlanState.STOPPED:
        raise Refused("This is not needed anymore. Thank you.")
    wanted = DelegationState.ACCEPTED if yes else DelegationState.REFUSED
    if found.state is wanted:
        return found
    if found.state is not DelegationState.ASKED:
        raise Refused("You answered this before. Press “I would rather not go on”, or tell the leader.")
    if yes:
        check_may_ask(work, plan)
    found.state, found.answered_at = wanted, work.now
    work.record(DelegationChanged(_incident(work, plan), found))
    if yes:
        delegate = people.get_person(work.session, found.person_id)
        people.give_part(work, plan.incident_id, delegate, Part.DELEGATE)
        for before in list_standing(work.session, plan.id):
            if before.id != found.id and _in_the_place(before, found.subject, stands_in=found.stands_in):
                _end(work, plan, before)
        if plan.state is PlanState.ACTIVE and not found.stands_in:
            prompts.move(work, plan, found.subject, delegate)
    return found


def end(work: Work, delegation_id: int) -> Delegation:
    """End a delegation, by the leader or by the delegate; what waits for an answer goes back to the leader."""
    found = get_delegation(work, delegation_id)
    plan = service.get_plan(work, found.plan_id)
    if work.actor.person_id not in (found.person_id, plan.person_id):
        raise Refused(service.NOT_YOURS)
    if found.state in STANDING:
        was_answering = found.state is DelegationState.ACCEPTED and not found.stands_in
        _end(work, plan, found)
        if not found.stands_in:
            _end_stand_ins(work, plan, found.subject)
        if plan.state is PlanState.ACTIVE and was_answering:
            _give_back(work, plan, found.subject)
    return found


def _give_back(work: Work, plan: Plan, about: About | None) -> None:
    """Put what waits before the leader, who is not woken for it: by night it rests, and the next one is theirs."""
    leader, incident = people.get_person(work.session, plan.person_id), _incident(work, plan)
    pressed = work.actor.person_id == leader.id
    if pressed or calendars.is_awake(work.session, incident, leader, work.now):
        prompts.move(work, plan, about, leader)
    else:
        prompts.let_rest(work, plan, about)


def _end_stand_ins(work: Work, plan: Plan, about: About | None) -> None:
    # Nobody stands in for somebody who does not answer any more.
    for one in list_standing(work.session, plan.id):
        if one.stands_in and about in (None, one.subject):
            _end(work, plan, one)


def go_away(work: Work, delegation_id: int, back_on: date) -> Delegation:
    """Let a delegate be away until a day: what is asked meanwhile goes to whoever stands in, or rests."""
    found = get_own(work, delegation_id)
    if found.state is not DelegationState.ACCEPTED:
        raise Refused("Nothing is asked of you, so there is nothing to be away from.")
    incident, person = (
        _incident(work, service.get_plan(work, found.plan_id)),
        people.get_person(work.session, found.person_id),
    )
    zone = service.zone_of(incident, person)
    if back_on <= times.local_date(work.now, zone):
        raise Refused("Please choose the first day on which you are back, after today.")
    people.go_away(work, person, times.at_local(back_on, time(0), zone))
    return found


def _end(work: Work, plan: Plan, found: Delegation) -> None:
    found.state, found.answered_at = DelegationState.ENDED, work.now
    others = [one for one in list_standing(work.session, plan.id) if one.person_id == found.person_id]
    if not [one for one in others if one.id != found.id]:
        delegate = people.get_person(work.session, found.person_id)
        people.end_part(work, plan.incident_id, Part.DELEGATE, delegate)
    work.record(DelegationChanged(_incident(work, plan), found))
