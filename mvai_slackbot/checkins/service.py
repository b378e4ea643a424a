"""Offer check-ins, hear yes, later or no, pause, go on, stop; find plans again."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins import content, times
from mvai_slackbot.checkins.facts import CheckinsOffered, OfferAnswered, OfferTakenBack, PlanChanged
from mvai_slackbot.checkins.models import Offer, OfferState, Plan, PlanState
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

WAITING = (OfferState.ASKED, OfferState.LATER)
LIVE = (PlanState.ACTIVE, PlanState.PAUSED)
NOT_YOURS = "This was addressed to somebody else."
GONE = "This offer is not there any more. Nothing was begun."


def zone_of(incident: Incident, person: Person) -> ZoneInfo:
    """Return the zone a person is asked in: their own by Slack, else the incident's."""
    return people.zone_of(person, incident.timezone)


def zero_of(incident: Incident) -> date:
    """Return day 0: the incident's local date."""
    return times.day_zero(incident.occurred_on, incident.opened_at, ZoneInfo(incident.timezone or "UTC"))


def find_offer(session: Session, incident_id: int, person_id: int) -> Offer | None:
    """Return the latest offer to a person in an incident."""
    rows = select(Offer).where(Offer.incident_id == incident_id, Offer.person_id == person_id)
    return session.scalar(rows.order_by(Offer.id.desc()).limit(1))


def get_offer(work: Work, offer_id: int) -> Offer:
    """Return an offer, held until this work ends."""
    offer = work.session.get(Offer, offer_id, with_for_update=True)
    if offer is None:
        raise Refused("That offer is not on record.")
    return offer


def find_plan(session: Session, incident_id: int, person_id: int) -> Plan | None:
    """Return a person's plan in an incident that is active or paused."""
    rows = select(Plan).where(Plan.incident_id == incident_id, Plan.person_id == person_id, Plan.state.in_(LIVE))
    return session.scalar(rows.order_by(Plan.id.desc()).limit(1))


def get_plan(work: Work, plan_id: int) -> Plan:
    """Return a plan, held until this work ends, so that a press and the clock do not meet."""
    plan = work.session.scalar(
        select(Plan).where(Plan.id == plan_id).with_for_update().execution_options(populate_existing=True)
    )
    if plan is None:
        raise Refused("That plan is not on record.")
    return plan


def list_plans(session: Session, incident_id: int) -> list[Plan]:
    """Return every plan of an incident, earliest first."""
    return list(session.scalars(select(Plan).where(Plan.incident_id == incident_id).order_by(Plan.id)))


def list_offers(session: Session, incident_id: int) -> list[Offer]:
    """Return every offer of an incident, earliest first."""
    return list(session.scalars(select(Offer).where(Offer.incident_id == incident_id).order_by(Offer.id)))


def list_live_of(session: Session, person_id: int) -> list[Plan]:
    """Return a person's own plans that are active or paused."""
    return list(session.scalars(select(Plan).where(Plan.person_id == person_id, Plan.state.in_(LIVE))))


def has_plan(session: Session, incident_id: int) -> bool:
    """Whether somebody in the incident gets check-ins, or has paused them."""
    rows = select(Plan.id).where(Plan.incident_id == incident_id, Plan.state.in_(LIVE))
    return session.scalar(rows.limit(1)) is not None


def check_offer(work: Work, incident: Incident, person: Person) -> Offer | None:
    """Return an earlier offer to the person; raise `Refused` when another one makes no sense now."""
    name = person.name.reveal()
    if not person.user_id:
        raise Refused(
            f"{name} has no Slack account here. Ask them by phone; after a yes, `/mvai-checkin link` gives them a link."
        )
    if person.deactivated:
        raise Refused(f"{name}'s Slack account is deactivated. Choose somebody else.")
    if incident.status is not Status.OPEN:
        raise Refused(f"{incident.mark}{incident.number} is closed. Reopen it first.")
    if find_plan(work.session, incident.id, person.id) is not None:
        raise Refused(f"{name} said yes already. Type `/mvai-checkin status` to see the plan.")
    earlier = find_offer(work.session, incident.id, person.id)
    if earlier is not None and earlier.state in WAITING:
        raise Refused(f"{name} was asked already and can still say yes there. Nothing was sent again.")
    return earlier


def offer(work: Work, incident: Incident, person: Person) -> Offer:
    """Ask a person whether they want check-ins; nothing else is asked before a yes."""
    check_offer(work, incident, person)
    if work.actor.person_id is None:
        raise Refused("Check-ins are offered by a person.")
    made = Offer(incident_id=incident.id, person_id=person.id, offered_by=work.actor.person_id, offered_at=work.now)
    work.session.add(made)
    work.session.flush()
    work.record(CheckinsOffered(incident, made, person))
    return made


def _addressed(work: Work, offer_id: int) -> Offer:
    made = get_offer(work, offer_id)
    if made.person_id != work.actor.person_id:
        raise Refused(NOT_YOURS)
    if made.state in (OfferState.TAKEN_BACK, OfferState.ENDED):
        raise Refused(GONE)
    return made


