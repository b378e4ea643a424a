"""What of calls waits for somebody, for the page that `/mvai` shows."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls import service, views, views_asked
from mvai_slackbot.calls.models import CallState
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.work import Work


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return a line for each call that waits for this person, and for the one they wait for."""
    blocks: list[SlackBlock] = []
    for call in service.list_waiting_for(work.session, person.id):
        if call.state is CallState.ASKING:
            press = button("I will call", views_asked.IWillCall(call=call.id))
            blocks.append(section(f"{call.mark}Somebody asks for a call.", press))
        else:
            blocks.append(section(f"{call.mark}You have a call. Please say in your direct message how it went."))
    for drill in (False, True):
        own = service.find_standing(work, person, drill=drill)
        if own is not None and own.state is CallState.ASKING:
            blocks.append(section(views.standing(own, None), button("I do not need it", views.Withdraw(call=own.id))))
    return blocks
