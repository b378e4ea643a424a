"""What of plans waits for staff and SME leads, for the page that `/mvai` shows: calls to make, lines to verify."""

from slackblocks import Block as SlackBlock
from sqlalchemy import select

from mvai_slackbot import crisis
from mvai_slackbot.checkins.plans import calling
from mvai_slackbot.checkins.plans.models import CallToMake
from mvai_slackbot.checkins.plans.values import HaveCalled
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.incidents.views import title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import STAFF, is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape
from mvai_slackbot.work import Work


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return a line for each call this person is asked to make and, for staff, each crisis line to verify again."""
    return [*_calls(work, person), *_lines(work, person)]


def _calls(work: Work, person: Person) -> list[SlackBlock]:
    blocks: list[SlackBlock] = []
    for call in work.session.scalars(select(CallToMake).where(CallToMake.called_at.is_(None)).order_by(CallToMake.id)):
        incident = get_incident(work.session, call.incident_id)
        if is_hidden(work.session, incident.id) or person not in calling.list_callers(work, incident):
            continue
        who = people.get_person(work.session, call.person_id)
        go_on = button("Called: they go on", HaveCalled(incident=incident.id, call=call.id, go_on=True))
        blocks.append(
            section(f"{title(incident)}: please call {escape(who.name.reveal())}. Nothing is asked of them.", go_on)
        )
    return blocks


def _lines(work: Work, person: Person) -> list[SlackBlock]:
    if not people.roles_of(work.session, person.id) & STAFF:
        return []
    found = [
        section(
            f"Please call *{escape(one.title)}* ({escape(one.contact)}): nobody has since {one.last_verified}. It stays shown. "
            "Whoever runs the bot then writes the new date into its entry."
        )
        for one in crisis.list_stale(crisis.list_all(), work.now.date())
    ]
    if not crisis.has_line_for_law_enforcement():
        found.insert(0, section("No crisis line for law enforcement is verified, so no check-ins begin."))
    return found
