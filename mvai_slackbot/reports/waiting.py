"""What of reading waits for somebody, for the page that `/mvai` shows."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.models import Person
from mvai_slackbot.reports import alerts, views
from mvai_slackbot.work import Work


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return a line for each answer that asks this person for a look."""
    found = alerts.list_awaiting(work, person)
    return views.listed([views.waiting_line(one, get_incident(work.session, one.incident_id)) for one in found])
