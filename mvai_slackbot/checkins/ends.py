"""How check-ins end with their incident, and what is said of them before it closes."""

from mvai_slackbot.checkins import ending, service
from mvai_slackbot.checkins.facts import PromptChanged
from mvai_slackbot.checkins.models import Plan, PlanState
from mvai_slackbot.checkins.plans import following
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.incidents.facts import IncidentClosed, PartEnded
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.text import person as named
from mvai_slackbot.work import Fact, Work


def goes_on(work: Work, incident: Incident) -> list[str]:
    """Return a line for each plan that may outlive the incident, for the question before it closes."""
    lines = []
    for plan in service.list_plans(work.session, incident.id):
        if plan.state in service.LIVE:
            who = people.get_person(work.session, plan.person_id)
            paused = ", paused" if plan.state is PlanState.PAUSED else ""
            lines.append(
                f"Check-ins with {named(who.user_id, who.name.reveal())}{paused}: they can end, or go on after it."
            )
    return lines


def _read_by_others(work: Work, incident: Incident) -> None:
    # What waits for an answer names who reads it: SMEs do no longer.
    for plan in service.list_plans(work.session, incident.id):
        for prompt in prompts.list_unanswered_prompts(work.session, plan.id):
            work.record(PromptChanged(incident, prompt))


def asked(work: Work, incident: Incident) -> list[Person]:
    """Return who gets check-ins, or got them until the incident closed, now or earlier."""
    return [people.get_person(work.session, one.person_id) for one in _until_now(work, incident)]


def after(work: Work, incident: Incident, person: Person) -> str:
    """Return what becomes of somebody's check-ins now that their incident is closed; empty for who had none until then."""
    states = {one.state for one in _until_now(work, incident) if one.person_id == person.id}
    if not states:
        return ""
    if states == {PlanState.STOPPED}:
        return "Your check-ins have ended with it: nothing more is asked."
    return (
        "Your check-ins stay as they are. `/mvai-checkin plan` shows them, and you can pause or stop them at any time."
    )


def _until_now(work: Work, incident: Incident) -> list[Plan]:
    plans, until = service.list_plans(work.session, incident.id), incident.closed_at or work.now
    return [one for one in plans if one.state is not PlanState.STOPPED or one.since >= until]


def follow(work: Work, fact: Fact) -> None:
    """End check-ins with their incident unless staff chose that they go on; an offer nobody answered ends either way."""
    following.follow(work, fact)
    if isinstance(fact, PartEnded) and fact.wrong:
        # What had gone to a wrong person ends with it; what somebody had who was in it before does not.
        if fact.known:
            ending.end_offers(work, fact.incident, only=fact.person, offered_at=fact.given)
        else:
            ending.end_plans(work, fact.incident, only=fact.person)
    if not isinstance(fact, IncidentClosed):
        return
    if fact.checkins_go_on:
        ending.end_offers(work, fact.incident)
        _read_by_others(work, fact.incident)
    else:
        ending.end_plans(work, fact.incident)
