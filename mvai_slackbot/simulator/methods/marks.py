"""pins.*, bookmarks.* and reactions.*: what hangs on channels and messages (https://docs.slack.dev/reference/methods)."""

import re
from urllib.parse import urlsplit

from ..state.records import JSON, Channel, SlackError
from ..state.shapes import message_shape
from .ask import Ask, Method, invalid

PINS_MAX = 100
BOOKMARKS_MAX = 100
_EMOJI = re.compile(r"[\w+'-]{1,100}(::skin-tone-[2-6])?")
_NO_CHANNEL = {"channel": "channel_not_found"}
_NO_CHANNEL_ID = {"channel_id": "channel_not_found"}


def add_pin(ask: Ask) -> JSON:
    """Pins a message."""
    channel = _joined(ask, "channel")
    if not ask.text("timestamp"):
        raise SlackError("no_item_specified")
    message = ask.message(channel, "timestamp")
    if len(channel.pins) >= PINS_MAX:
        raise SlackError("too_many_pins")
    ask.ws.messages.pin(channel, message, ask.hub.bot_user_id)
    return {}


def remove_pin(ask: Ask) -> JSON:
    """Takes a pin away."""
    channel = _joined(ask, "channel")
    if not ask.text("timestamp"):
        raise SlackError("no_item_specified")
    ask.ws.messages.unpin(channel, ask.message(channel, "timestamp"), ask.hub.bot_user_id)
    return {}


def list_pins(ask: Ask) -> JSON:
    """The pinned messages, newest pin first."""
    channel = ask.channel()
    items = []
    for pin in reversed(channel.pins):
        shape = message_shape(channel.messages[pin.ts], ask.hub) | {"pinned_to": [channel.id]}
        item = {"type": "message", "created": pin.created, "created_by": pin.user, "channel": channel.id}
        items.append(item | {"message": shape})
    return {"items": items}


def add_bookmark(ask: Ask) -> JSON:
    """Adds a link to the channel's bar; other kinds are answered with invalid_bookmark_type."""
    channel = _joined(ask, "channel_id")
    if ask.text("type") != "link":
        raise SlackError("invalid_bookmark_type")
    if len(channel.bookmarks) >= BOOKMARKS_MAX:
        raise SlackError("too_many_bookmarks")
    now = ask.hub.ids.now()
    bookmark: JSON = {"id": ask.hub.ids.new("Bk"), "channel_id": channel.id, "title": ask.text("title")}
    bookmark |= {"link": _link(ask), "emoji": ask.text("emoji"), "icon_url": None, "type": "link", "entity_id": None}
    bookmark |= {"date_created": now, "date_updated": 0, "rank": f"{len(channel.bookmarks):02d}"}
    bookmark |= {"last_updated_by_user_id": ask.hub.bot_user_id, "last_updated_by_team_id": ask.hub.team_id}
    bookmark |= {"shortcut_id": None, "app_id": ask.hub.app_id, "app_action_id": None}
    channel.bookmarks.append(bookmark)
    ask.ws.channels.changed(channel)
    return {"bookmark": dict(bookmark)}


def edit_bookmark(ask: Ask) -> JSON:
    """Changes title, link or emoji."""
    channel, bookmark = _bookmark(ask)
    changes: JSON = {key: ask.text(key) for key in ("title", "emoji") if key in ask.args}
    if "link" in ask.args:
        changes["link"] = _link(ask)
    bookmark |= changes | {"date_updated": ask.hub.ids.now()}
    ask.ws.channels.changed(channel)
    return {"bookmark": dict(bookmark)}


def remove_bookmark(ask: Ask) -> JSON:
    """Takes a bookmark away."""
    channel, bookmark = _bookmark(ask)
    channel.bookmarks.remove(bookmark)
    ask.ws.channels.changed(channel)
    return {}


def list_bookmarks(ask: Ask) -> JSON:
    """The bookmarks of a channel, archived or not."""
    channel = ask.channel(name="channel_id")
    return {"bookmarks": [dict(bookmark) for bookmark in channel.bookmarks]}


def add_reaction(ask: Ask) -> JSON:
    """Reacts with an emoji."""
    channel = ask.channel()
    if not _EMOJI.fullmatch(ask.text("name")):
        raise SlackError("invalid_name")
    if channel.is_archived:
        raise SlackError("is_archived")
    message = ask.message(channel, "timestamp")
    ask.ws.messages.react(channel, message, ask.hub.bot_user_id, ask.text("name"))
    return {}


def get_reactions(ask: Ask) -> JSON:
    """A message with its reactions."""
    channel = ask.channel()
    shape = message_shape(ask.message(channel, "timestamp"), ask.hub)
    return {"type": "message", "channel": channel.id, "message": shape}


def _joined(ask: Ask, name: str) -> Channel:
    channel = ask.channel(name=name)
    if channel.is_archived:
        # Documented for neither pins nor bookmarks, and yet no write to an archived channel succeeds.
        raise SlackError("is_archived")
    if not ask.ws.channels.app_in(channel):
        raise SlackError("not_in_channel")
    return channel


def _link(ask: Ask) -> str:
    link = ask.text("link")
    if not link:
        raise invalid("missing required field: link")
    if urlsplit(link).scheme not in ("http", "https", "mailto", "slack"):
        raise SlackError("invalid_link")
    return link


def _bookmark(ask: Ask) -> tuple[Channel, JSON]:
    channel = _joined(ask, "channel_id")
    found = next((b for b in channel.bookmarks if b["id"] == ask.text("bookmark_id")), None)
    if found is None:
        raise SlackError("not_found")
    return channel, found


_PIN = {**_NO_CHANNEL, "timestamp": "no_item_specified"}
_WRITE = ("bookmarks:write",)
METHODS = (
    Method("pins.add", add_pin, 2, ("channel",), ("timestamp",), ("pins:write",), _PIN),
    Method("pins.remove", remove_pin, 2, ("channel",), ("timestamp",), ("pins:write",), _PIN),
    Method("pins.list", list_pins, 2, ("channel",), (), ("pins:read",), _NO_CHANNEL),
    Method(
        "bookmarks.add",
        add_bookmark,
        2,
        ("channel_id", "title", "type"),
        ("access_level", "emoji", "entity_id", "link", "parent_id"),
        _WRITE,
        _NO_CHANNEL_ID,
    ),
    Method(
        "bookmarks.edit",
        edit_bookmark,
        2,
        ("bookmark_id", "channel_id"),
        ("emoji", "link", "title"),
        _WRITE,
        _NO_CHANNEL_ID | {"bookmark_id": "not_found"},
    ),
    Method(
        "bookmarks.remove",
        remove_bookmark,
        2,
        ("bookmark_id", "channel_id"),
        ("quip_section_id",),
        _WRITE,
        _NO_CHANNEL_ID | {"bookmark_id": "not_found"},
    ),
    Method("bookmarks.list", list_bookmarks, 3, ("channel_id",), (), ("bookmarks:read",), _NO_CHANNEL_ID),
    Method(
        "reactions.add",
        add_reaction,
        3,
        ("channel", "name", "timestamp"),
        (),
        ("reactions:write",),
        {**_PIN, "name": "invalid_name"},
    ),
    Method("reactions.get", get_reactions, 3, ("channel",), ("timestamp", "full"), ("reactions:read",), _PIN),
)
