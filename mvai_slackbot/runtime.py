"""Run the bot: hear over HTTP or Socket Mode, deliver and tick, until told to stop."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import datetime, timedelta

import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient

from mvai_slackbot.app import Bot
from mvai_slackbot.clock import machine_now
from mvai_slackbot.errors import Refused
from mvai_slackbot.outbox import service as promises
from mvai_slackbot.outbox.effects import By
from mvai_slackbot.web.front import Front, serve

log = structlog.get_logger()
# With pings this close together a connection that went silent is replaced in seconds, not in a minute.
PING_SECONDS = 3
CONNECTIONS = 2
LOOK_SECONDS = 0.2
TOO_OLD = timedelta(minutes=2)


async def run_socket(bot: Bot, *, started: Callable[[], None] = lambda: None) -> None:
    """Everything in one process over Socket Mode, until cancelled."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bot.stop)
        await bot.start()
        await connect(bot, stack)
        started()
        await asyncio.Event().wait()


async def connect(bot: Bot, stack: AsyncExitStack) -> None:
    """Open the connections; Slack closes one for a refresh now and then, the other hears on."""
    token = bot.settings.slack_app_token.get_secret_value()
    if not token:
        raise Refused("SLACK_APP_TOKEN is missing: Socket Mode needs an app token (xapp-…).")
    if bot.app is None:
        raise RuntimeError("start the bot before it connects")
    handlers = [AsyncSocketModeHandler(bot.app, token, ping_interval=PING_SECONDS) for _ in range(CONNECTIONS)]
    for handler in handlers:
        stack.push_async_callback(handler.close_async)
    await asyncio.gather(*(handler.connect_async() for handler in handlers))  # type: ignore[no-untyped-call]  # the SDK leaves it without types
    watches = asyncio.gather(*(_keep_connected(handler.client) for handler in handlers))
    stack.callback(watches.cancel)


async def _keep_connected(client: AsyncBaseSocketModeClient) -> None:
    # A connection that is cut is replaced at once; left alone, the client notices at its next ping only.
    while True:
        await asyncio.sleep(LOOK_SECONDS)
        try:
            if not client.closed and not await client.is_connected():
                await client.connect_to_new_endpoint()
        except Exception as fault:  # noqa: BLE001 - the outermost loop of being reachable: whatever failed is tried again
            log.warning("socket.away", error=type(fault).__name__)
            await asyncio.sleep(PING_SECONDS)


async def run_web(
    bot: Bot, *, hear: bool = True, work: bool = False, started: Callable[[int], None] = lambda port: None
) -> None:
    """The HTTP front, and with `work` delivery and clocks beside it, until cancelled."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bot.stop)
        await bot.start(hear=hear, work=work)
        if bot.app is None:
            raise RuntimeError("the front hears Slack")
        token = bot.settings.metrics_token.get_secret_value()
        front = Front(bot.app, lambda: readiness(bot), bot.metrics.registry, token, bot.form)
        runner, port = await serve(front.build(), bot.settings.host, bot.settings.port)
        stack.push_async_callback(runner.cleanup)
        started(port)
        await asyncio.Event().wait()


async def run_worker(bot: Bot, *, started: Callable[[], None] = lambda: None) -> None:
    """Delivery and clocks, until cancelled."""
    async with AsyncExitStack() as stack:
        stack.push_async_callback(bot.stop)
        await bot.start(hear=False, work=True)
        started()
        await asyncio.Event().wait()


async def readiness(bot: Bot) -> dict[str, object]:
    """Return whether the database answers, and how old the oldest waiting effect is."""
    try:
        oldest, oldest_mail = await bot.edge.in_thread(_oldest, bot)
    except Exception as fault:  # noqa: BLE001 - whatever is wrong with the database means: not ready
        return {"ready": False, "database": type(fault).__name__}
    age = (machine_now() - oldest) if oldest else timedelta(0)
    bot.metrics.oldest(age.total_seconds())
    tick = bot.alarm.last_tick
    return {
        "ready": age < TOO_OLD,
        "database": "ok",
        "oldest_effect_seconds": round(age.total_seconds(), 1),
        # A mail server that is away is no reason to take the front out of service.
        "oldest_mail_seconds": round((machine_now() - oldest_mail).total_seconds(), 1) if oldest_mail else 0.0,
        "last_tick": tick.isoformat() if tick else None,
    }


def _oldest(bot: Bot) -> tuple[datetime | None, datetime | None]:
    with bot.works.database.read() as session:
        return promises.oldest_waiting(session, By.SLACK), promises.oldest_waiting(session, By.MAIL)


def until_signal(main: Callable[[], Awaitable[None]]) -> None:
    """Run until SIGTERM or Ctrl-C, then let everything finish what it has in hand."""

    async def watched() -> None:
        task = asyncio.ensure_future(main())
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, task.cancel)
        try:
            await task
        except asyncio.CancelledError:
            log.info("stopped")

    asyncio.run(watched())
