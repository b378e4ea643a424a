"""Slack's own JSON shapes of the records (https://docs.slack.dev/reference/objects)."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from .hub import Hub
from .records import JSON, Channel, Message, Note, User, View


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def _offset(tz: str, now: datetime) -> tuple[int, str]:
    local = now.astimezone(_zone(tz))
    offset = local.utcoffset()
    return int(offset.total_seconds()) if offset else 0, local.tzname() or tz


def user_shape(user: User, hub: Hub, *, email: bool = False) -> JSON:
    """A user object; ``email`` only for a token with users:read.email (or for the page)."""
    seconds, label = _offset(user.tz, hub.clock.now())
    profile: JSON = {
        "title": user.title,
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.handle,
        "display_name_normalized": user.handle,
        "first_name": user.real_name.partition(" ")[0],
        "last_name": user.real_name.partition(" ")[2],
        "status_text": "",
        "status_emoji": "",
        "team": user.team_id,
    }
    if email and user.email:
        profile["email"] = user.email
    if user.is_bot:
        profile |= {"bot_id": user.bot_id, "api_app_id": user.app_id}
    shape: JSON = {"id": user.id, "team_id": user.team_id, "name": user.handle, "deleted": user.deleted}
    if not user.deleted:
        shape |= {"real_name": user.real_name, "tz": user.tz, "tz_label": label, "tz_offset": seconds}
        shape |= {"is_admin": user.is_admin, "is_owner": False, "is_primary_owner": False}
        shape |= {"is_restricted": user.is_restricted, "is_ultra_restricted": user.is_ultra_restricted}
    shape |= {"profile": profile, "is_bot": user.is_bot, "is_app_user": False, "updated": user.updated}
    shape |= {"is_stranger": True} if user.is_stranger else {}
    return shape


def note_shape(note: Note) -> JSON:
    """A topic or purpose object."""
    return {"value": note.value, "creator": note.creator, "last_set": note.last_set}


def channel_shape(channel: Channel, viewer: str, hub: Hub, *, num_members: bool = False) -> JSON:
    """A conversation object as ``viewer`` (a user id) gets it."""
    shape: JSON = {
        "id": channel.id,
        "created": channel.created,
        "is_archived": channel.is_archived,
        "is_im": channel.is_im,
        "is_org_shared": False,
        "context_team_id": hub.team_id,
        "updated": channel.updated,
    }
    if channel.is_im:
        other = next((member for member in channel.members if member != viewer), viewer)
        return shape | {"user": other, "priority": 0, "is_user_deleted": False}
    if num_members:
        shape["num_members"] = len(channel.members)
    return shape | _named_shape(channel, viewer) | _shared_shape(channel, hub)


def _named_shape(channel: Channel, viewer: str) -> JSON:
    return {
        "name": channel.name,
        "name_normalized": channel.name,
        # Slack sets is_group for old private channels only; new ones are is_channel with is_private.
        "is_channel": True,
        "is_group": False,
        "is_mpim": False,
        "is_private": channel.is_private,
        "creator": channel.creator,
        "is_general": channel.is_general,
        "unlinked": 0,
        "is_member": viewer in channel.members,
        "topic": note_shape(channel.topic),
        "purpose": note_shape(channel.purpose),
        "previous_names": list(channel.previous_names),
    }


def _shared_shape(channel: Channel, hub: Hub) -> JSON:
    shared = bool(channel.shared_with)
    return {
        "is_shared": shared,
        "is_ext_shared": shared,
        "is_pending_ext_shared": False,
        "pending_shared": [],
        "shared_team_ids": [hub.team_id, *(hub.ids.steady("T", name) for name in channel.shared_with)],
    }


def message_shape(message: Message, hub: Hub, *, metadata: bool = False) -> JSON:
    """A message object; ``metadata`` adds what only include_all_metadata (or the app's own answer) shows."""
    shape: JSON = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text}
    if message.subtype:
        shape["subtype"] = message.subtype
    if message.bot_id:
        shape |= {"bot_id": message.bot_id, "app_id": message.app_id, "team": hub.team_id}
        shape["bot_profile"] = bot_profile(hub)
    for key in ("blocks", "attachments", "files", "username", "thread_ts", "edited"):
        value = getattr(message, key)
        if value:
            shape[key] = value
    if message.reactions:
        shape["reactions"] = [{"name": n, "users": u, "count": len(u)} for n, u in message.reactions.items()]
    if metadata and message.metadata:
        shape["metadata"] = message.metadata
    if message.ephemeral_to:
        shape["is_ephemeral"] = True
    shape |= message.extra
    return shape


def bot_profile(hub: Hub) -> JSON:
    """The ``bot_profile`` of an app's message."""
    return {
        "id": hub.bot_id,
        "app_id": hub.app_id,
        "user_id": hub.bot_user_id,
        "name": hub.bot_name,
        "icons": {},
        "deleted": not hub.installed,
        "updated": 0,
        "team_id": hub.team_id,
    }


_KEPT = ("title", "submit", "close", "blocks", "private_metadata", "callback_id", "external_id")


def view_shape(view: View, hub: Hub) -> JSON:
    """A view object as in views.open's answer and in view payloads."""
    body = view.body
    shape: JSON = {"id": view.id, "team_id": hub.team_id, "type": view.kind}
    shape |= {key: body.get(key) for key in _KEPT}
    for key in ("private_metadata", "callback_id", "external_id"):
        shape[key] = shape[key] or ""
    shape |= {
        "state": {"values": view.state},
        "hash": view.hash,
        "clear_on_close": bool(body.get("clear_on_close", False)),
        "notify_on_close": bool(body.get("notify_on_close", False)),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": hub.app_id,
        "app_installed_team_id": hub.team_id,
        "bot_id": hub.bot_id,
    }
    return shape