def _answer_offer(work: Work, made: Offer, state: OfferState) -> None:
    made.state, made.answered_at = state, work.now
    person = people.get_person(work.session, made.person_id)
    work.record(OfferAnswered(incidents.get_incident(work.session, made.incident_id), made, person))


def accept(work: Work, offer_id: int) -> Plan:
    """Begin a plan; a second yes changes nothing."""
    made = _addressed(work, offer_id)
    if made.state is OfferState.YES:
        return work.session.scalars(select(Plan).where(Plan.offer_id == made.id)).one()
    if made.state is OfferState.NO:
        raise Refused("You said “No, thank you” before. If you want check-ins after all, please tell the coordinator.")
    incident = incidents.get_incident(work.session, made.incident_id)
    person = people.get_person(work.session, made.person_id)
    plan = Plan(
        incident_id=incident.id,
        person_id=person.id,
        offer_id=made.id,
        consent_at=work.now,
        since=work.now,
        set_by=person.id,
        settled_through=_settled_now(work, incident, person),
    )
    work.session.add(plan)
    work.session.flush()
    _answer_offer(work, made, OfferState.YES)
    return plan


def _settled_now(work: Work, incident: Incident, person: Person) -> date:
    # What was due before the yes, today included, is not asked after it.
    zone, hours = zone_of(incident, person), content.load().schedule.hours
    today = times.local_date(work.now, zone)
    passed = times.slot(today, zero_of(incident), zone, hours) <= work.now
    return today if passed else today - timedelta(days=1)


def postpone(work: Work, offer_id: int) -> None:
    """Hear "Later": nothing is sent, the offer stays."""
    made = _addressed(work, offer_id)
    if made.state is OfferState.ASKED:
        _answer_offer(work, made, OfferState.LATER)


def decline(work: Work, offer_id: int) -> None:
    """Hear "No, thank you"; after a yes the plan is stopped instead."""
    made = _addressed(work, offer_id)
    if made.state is OfferState.YES:
        raise Refused("You said yes before. Press “Stop” to end the check-ins.")
    if made.state is not OfferState.NO:
        _answer_offer(work, made, OfferState.NO)


def take_back_offer(work: Work, offer_id: int) -> Offer:
    """Take an offer back within ten minutes, with the plan that a yes began."""
    made = get_offer(work, offer_id)
    if made.state is OfferState.TAKEN_BACK:
        raise Refused("It was taken back already.")
    if made.state is OfferState.ENDED:
        raise Refused(GONE)
    incident = incidents.get_incident(work.session, made.incident_id)
    person = people.get_person(work.session, made.person_id)
    incidents.take_back(work, incident, person, "offer of check-ins", made.offered_at)
    plan = find_plan(work.session, incident.id, person.id)
    if plan is not None:
        set_state(work, plan, PlanState.STOPPED)
    made.state = OfferState.TAKEN_BACK
    work.record(OfferTakenBack(incident, made, person))
    return made


def get_own_plan(work: Work, plan_id: int) -> Plan:
    """Return a plan whose person is the actor."""
    plan = get_plan(work, plan_id)
    if plan.person_id != work.actor.person_id:
        raise Refused(NOT_YOURS)
    return plan


def set_state(work: Work, plan: Plan, state: PlanState) -> bool:
    """Pause, go on or stop; False when it was so already. A stopped plan stays stopped."""
    if plan.state is state:
        return False
    if plan.state is PlanState.STOPPED:
        raise Refused("These check-ins have stopped. If you want them again, please tell the coordinator.")
    incident = incidents.get_incident(work.session, plan.incident_id)
    person = people.get_person(work.session, plan.person_id)
    if state is PlanState.ACTIVE:
        # What was due during a pause is neither asked nor counted as skipped.
        plan.settled_through = max(plan.settled_through, _settled_now(work, incident, person))
    plan.state, plan.since, plan.set_by = state, work.now, work.actor.person_id
    work.record(PlanChanged(incident, plan, person))
    return True


def end_plans(work: Work, incident: Incident, *, only: Person | None = None) -> int:
    """Stop the plans and open offers of an incident, everybody's or one person's; return how many plans were stopped."""
    plans = [plan for plan in list_plans(work.session, incident.id) if only is None or plan.person_id == only.id]
    live = [get_plan(work, plan.id) for plan in plans if plan.state in LIVE]
    for plan in live:
        set_state(work, plan, PlanState.STOPPED)
    end_offers(work, incident, only=only)
    return len(live)


def end_offers(work: Work, incident: Incident, *, only: Person | None = None) -> None:
    """End the offers of an incident that nobody answered yet, everybody's or one person's."""
    waiting = select(Offer).where(Offer.incident_id == incident.id, Offer.state.in_(WAITING))
    if only is not None:
        waiting = waiting.where(Offer.person_id == only.id)
    for made in work.session.scalars(waiting.with_for_update()).all():
        made.state = OfferState.ENDED
        work.record(OfferTakenBack(incident, made, people.get_person(work.session, made.person_id)))
