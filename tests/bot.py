"""The bot as tests run it: the real one, in a thread of its own, against the simulator over a real wire."""

import asyncio
import json
import threading
from contextlib import AsyncExitStack
from functools import cache
from typing import Any, Self

from cryptography.fernet import Fernet
from sqlalchemy import inspect, select

from mvai_slackbot.app import Bot, build, open_database
from mvai_slackbot.clock import machine_now
from mvai_slackbot.db import Base
from mvai_slackbot.features import listeners
from mvai_slackbot.manifest import build_manifest
from mvai_slackbot.outbox import service as promises
from mvai_slackbot.outbox.models import Entry, State
from mvai_slackbot.runtime import connect, readiness
from mvai_slackbot.settings import Settings
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.web.front import Front, serve
from tests.statements import share_statements

KEY = Fernet.generate_key().decode()


def settings_for(sim: Simulator, database_url: str, **more: Any) -> Settings:
    """Return settings that point at a simulator."""
    values: dict[str, Any] = {
        "slack_bot_token": sim.bot_token,
        "slack_app_token": sim.app_token,
        "slack_signing_secret": sim.signing_secret,
        "slack_api_url": sim.api_url,
        "database_url": database_url,
        "port": 0,
        "MVAI_ENCRYPTION_KEYS": KEY,
        **more,
    }
    return Settings(_env_file=None, **values)


def manifest() -> dict[str, Any]:
    """Return the manifest of everything the bot hears."""
    made: dict[str, Any] = json.loads(_manifest())
    return made


@cache
def _manifest() -> str:
    return json.dumps(manifest_of("mvai"))


def manifest_of(prefix: str) -> dict[str, Any]:
    """Return the manifest of a bot whose commands begin with this word."""
    settings = Settings(_env_file=None, MVAI_COMMAND_PREFIX=prefix)
    return build_manifest([one for part in listeners(settings) for one in part.all], prefix)


class RunningBot:
    """A bot in its own thread; `settle` waits until Slack has nothing left to hear."""

    def __init__(self, sim: Simulator, settings: Settings, *, socket: bool = False) -> None:
        self.sim = sim
        self.settings = settings
        self.socket = socket
        keys = [key.get_secret_value() for key in settings.encryption_keys]
        database = share_statements(open_database(settings), *keys)
        self.bot: Bot = build(settings, clock=sim.clock, database=database)
        self.port = 0
        self._started = threading.Event()
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="bot", daemon=True)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None

    def start(self) -> Self:
        """Start on a database that has its tables, or get them, and wait until it hears."""
        if not inspect(self.bot.works.database.engine).has_table(Entry.__tablename__):
            Base.metadata.create_all(self.bot.works.database.engine)
        self._thread.start()
        assert self._started.wait(60), "the bot did not start in a minute"
        if self._fault is not None:
            raise self._fault
        if not self.socket:
            self.sim.deliver_to(f"http://127.0.0.1:{self.port}/slack/events")
        return self

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        async with AsyncExitStack() as stack:
            try:
                await self.bot.start()
                stack.push_async_callback(self.bot.stop)
                if self.socket:
                    await connect(self.bot, stack)
                else:
                    await self._serve(stack)
            except BaseException as fault:  # noqa: BLE001 - handed to the test's thread, which raises it
                self._fault = fault
                return
            finally:
                self._started.set()
            await self._stop.wait()

    async def _serve(self, stack: AsyncExitStack) -> None:
        assert self.bot.app is not None
        front = Front(self.bot.app, lambda: readiness(self.bot), self.bot.metrics.registry, form=self.bot.form)
        runner, self.port = await serve(front.build(), "127.0.0.1", 0)
        stack.push_async_callback(runner.cleanup)

    def tick(self) -> None:
        """Let the features look at the clock now."""
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(self.bot.alarm.tick(), self._loop).result(60)
        self.settle()

    def holds_still(self) -> None:
        """Look at the clock only when told to, from now on: what one look does can be counted then."""
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(self._still(), self._loop).result(60)

    async def _still(self) -> None:
        # A look that is under way would end in its thread, and see what the test does next: this one waits for it.
        await self.bot.alarm.tick()
        self.bot.alarm.stop()

    def settle(self, seconds: float = 60) -> None:
        """Wait until the bot has heard everything and no effect is due any more."""
        deadline = threading.Event()
        for _ in range(int(seconds * 200)):
            # What people did comes as events: an outbox is empty too before the bot has heard of it.
            self.sim.run(self.sim.edge.heard())
            with self.bot.works.database.read() as session:
                due = promises.next_due(session)
                oldest = promises.oldest_waiting(session)
            if oldest is None or (due is not None and due > machine_now() and not _leased(self.bot)):
                return
            deadline.wait(0.005)
        raise AssertionError("the outbox did not settle")

    def stop(self) -> None:
        """Stop, letting what is in flight finish."""
        if self._loop is not None and self._stop is not None and self._loop.is_running():
            self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(20)


def _leased(bot: Bot) -> bool:
    with bot.works.database.read() as session:
        return session.scalar(select(Entry.id).where(Entry.state == State.LEASED).limit(1)) is not None
