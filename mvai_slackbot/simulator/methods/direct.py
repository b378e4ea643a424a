"""conversations.open and .close: direct messages (https://docs.slack.dev/reference/methods/conversations.open)."""

from ..state.records import JSON, SlackError
from ..state.scopes import BY_KIND
from .ask import Ask, Method
from .conversations import shape_for_app


def open_im(ask: Ask) -> JSON:
    """Opens (or finds) the direct message of the app with one person; groups of several are not simulated."""
    ask.need(*BY_KIND["manage"]["im"])
    before = {channel.id for channel in ask.ws.channels if channel.is_im}
    if ask.text("channel"):
        channel = ask.channel()
        if not channel.is_im:
            raise SlackError("method_not_supported_for_channel_type")
    else:
        channel = ask.ws.channels.app_im(_person(ask))
    shape = shape_for_app(ask, channel) if ask.flag("return_im") else {"id": channel.id}
    if channel.id in before:
        return {"no_op": True, "already_open": True, "channel": shape}
    return {"channel": shape}


def _person(ask: Ask) -> str:
    ids = ask.words("users")
    if not ids:
        raise SlackError("users_list_not_supplied")
    if len(ids) > 1:
        raise SlackError("too_many_users")
    user = ask.ws.users.get(ids[0])
    if user.deleted:
        raise SlackError("user_disabled")
    if user.is_bot:
        raise SlackError("invalid_user_combination")
    return user.id


def close_im(ask: Ask) -> JSON:
    """Closes a direct message on the app's side; nothing is lost by it."""
    channel = ask.channel("manage")
    if not channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    return {"no_op": True, "already_closed": True}


METHODS = (
    Method(
        "conversations.open",
        open_im,
        3,
        (),
        ("channel", "prevent_creation", "return_im", "users"),
        ("channels:manage", "groups:write", "im:write", "mpim:write"),
    ),
    Method(
        "conversations.close",
        close_im,
        2,
        ("channel",),
        (),
        ("im:write", "mpim:write"),
        {"channel": "channel_not_found"},
    ),
)
