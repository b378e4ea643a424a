"""chat.*: the app's messages (https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours)."""

from ..state.records import JSON, Channel, Message, SlackError
from ..state.shapes import message_shape
from .ask import Ask, Method
from .content import content_of, destination, metadata_of

_CONTENT = ("attachments", "blocks", "link_names", "markdown_text", "parse", "text", "as_user")
_POSTED = ("icon_emoji", "icon_url", "thread_ts", "username")
_NO_CHANNEL = {"channel": "channel_not_found"}


def post_message(ask: Ask) -> JSON:
    """Posts as the app; the answer carries the whole message, metadata included."""
    content = content_of(ask)
    metadata = metadata_of(ask)
    channel = destination(ask)
    message = ask.ws.messages.post(
        channel,
        ask.hub.bot_user_id,
        content.pop("text", ""),
        metadata=metadata or None,
        thread_ts=_thread(ask, channel),
        reply_broadcast=ask.flag("reply_broadcast"),
        username=ask.text("username") if "chat:write.customize" in ask.hub.scopes else "",
        **content,
    )
    shape = message_shape(message, ask.hub, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shape}


def update(ask: Ask) -> JSON:
    """Changes one of the app's messages.

    As Slack documents: a text without blocks removes the blocks; only a change without blocks is shown as edited.
    """
    channel, message = _own(ask, "cant_update_message")
    content = content_of(ask, message.state)
    metadata = metadata_of(ask)
    if metadata is not None:
        content["metadata"] = metadata or None
    if channel.is_archived:
        # chat.update has a word of its own for frozen, archived or deleted channels.
        raise SlackError("is_inactive")
    shown = "blocks" not in content
    if shown and "text" in content:
        content |= {"blocks": [], "state": {}}
    ask.ws.messages.edit(channel, message, ask.hub.bot_user_id, shown_as_edited=shown, **content)
    shape = message_shape(message, ask.hub, metadata=True)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": shape}


def delete(ask: Ask) -> JSON:
    """Removes one of the app's messages."""
    channel, message = _own(ask, "cant_delete_message")
    ask.ws.messages.delete(channel, message)
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(ask: Ask) -> JSON:
    """Shows a message to one member only."""
    content = content_of(ask)
    channel = destination(ask)
    user = ask.ws.users.find(ask.text("user"))
    if user is None or user.deleted or not ask.ws.channels.sees(user.id, channel) or user.id not in channel.members:
        raise SlackError("user_not_in_channel")
    thread = _thread(ask, channel)
    message = ask.ws.messages.ephemeral(channel, user.id, content.pop("text", ""), thread_ts=thread, **content)
    return {"message_ts": message.ts}


def get_permalink(ask: Ask) -> JSON:
    """The link of a message; it leads to the simulator's own page, so that nothing leaves the machine."""
    channel = ask.channel()
    message = ask.message(channel, "message_ts")
    link = f"{ask.hub.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"channel": channel.id, "permalink": link}


def _thread(ask: Ask, channel: Channel) -> str:
    wanted = ask.text("thread_ts")
    if not wanted:
        return ""
    parent = channel.messages.get(wanted)
    if parent is None or parent.ephemeral_to:
        raise SlackError("cannot_reply_to_message")
    # A reply to a reply belongs to the thread's first message, which from then on carries its own ts as thread_ts.
    root = channel.messages.get(parent.thread_ts, parent)
    root.thread_ts = root.ts
    return root.ts


def _own(ask: Ask, error: str) -> tuple[Channel, Message]:
    channel = ask.channel()
    message = ask.message(channel, "ts")
    if message.bot_id != ask.hub.bot_id:
        raise SlackError(error)
    return channel, message


METHODS = (
    Method(
        "chat.postMessage",
        post_message,
        0,
        required=("channel",),
        optional=(*_CONTENT, *_POSTED, "metadata", "mrkdwn", "reply_broadcast", "unfurl_links", "unfurl_media"),
        scopes=("chat:write",),
        missing=_NO_CHANNEL,
    ),
    Method(
        "chat.update",
        update,
        3,
        required=("channel", "ts"),
        optional=(*_CONTENT, "file_ids", "metadata", "reply_broadcast"),
        scopes=("chat:write",),
        missing={**_NO_CHANNEL, "ts": "message_not_found"},
    ),
    Method(
        "chat.delete",
        delete,
        3,
        required=("channel", "ts"),
        optional=("as_user",),
        scopes=("chat:write",),
        missing={**_NO_CHANNEL, "ts": "message_not_found"},
    ),
    Method(
        "chat.postEphemeral",
        post_ephemeral,
        4,
        required=("channel", "user"),
        optional=(*_CONTENT, *_POSTED),
        scopes=("chat:write",),
        missing={**_NO_CHANNEL, "user": "user_not_in_channel"},
    ),
    Method(
        "chat.getPermalink",
        get_permalink,
        0,
        required=("channel", "message_ts"),
        missing={**_NO_CHANNEL, "message_ts": "message_not_found"},
    ),
)
