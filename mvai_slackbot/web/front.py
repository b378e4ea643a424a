"""The aiohttp application that Slack, health checks and metrics talk to."""

import asyncio
import hmac
import socket
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from ipaddress import ip_address

from aiohttp import hdrs, web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp

from mvai_slackbot.web.form import FormRoutes

MOST_BYTES = 1_000_000
BACKLOG = 128
# What a connection takes from being accepted to being known: two turns of the loop, and some more to be sure.
SETTLE_TURNS = 10


@dataclass(frozen=True)
class Front:
    """What the front needs: the Bolt app, a readiness question, who may read the metrics, and the signed form."""

    app: AsyncApp
    ready: Callable[[], Awaitable[dict[str, object]]]
    registry: CollectorRegistry
    metrics_token: str = ""
    form: FormRoutes | None = None

    def build(self) -> web.Application:
        """Return the application."""
        application = web.Application(client_max_size=MOST_BYTES)
        application.router.add_post("/slack/events", self._slack)
        application.router.add_get("/healthz", self._alive)
        application.router.add_get("/readyz", self._ready)
        application.router.add_get("/metrics", self._metrics)
        if self.form is not None:
            self.form.add_to(application)
        return application

    async def _slack(self, request: web.Request) -> web.Response:
        try:
            heard = await to_bolt_request(request)
        except (ValueError, AttributeError):
            # Bolt reads the body before it checks the signature: nonsense from anybody is no fault of ours.
            return web.Response(status=400, text="not a request of Slack's")
        return await to_aiohttp_response(await self.app.async_dispatch(heard))

    async def _alive(self, request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _ready(self, request: web.Request) -> web.Response:
        state = await self.ready()
        return web.json_response(state, status=200 if state["ready"] else 503)

    async def _metrics(self, request: web.Request) -> web.Response:
        if not self._may_read(request):
            raise web.HTTPUnauthorized(text="metrics need a bearer token")
        # The gauge of the oldest effect is read from the database, which all processes share.
        await self.ready()
        return web.Response(body=generate_latest(self.registry), headers={"Content-Type": CONTENT_TYPE_LATEST})

    def _may_read(self, request: web.Request) -> bool:
        if self.metrics_token:
            given = request.headers.get("Authorization", "").removeprefix("Bearer ")
            return hmac.compare_digest(given.encode(), self.metrics_token.encode())
        # Through a proxy on this machine everybody comes from here.
        through = request.headers.keys() & {hdrs.FORWARDED, hdrs.X_FORWARDED_FOR}
        return not through and request.remote is not None and ip_address(request.remote).is_loopback


class Runner(web.AppRunner):
    """A runner that, before it ends, lets be known what it accepted a moment ago.

    asyncio drops a connection, unclosed, whose server closes between accepting it and knowing it (CPython, `Server._attach`).
    """

    _listening: socket.socket | None = None

    async def listen(self, host: str, port: int) -> int:
        """Listen there (0: any free port) and return the port; OSError when it is taken."""
        await self.setup()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
        await web.SockSite(self, self._listening).start()
        return int(self._listening.getsockname()[1])

    async def cleanup(self) -> None:
        """Accept no more, then end."""
        if self._listening is not None:
            asyncio.get_running_loop().remove_reader(self._listening)
            self._listening = None
            for _ in range(SETTLE_TURNS):
                await asyncio.sleep(0)
        await super().cleanup()


async def serve(application: web.Application, host: str, port: int) -> tuple[Runner, int]:
    """Serve until the runner is cleaned up; return the runner and the port that was bound."""
    runner = Runner(application, access_log=None)
    return runner, await runner.listen(host, port)
