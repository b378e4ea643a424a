"""All that a listener can answer."""

from dataclasses import dataclass
from typing import Any

from mvai_slackbot.message import Message

View = dict[str, Any]


@dataclass(frozen=True)
class Say:
    """Tell the person something only they see; `replace` puts it in the place of the message they pressed on."""

    message: Message
    replace: bool = False


@dataclass(frozen=True)
class Wrong(Say):
    """Tell the person why it was not done; a form stays open with all that was typed."""


@dataclass(frozen=True)
class Failed(Wrong):
    """Something broke on our side and nothing was changed."""


@dataclass(frozen=True)
class Open:
    """Open a form, on top of the one that is open if any; `instead` is said when Slack lets no form open any more."""

    view: View
    # What was done already, where something was: else the person reads that nothing was saved.
    instead: Message | None = None


@dataclass(frozen=True)
class Update:
    """Put another form in the place of the one that was sent."""

    view: View


@dataclass(frozen=True)
class Reject:
    """Keep the form open and show words beside the fields at fault."""

    errors: dict[str, str]


Answer = Say | Open | Update | Reject | None


def say(text: str, *, replace: bool = False) -> Say:
    """Answer with plain words (mrkdwn)."""
    return Say(Message(text=text, blocks=[]), replace=replace)


def wrong(text: str) -> Wrong:
    """Answer why it was not done."""
    return Wrong(Message(text=text, blocks=[]))
