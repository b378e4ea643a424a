"""The presses that end somebody's check-ins, for whoever types "stop"."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock

from mvai_slackbot.checkins import service, views
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work


def stops(work: Work, person: Person) -> Sequence[SlackBlock]:
    """Return a stop for each of somebody's own plans; of a locked incident not even the number."""
    plans = service.list_live_of(work.session, person.id)
    found = []
    for plan in plans:
        incident = get_incident(work.session, plan.incident_id)
        tell = len(plans) > 1 and not is_hidden(work.session, incident.id)
        found.append((plan, f"{incident.mark}Stop my check-ins{f' ({incident.number})' if tell else ''}"))
    return views.stop_here(found)
