"""Calls to make: nothing is asked of somebody, and a person of the programme is asked to phone them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins import ending, service
from mvai_slackbot.checkins.facts import CallMade, CallNeeded
from mvai_slackbot.checkins.models import PlanState
from mvai_slackbot.checkins.plans.holding import find_waiting
from mvai_slackbot.checkins.plans.models import CallToMake, WhyCalled
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service_calendar
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident, holder_of
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Work


def list_callers(work: Work, incident: Incident) -> list[Person]:
    """Return who is asked to call: the SME leads of the incident, else whoever holds it."""
    leads = [one for one in people.list_in_part(work.session, incident.id, Part.SME_LEAD) if not one.deactivated]
    return leads or holder_of(work, incident)


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
