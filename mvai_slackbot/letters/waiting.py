"""What of letters waits for somebody, for the page that `/mvai` shows."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.letters import service, views
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Person
from mvai_slackbot.people.service import roles_of
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.work import Work


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return, for staff, a line for each mail that is to be sent by hand."""
    if not roles_of(work.session, person.id) & STAFF:
        return []
    found = service.list_by_hand(work.session, work.team_id)
    return [
        section(views.line(letter), button("Show", views.ShowLetter(letter=letter.id), nth=place))
        for place, letter in enumerate(found)
    ]
