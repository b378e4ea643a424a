"""Socket Mode: tickets, WebSocket connections, envelopes and their acknowledgements.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

import asyncio
import itertools
import json
import secrets
from typing import Any

from aiohttp import WSMsgType, web

from ..state.records import JSON
from ..state.workspace import Workspace
from .deliveries import LIMIT_SECONDS, Answer

CONNECTIONS_MAX = 10
LIFETIME_SECONDS = 3600
# How long a request waits for a connection that is just being renewed before it counts as not delivered.
PATIENCE_SECONDS = 2.0


class SocketMode:
    """The app's open connections; each request goes to one of them, in turn."""

    def __init__(self, workspace: Workspace) -> None:
        self._hub = workspace.hub
        self._hub.socket_url = self.issue_url
        self._tickets: set[str] = set()
        self._connections: list[web.WebSocketResponse] = []
        self._transports: dict[web.WebSocketResponse, asyncio.WriteTransport] = {}
        self._waiting: dict[str, tuple[web.WebSocketResponse, asyncio.Future[JSON]]] = {}
        self._turn = itertools.count()
        self._arrived = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def connected(self) -> int:
        """How many connections are open."""
        return len(self._connections)

    def routes(self) -> list[web.RouteDef]:
        """Where the WebSocket is."""
        return [web.get("/link/", self._serve)]

    def issue_url(self) -> str:
        """The single-use address that apps.connections.open answers."""
        ticket = secrets.token_urlsafe(24)
        self._tickets.add(ticket)
        return f"ws{self._hub.base_url.removeprefix('http')}/link/?ticket={ticket}&app_id={self._hub.app_id}"

    async def send(self, kind: str, payload: JSON, *, retry: int = 0, reason: str = "") -> Answer:
        """One envelope to one connection; three seconds at most for its acknowledgement."""
        if not self._connections:
            await self._await_connection()
        if not self._connections:
            return Answer(None, error="connection_failed")
        connection = self._connections[next(self._turn) % len(self._connections)]
        envelope = self._envelope(kind, payload, retry, reason)
        acknowledged: asyncio.Future[JSON] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = (connection, acknowledged)
        try:
            async with asyncio.timeout(LIMIT_SECONDS * self._hub.patience):
                await connection.send_str(json.dumps(envelope))
                answer = await acknowledged
        except TimeoutError:
            return Answer(None, error="operation_timeout")
        except ConnectionError:
            return Answer(None, error="connection_failed")
        finally:
            self._waiting.pop(envelope["envelope_id"], None)
        body = answer.get("payload")
        return Answer(200, "" if body is None else json.dumps(body))

    async def _await_connection(self) -> None:
        self._arrived.clear()
        try:
            await asyncio.wait_for(self._arrived.wait(), PATIENCE_SECONDS)
        except TimeoutError:
            return

    @staticmethod
    def _envelope(kind: str, payload: JSON, retry: int, reason: str) -> JSON:
        takes_answer = kind == "slash_commands" or payload.get("type") in ("view_submission", "block_suggestion")
        envelope: JSON = {"envelope_id": secrets.token_hex(16), "type": kind, "payload": payload}
        envelope["accepts_response_payload"] = takes_answer
        if kind == "events_api":
            envelope |= {"retry_attempt": retry, "retry_reason": reason}
        return envelope

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403, text="unknown ticket")
        self._tickets.discard(ticket)
        connection = web.WebSocketResponse(autoping=True)
        await connection.prepare(request)
        if len(self._connections) >= CONNECTIONS_MAX:
            await connection.send_str(json.dumps({"type": "disconnect", "reason": "too_many_websockets"}))
            await connection.close()
            return connection
        self._connections.append(connection)
        if isinstance(request.transport, asyncio.WriteTransport):
            self._transports[connection] = request.transport
        try:
            await connection.send_str(json.dumps(self._hello()))
            self._arrived.set()
            self._hub.notify("connection", count=self.connected)
            async for message in connection:
                if message.type is WSMsgType.TEXT:
                    self._heard(message.data)
        finally:
            self._gone(connection)
        return connection

    def _hello(self) -> JSON:
        debug = {"host": "simulator", "approximate_connection_time": LIFETIME_SECONDS}
        return {
            "type": "hello",
            "connection_info": {"app_id": self._hub.app_id},
            "num_connections": self.connected,
            "debug_info": debug,
        }

    def _heard(self, text: str) -> None:
        try:
            answer: Any = json.loads(text)
        except ValueError:
            return
        if not isinstance(answer, dict):
            return
        _, acknowledged = self._waiting.get(str(answer.get("envelope_id")), (None, None))
        if acknowledged is not None and not acknowledged.done():
            acknowledged.set_result(answer)

    def _gone(self, connection: web.WebSocketResponse) -> None:
        self._transports.pop(connection, None)
        if connection in self._connections:
            self._connections.remove(connection)
            self._hub.notify("connection", count=self.connected)
        for holder, acknowledged in tuple(self._waiting.values()):
            if holder is connection and not acknowledged.done():
                acknowledged.set_exception(ConnectionResetError())

    def cut(self) -> int:
        """Resets every connection without a goodbye, as a failing network does; answers how many."""
        connections = tuple(self._connections)
        for connection in connections:
            if connection in self._transports:
                self._transports[connection].abort()
            self._gone(connection)
        return len(connections)

    async def refresh(self, reason: str = "refresh_requested") -> None:
        """Asks each connection to be renewed and closes it a moment later, as Slack does every few hours.

        ``reason``: refresh_requested, or warning, which Slack sends some seconds ahead; an app may renew at either.
        """
        for connection in tuple(self._connections):
            # No new request goes to a connection that is about to close.
            self._connections.remove(connection)
            debug = {"host": "simulator"}
            await connection.send_str(json.dumps({"type": "disconnect", "reason": reason, "debug_info": debug}))
            task = asyncio.get_running_loop().create_task(self._close_soon(connection))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _close_soon(self, connection: web.WebSocketResponse) -> None:
        await asyncio.sleep(0.5)
        await connection.close()
        self._gone(connection)

    async def close(self) -> None:
        """Closes all connections."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for connection in tuple(self._connections):
            self._gone(connection)
            await connection.close()
