"""The one place where the parts meet."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import configure_mappers

from mvai_slackbot import features
from mvai_slackbot.clock import Clock, SystemClock
from mvai_slackbot.db import Database, Vault
from mvai_slackbot.incidents.service import incident_id_of
from mvai_slackbot.metrics import Metrics
from mvai_slackbot.outbox.service import LEASE
from mvai_slackbot.people.policy import Access
from mvai_slackbot.ringing import paging_service
from mvai_slackbot.scheduler import Alarm
from mvai_slackbot.settings import Settings
from mvai_slackbot.slack.calls import Calls
from mvai_slackbot.slack.carriers import Carrier, Carriers
from mvai_slackbot.slack.delivery import Delivery
from mvai_slackbot.slack.dispatch import Dispatch
from mvai_slackbot.slack.edge import Edge
from mvai_slackbot.slack.pace import Pace
from mvai_slackbot.slack.warm import KEPT_SECONDS
from mvai_slackbot.work import Announcers, Works


@dataclass
class Bot:
    """The running parts; `start` in the loop that will serve them."""

    settings: Settings
    works: Works
    edge: Edge
    client: AsyncWebClient
    pool: ThreadPoolExecutor
    alarm: Alarm
    metrics: Metrics
    # How long a claimed effect is ours; a process that dies holding it is waited for that long. Set before `start`.
    lease: timedelta = LEASE
    # The limits delivery holds itself to. Set before `start`.
    pace: Pace = field(default_factory=Pace)
    delivery: Delivery | None = None
    app: AsyncApp | None = None
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, *, hear: bool = True, work: bool = True) -> None:
        """Ask Slack once who we are, then hear (`web`), deliver and tick (`worker`), or both (`run`)."""
        self.client.session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=64, keepalive_timeout=KEPT_SECONDS)
        )
        who = await self.client.auth_test()
        self.edge.team_id = self.works.team_id = who["team_id"]
        self.edge.bot_user_id = who["user_id"]
        if hear:
            token = self.settings.slack_bot_token.get_secret_value()
            self.app = self.edge.bolt(self.settings.slack_signing_secret.get_secret_value() or "none", token)
        if work:
            await self._start_work(who["user_id"])

    async def _start_work(self, bot_user_id: str) -> None:
        calls = Calls(self.client, bot_user_id, self.settings.command_prefix)
        others: dict[str, Carrier] = {}
        if (paging := paging_service(self.settings)) is not None:
            others["ring"] = paging
        carriers = Carriers(calls, others)
        self.delivery = Delivery(
            self.works,
            carriers,
            features.receipts(),
            self.edge.in_thread,
            self.metrics,
            lease=self.lease,
            pace=self.pace,
        )
        loop = asyncio.get_running_loop()
        wake = self.delivery.wake

        def wake_from_thread() -> None:
            with suppress(RuntimeError):  # the loop may be closing
                loop.call_soon_threadsafe(wake)

        self.works.wake = wake_from_thread
        self._tasks.append(asyncio.create_task(self.delivery.run()))
        if not self.works.database.is_sqlite:
            # Loaded here and not before: its driver is ten MiB that a bot on SQLite does without.
            listen = import_module("mvai_slackbot.wake").listen
            self._tasks.append(asyncio.create_task(listen(self.works.database.url, wake)))
        self.alarm.start()

    async def stop(self) -> None:
        """Stop ticking and delivering; what is in flight is waited for."""
        self.alarm.stop()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self.client.session is not None:
            await self.client.session.close()
        self.pool.shutdown(wait=True)
        self.works.database.dispose()


def open_database(settings: Settings) -> Database:
    """Return the database of the settings."""
    vault = Vault([key.get_secret_value() for key in settings.encryption_keys])
    return Database(settings.database_url, vault, pool_size=settings.threads + 2)


def build(settings: Settings, *, clock: Clock | None = None, database: Database | None = None) -> Bot:
    """Put the parts together; nothing runs yet and nothing is asked of Slack."""
    database = database or open_database(settings)
    # Now and not at the first command, whose sender waits.
    configure_mappers()
    announcers = Announcers()
    for part in features.announcers(settings):
        announcers.include(part)
    works = Works(database, clock or SystemClock(), announcers, features.READERS)
    access = Access(settings.admins, incident_id_of, settings.command_prefix)
    heard = [listener for part in features.listeners(settings) for listener in part.all]
    dispatch = Dispatch(works, access, heard, settings.command_prefix)
    pool = ThreadPoolExecutor(settings.threads, thread_name_prefix="mvai")
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, retry_handlers=[]
    )
    metrics = Metrics()
    edge = Edge(dispatch, client, pool, metrics)
    alarm = Alarm(works, features.CLOCKS, edge.in_thread)
    return Bot(settings, works, edge, client, pool, alarm, metrics)
