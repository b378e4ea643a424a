"""What somebody on call sees: who to phone, and what became of it."""

from mvai_slackbot.calls.models import CallAsked, CallOutcome
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, person


class IWillCall(Value):
    """Somebody who was asked makes the call."""

    action = "call.take"
    call: int


class SayOutcome(Value):
    """What came of the call."""

    action = "call.outcome"
    call: int
    outcome: CallOutcome


OUTCOMES = (
    (CallOutcome.REACHED, "Reached"),
    (CallOutcome.REFERRED, "Referred"),
    (CallOutcome.NO_CONTACT, "No contact"),
)
OUTCOME_WORDS = dict(OUTCOMES)


def _who(asker: Person) -> str:
    number = escape(asker.phone.reveal()) if asker.phone else "none on file. Please write to them here in Slack"
    return f"*Who:* {person(asker.user_id, asker.name.reveal())} {escape(asker.title)}\n*Phone:* {number}"


def please_call(call: CallAsked, asker: Person) -> Message:
    """Return the word to somebody on call; only what follows the first block says who it is about."""
    return quiet_message(
        section(f"*{call.mark}A leader asks for a call. Please call them.*"),
        section(_who(asker)),
        actions(button("I will call", IWillCall(call=call.id), style="primary")),
        context(
            "You are asked again every ten minutes, and another person on call after twenty, until somebody says yes."
        ),
        drill=call.drill,
    )


def yours(call: CallAsked, asker: Person) -> Message:
    """Return what whoever has the call sees: who, and the three ways it can end."""
    if call.outcome is not None:
        state = f"*Recorded: {OUTCOME_WORDS[call.outcome].lower()}.*"
    else:
        state = "When it is done, please say what came of it. Please write nothing about what was said."
    buttons = [
        button(words, SayOutcome(call=call.id, outcome=outcome), nth=nth)
        for nth, (outcome, words) in enumerate(OUTCOMES)
        if call.outcome is not outcome
    ]
    return quiet_message(
        section(f"*{call.mark}You have this call.*"),
        section(_who(asker)),
        section(state),
        actions(*buttons),
        drill=call.drill,
    )


def number_given(call: CallAsked, asker: Person) -> Message:
    """Return the word to whoever has the call when the number on file changed."""
    return quiet_message(
        section(f"*{call.mark}A number is on file now for the call you have.*"),
        section(_who(asker)),
        drill=call.drill,
    )


def not_yours(call: CallAsked, by: Person | None) -> Message:
    """Return what somebody who was asked sees when another person has the call, or it is not needed any more."""
    words = f"{escape(by.name.reveal())} has this call." if by else "This call is not needed any more."
    return quiet_message(section(f"{call.mark}{words} Nothing more is needed from you."), drill=call.drill)
