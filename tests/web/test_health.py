"""What the front tells of itself: alive, ready, and its figures to those who may read them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import aiohttp
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from sqlalchemy import update

from mvai_slackbot.app import Bot, build, open_database
from mvai_slackbot.clock import machine_now
from mvai_slackbot.db import Base
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e, service as promises
from mvai_slackbot.outbox.models import Entry
from mvai_slackbot.runtime import TOO_OLD, readiness
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.web.front import Front, serve
from tests.bot import settings_for

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
FAR = "X-Test-From"


@web.middleware
async def from_afar(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Let a request come from the address that it names: tests open no port to the outside."""
    return await handler(request.clone(remote=request.headers[FAR]) if FAR in request.headers else request)


def ask(bot: Bot, token: str, *asked: tuple[str, dict[str, str]]) -> list[int]:
    """Serve the front of a bot that was not started, and return the status of each answer."""

    async def main() -> list[int]:
        app = AsyncApp(token="xoxb-not-used", signing_secret="not used")
        application = Front(app, lambda: readiness(bot), bot.metrics.registry, token).build()
        application.middlewares.append(from_afar)
        runner, port = await serve(application, "127.0.0.1", 0)
        async with aiohttp.ClientSession(f"http://127.0.0.1:{port}") as session:
            found = []
            for path, headers in asked:
                async with session.get(path, headers=headers) as answer:
                    found.append(answer.status)
        await runner.cleanup()
        return found

    return asyncio.run(main())


def test_health_is_told_and_figures_only_to_this_machine_or_with_the_token(sim: Simulator, tmp_path: Path) -> None:
    """Without a token from loopback alone, also not through a proxy on it; with one, with the token and from anywhere."""
    settings = settings_for(sim, f"sqlite:///{tmp_path / 'mvai.db'}")
    bot = build(settings, database=open_database(settings))
    here: dict[str, str] = {}
    alive, ready, told = ("/healthz", here), ("/readyz", here), ("/metrics", here)
    # There is no table yet: alive, and not ready.
    assert ask(bot, "", alive, ready) == [200, 503]
    Base.metadata.create_all(bot.works.database.engine)
    assert ask(bot, "", alive, ready, told) == [200, 200, 200]
    for refused in (
        {FAR: "203.0.113.9"},
        {FAR: "10.0.0.8"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=x"},
    ):
        assert ask(bot, "", ("/metrics", refused), ("/healthz", refused)) == [401, 200], refused
    right, wrong = ({"Authorization": f"Bearer {word}"} for word in ("measure", "measured"))
    assert ask(bot, "measure", told, ("/metrics", wrong), ("/metrics", right | {FAR: "203.0.113.9"})) == [401, 401, 200]
    with bot.works.database.write() as session:
        promises.write(session, e.Post(to="C1", message=Message(text="calm words")), now=machine_now())
        session.execute(update(Entry).values(created_at=machine_now() - TOO_OLD - timedelta(minutes=1)))
    assert ask(bot, "", ready) == [503], "nothing was delivered for too long"
    bot.pool.shutdown()
    bot.works.database.dispose()
