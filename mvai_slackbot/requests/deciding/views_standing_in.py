"""What is shown of who stands in for a reviewer."""

from collections.abc import Sequence
from datetime import datetime

from slackblocks import Block as SlackBlock

from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import context, message, quiet_message, section
from mvai_slackbot.slack.text import escape, moment


def line(reviewer: Person, other: Person, body: str, since: datetime | None, until: datetime | None) -> str:
    """Return one line: who, for whom, from when (None: now), until when."""
    starts = f" from {moment(since)}" if since is not None else ""
    ends = f" until {moment(until)}" if until is not None else ""
    return f"{escape(other.name.reveal())} stands in for {escape(reviewer.name.reveal())} ({body}){starts}{ends}."


def named(words: str) -> Message:
    """Return the word to whoever stands in, and to the reviewer when staff said so."""
    rule = "Who stands in is asked for a view when the reviewer is away, or has not answered in time."
    return quiet_message(section(f"*For the review of requests:* {words}"), context(rule))


def shown(lines: Sequence[str]) -> Message:
    """Return the answer that lists them."""
    text = "\n".join(lines) or "Nobody is named to stand in for a reviewer."
    rule = (
        "Whoever stands in is asked when the reviewer is away, or has not answered in time; after them the others who "
        "review for that body, then staff."
    )
    return message("Who stands in for a reviewer", section(text), context(rule))


def standing(lines: Sequence[str]) -> list[SlackBlock]:
    """Return the lines for the page that `/mvai` shows."""
    return [section("\n".join(lines))] if lines else []
