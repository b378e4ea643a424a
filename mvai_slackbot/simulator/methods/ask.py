"""One Web API call as a method sees it: its arguments, whatever encoding they came in, and what it may touch."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from ..state.records import JSON, Channel, Message, SlackError
from ..state.scopes import BY_KIND
from ..state.workspace import Workspace

T = TypeVar("T")


@dataclass(slots=True, frozen=True)
class Method:
    """A Web API method: what it takes, what it needs, how often it may be called, and what it does."""

    name: str
    does: "Callable[[Ask], JSON]"
    tier: int
    """1 to 4, or 0 for Slack's special tiers ("hundreds per minute")."""
    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    """Any one of them is enough; none means that no scope is needed."""
    missing: JSON = field(default_factory=dict)
    """Error codes for a missing argument, where Slack has one; else invalid_arguments."""
    caller: Literal["bot", "app", "none"] = "bot"
    """Whose token it takes."""


class Ask:
    """Typed access to the arguments of one call."""

    __slots__ = ("args", "hub", "ws")

    def __init__(self, ws: Workspace, args: JSON) -> None:
        self.ws = ws
        self.hub = ws.hub
        self.args = args

    def text(self, name: str, default: str = "") -> str:
        """A string; numbers and the like become one, as in a form."""
        value = self.args.get(name)
        if value is None:
            return default
        return value if isinstance(value, str) else str(value)

    def flag(self, name: str, default: bool = False) -> bool:
        """A boolean: true, ``"true"`` and ``1`` in every encoding."""
        value = self.args.get(name)
        return default if value is None else str(value).lower() in ("true", "1")

    def number(self, name: str, default: int) -> int:
        """A whole number; SlackError invalid_arguments."""
        value = self.args.get(name)
        try:
            return default if value in (None, "") else int(str(value))
        except ValueError:
            raise invalid(f"must be a valid integer [json-pointer:/{name}]") from None

    def json(self, name: str, error: str) -> Any:
        """A JSON value, given as such or as a string; None when absent. SlackError ``error`` when it is no JSON."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(error) from None

    def words(self, name: str) -> list[str]:
        """A list: JSON or separated by commas."""
        value = self.args.get(name)
        if isinstance(value, str) and value.startswith("["):
            value = self.json(name, "invalid_arguments")
        if isinstance(value, list):
            return [str(item) for item in value]
        return [part.strip() for part in self.text(name).split(",") if part.strip()]

    def channel(self, family: str = "", *, name: str = "channel") -> Channel:
        """The conversation in argument ``name``, if the bot sees it and has a scope of ``family`` for its kind.

        SlackError channel_not_found, missing_scope.
        """
        channel = self.ws.channels.find(self.text(name))
        if channel is None or not self.ws.channels.sees(self.hub.bot_user_id, channel):
            raise SlackError("channel_not_found")
        if family:
            self.need(*BY_KIND[family][channel.kind])
        return channel

    def member(self, family: str, *, name: str = "channel", kinds: str = "channel") -> Channel:
        """As ``channel``, and the bot is a member of a channel that is not archived.

        SlackError method_not_supported_for_channel_type, not_in_channel, is_archived.
        """
        channel = self.channel(family, name=name)
        if channel.is_im and kinds == "channel":
            raise SlackError("method_not_supported_for_channel_type")
        if channel.is_archived:
            raise SlackError("is_archived")
        if not self.ws.channels.app_in(channel):
            raise SlackError("not_in_channel")
        return channel

    def message(self, channel: Channel, name: str, error: str = "message_not_found") -> Message:
        """The message whose ts stands in argument ``name``; ephemerals cannot be reached. SlackError ``error``."""
        message = self.ws.messages.find(channel, self.text(name))
        if message is None or message.ephemeral_to:
            raise SlackError(error)
        return message

    def need(self, *scopes: str) -> None:
        """SlackError missing_scope unless one of ``scopes`` was granted."""
        if not any(scope in self.hub.scopes for scope in scopes):
            raise SlackError("missing_scope", needed=scopes[0], provided=",".join(sorted(self.hub.scopes)))

    def page(self, items: Sequence[T], *, usual: int = 100, most: int = 1000) -> tuple[Sequence[T], str]:
        """The asked page of ``items`` and the next cursor ("" at the end). SlackError invalid_cursor, invalid_limit."""
        limit = self.number("limit", usual)
        if limit < 0 or limit > most:
            raise SlackError("invalid_limit")
        start = _read_cursor(self.text("cursor"))
        end = start + (limit or usual)
        following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
        return items[start:end], following


def invalid(message: str) -> SlackError:
    """``invalid_arguments`` with Slack's kind of explanation."""
    return SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {message}"]})


def _read_cursor(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word != "next":
            raise ValueError(word)
        return int(number)
    except (binascii.Error, ValueError, UnicodeDecodeError):
        raise SlackError("invalid_cursor") from None
