"""Whose plan somebody means who types about check-ins: their own, or one that staff name."""

from collections.abc import Sequence
from typing import Annotated

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.models import Plan
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.listeners import incident_meant
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import HELPERS, May, may
from mvai_slackbot.slack.arguments import Arguments, Mention, Rest
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.work import Work

NOT_THERE = "You get no check-ins there, so nothing is to stop or to change. Type `/mvai` to see what you can do here."

NOT_THEIRS = "Only your own check-ins are yours to see, change and stop: type the same without a name."


class Whose(Arguments):
    """`now [@chief] [number]`: a person is named only where several get check-ins."""

    person: Annotated[str | None, Mention()] = None
    number: Annotated[str | None, Rest()] = None


def plan_meant(work: Work, incident: Incident, user_id: str | None) -> Plan:
    """Return the plan of the person named, else the only one; raise `Refused` that says what to type."""
    live = [plan for plan in service.list_plans(work.session, incident.id) if plan.state in service.LIVE]
    live = [plan for plan in live if plan.second_of is None]
    by_user = {people.get_person(work.session, plan.person_id).user_id: plan for plan in live}
    if user_id is not None:
        if user_id not in by_user:
            raise Refused(_gets_none(work, incident, user_id, [one for one in by_user if one]))
        return by_user[user_id]
    if not live:
        raise Refused(f"Nobody gets check-ins in {title(incident)}. Type `/mvai-checkin offer @name` to ask somebody.")
    if len(live) > 1:
        names = ", ".join(f"<@{one}>" for one in by_user)
        raise Refused(f"Several people get check-ins in {title(incident)}: {names}. Add the name.")
    return live[0]


def _gets_none(work: Work, incident: Incident, user_id: str, who_do: Sequence[str]) -> str:
    who = people.find_person(work.session, work.team_id, user_id)
    if who is None or not people.parts_of(work.session, incident.id, who.id) & HELPERS:
        return f"<@{user_id}> gets no check-ins in {title(incident)}. Type `/mvai-checkin offer` to ask them."
    who_does = f"{', '.join(f'<@{one}>' for one in who_do)} {'get' if len(who_do) > 1 else 'gets'} them there."
    return (
        f"<@{user_id}> helps in {title(incident)}: check-ins are for those who lead, and SMEs are asked none. "
        f"{who_does if who_do else 'Nobody gets them there yet.'}"
    )


def plan_of_mine_or_meant(work: Work, by: Invocation, said: Whose) -> Plan:
    """Return one's own plan, or the one staff mean; raise `Refused` that says what to type."""
    named = None if said.person == by.user_id else said.person
    own = service.list_live_of(work.session, work.actor.person_id or 0)
    here = incidents.find_by_channel(work.session, by.channel_id)
    if named is None and said.number is None and (here is None or any(p.incident_id == here.id for p in own)):
        found = [plan for plan in own if here is None or plan.incident_id == here.id]
        if len(found) == 1:
            return found[0]
        if len(found) > 1:
            numbers = ", ".join(f"`{incidents.get_incident(work.session, p.incident_id).number}`" for p in found)
            raise Refused(f"You get check-ins for several incidents. Add the number: {numbers}.")
    incident = incident_meant(work, by, said.number, otherwise=NOT_THERE)
    mine = [plan for plan in own if plan.incident_id == incident.id]
    if mine and named is None:
        return mine[0]
    if not may(work.session, work.actor.person_id, May.STAFF, incident.id):
        raise Refused(NOT_THEIRS if mine else NOT_THERE)
    return plan_meant(work, incident, said.person)
