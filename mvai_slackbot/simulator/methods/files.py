"""files.*: the two calls around an upload (https://docs.slack.dev/messaging/working-with-files)."""

from ..state.records import JSON, Channel, SlackError
from .ask import Ask, Method, invalid
from .content import blocks_of


def get_upload_url(ask: Ask) -> JSON:
    """An address on this machine to which the bytes are posted."""
    length = ask.number("length", 0)
    if length < 1:
        raise invalid("must be greater than 0 [json-pointer:/length]")
    name = ask.text("filename")
    upload = ask.ws.uploads.expect(name, length)
    return {"upload_url": f"{ask.hub.base_url}/upload/v1/{upload.id}", "file_id": upload.id}


def complete_upload(ask: Ask) -> JSON:
    """Shares what was uploaded into a conversation, or keeps it to the app alone."""
    wanted = ask.json("files", "invalid_arguments")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(f, dict) for f in wanted):
        raise invalid("must provide an array of objects [json-pointer:/files]")
    channels = [
        _channel(ask, channel_id) for channel_id in [ask.text("channel_id"), *ask.words("channels")] if channel_id
    ]
    blocks = blocks_of(ask)
    shapes = []
    for one in wanted:
        upload = ask.ws.uploads.find(str(one.get("id")))
        if upload is None or upload.content is None or upload.done:
            raise SlackError("file_not_found")
        upload.done = True
        shapes.append(ask.ws.uploads.shape(upload, str(one.get("title") or upload.name)))
    for channel in channels:
        text = ask.text("initial_comment")
        ask.ws.messages.post(
            channel, ask.hub.bot_user_id, text, files=shapes, blocks=blocks or [], thread_ts=ask.text("thread_ts")
        )
    return {"files": shapes}


def _channel(ask: Ask, channel_id: str) -> Channel:
    channel = ask.ws.channels.find(channel_id)
    if channel is None or not ask.ws.channels.sees(ask.hub.bot_user_id, channel):
        raise SlackError("channel_not_found")
    if channel.is_archived:
        raise SlackError("posting_to_channel_denied")
    if not ask.ws.channels.app_in(channel):
        raise SlackError("not_in_channel")
    return channel


_WRITE = ("files:write",)
METHODS = (
    Method(
        "files.getUploadURLExternal",
        get_upload_url,
        4,
        ("filename", "length"),
        ("alt_txt", "snippet_type"),
        _WRITE,
    ),
    Method(
        "files.completeUploadExternal",
        complete_upload,
        4,
        ("files",),
        ("blocks", "channel_id", "channels", "initial_comment", "thread_ts"),
        _WRITE,
    ),
)
