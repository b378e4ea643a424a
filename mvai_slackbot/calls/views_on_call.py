"""What staff see of who is on call, and what somebody on call is told and asked to try."""

from collections.abc import Callable, Sequence

from mvai_slackbot.calls.models import CallTest
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import OnCall
from mvai_slackbot.people.shifts import Span
from mvai_slackbot.slack.blocks import actions, context, message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import moment

MOST_SHIFTS = 30


class GotThis(Value):
    """What says that somebody is on call reached them, and of which shift; without one in older messages."""

    action = "call.got_this"
    shift: int | None = None
    pager: bool = False


class SetPager(Value):
    """Open the form for the address that wakes one's phone."""

    action = "call.set_pager"


class GotTest(Value):
    """A test message reached somebody; and whether their phone rang for it."""

    action = "call.got_test"
    test: int
    phone_rang: bool


def on_call_now(shift: OnCall, span: str, *, mail: bool, got: bool = False) -> Message:
    """Return the word to somebody who was put on call, with the press that says that it reached them until they `got` it."""
    text = (
        f"You are on call{span}, {shift.rank.value} person. When somebody asks for a call, the bot writes to you here "
        "at once and again every ten minutes. *Do Not Disturb silences these messages*: please switch it off while you are "
        "on call, on your phone too."
    )
    return _on_call("MVAI: you are on call", text, shift, mail=mail, got=got)


def begins_now(shift: OnCall, *, mail: bool) -> Message:
    """Return the word to somebody whose planned shift begins in this moment."""
    until = f" until {moment(shift.until)}" if shift.until else ""
    text = (
        f"Your time on call begins now{until}: you are the {shift.rank.value} person. *Do Not Disturb silences the messages "
        "that ask you to call*: please switch it off, on your phone too."
    )
    return _on_call("MVAI: your time on call begins", text, shift, mail=mail)


def _on_call(heading: str, text: str, shift: OnCall, *, mail: bool, got: bool = False) -> Message:
    presses = [] if got else [button("I got this", GotThis(shift=shift.id, pager=mail))]
    presses += [button("Wake my phone too", SetPager())] if mail else []
    ask = "Please press it once, so that the program knows that these messages reach you."
    return message(
        heading,
        section(text),
        *([actions(*presses)] if presses else []),
        context("Thank you. It is recorded that these messages reach you." if got else ask),
    )


def span_words(since_now: bool, shift: OnCall) -> str:
    """Return from when until when, as it stands after "You are on call" (mrkdwn)."""
    since = "" if since_now else f" from {moment(shift.since)}"
    return since + (f" until {moment(shift.until)}" if shift.until else "")


def test(sent: CallTest) -> Message:
    """Return a test message, and once it is acknowledged what was said of it."""
    if sent.acknowledged_at is not None:
        rang = "your phone rang for it" if sent.phone_rang else "it reached you in Slack, and your phone did not ring"
        words = f"Thank you. It is recorded that {rang}."
        return message("MVAI: a test, nothing is asked of you", section(words))
    press = [
        button("My phone rang", GotTest(test=sent.id, phone_rang=True), style="primary"),
        button("Only here in Slack", GotTest(test=sent.id, phone_rang=False), nth=1),
    ]
    return message(
        "MVAI: a test, nothing is asked of you",
        section("*A test of how you are asked for a call. Nobody waits for you.* Please press how it reached you."),
        actions(*press),
    )


def shifts(found: Sequence[OnCall], name: Callable[[int], str], gap: Span | None, reach: str) -> Message:
    """Return who is on call from when until when, who is next, and when nobody is."""
    lines = [
        f"• {moment(one.since)} – {moment(one.until) if one.until else 'until somebody takes over'}: "
        f"{name(one.person_id)}, {one.rank.value}"
        for one in found[:MOST_SHIFTS]
    ]
    if gap is not None:
        until = f" until {moment(gap.until)}" if gap.until else ""
        lines.append(
            f"*Nobody is on call from {moment(gap.since)}{until}.* Leaders are told so then, and whom to call."
        )
    how = "`/mvai on-call @name [second] [from 6 pm] [until 8 am]`, `/mvai on-call @name off`, `/mvai on-call test`"
    return message(
        "Who is on call",
        section("*Who is on call, and who is next*\n" + "\n".join(lines)),
        section(reach),
        context(how),
    )
