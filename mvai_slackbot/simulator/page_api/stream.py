"""The page's stream of changes: one per window, carrying only what its person may see."""

import asyncio
import json
from contextlib import suppress
from typing import Any

from aiohttp import web

from ..state.records import JSON, SlackError, User
from .viewer import Viewers
from .wire_log import WireLog

# Seconds without news after which a comment is sent, so that nothing on the way thinks the line is dead.
QUIET = 15.0

MESSAGES = frozenset({"message", "message_changed", "message_deleted"})


class Stream:
    """The changes for one window, in order."""

    def __init__(self, viewers: Viewers, viewer: User, log: WireLog) -> None:
        self._viewers = viewers
        self._viewer = viewer
        self._log = log
        self._channels = {c.id for c in viewers.workspace.channels.visible_to(viewer.id)}
        self.news: asyncio.Queue[JSON | None] = asyncio.Queue()

    def hear(self, change: dict[str, Any]) -> None:
        """Takes a change of the workspace and queues what this person may see of it."""
        event = self._seen(change)
        if event is not None:
            self.news.put_nowait(event)

    def turned(self) -> None:
        """Queues the clock's new time."""
        self.news.put_nowait({"type": "clock", "clock": self._viewers.clock()})

    def _seen(self, change: dict[str, Any]) -> JSON | None:
        kind = change["type"]
        if change.get("only") not in (None, self._viewer.id):
            return None
        if kind in MESSAGES:
            return self._message(kind, change)
        if kind == "channel":
            return self._channel(change["channel"])
        if kind in ("call", "delivery"):
            # Only that there is more: the requests themselves are not for every person in the workspace.
            return {"type": "call", "n": self._log.count}
        if kind == "people":
            return {"type": "people", "people": self._viewers.people()}
        if change.get("user") != self._viewer.id:
            return None
        if kind == "view":
            return {"type": "view", "views": self._viewers.stack(self._viewer)}
        return {"type": "home", "home": self._viewers.home(self._viewer)} if kind == "home" else None

    def _message(self, kind: str, change: dict[str, Any]) -> JSON | None:
        channel = self._viewers.workspace.channels.find(change["channel"])
        if channel is None or not self._viewers.workspace.channels.sees(self._viewer.id, channel):
            return None
        event: JSON = {"type": kind, "channel": channel.id, "ts": change["ts"]}
        if kind != "message_deleted":
            event["message"] = self._viewers.threaded_shape(channel, change["message"])
        # The message that a reply belongs to tells how many there are.
        first = channel.messages.get(change["message"].thread_ts)
        if first is not None and first.ts != change["ts"]:
            event["first"] = self._viewers.threaded_shape(channel, first)
        return event

    def _channel(self, channel_id: str) -> JSON | None:
        channels = self._viewers.workspace.channels
        channel = channels.find(channel_id)
        if channel is not None and channels.sees(self._viewer.id, channel):
            self._channels.add(channel_id)
            return {"type": "channel", "channel": self._viewers.channel_shape(self._viewer, channel)}
        if channel_id not in self._channels:
            return None
        self._channels.discard(channel_id)
        return {"type": "channel_gone", "id": channel_id}


class Streams:
    """All open windows."""

    def __init__(self, viewers: Viewers, log: WireLog) -> None:
        self._viewers = viewers
        self._log = log
        self._open: set[Stream] = set()

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """GET /page/stream?as=: server-sent events until the window or the simulator closes."""
        try:
            viewer = self._viewers.person(request.query.get("as", ""))
        except SlackError as refusal:
            return web.json_response({"ok": False, "error": refusal.code}, status=404)
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        response = web.StreamResponse(headers=headers)
        stream = Stream(self._viewers, viewer, self._log)
        loop = asyncio.get_running_loop()
        workspace = self._viewers.workspace
        # Listening begins before the window hears that it does: what it reads next and what it is told leave no gap.
        # The clock may be turned from any thread.
        stops = (workspace.subscribe(stream.hear), workspace.clock.on_turn(lambda _: self._turned(loop, stream)))
        self._open.add(stream)
        try:
            with suppress(ConnectionError):
                await response.prepare(request)
                await _send(response, stream)
        finally:
            self._open.discard(stream)
            for stop in stops:
                stop()
        return response

    async def end(self, _app: web.Application) -> None:
        """Ends every stream, so that the server can close."""
        for stream in self._open:
            stream.news.put_nowait(None)

    @staticmethod
    def _turned(loop: asyncio.AbstractEventLoop, stream: Stream) -> None:
        # The loop closes before the last listener is gone when a test stops the simulator while it turns the clock.
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(stream.turned)


async def _send(response: web.StreamResponse, stream: Stream) -> None:
    await response.write(b": open\n\n")
    while True:
        try:
            event = await asyncio.wait_for(stream.news.get(), QUIET)
        except TimeoutError:
            await response.write(b": still here\n\n")
            continue
        if event is None:
            return
        await response.write(b"data: " + json.dumps(event, default=str).encode() + b"\n\n")
