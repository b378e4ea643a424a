"""What of mail waits for somebody, and how the mailbox stands, for the page that `/mvai` shows."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.intake import holding, views, watching
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Person
from mvai_slackbot.people.service import roles_of
from mvai_slackbot.slack.blocks import context, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.work import Work


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return, for staff, a mailbox that is unread, and a line for each mail that is held."""
    if not roles_of(work.session, person.id) & STAFF:
        return []
    box = watching.find_mailbox(work.session, work.team_id)
    blocks: list[SlackBlock] = []
    if box is not None and watching.is_unread(box):
        blocks.append(section(views.heading(box)))
    found = holding.list_held(work.session, work.team_id)
    blocks += [
        section(
            f"An e-mail waits for a person to look. {views.why(mail)}",
            button("Show the e-mail", _value(mail.id), nth=place),
        )
        for place, mail in enumerate(found)
    ]
    return blocks


def _value(mail_id: int) -> views.ShowMail:
    return views.ShowMail(mail=mail_id)


def standing(work: Work, person: Person) -> list[SlackBlock]:
    """Return, for staff, how the mailbox stands; nothing where none is read."""
    box = watching.find_mailbox(work.session, work.team_id)
    if box is None or not roles_of(work.session, person.id) & STAFF:
        return []
    return [context(f"The program's mailbox: {views.standing(box)}")]
