"""What of calls waits for somebody, for the page that `/mvai` shows."""

from slackblocks import Block as SlackBlock

from mvai_slackbot.calls import service, views, views_asked
from mvai_slackbot.calls.models import CallState
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape
from mvai_slackbot.work import Work


def hindrance(work: Work, incident: Incident) -> Message | None:
    """Return why the incident cannot be closed yet: somebody waits for a call. Who can end that reads how, and presses it."""
    call = service.find_awaited(work, incident)
    if call is None:
        return None
    if call.acknowledged_by is None:
        text = (
            f"{incident.mark}Somebody waits for a call, and nobody has it yet. {incident.number} can be closed once a person "
            "has phoned them and pressed how it went. If you can, please make the call."
        )
        return message(text, section(text), actions(button("I will call", views_asked.IWillCall(call=call.id))))
    has_it = people.get_person(work.session, call.acknowledged_by)
    whose = "You have" if has_it.id == work.actor.person_id else f"{escape(has_it.name.reveal())} has"
    who = "you have" if has_it.id == work.actor.person_id else "they have"
    text = (
        f"{incident.mark}Somebody waits for a call. {whose} it: {incident.number} can be closed once {who} pressed how "
        "it went, in the direct message with the bot."
    )
    return message(text, section(text))


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
