"""What a message says: text, blocks, attachments and metadata, checked as chat.* methods do."""

import json
from typing import Any

from ..blocks.check import check_blocks
from ..state.inputs import give_ids, start_values
from ..state.records import JSON, Channel, SlackError
from .ask import Ask

# https://docs.slack.dev/reference/methods/chat.postMessage and .../messaging/message-metadata
TEXT_MAX = 40_000
MARKDOWN_MAX = 12_000
ATTACHMENTS_MAX = 100
METADATA_MAX = 8_000


def refuse_blocks(problems: list[str], error: str = "invalid_blocks") -> SlackError:
    """The refusal with every problem and its place."""
    plain = [problem.removeprefix("[ERROR] ") for problem in problems]
    return SlackError(error, errors=plain, response_metadata={"messages": problems})


def blocks_of(ask: Ask) -> list[JSON] | None:
    """Checked blocks, with ids; None when the argument is absent. SlackError invalid_blocks_format, invalid_blocks."""
    blocks = ask.json("blocks", "invalid_blocks_format")
    if blocks is None:
        return None
    if not isinstance(blocks, list):
        raise SlackError("invalid_blocks_format")
    if blocks:
        problems = check_blocks(blocks, "message")
        if problems:
            raise refuse_blocks(problems)
        give_ids(blocks)
    return blocks


def attachments_of(ask: Ask) -> list[JSON] | None:
    """Attachments, their blocks checked; None when absent. SlackError invalid_attachments, too_many_attachments."""
    attachments = ask.json("attachments", "invalid_attachments")
    if attachments is None:
        return None
    if not isinstance(attachments, list) or not all(isinstance(a, dict) for a in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > ATTACHMENTS_MAX:
        raise SlackError("too_many_attachments")
    for number, attachment in enumerate(attachments, 1):
        attachment["id"] = number
        if attachment.get("blocks"):
            problems = check_blocks(attachment["blocks"], "message")
            if problems:
                raise refuse_blocks(problems)
            give_ids(attachment["blocks"])
    return attachments


def metadata_of(ask: Ask) -> JSON | None:
    """Message metadata; None when absent, {} when it is to be removed. SlackError invalid_metadata_format, …_schema."""
    metadata = ask.json("metadata", "invalid_metadata_format")
    if metadata is None:
        return None
    if metadata == {}:
        return {}
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(json.dumps(metadata)) > METADATA_MAX:
        raise SlackError("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def content_of(ask: Ask, before: JSON | None = None) -> dict[str, Any]:
    """``text``, ``blocks`` (with the ``state`` of their inputs) and ``attachments`` as far as given.

    ``before`` is the state that a changed message already has. SlackError no_text, markdown_text_conflict, …
    """
    text, markdown = ask.text("text"), ask.text("markdown_text")
    given: dict[str, Any] = {}
    blocks, attachments = blocks_of(ask), attachments_of(ask)
    if markdown:
        if text or blocks:
            raise SlackError("markdown_text_conflict")
        if len(markdown) > MARKDOWN_MAX:
            raise SlackError("msg_too_long")
        text, blocks = markdown, [{"type": "markdown", "text": markdown}]
        give_ids(blocks)
    if not text.strip() and not blocks and not attachments:
        raise SlackError("no_text")
    if ask.args.get("text") is not None or markdown:
        given["text"] = text[:TEXT_MAX]
    if blocks is not None:
        given |= {"blocks": blocks, "state": start_values(blocks, before)}
    if attachments is not None:
        given["attachments"] = attachments
    return given


def destination(ask: Ask) -> Channel:
    """Where a message goes: an id, a channel's name, or a person (their direct message with the app).

    SlackError channel_not_found, not_in_channel, is_archived, messages_tab_disabled.
    """
    wanted = ask.text("channel")
    person = ask.ws.users.find(wanted)
    if person is not None:
        # A message to someone deactivated is accepted, and nobody reads it (python-slack-sdk, issue 1156).
        if person.is_bot:
            raise SlackError("channel_not_found")
        channel = ask.ws.channels.app_im(person.id)
    else:
        found = ask.ws.channels.find(wanted) or ask.ws.channels.named(wanted)
        if found is None or not ask.ws.channels.sees(ask.hub.bot_user_id, found):
            raise SlackError("channel_not_found")
        channel = found
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_im and not ask.hub.messages_tab:
        raise SlackError("messages_tab_disabled")
    if not ask.ws.channels.app_in(channel) and "chat:write.public" not in ask.hub.scopes:
        raise SlackError("not_in_channel")
    return channel
