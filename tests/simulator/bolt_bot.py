"""A small real Bolt bot, over HTTP or Socket Mode, in a thread of its own: what the simulator is tried with."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from aiohttp import ClientSession, web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.async_app import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from mvai_slackbot.simulator import Simulator

JSON = dict[str, Any]
Equip = Callable[[AsyncApp], None]

MANIFEST: JSON = {
    "display_information": {"name": "Tryout"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "tryout"},
        "slash_commands": [
            {"command": "/echo", "description": "Says it back", "should_escape": True},
            {"command": "/form", "description": "Opens a form", "should_escape": True},
            {"command": "/raw", "description": "Not escaped", "should_escape": False},
        ],
        "shortcuts": [
            {"name": "Keep this", "type": "message", "callback_id": "keep", "description": "Keeps a message"},
            {"name": "Start", "type": "global", "callback_id": "start", "description": "Starts"},
        ],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                *("commands", "chat:write", "im:write", "im:history", "users:read", "groups:write", "groups:read"),
                *("channels:read", "channels:manage", "channels:history", "groups:history", "app_mentions:read"),
            ]
        }
    },
    "settings": {
        "event_subscriptions": {
            "bot_events": [
                *("message.im", "app_mention", "app_home_opened", "member_joined_channel", "group_archive"),
                *("group_rename", "user_change"),
            ]
        },
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}


class Bot:
    """Runs a Bolt app in its own thread and loop; ``close`` ends it."""

    def __init__(self, simulator: Simulator, equip: Equip, *, http: bool, ping_interval: float = 1) -> None:
        self._simulator = simulator
        self._equip = equip
        self._ping_interval = ping_interval
        self.headers: list[dict[str, str]] = []
        """Of each HTTP request, oldest first."""
        self.raw_answers: list[Callable[[], Awaitable[web.Response]]] = []
        """Answers given instead of Bolt's, one for each of the next requests."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._call(self._open_http() if http else self._open_socket())

    def _call(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(60)

    async def _make_app(self) -> AsyncApp:
        self._session = ClientSession()
        client = AsyncWebClient(
            self._simulator.bot_token, base_url=self._simulator.api_url, session=self._session, retry_handlers=[]
        )
        app = AsyncApp(client=client, signing_secret=self._simulator.signing_secret, process_before_response=True)
        self._equip(app)
        return app

    async def _open_socket(self) -> None:
        app = await self._make_app()
        client = AsyncWebClient(base_url=self._simulator.api_url)
        self._handler = AsyncSocketModeHandler(
            app, self._simulator.app_token, web_client=client, ping_interval=self._ping_interval
        )
        await self._handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped

        async def close() -> None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]  # Bolt leaves it untyped
            await self._session.close()

        self._close = close

    async def _open_http(self) -> None:
        app = await self._make_app()

        async def serve(request: web.Request) -> web.Response:
            body = await request.text()
            self.headers.append(dict(request.headers))
            if self.raw_answers:
                return await self.raw_answers.pop(0)()
            asked = AsyncBoltRequest(body=body, headers=dict(request.headers))
            answer = await app.async_dispatch(asked)
            kind = answer.first_headers().get("content-type", "text/plain").partition(";")[0]
            return web.Response(status=answer.status, text=answer.body, content_type=kind)

        front = web.Application()
        front.router.add_post("/slack/events", serve)
        runner = web.AppRunner(front)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        self.url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"

        async def close() -> None:
            await runner.cleanup()
            await self._session.close()

        self._close = close

    def close(self) -> None:
        """Ends the bot and its thread."""
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
