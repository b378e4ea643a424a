"""Pictures of a message: uploaded first, to nobody; then the message names them, so that it stays one message."""

import asyncio
from base64 import b64decode
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from mvai_slackbot.message import Block
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Later, Outcome
from mvai_slackbot.slack.errors import code_of

# What stands in a block until the picture has been uploaded and has an id of Slack's.
PLACE = "picture:"
# Slack takes a moment to look at a file; until then it refuses the block that shows it (docs.slack.dev, image block).
LOOKS, LOOK_SECONDS = 5, 1.0


async def with_pictures(client: AsyncWebClient, effect: e.Post) -> e.Post:
    """Return the post with its pictures uploaded and named; one without pictures as it is."""
    if not effect.pictures:
        return effect
    ids = [await _upload(client, picture) for picture in effect.pictures]
    blocks = [_named(block, ids) for block in effect.message.blocks]
    return effect.model_copy(update={"message": effect.message.model_copy(update={"blocks": blocks})})


async def _upload(client: AsyncWebClient, picture: e.Picture) -> str:
    content = b64decode(picture.content)
    place = await client.files_getUploadURLExternal(
        filename=picture.name, length=len(content), alt_txt=picture.alt[:1000]
    )
    if client.session is None:
        raise RuntimeError("delivery needs the pooled session")
    async with client.session.post(place["upload_url"], data=content) as answer:
        if answer.status != 200:
            raise Later(f"upload_{answer.status}")
    file_id = str(place["file_id"])
    await client.files_completeUploadExternal(files=[{"id": file_id, "title": picture.title}])
    return file_id


def _named(block: Block, ids: list[str]) -> Block:
    place = str((block.get("slack_file") or {}).get("id", ""))
    if not place.startswith(PLACE):
        return block
    return {**block, "slack_file": {"id": ids[int(place.removeprefix(PLACE))]}}


async def shown(client: AsyncWebClient, effect: e.Post, blocks: list[Block] | None, mark: dict[str, Any]) -> Outcome:
    """Post a message; one with pictures again for some seconds, while Slack still looks at them."""
    for look in range(1, LOOKS + 1):
        try:
            answer = await client.chat_postMessage(
                channel=effect.to, text=effect.message.text, blocks=blocks, metadata=mark,
                unfurl_links=False, unfurl_media=False,
            )  # fmt: skip
        except SlackApiError as error:
            if code_of(error) != "invalid_blocks" or not effect.pictures or look == LOOKS:
                raise
            await asyncio.sleep(LOOK_SECONDS)
        else:
            return Outcome(answer["channel"], answer["ts"])
    raise Later("pictures")
