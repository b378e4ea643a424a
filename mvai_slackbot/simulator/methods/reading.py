"""conversations.* and users.conversations: what an app may read (https://docs.slack.dev/reference/methods)."""

import re
from collections.abc import Iterable

from ..state.records import JSON, Channel, ChannelKind, Message, SlackError
from ..state.scopes import BY_KIND, any_of
from ..state.shapes import message_shape
from ..state.threads import is_top, summaries
from .ask import Ask, Method
from .conversations import shape_for_app

_TYPES: dict[str, ChannelKind] = {"public_channel": "public", "private_channel": "private", "im": "im"}
_TS = re.compile(r"\d{1,16}(\.\d{1,6})?")
_READ, _HISTORY = any_of("read"), any_of("history")
_NO_CHANNEL = {"channel": "channel_not_found"}
_RANGE = ("cursor", "include_all_metadata", "inclusive", "latest", "limit", "oldest")
_LISTING = ("cursor", "exclude_archived", "limit", "team_id", "types")


def info(ask: Ask) -> JSON:
    """One conversation."""
    channel = ask.channel("read")
    return {"channel": shape_for_app(ask, channel, num_members=ask.flag("include_num_members"))}


def members(ask: Ask) -> JSON:
    """The ids of those in a conversation."""
    channel = ask.channel("read")
    found, cursor = ask.page(list(channel.members))
    return {"members": list(found), "response_metadata": {"next_cursor": cursor}}


def list_all(ask: Ask) -> JSON:
    """Every conversation that the app sees."""
    return _listing(ask, ask.ws.channels)


def of_user(ask: Ask) -> JSON:
    """The conversations that a person (or the app itself) is in, as far as the app sees them."""
    user_id = ask.text("user") or ask.hub.bot_user_id
    if ask.ws.users.find(user_id) is None:
        raise SlackError("user_not_found")
    return _listing(ask, (channel for channel in ask.ws.channels if user_id in channel.members))


def _listing(ask: Ask, channels: Iterable[Channel]) -> JSON:
    kinds = set()
    for word in ask.words("types") or ["public_channel"]:
        if word != "mpim":
            if word not in _TYPES:
                raise SlackError("invalid_types")
            ask.need(*BY_KIND["read"][_TYPES[word]])
            kinds.add(_TYPES[word])
    skip = ask.flag("exclude_archived")
    bot = ask.hub.bot_user_id
    wanted = [c for c in channels if c.kind in kinds and not (skip and c.is_archived) and ask.ws.channels.sees(bot, c)]
    found, cursor = ask.page(wanted)
    shapes = [shape_for_app(ask, channel, num_members=not channel.is_im) for channel in found]
    return {"channels": shapes, "response_metadata": {"next_cursor": cursor}}


def history(ask: Ask) -> JSON:
    """The messages of a conversation, newest first, without replies; metadata only with include_all_metadata."""
    channel = _readable(ask)
    top = (m for m in channel.messages.values() if is_top(m) and not m.ephemeral_to)
    found, cursor = ask.page(_within(ask, reversed(list(top))), most=999)
    answer: JSON = {"messages": _shapes(ask, channel, found), "has_more": bool(cursor), "pin_count": len(channel.pins)}
    if ask.text("latest"):
        answer["latest"] = ask.text("latest")
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def replies(ask: Ask) -> JSON:
    """A thread, oldest first, its first message included."""
    channel = _readable(ask)
    parent = ask.message(channel, "ts", "thread_not_found")
    root = parent.thread_ts or parent.ts
    thread = [m for m in channel.messages.values() if root in (m.ts, m.thread_ts) and not m.ephemeral_to]
    found, cursor = ask.page(_within(ask, thread), most=1000)
    answer: JSON = {"messages": _shapes(ask, channel, found), "has_more": bool(cursor)}
    return answer | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})


def _readable(ask: Ask) -> Channel:
    channel = ask.channel("history")
    if not ask.ws.channels.app_in(channel):
        raise SlackError("not_in_channel")
    return channel


def _within(ask: Ask, messages: Iterable[Message]) -> list[Message]:
    oldest, latest = _time(ask, "oldest"), _time(ask, "latest")
    inclusive = ask.flag("inclusive")

    def fits(ts: float) -> bool:
        if inclusive:
            return (oldest is None or ts >= oldest) and (latest is None or ts <= latest)
        return (oldest is None or ts > oldest) and (latest is None or ts < latest)

    return [message for message in messages if fits(float(message.ts))]


def _time(ask: Ask, name: str) -> float | None:
    value = ask.text(name)
    if not value or (value == "now" and name == "latest"):
        return None
    if not _TS.fullmatch(value):
        raise SlackError(f"invalid_ts_{name}")
    return float(value) or None


def _shapes(ask: Ask, channel: Channel, messages: Iterable[Message]) -> list[JSON]:
    metadata = ask.flag("include_all_metadata")
    pinned = {pin.ts for pin in channel.pins}
    replied = summaries(channel)
    shapes = []
    for message in messages:
        shape = message_shape(message, ask.hub, metadata=metadata)
        if message.ts in pinned:
            shape["pinned_to"] = [channel.id]
        shape |= replied.get(message.ts, {})
        shapes.append(shape)
    return shapes


METHODS = (
    Method(
        "conversations.info",
        info,
        3,
        ("channel",),
        ("include_locale", "include_num_members"),
        _READ,
        _NO_CHANNEL,
    ),
    Method("conversations.members", members, 4, ("channel",), ("cursor", "limit"), _READ, _NO_CHANNEL),
    Method("conversations.list", list_all, 2, (), _LISTING, _READ),
    Method("users.conversations", of_user, 2, (), (*_LISTING, "user"), _READ),
    Method("conversations.history", history, 3, ("channel",), _RANGE, _HISTORY, _NO_CHANNEL),
    Method(
        "conversations.replies",
        replies,
        3,
        ("channel", "ts"),
        _RANGE,
        _HISTORY,
        {**_NO_CHANNEL, "ts": "thread_not_found"},
    ),
)
