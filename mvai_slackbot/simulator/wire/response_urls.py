"""The addresses that go with a gesture, through which the app may answer later (five times in thirty minutes)."""

import asyncio
import json
import time
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from ..blocks.check import check_blocks
from ..state.inputs import give_ids, start_values
from ..state.records import JSON, Channel, Message, ResponseUrl, SlackError
from ..state.workspace import Workspace
from .calls import Call
from .faults import Faults

# https://docs.slack.dev/interactivity/handling-user-interaction#message_responses

NAME = "response_url"
# The HTTP status of a post that a fault keeps from happening; 0 cuts the connection.
REFUSED = {"500": 500, "429": 429, "drop": 0, "error": 400}


class ResponseUrlFront:
    """Takes posts to response_urls and keeps what was said through each."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.latency = 0.0
        """Seconds before each answer."""
        self.faults = Faults()
        """What goes wrong with the next posts; a fault's method is ``response_url`` then."""
        self.said: dict[str, list[JSON]] = {}
        """What came through each address, by the address's token, oldest first."""

    def routes(self) -> list[web.RouteDef]:
        """Where the addresses lead."""
        return [web.post("/actions/{team}/{token}", self._serve)]

    async def _serve(self, request: web.Request) -> web.Response:
        started, arrived = time.perf_counter(), datetime.now(UTC)
        body, status, answer = await self._answer(request)
        spent = (time.perf_counter() - started) * 1000
        # Not among the Web API calls that tests count, but on the wire that people look at.
        call = Call(0, NAME, body if isinstance(body, dict) else {}, answer, status, spent, arrived)
        self._workspace.hub.notify("call", call=call)
        if status == 0 and request.transport is not None:
            request.transport.abort()
        return web.json_response(answer, status=status or 200)

    async def _answer(self, request: web.Request) -> tuple[Any, int, JSON]:
        """What was posted, the HTTP status (0: the connection ends without an answer) and the answer."""
        await asyncio.sleep(self.latency)
        try:
            body = json.loads(await request.text())
        except ValueError:
            return None, 400, {"ok": False, "error": "invalid_payload"}
        fault = self.faults.take(NAME, body if isinstance(body, dict) else {})
        kind = fault.kind if fault else ""
        if fault and kind == "slow":
            await asyncio.sleep(fault.seconds)
        if fault and kind in REFUSED:
            return body, REFUSED[kind], {"ok": False, "error": fault.error if kind == "error" else kind}
        try:
            for _ in range(2 if kind == "repeat" else 1):
                self.say(request.match_info["token"], body)
        except SlackError as refusal:
            status = 404 if refusal.code in ("used_url", "expired_url") else 400
            return body, status, {"ok": False, "error": refusal.code, **refusal.extra}
        return body, 0 if kind == "lost" else 200, {"error": "lost"} if kind == "lost" else {"ok": True}

    def say(self, token: str, body: Any) -> None:
        """Applies one post; SlackError used_url, no_text, invalid_blocks, channel_not_found and the like."""
        if not isinstance(body, dict):
            raise SlackError("invalid_payload")
        check_message(body, needs_words=not body.get("delete_original"))
        kept = self._workspace.response_urls.spend(token)
        self.said.setdefault(token, []).append(body)
        channel = self._workspace.channels.get(kept.channel)
        original = channel.messages.get(kept.message_ts or "")
        if body.get("delete_original"):
            if original is not None:
                self._workspace.messages.delete(channel, original)
        elif body.get("replace_original") and original is not None:
            self._replace(channel, original, body)
        else:
            self._add(channel, kept, body)

    def _replace(self, channel: Channel, original: Message, body: JSON) -> None:
        fields = content(body)
        fields["state"] = start_values(fields["blocks"], original.state)
        # Slack marks a change as edited only when it has no blocks.
        plain = not fields["blocks"]
        messages, bot = self._workspace.messages, self._workspace.hub.bot_user_id
        messages.edit(channel, original, bot, shown_as_edited=plain, **fields)

    def _add(self, channel: Channel, kept: ResponseUrl, body: JSON) -> None:
        fields = content(body)
        text = fields.pop("text")
        fields["thread_ts"] = body.get("thread_ts") or kept.thread_ts
        fields["state"] = start_values(fields["blocks"])
        messages, bot = self._workspace.messages, self._workspace.hub.bot_user_id
        if body.get("response_type") == "in_channel":
            messages.post(channel, bot, text, **fields)
            return
        # An address that came with a command has no original: replace_original adds a message there, as Slack does
        # (github.com/slackapi/bolt-python/issues/1268).
        messages.ephemeral(channel, kept.user, text, **fields)


def check_message(body: JSON, *, needs_words: bool = True) -> None:
    """What Slack refuses in a message an app answers with; SlackError no_text, invalid_blocks."""
    blocks = body.get("blocks")
    if blocks:
        problems = check_blocks(blocks, "message")
        if problems:
            raise SlackError("invalid_blocks", response_metadata={"messages": problems})
    if body.get("response_type") not in (None, "ephemeral", "in_channel"):
        raise SlackError("invalid_response_type")
    if needs_words and not (body.get("text") or blocks or body.get("attachments")):
        raise SlackError("no_text")


def content(body: JSON) -> dict[str, Any]:
    """Text, blocks and attachments of a checked body, with ids given to blocks that have none."""
    blocks = body.get("blocks") or []
    give_ids(blocks)
    return {"text": str(body.get("text") or ""), "blocks": blocks, "attachments": body.get("attachments") or []}
