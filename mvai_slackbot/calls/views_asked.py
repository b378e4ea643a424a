"""What somebody on call sees: who to phone and where, and what became of it."""

from slackblocks import Block as SlackBlock, Button as SlackButton

from mvai_slackbot.calls.models import CallAsked, CallOutcome
from mvai_slackbot.calls.numbers import Numbers
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, moment, person


class IWillCall(Value):
    """Somebody who was asked makes the call."""

    action = "call.take"
    call: int


class StillOnIt(Value):
    """Whoever has the call needs another half hour."""

    action = "call.still_on_it"
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
LADDER = (
    "You are asked again every ten minutes; the second person on call after twenty and every coordinator after thirty, "
    "until somebody says yes."
)
# Lock screens show these: that it cannot wait, and nothing else.
ASKED_NOW, STILL_WAITS = "MVAI: somebody asks for a call now", "MVAI: somebody still waits for a call"
NOBODY_ASKED = "MVAI: somebody asked for a call, and nobody is on call"
YOUR_CALL = "MVAI: about the call you have"
NOTHING_SAID = "Please write nothing about what was said."


def who(asker: Person, numbers: Numbers, raised_by: Person | None = None) -> str:
    """Return whom to phone and where (mrkdwn)."""
    own = escape(numbers.first) or "none on file" + (". Please write to them here in Slack" if asker.user_id else "")
    lines = [f"*Who:* {person(asker.user_id, asker.name.reveal())} {escape(asker.title)}", f"*Phone:* {own}"]
    if numbers.official not in ("", numbers.first):
        lines.append(f"*If not there:* {escape(numbers.official)}, their official phone on record")
    if numbers.second_phone:
        name = escape(numbers.second_name) or "no name on file"
        lines.append(f"*If they do not answer:* second contact {name}, {escape(numbers.second_phone)}")
    if numbers.dispatch:
        lines.append(f"*If somebody is in danger there:* their dispatch, {escape(numbers.dispatch)}")
    if raised_by is not None:
        lines.append(f"*Asked for by:* {person(raised_by.user_id, raised_by.name.reveal())}, for them")
    return "\n".join(lines)


def please_call(call: CallAsked, told: str, nth: int = 1) -> Message:
    """Return the word to somebody who is asked for the nth time; only after the first block it says about whom (`told`)."""
    since, says = f"Asked for {moment(call.asked_at)}.", ASKED_NOW
    if nth > 1:
        since = f"They have waited since {moment(call.asked_at)}. You are asked for the {_nth(nth)} time."
        says = f"{STILL_WAITS}, {_nth(nth)} time"
    return quiet_message(
        section(f"*{call.mark}Somebody asks for a call. Please call them.*\n{since}"),
        section(told),
        actions(button("I will call", IWillCall(call=call.id), style="primary")),
        context(LADDER),
        drill=call.drill,
        says=says,
    )


def _nth(count: int) -> str:
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


def nobody_was_asked(call: CallAsked, told: str) -> Message:
    """Return the word to a coordinator that somebody asked for a call while nobody was on call."""
    return quiet_message(
        section(
            f"*{call.mark}Somebody asked for a call while nobody is on call.* They were told so, and whom to call instead. "
            "Nobody else was asked. If you can, please phone them."
        ),
        section(told),
        context("Type `/mvai on-call @name` to put somebody on call."),
        drill=call.drill,
        says=NOBODY_ASKED,
    )


def _outcomes(call: CallAsked) -> list[SlackButton]:
    return [
        button(words, SayOutcome(call=call.id, outcome=outcome), nth=nth)
        for nth, (outcome, words) in enumerate(OUTCOMES)
        if call.outcome is not outcome
    ]


def yours(call: CallAsked, told: str) -> Message:
    """Return what whoever has the call sees: who, and the three ways it can end."""
    if call.outcome is not None:
        state = f"*Recorded: {OUTCOME_WORDS[call.outcome].lower()}.*"
    else:
        state = f"Within half an hour, please say how it went; otherwise it goes back to the others. {NOTHING_SAID}"
    return quiet_message(
        section(f"*{call.mark}You have this call.*"),
        section(told),
        section(state),
        actions(*_outcomes(call)),
        drill=call.drill,
    )


def outcome_awaited(call: CallAsked, told: str) -> Message:
    """Return the word to whoever has the call, ten minutes before it goes back."""
    return quiet_message(
        section(
            f"*{call.mark}How did the call go?* In ten minutes it goes back to the people on call, so that "
            f"nobody is left waiting. {NOTHING_SAID}"
        ),
        section(told),
        actions(*_outcomes(call), button("I am still on it", StillOnIt(call=call.id), nth=len(OUTCOMES))),
        drill=call.drill,
        says=YOUR_CALL,
    )


def went_back(call: CallAsked, told: str) -> Message:
    """Return the word to whoever had the call when it went back."""
    return quiet_message(
        section(
            f"*{call.mark}The call you had has gone back to the people on call,* since half an hour passed without a "
            "word on how it went. If you reached them, please press it: then nobody else phones them."
        ),
        section(told),
        actions(*_outcomes(call)),
        drill=call.drill,
    )


def number_given(call: CallAsked, told: str) -> Message:
    """Return the word to whoever has the call when the number on file changed."""
    return quiet_message(
        section(f"*{call.mark}A number is on file now for the call you have.*"),
        section(told),
        drill=call.drill,
        says=YOUR_CALL,
    )


def not_yours(call: CallAsked, by: Person | None) -> Message:
    """Return what somebody who was asked sees when another person has the call, or it is not needed any more."""
    words = f"{escape(by.name.reveal())} has this call." if by else "This call is not needed anymore."
    blocks: list[SlackBlock] = [section(f"{call.mark}{words} Nothing more is needed from you.")]
    return quiet_message(*blocks, drill=call.drill)


def earlier(call: CallAsked) -> Message:
    """Return what stands in the place of an earlier time that somebody was asked, once the last one says how it stands."""
    return quiet_message(section(f"{call.mark}An earlier word about the same call."), drill=call.drill)


def settled(call: CallAsked, by: Person | None) -> Message:
    """Return what stands in the place of a reminder once the call has ended or somebody else has it."""
    if call.outcome is not None:
        return quiet_message(
            section(f"{call.mark}Recorded: {OUTCOME_WORDS[call.outcome].lower()}. Thank you."), drill=call.drill
        )
    return not_yours(call, by)
