"""End plans and offers of an incident, everybody's or one person's; take an offer back."""

from datetime import datetime

from sqlalchemy import select

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.facts import OfferTakenBack
from mvai_slackbot.checkins.models import Offer, OfferState, PlanState
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work


def end_plans(work: Work, incident: Incident, *, only: Person | None = None) -> int:
    """Stop the plans and open offers of an incident, everybody's or one person's; return how many plans were stopped."""
    plans = [
        plan for plan in service.list_plans(work.session, incident.id) if only is None or plan.person_id == only.id
    ]
    live = [service.get_plan(work, plan.id) for plan in plans if plan.state in service.LIVE]
    for plan in live:
        service.set_state(work, plan, PlanState.STOPPED)
    end_offers(work, incident, only=only)
    return len(live)


def end_offers(
    work: Work, incident: Incident, *, only: Person | None = None, offered_at: datetime | None = None
) -> None:
    """End the offers of an incident that nobody answered yet, everybody's or one person's, or those of one moment."""
    waiting = select(Offer).where(Offer.incident_id == incident.id, Offer.state.in_(service.WAITING))
    if only is not None:
        waiting = waiting.where(Offer.person_id == only.id)
    if offered_at is not None:
        waiting = waiting.where(Offer.offered_at == offered_at)
    for made in work.session.scalars(waiting.with_for_update()).all():
        made.state = OfferState.ENDED
        work.record(OfferTakenBack(incident, made, people.get_person(work.session, made.person_id)))


def take_back_offer(work: Work, offer_id: int) -> Offer:
    """Take an offer back within ten minutes, with the plan that a yes began."""
    made = service.get_offer(work, offer_id)
    if made.state is OfferState.TAKEN_BACK:
        raise Refused("It was taken back already.")
    if made.state is OfferState.ENDED:
        raise Refused(service.GONE)
    incident = incidents.get_incident(work.session, made.incident_id)
    person = people.get_person(work.session, made.person_id)
    incidents.take_back(work, incident, person, "offer of check-ins", made.offered_at)
    plan = service.find_plan(work.session, incident.id, person.id)
    if plan is not None:
        service.set_state(work, plan, PlanState.STOPPED)
    made.state = OfferState.TAKEN_BACK
    work.record(OfferTakenBack(incident, made, person))
    return made
