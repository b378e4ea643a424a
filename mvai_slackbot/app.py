"""The one place where the parts meet."""

import asyncio
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from importlib import import_module
from typing import TYPE_CHECKING

import aiohttp
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import configure_mappers

from mvai_slackbot import desks, features, paging
from mvai_slackbot.clock import Clock, SystemClock
from mvai_slackbot.clocks import CLOCKS
from mvai_slackbot.db import Database, Vault
from mvai_slackbot.delivery import Delivery
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.service import incident_id_of
from mvai_slackbot.incidents.telling import is_exposed
from mvai_slackbot.mail import carrier
from mvai_slackbot.mail.account import Account
from mvai_slackbot.mail.oauth import Tokens
from mvai_slackbot.mail.server import Server
from mvai_slackbot.metrics import Metrics
from mvai_slackbot.outbox.effect_base import By
from mvai_slackbot.outbox.service import LEASE
from mvai_slackbot.people.policy import Access
from mvai_slackbot.scheduler import Alarm
from mvai_slackbot.settings import Settings
from mvai_slackbot.slack.calls import Calls
from mvai_slackbot.slack.dispatch import Dispatch
from mvai_slackbot.slack.edge import Edge
from mvai_slackbot.slack.pace import Pace
from mvai_slackbot.slack.warm import KEPT_SECONDS
from mvai_slackbot.web.form import FormRoutes
from mvai_slackbot.work import Announcers, Works

if TYPE_CHECKING:
    from mvai_slackbot.mail.watching import Watch


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
    post: carrier.Post
    # Reads the mailbox, where there is one.
    watch: "Watch | None" = None
    # How long a claimed effect is ours; a process that dies holding it is waited for that long. Set before `start`.
    lease: timedelta = LEASE
    # The limits delivery holds itself to. Set before `start`.
    pace: Pace = field(default_factory=Pace)
    # The same for a mail, whose conversation may take longer than a call. Set before `start`.
    mail_lease: timedelta = carrier.LEASE
    deliveries: tuple[Delivery, ...] = ()
    app: AsyncApp | None = None
    # The form behind a link, which the HTTP front serves.
    form: FormRoutes | None = None
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
            await self.edge.in_thread(self.works.database.warm)
        if work:
            await self._start_work(who["user_id"])

    async def _start_work(self, bot_user_id: str) -> None:
        self.deliveries = self._deliveries(bot_user_id)
        loop = asyncio.get_running_loop()

        def wake(carriers: Collection[By]) -> None:
            for delivery in self.deliveries:
                if delivery.carrier.by in carriers:
                    delivery.wake()

        def wake_from_thread(carriers: Collection[By]) -> None:
            with suppress(RuntimeError):  # the loop may be closing
                loop.call_soon_threadsafe(wake, carriers)

        self.works.wake = wake_from_thread
        self._tasks += [asyncio.create_task(delivery.run()) for delivery in self.deliveries]
        if not self.works.database.is_sqlite:
            # Loaded here and not before: its driver is ten MiB that a bot on SQLite does without.
            listen = import_module("mvai_slackbot.wake").listen
            self._tasks.append(asyncio.create_task(listen(self.works.database.url, wake)))
        self.alarm.start()
        if self.watch is not None:
            self.watch.start()

    def _deliveries(self, bot_user_id: str) -> tuple[Delivery, ...]:
        """Return a delivery for each carrier: neither waits for the other."""
        calls = Calls(self.client, bot_user_id, self.settings.command_prefix, pace=self.pace)
        given = (self.works, desks.receipts(), self.edge.in_thread, self.metrics)
        return (
            Delivery(*given, calls, lease=self.lease),
            Delivery(*given, self.post, lease=self.mail_lease, at_once=carrier.AT_ONCE),
            Delivery(*given, build_paging(self.settings), lease=self.lease, at_once=paging.AT_ONCE),
        )

    async def stop(self) -> None:
        """Stop ticking and delivering; what is in flight is waited for."""
        self.alarm.stop()
        if self.watch is not None:
            await asyncio.to_thread(self.watch.stop)
        await end_all(self._tasks)
        if self.client.session is not None:
            await self.client.session.close()
        self.post.close()
        self.pool.shutdown(wait=True)
        self.works.database.dispose()


async def end_all(tasks: list[asyncio.Task[None]]) -> None:
    """Cancel until each has ended: what a task waits in may take one cancelling for the end of its own patience."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=1)
    await asyncio.gather(*tasks, return_exceptions=True)


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
    works = Works(database, clock or SystemClock(), announcers, features.readers(settings))
    access = Access(settings.admins, incident_id_of, is_exposed, settings.command_prefix)
    heard = [listener for part in features.listeners(settings) for listener in part.all]
    dispatch = Dispatch(works, access, heard, settings.command_prefix)
    pool = ThreadPoolExecutor(settings.threads, thread_name_prefix="mvai")
    client = AsyncWebClient(
        token=settings.slack_bot_token.get_secret_value(), base_url=settings.slack_api_url, retry_handlers=[]
    )
    metrics = Metrics()
    edge = Edge(dispatch, client, pool, metrics)
    alarm = Alarm(works, CLOCKS, edge.in_thread)
    form = FormRoutes(desks.answers(settings, works), edge.in_thread)
    post, watch = build_post(settings), build_watch(settings, works)
    return Bot(settings, works, edge, client, pool, alarm, metrics, post, watch, form=form)


def build_post(settings: Settings) -> carrier.Post:
    """Return the carrier of mail; raise `Refused` when a server is named and no sender."""
    url = settings.smtp_url.get_secret_value()
    if url and not settings.mail_from:
        raise Refused("MVAI_MAIL_FROM is missing: SMTP_URL is set, so mail goes out and needs a sender.")
    return carrier.Post(Server.of(url) if url else None, settings.mail_from)


def build_paging(settings: Settings) -> paging.Paging:
    """Return the carrier to the paging service; without an address it refuses each event for good."""
    return paging.Paging(settings.paging_url, settings.paging_secret.get_secret_value())


def build_watch(settings: Settings, works: Works) -> "Watch | None":
    """Return what reads the mailbox, None where there is none; raise `Refused` for settings that do not fit."""
    account = mail_account(settings)
    if account is None:
        return None
    desk = desks.mail_desk(works, settings)
    # Loaded here and not before: a bot without a mailbox does without what speaks IMAP.
    watch: Watch = import_module("mvai_slackbot.mail.watching").Watch(
        account, desk, every=settings.mail_seconds, most_bytes=settings.mail_most_mb * 1_000_000
    )
    return watch


def mail_account(settings: Settings) -> Account | None:
    """Return the mailbox of the settings, None where there is none."""
    url = settings.mail_url.get_secret_value()
    if not url:
        return None
    if not settings.mail_authserv_id:
        raise Refused("MVAI_MAIL_AUTHSERV_ID is missing: without it no sender can be verified.")
    secret = settings.mail_oauth_client_secret.get_secret_value()
    where, who = settings.mail_oauth_token_url, settings.mail_oauth_client_id
    if where and not (who and secret):
        raise Refused("MVAI_MAIL_OAUTH_TOKEN_URL is set, so MVAI_MAIL_OAUTH_CLIENT_ID and …_CLIENT_SECRET are needed.")
    tokens = Tokens(where, who, secret, settings.mail_oauth_scope) if where else None
    return Account.of(url, settings.mail_done_folder, tokens)
