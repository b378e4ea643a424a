"""What of letters waits for somebody, for the page that `/mvai` shows."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.letters import service, views
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Person
from mvai_slackbot.people.service import roles_of
from mvai_slackbot.slack.blocks import context, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.work import Work

MOST = 3


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return, for staff, a line for each mail that is to be sent by hand."""
    if not roles_of(work.session, person.id) & STAFF:
        return []
    found = service.list_by_hand(work.session, work.team_id)
    blocks: list[SlackBlock] = [
        section(views.line(letter), button("Show", views.ShowLetter(letter=letter.id), nth=place))
        for place, letter in enumerate(found[:MOST])
    ]
    if len(found) > MOST:
        blocks.append(
            context(f"{len(found) - MOST} more mails are to be sent by hand. They are shown when these are done.")
        )
    return blocks
