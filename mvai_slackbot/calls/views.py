"""What people see of a call: who asked for it, who is asked to make it, and whom to call right now."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot import crisis
from mvai_slackbot.calls import service
from mvai_slackbot.calls.models import CallAsked
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, moment
from mvai_slackbot.work import Work


class AskForCall(Value):
    """Ask for a call, in an incident when one is meant."""

    action = "call.ask"
    incident: int | None = None


class NotTheDrill(Value):
    """Leave the drill and ask for a real call."""

    action = "call.not_the_drill"
    call: int


class Withdraw(Value):
    """The call is not needed any more."""

    action = "call.withdraw"
    call: int


class GiveNumber(Value):
    """Open the form for the number to be called at."""

    action = "call.give_number"
    call: int


def _contact_lines(contacts: Sequence[crisis.CrisisContact]) -> str:
    return "\n".join(f"• *{escape(one.title)}*: {escape(one.contact)} ({escape(one.who_for)})" for one in contacts)


def crisis_block() -> SlackBlock:
    """Return every crisis contact on file, 911 and 988 first."""
    return section("*If somebody is needed right now*\n" + _contact_lines(crisis.list_contacts()))


def crisis_lines(call: SlackButton | None = None) -> SlackBlock:
    """Return every crisis contact in few lines, for a prompt and a form that should be read in a minute; `call` beside it."""
    contacts = " · ".join(f"{escape(one.title)}: *{escape(one.contact)}*" for one in crisis.list_contacts())
    return section(f"*If somebody is needed right now*\n{contacts}", call)


def first_contacts_block() -> SlackBlock:
    """Return 911, 988 and CopLine: they stand in every word about a call."""
    return section("*Right now*\n" + _contact_lines(crisis.list_first()))


def ask_button(incident_id: int | None = None, label: str = "Ask for a call") -> SlackButton:
    """Return the button that asks for a call; an incident's makes it part of that incident, or of that drill."""
    return button(label, AskForCall(incident=incident_id))


def find_ask_button(work: Work, incident: Incident, asker: Person) -> SlackButton | None:
    """Return the button that asks for a call in an incident, None while nobody is on call who could be asked."""
    return ask_button(incident.id) if service.somebody_on_call(work, incident, besides=asker) else None


def nobody_on_call_block() -> SlackBlock:
    """Return what stands in the place of "Ask for a call" while nobody is on call."""
    return section(
        "Nobody of the program is on call right now, so the bot cannot ask anybody to phone you. "
        "Please call or text one of these:\n" + _contact_lines(crisis.list_first())
    )


def instead_of_question(*, somebody: bool) -> SlackBlock:
    """Return what stands in a form in the place of the safety question, which is off: how to get a call, or whom to call."""
    if not somebody:
        return nobody_on_call_block()
    return section("To ask for a call at any hour, for any reason: type `/mvai-checkin call-me`.")


def offer_line(work: Work) -> str:
    """Return one line on asking for a call, true at this moment (mrkdwn)."""
    if service.somebody_on_call(work):
        return "You can ask for a call: the person on call is asked at once to phone you."
    numbers = " · ".join(f"{escape(one.title)}: {escape(one.contact)}" for one in crisis.list_first())
    return f"Nobody of the program is on call right now. Please call or text: {numbers}"


def not_the_drill(call: CallAsked) -> list[SlackBlock]:
    """Return, in a drill, the press that leaves it: a real call is always possible."""
    if not call.drill:
        return []
    return [actions(button("This is not the drill: call me", NotTheDrill(call=call.id), style="danger"))]


def wanted(call: CallAsked, phone: str) -> Message:
    """Return the first word to who asked for a call; `phone` is where they are called first."""
    number = (
        f"You will be called at the number on file, {escape(phone)}."
        if phone
        else "No phone number of yours is on file. Please give one, so that you can be reached."
    )
    return quiet_message(
        section(
            f"*{call.mark}The person on call is being asked to phone you.* You will see here who has it.\n{number}"
        ),
        first_contacts_block(),
        *not_the_drill(call),
        while_waiting(call, phone),
        drill=call.drill,
    )


def while_waiting(call: CallAsked, phone: str) -> SlackBlock:
    """Return what somebody who waits for a call may press."""
    return actions(
        button("Change number" if phone else "Give a number", GiveNumber(call=call.id)),
        button("I do not need it anymore", Withdraw(call=call.id)),
    )


def nobody_yet(call: CallAsked, phone: str, minutes: int) -> Message:
    """Return the word to who waits, at 10 and at 20 minutes."""
    return quiet_message(
        section(
            f"*{call.mark}{minutes} minutes have passed and nobody has your call yet.* People on call are still being "
            "asked. Please do not wait for it:"
        ),
        first_contacts_block(),
        *not_the_drill(call),
        while_waiting(call, phone),
        drill=call.drill,
    )


def not_delivered(call: CallAsked, phone: str) -> Message:
    """Return the word to who waits when a message to somebody on call could not be delivered."""
    return quiet_message(
        section(
            f"*{call.mark}A message to somebody on call could not be delivered, and nobody has your call yet.* Others are "
            "being asked. Please do not wait for it:"
        ),
        first_contacts_block(),
        *not_the_drill(call),
        while_waiting(call, phone),
        drill=call.drill,
    )


def came_back(call: CallAsked, phone: str, had: Person) -> Message:
    """Return the word to who waits when whoever had the call did not say in time what came of it."""
    return quiet_message(
        section(
            f"*{call.mark}{escape(had.name.reveal())} has not said whether you were reached, so people on call are being "
            "asked again.* If you have spoken, you can press that you do not need it anymore. Please do not wait for it:"
        ),
        first_contacts_block(),
        *not_the_drill(call),
        while_waiting(call, phone),
        drill=call.drill,
    )


def nobody_left(call: CallAsked) -> Message:
    """Return the word to who waits when nobody is left to ask."""
    words = f"*{call.mark}Nobody who is on call can be reached right now.* If that changes, they are asked at once. "
    return quiet_message(
        section(words + "Please do not wait for it:"),
        first_contacts_block(),
        *not_the_drill(call),
        drill=call.drill,
    )


def nobody_on_call(call: CallAsked) -> Message:
    """Return the answer to who asked for a call while nobody is on call."""
    return quiet_message(
        *([section("DRILL")] if call.drill else []), nobody_on_call_block(), *not_the_drill(call), drill=call.drill
    )


def standing(call: CallAsked, by: Person | None) -> str:
    """Return how a call stands, for who asked for it and presses again (mrkdwn)."""
    if by is not None:
        return f"{call.mark}{escape(by.name.reveal())} has your call and will phone you."
    return f"{call.mark}Your call was asked for {moment(call.asked_at)}. Nobody has it yet; you read here who has it."


def withdrawn(call: CallAsked) -> str:
    """Return the answer to who does not need the call any more."""
    return f"{call.mark}Nobody is asked anymore. You can ask again at any time."
