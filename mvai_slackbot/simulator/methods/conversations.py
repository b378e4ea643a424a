"""conversations.*: making and managing channels (https://docs.slack.dev/reference/methods/conversations.create …)."""

from typing import Any

from ..state.records import JSON, Channel, SlackError, User
from ..state.scopes import BY_KIND, any_of
from ..state.shapes import channel_shape
from .ask import Ask, Method, invalid

NOTE_MAX = 250
INVITES_MAX = 100
_NO_CHANNEL = {"channel": "channel_not_found"}


def shape_for_app(ask: Ask, channel: Channel, **options: Any) -> JSON:
    """The conversation object as the app gets it."""
    return channel_shape(channel, ask.hub.bot_user_id, ask.hub, **options)


def create(ask: Ask) -> JSON:
    """A new channel with the bot as creator and only member."""
    private = ask.flag("is_private")
    ask.need(*BY_KIND["manage"]["private" if private else "public"])
    name = ask.text("name").removeprefix("#")
    channel = ask.ws.channels.create(name, ask.hub.bot_user_id, private=private)
    return {"channel": shape_for_app(ask, channel)}


def invite(ask: Ask) -> JSON:
    """Adds up to 100 people; with ``force`` those who can be added are, and the others are named in ``errors``."""
    channel = ask.member("invite")
    ids = list(dict.fromkeys(ask.words("users")))
    if not ids:
        raise SlackError("no_user")
    if len(ids) > INVITES_MAX:
        raise invalid(f"no more than {INVITES_MAX} items allowed [json-pointer:/users]")
    force = ask.flag("force")
    errors = [(user_id, error) for user_id in ids if (error := _cannot_invite(ask, channel, user_id))]
    refused = dict(errors)
    good = [ask.ws.users.get(user_id) for user_id in ids if user_id not in refused]
    if errors and not (force and good):
        told = [{"user": user_id, "error": error, "ok": False} for user_id, error in errors]
        raise SlackError(errors[0][1], errors=told)
    for user in good:
        ask.ws.channels.join(channel, user, inviter=ask.hub.bot_user_id)
    answer: JSON = {"channel": shape_for_app(ask, channel)}
    if errors:
        answer["errors"] = [{"user": user_id, "error": error, "ok": False} for user_id, error in errors]
    return answer


def _cannot_invite(ask: Ask, channel: Channel, user_id: str) -> str:
    user = ask.ws.users.find(user_id)
    if user_id == ask.hub.bot_user_id:
        return "cant_invite_self"
    # Slack answers user_not_found for people who were deactivated, too.
    if user is None or user.deleted:
        return "user_not_found"
    if user_id in channel.members:
        return "already_in_channel"
    if user.is_stranger and not channel.shared_with:
        return "org_user_not_in_team"
    if user.is_ultra_restricted and _is_somewhere(ask, user):
        return "ura_max_channels"
    return ""


def _is_somewhere(ask: Ask, user: User) -> bool:
    return any(user.id in channel.members for channel in ask.ws.channels if not channel.is_im)


def kick(ask: Ask) -> JSON:
    """Takes someone out of a channel."""
    channel = ask.member("manage")
    user = ask.ws.users.get(ask.text("user"))
    if user.id == ask.hub.bot_user_id:
        raise SlackError("cant_kick_self")
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    ask.ws.channels.leave(channel, user, by=ask.hub.bot_user_id)
    return {"errors": {}}


def join(ask: Ask) -> JSON:
    """The bot joins a public channel; being there already is a warning, not an error."""
    channel = ask.channel()
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    answer: JSON = {}
    if ask.ws.channels.app_in(channel):
        answer = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    else:
        ask.ws.channels.join(channel, ask.ws.users.get(ask.hub.bot_user_id))
    return answer | {"channel": shape_for_app(ask, channel)}


def leave(ask: Ask) -> JSON:
    """The bot leaves; not being there is no error in Slack."""
    channel = ask.channel("manage")
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if not ask.ws.channels.app_in(channel):
        return {"not_in_channel": True}
    ask.ws.channels.leave(channel, ask.ws.users.get(ask.hub.bot_user_id))
    return {}


def archive(ask: Ask) -> JSON:
    """Archives a channel that the bot is in."""
    channel = ask.channel("manage")
    if channel.is_archived:
        raise SlackError("already_archived")
    ask.ws.life.archive(ask.member("manage"), ask.hub.bot_user_id)
    return {}


def unarchive(ask: Ask) -> JSON:
    """Always refused for a bot token: not_in_channel, as Slack documents."""
    channel = ask.channel("manage")
    raise SlackError("not_in_channel" if channel.is_archived else "not_archived")


def rename(ask: Ask) -> JSON:
    """Renames a channel; bots may only rename those that they created."""
    channel = ask.member("manage")
    if channel.creator != ask.hub.bot_user_id:
        raise SlackError("not_authorized")
    ask.ws.life.rename(channel, ask.text("name").removeprefix("#"), ask.hub.bot_user_id)
    return {"channel": shape_for_app(ask, channel)}


def set_topic(ask: Ask) -> JSON:
    """Sets the topic, 250 characters at most."""
    return _set_note(ask, "topic")


def set_purpose(ask: Ask) -> JSON:
    """Sets the purpose, 250 characters at most."""
    return _set_note(ask, "purpose")


def _set_note(ask: Ask, which: str) -> JSON:
    channel = ask.member("topic")
    value = ask.text(which)
    if len(value) > NOTE_MAX:
        raise SlackError("too_long")
    ask.ws.channels.set_note(channel, which, value, ask.hub.bot_user_id)
    return {"channel": shape_for_app(ask, channel), which: value}


_MANAGE, _INVITE, _TOPIC = any_of("manage"), any_of("invite"), any_of("topic")
_HERE = ("channel",)


def _method(name: str, does: Any, tier: int, scopes: tuple[str, ...], *more: str, optional: tuple[str, ...]) -> Method:
    full = f"conversations.{name}"
    return Method(full, does, tier, (*_HERE, *more), optional, scopes, _NO_CHANNEL | {"user": "user_not_found"})


METHODS = (
    Method(
        "conversations.create",
        create,
        2,
        required=("name",),
        optional=("is_private", "team_id"),
        scopes=_MANAGE,
        missing={"name": "invalid_name_required"},
    ),
    _method("invite", invite, 3, _INVITE, optional=("users", "force")),
    _method("kick", kick, 3, _MANAGE, "user", optional=()),
    _method("join", join, 3, ("channels:join",), optional=()),
    _method("leave", leave, 3, _MANAGE, optional=()),
    _method("archive", archive, 2, _MANAGE, optional=()),
    _method("unarchive", unarchive, 2, _MANAGE, optional=()),
    _method("rename", rename, 2, _MANAGE, "name", optional=()),
    _method("setTopic", set_topic, 2, _TOPIC, "topic", optional=()),
    _method("setPurpose", set_purpose, 2, _TOPIC, "purpose", optional=()),
)
