"""Calls to make: nothing is asked of somebody, and a person of the program is asked to phone them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins import content, ending, service
from mvai_slackbot.checkins.facts import CallMade, CallNeeded, CallStillNeeded
from mvai_slackbot.checkins.models import PlanState
from mvai_slackbot.checkins.models_following import Step
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.plans.holding import find_waiting
from mvai_slackbot.checkins.plans.models import CallToMake, WhyCalled
from mvai_slackbot.checkins.prompts import outreach
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service_calendar
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

# How long a call to make may wait before it is asked for again.
AGAIN = timedelta(days=1)


def list_callers(work: Work, incident: Incident) -> list[Person]:
    """Return who is asked to call: the SME leads of the incident who are there, else whoever holds it."""
    return outreach.list_asked(work, incident, Step.LEAD)


def list_overdue(work: Work) -> Sequence[int]:
    """Return the calls that nobody has made a day after they were asked for, or asked for again."""
    since = func.coalesce(CallToMake.reminded_at, CallToMake.asked_at)
    rows = select(CallToMake.id).where(CallToMake.called_at.is_(None), since <= work.now - AGAIN)
    return work.session.scalars(rows.order_by(CallToMake.id)).all()


def remind(work: Work, call_id: int) -> None:
    """Ask once more for a call that nobody has made, by day: the person was told that somebody calls."""
    call = work.session.get_one(CallToMake, call_id, with_for_update=True)
    incident, person = get_incident(work.session, call.incident_id), people.get_person(work.session, call.person_id)
    since, callers = call.reminded_at or call.asked_at, list_callers(work, incident)
    if call.called_at is not None or since > work.now - AGAIN or not callers or is_hidden(work.session, incident.id):
        return
    if not _is_wanted(work, incident, person):
        return
    if not times.is_quiet(work.now, people.zone_of(callers[0], incident.timezone), content.load().schedule.hours):
        call.reminded_at = work.now
        work.record(CallStillNeeded(incident, call, person))


def _is_wanted(work: Work, incident: Incident, person: Person) -> bool:
    # Of an incident that is over, and whose check-ins ended with it, nobody waits any more.
    return incident.status is Status.OPEN or service.find_plan(work.session, incident.id, person.id) is not None


def spare(work: Work, incident: Incident, person: Person, why: WhyCalled) -> CallToMake:
    """Ask nothing of somebody from now on, and ask a person to phone them; twice makes one call."""
    for plan in service.list_plans(work.session, incident.id):
        if plan.person_id == person.id and plan.state is PlanState.ACTIVE:
            service.set_state(work, service.get_plan(work, plan.id), PlanState.PAUSED)
    ending.end_offers(work, incident, only=person)
    waiting = find_waiting(work.session, incident.id, person.id)
    if waiting is not None:
        waiting.why = WhyCalled.LOSS if why is WhyCalled.LOSS else waiting.why
        return waiting
    made = CallToMake(incident_id=incident.id, person_id=person.id, why=why, asked_at=work.now)
    work.session.add(made)
    work.session.flush()
    work.record(CallNeeded(incident, made, person))
    return made


def called(work: Work, call_id: int, incident_id: int, *, go_on: bool) -> CallToMake:
    """Hear that somebody has phoned: check-ins go on where the person said so, else they rest."""
    call = work.session.get(CallToMake, call_id, with_for_update=True)
    if call is None or call.incident_id != incident_id:
        raise Refused("That belongs to another incident.")
    if call.called_at is not None:
        raise Refused("Somebody has called already. Thank you.")
    incident, person = get_incident(work.session, call.incident_id), people.get_person(work.session, call.person_id)
    call.called_at, call.called_by = work.now, work.actor.person_id
    work.session.flush()
    for plan in service.list_plans(work.session, incident.id) if go_on else ():
        if plan.person_id == person.id and plan.state is PlanState.PAUSED:
            service.set_state(work, service.get_plan(work, plan.id), PlanState.ACTIVE)
    work.record(CallMade(incident, call, person))
    return call


def after_loss(work: Work, incident: Incident) -> None:
    """After a death in the line of duty: nobody with a plan is asked anything until a person has called them."""
    for plan in service.list_plans(work.session, incident.id):
        if plan.state in service.LIVE and plan.second_of is None:
            spare(work, incident, people.get_person(work.session, plan.person_id), WhyCalled.LOSS)
        elif plan.state is PlanState.ACTIVE:
            service.set_state(work, service.get_plan(work, plan.id), PlanState.PAUSED)


def was_called(session: Session, incident_id: int, person_id: int) -> bool:
    """Whether a person has phoned somebody in this incident already."""
    rows = select(CallToMake.id).where(
        CallToMake.incident_id == incident_id, CallToMake.person_id == person_id, CallToMake.called_at.is_not(None)
    )
    return session.scalar(rows.limit(1)) is not None


def before_first_form(work: Work, incident: Incident, person: Person) -> None:
    """A yes after a death in the line of duty begins nothing before a person has called."""
    if service_calendar.has_loss(work.session, incident.id) and not was_called(work.session, incident.id, person.id):
        spare(work, incident, person, WhyCalled.LOSS)
