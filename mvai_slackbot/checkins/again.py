"""Take one's own “Stop” back: one press ended the check-ins, and one press begins them again."""

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.facts import StartedAgain
from mvai_slackbot.checkins.models import Offer, OfferState, Plan, PlanState
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Status
from mvai_slackbot.people import service as people
from mvai_slackbot.work import Work


def start_again(work: Work, plan_id: int) -> bool:
    """Go on as after a pause: nothing is made up for; False when it had not stopped.

    Only who stopped it can, while the incident is open.
    """
    plan = service.get_own_plan(work, plan_id)
    if plan.state is not PlanState.STOPPED:
        return False
    incident = incidents.get_incident(work.session, plan.incident_id)
    _check(work, plan, closed=incident.status is not Status.OPEN)
    plan.state = PlanState.PAUSED
    service.set_state(work, plan, PlanState.ACTIVE)
    work.record(StartedAgain(incident, plan, people.get_person(work.session, plan.person_id)))
    return True


def _check(work: Work, plan: Plan, *, closed: bool) -> None:
    offer = work.session.get_one(Offer, plan.offer_id)
    # Somebody who was named by mistake, or has been followed by somebody else, comes back by being asked.
    gone = people.had_part(work.session, plan.incident_id, plan.person_id)
    gone = gone and not people.parts_of(work.session, plan.incident_id, plan.person_id)
    if gone or closed or plan.set_by != plan.person_id or offer.state is not OfferState.YES:
        raise Refused("These check-ins have ended. If you want them again, please tell the coordinator.")
    service.check_first(work, plan.second_of)
    later = [
        one
        for one in service.list_plans(work.session, plan.incident_id)
        if one.person_id == plan.person_id and one.second_of == plan.second_of and one.id > plan.id
    ]
    if later:
        raise Refused("You said yes to check-ins once more since: their message is further down.")
