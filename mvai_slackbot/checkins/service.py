"""Offer check-ins, hear yes, later or no, pause, go on, stop; find plans again."""

from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot import crisis
from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.facts import CheckinsOffered, OfferAnswered, PlanChanged
from mvai_slackbot.checkins.models import Offer, OfferState, Plan, PlanState
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.plans.holding import check_may_go_on
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents, service_calendar, watch
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

WAITING = (OfferState.ASKED, OfferState.LATER)
LIVE = (PlanState.ACTIVE, PlanState.PAUSED)
NOT_YOURS = "This was addressed to somebody else."
# The situation in which nothing is asked of anybody: it is not over.
ACTIVE = "active"
NO_LINE = (
    "No crisis line for law enforcement is verified at the moment, and no check-ins begin without one. "
    "`mvai-slackbot content check` says which line to call and where to write the date."
)
GONE = "This offer is not there anymore. Nothing was begun."


def zone_of(incident: Incident, person: Person) -> ZoneInfo:
    """Return the zone a person is asked in: their own by Slack, else the incident's."""
    return people.zone_of(person, incident.timezone)


def zero_of(incident: Incident) -> date:
    """Return day 0: the incident's local date."""
    return service_calendar.zero_of(incident)


def find_offer(session: Session, incident_id: int, person_id: int) -> Offer | None:
    """Return the latest offer to a person in an incident."""
    rows = select(Offer).where(
        Offer.incident_id == incident_id, Offer.person_id == person_id, Offer.second_of.is_(None)
    )
    return session.scalar(rows.order_by(Offer.id.desc()).limit(1))


def get_offer(work: Work, offer_id: int) -> Offer:
    """Return an offer, held until this work ends."""
    offer = work.session.get(Offer, offer_id, with_for_update=True)
    if offer is None:
        raise Refused("That offer is not on record.")
    return offer


def find_plan(session: Session, incident_id: int, person_id: int) -> Plan | None:
    """Return a person's plan in an incident that is active or paused; a second view is none of its own."""
    rows = select(Plan).where(
        Plan.incident_id == incident_id, Plan.person_id == person_id, Plan.state.in_(LIVE), Plan.second_of.is_(None)
    )
    return session.scalar(rows.order_by(Plan.id.desc()).limit(1))


def plan_of_offer(session: Session, offer_id: int) -> Plan | None:
    """Return the plan that a yes to an offer began."""
    return session.scalar(select(Plan).where(Plan.offer_id == offer_id))


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
    watch.check_unlocked(work, incident)
    if find_plan(work.session, incident.id, person.id) is not None:
        raise Refused(f"{name} said yes already. Type `/mvai-checkin status` to see the plan.")
    if not crisis.has_line_for_law_enforcement():
        raise Refused(NO_LINE)
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
    check_first(work, made.second_of)
    if not crisis.has_line_for_law_enforcement():
        raise Refused("Thank you. They cannot begin just now; the coordinator will write to you. Nothing is asked.")
    plan = Plan(
        incident_id=incident.id,
        person_id=person.id,
        offer_id=made.id,
        consent_at=work.now,
        since=work.now,
        set_by=person.id,
        settled_through=settled_now(work, incident, person),
        second_of=made.second_of,
        subject=made.subject,
    )
    work.session.add(plan)
    work.session.flush()
    _answer_offer(work, made, OfferState.YES)
    return plan


def check_first(work: Work, second_of: int | None) -> None:
    """Raise `Refused` when the plan that a second view stands beside has stopped."""
    first = work.session.get(Plan, second_of) if second_of is not None else None
    if first is not None and first.state is PlanState.STOPPED:
        raise Refused("This is not needed anymore. Thank you.")


def settled_now(work: Work, incident: Incident, person: Person, hour: str = "") -> date:
    """Return up to which day nothing is made up for: what was due before a yes or a pause's end, today included."""
    zone, hours = zone_of(incident, person), content.load().schedule.hours
    today = times.local_date(work.now, zone)
    picked = time.fromisoformat(hour) if hour else None
    passed = times.slot(today, zero_of(incident), zone, hours, picked) <= work.now
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
        check_may_go_on(work.session, incident, person)
        # What was due during a pause is neither asked nor counted as skipped.
        plan.settled_through = max(plan.settled_through, settled_now(work, incident, person, plan.hour))
    plan.state, plan.since, plan.set_by, plan.paused_until = state, work.now, work.actor.person_id, None
    work.record(PlanChanged(incident, plan, person))
    if state is PlanState.STOPPED:
        _stop_second_views(work, plan)
    return True


def _stop_second_views(work: Work, plan: Plan) -> None:
    rows = select(Plan.id).where(Plan.second_of == plan.id, Plan.state.in_(LIVE))
    for second in work.session.scalars(rows).all():
        set_state(work, get_plan(work, second), PlanState.STOPPED)
