"""What who asked for a call reads once somebody has it, and once it is over."""

from mvai_slackbot.calls.models import CallAsked, CallOutcome
from mvai_slackbot.calls.views import GiveNumber, ask_button, first_contacts_block, not_the_drill
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, quiet_message, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape

SAID_YES = "Somebody said yes to this call: see below who it is."
STANDS_BELOW = "See below how this call went on."
ENDED = "Nobody is asked anymore."
EARLIER = "An earlier word about this call."


def has_it(call: CallAsked, by: Person) -> Message:
    """Return the word to who asked: who has the call."""
    return quiet_message(
        section(
            f"*{call.mark}{escape(by.name.reveal())} has your call* and will phone you. If no call comes, ask again."
        ),
        first_contacts_block(),
        *not_the_drill(call),
        actions(ask_button(call.incident_id, "Ask again")),
        drill=call.drill,
    )


def not_reached(call: CallAsked, by: Person, phone: str) -> Message:
    """Return the word to who asked when the person who has the call could not reach them at `phone`."""
    where = f", at {escape(phone)}" if phone else "; no number of yours is on file"
    name = escape(by.name.reveal())
    return quiet_message(
        section(f"*{call.mark}{name} tried to reach you*{where}. You can ask again at any time."),
        first_contacts_block(),
        *not_the_drill(call),
        actions(
            ask_button(call.incident_id, "Ask again"),
            button("Change number" if phone else "Give a number", GiveNumber(call=call.id)),
        ),
        drill=call.drill,
    )


def over(call: CallAsked, by: Person) -> Message:
    """Return what stands in the place of who has the call once they said that it was made: nothing waits any more."""
    name = escape(by.name.reveal())
    came = "that you have spoken"
    if call.outcome is CallOutcome.REFERRED:
        came = "that you know now who can help further"
    return quiet_message(
        section(
            f"*{call.mark}This call is over: {name} says {came}.* If that is not so, or whenever you would like another, "
            "write to the bot here and press “Ask for a call”."
        ),
        first_contacts_block(),
        *not_the_drill(call),
        drill=call.drill,
    )


def quiet(call: CallAsked, words: str) -> Message:
    """Return what stands in the place of an earlier word about a call, with nothing left to press."""
    return quiet_message(section(f"{call.mark}{words}"), *not_the_drill(call), drill=call.drill)
