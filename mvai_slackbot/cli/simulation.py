"""One rehearsal: a folder with its records and keys, the workspace, and the bot beside it."""

import asyncio
import json
import shutil
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from sqlalchemy import select

from mvai_slackbot import features
from mvai_slackbot.app import Bot, build
from mvai_slackbot.cli.schema import opened
from mvai_slackbot.cli.workspace_file import WorkspaceFile
from mvai_slackbot.clock import machine_now
from mvai_slackbot.errors import Refused
from mvai_slackbot.manifest import build_manifest
from mvai_slackbot.outbox import service as promises
from mvai_slackbot.outbox.models import Entry, State
from mvai_slackbot.runtime import connect, readiness
from mvai_slackbot.scenarios import Scenario, list_due, prepare
from mvai_slackbot.settings import Settings
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.web.front import Front, serve

TEAM = "MVAI"
# The longest that a rehearsed past waits for its messages before it goes on: Slack's pace asks for a minute at most.
MOST_SECONDS, STILL_SECONDS = 70.0, 1.0
# Why an entry waits that nothing is wrong with: our own pace, or Slack's.
IN_TURN = ("", "ratelimited")
NOTICE = "Simulator. Nothing leaves this machine; nobody is notified. Type no real names. Need help now: 911, 988."


class Simulation:
    """Everything `simulate` keeps in its folder, and what runs on it."""

    def __init__(
        self, folder: Path, scenario: Scenario, say: Callable[[str], None], manifest: dict[str, Any] | None = None
    ) -> None:
        """Prepare nothing yet; `manifest` is another app's, None for our own bot's."""
        self.folder = folder
        self._manifest = manifest
        self.scenario = scenario
        self.say = say
        self.file = WorkspaceFile(folder / "workspace.json")

    @property
    def database(self) -> Path:
        """Where the bot's records are."""
        return self.folder / "mvai.db"

    def lay_out(self, *, fresh: bool) -> None:
        """Make the folder; set aside what is not wanted (`fresh`) or would not fit together."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if fresh and (self.database.exists() or self.file.path.exists()):
            self._set_aside("Starting fresh")
        elif self.database.exists() and not self.file.path.exists():
            self._set_aside("The workspace of the earlier records is gone, so this one starts empty")

    def _set_aside(self, why: str) -> None:
        aside = self.folder / f"earlier-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}"
        aside.mkdir()
        for path in (self.database, *self.folder.glob("mvai.db-*"), self.file.path, self.file.files):
            if path.exists():
                shutil.move(path, aside / path.name)
        self.say(f"{why}; what was there before is in {aside}.")

    def key(self) -> str:
        """Return this rehearsal's own encryption key, made once and readable by its owner alone."""
        path = self.folder / "key"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(Fernet.generate_key().decode())
        return path.read_text().strip()

    def open(self, port: int | None, *, otherwise: int) -> Simulator:
        """Start the workspace; with no port named, any free one when the usual is taken."""
        try:
            return self._start(otherwise if port is None else port)
        except OSError:
            if port is not None:
                raise
        return self._start(0)

    def _start(self, port: int) -> Simulator:
        # Another app knows nothing of the nights of this town's people.
        begins = self.scenario.begins(datetime.now(UTC), nights=self._manifest is None)
        manifest, clock = self._manifest or self._own_manifest(), self.file.clock(begins)
        sim = Simulator(manifest, port=port, team_name=TEAM, notice=NOTICE, clock=clock)
        self.file.restore(sim)
        return sim.start()

    def _own_manifest(self) -> dict[str, Any]:
        heard = [one for part in features.listeners(self.settings()) for one in part.all]
        return build_manifest(heard, self.settings().command_prefix)

    def settings(self, sim: Simulator | None = None) -> Settings:
        """Return settings that point at the workspace; those of the environment for Slack, mail or a database are not used."""
        admins = {one: sim.person(one).id for one in self.scenario.administrators} if sim else {}
        return Settings(
            _env_file=None,
            slack_bot_token=sim.bot_token if sim else "",
            slack_app_token=sim.app_token if sim else "",
            slack_signing_secret=sim.signing_secret if sim else "",
            slack_api_url=sim.api_url if sim else "http://127.0.0.1/api/",
            database_url=f"sqlite:///{self.database}",
            host="127.0.0.1",
            port=0,
            MVAI_PUBLIC_URL="",
            MVAI_ADMINS=",".join(admins.values()),
            MVAI_ENCRYPTION_KEYS=self.key(),
            # Nothing leaves the machine, and nobody's mailbox is read.
            smtp_url="",
            MVAI_MAIL_URL="",
        )

    async def live(self, sim: Simulator, *, socket: bool) -> None:
        """Run the bot in the workspace until cancelled."""
        async with AsyncExitStack() as stack:
            ids = {
                one.handle: sim.person(one.handle, real_name=one.real_name, title=one.title, tz=one.tz).id
                for one in self.scenario.people
            }
            settings = self.settings(sim)
            bot = build(settings, clock=sim.clock, database=opened(settings, migrates=True))
            stack.push_async_callback(bot.stop)
            await bot.start()
            await (connect(bot, stack) if socket else _serve(bot, sim, stack))
            await bot.edge.in_thread(prepare, bot.works, self.scenario, ids)
            await self._live_through(sim, bot)
            self._welcome(sim)
            sim.due = lambda: list_due(bot.works)
            stack.callback(_tick_when_turned(bot, sim))
            await self._until_cancelled(sim)

    async def _live_through(self, sim: Simulator, bot: Bot) -> None:
        """Live through what lies behind a new workspace, if its scenario has a past."""
        if self.scenario.live is None or self.file.path.exists():
            return
        self.say(f"Living through {self.scenario.earlier.days} days first; that takes a minute or two.")
        loop = asyncio.get_running_loop()

        def look() -> None:
            asyncio.run_coroutine_threadsafe(bot.alarm.tick(), loop).result()
            wait_delivered(bot)

        due = partial(list_due, bot.works)
        with bot.pace.lifted():
            missed = await asyncio.to_thread(self.scenario.live, sim, due, look, datetime.now(UTC))
        for words in missed:
            self.say(f"Left out of it: {words}")

    def _welcome(self, sim: Simulator) -> None:
        """Say once, in a new workspace, what there is to try."""
        if self.file.path.exists():
            return
        if sim.clock.now() - datetime.now(UTC) > timedelta(minutes=1):
            self.say("It is night where the chief lives, so the clock of this workspace begins at 8:00 AM there.")
        for words in self.scenario.welcome:
            sim.person(self.scenario.administrators[0]).writes(words, channel="general")

    async def workspace_only(self, sim: Simulator, request_url: str | None) -> None:
        """Run the workspace alone until cancelled, and say how a bot reaches it."""
        for one in self.scenario.people:
            sim.person(one.handle, real_name=one.real_name, title=one.title, tz=one.tz)
        sim.deliver_to(request_url)
        lines = [
            f"SLACK_API_URL={sim.api_url}",
            f"SLACK_BOT_TOKEN={sim.bot_token}",
            f"SLACK_APP_TOKEN={sim.app_token}",
            f"SLACK_SIGNING_SECRET={sim.signing_secret}",
        ]
        # Tokens are new with each start, so that a bot reads them here: `set -a; . mvai-simulate/slack.env`.
        path = self.folder / "slack.env"
        path.touch(mode=0o600)
        path.write_text("\n".join([*lines, ""]))
        for line in lines:
            self.say(line)
        self.say(f"The same four lines are in {path}.")
        self.say(f"Your bot hears requests at {request_url}." if request_url else "Your bot hears over Socket Mode.")
        await self._until_cancelled(sim)

    async def _until_cancelled(self, sim: Simulator) -> None:
        self.say(NOTICE)
        self.say(f"Open {sim.url} in your browser. Ctrl-C ends it; the next start goes on from here.")
        try:
            await self.file.keep_up(sim)
        finally:
            self.file.write(sim)


def wait_delivered(bot: Bot) -> None:
    """Wait until Slack has heard everything, also what waits for its turn, or nothing moves any more."""
    ends = time.monotonic() + MOST_SECONDS
    seen, since = None, time.monotonic()
    while time.monotonic() < ends:
        with bot.works.database.read() as session:
            due, oldest = promises.next_due(session), promises.oldest_waiting(session)
            leased = session.scalar(select(Entry.id).where(Entry.state == State.LEASED).limit(1))
            waits = select(Entry.id).where(Entry.state == State.WAITING, Entry.due_at > machine_now())
            in_turn = session.scalar(waits.where(Entry.error.in_(IN_TURN)).limit(1))
        moves = leased is not None or in_turn is not None
        if oldest is None or (not moves and due is not None and due > machine_now()):
            return
        if moves or (due, oldest) != seen:
            seen, since = (due, oldest), time.monotonic()
        # What stands behind an entry that waits for a fault to pass is due, and does not go out either.
        elif time.monotonic() - since > STILL_SECONDS:
            return
        time.sleep(0.01)


async def _serve(bot: Bot, sim: Simulator, stack: AsyncExitStack) -> None:
    if bot.app is None:
        raise RuntimeError("start the bot before it serves")
    front = Front(bot.app, lambda: readiness(bot), bot.metrics.registry)
    runner, port = await serve(front.build(), "127.0.0.1", 0)
    stack.push_async_callback(runner.cleanup)
    sim.deliver_to(f"http://127.0.0.1:{port}/slack/events")


def _tick_when_turned(bot: Bot, sim: Simulator) -> Callable[[], None]:
    """Let the bot look at its rows as soon as somebody turns the clock; return how to stop that."""
    loop = asyncio.get_running_loop()

    def turned(_now: datetime) -> None:
        with suppress(RuntimeError):  # the loop may be closing
            asyncio.run_coroutine_threadsafe(bot.alarm.tick(), loop)

    return sim.clock.on_turn(turned)


def read_manifest(path: Path | None) -> dict[str, Any] | None:
    """Return another app's manifest; `Refused` says what is wrong with the file."""
    if path is None:
        return None
    try:
        manifest = json.loads(path.read_text())
    except ValueError as fault:
        raise Refused(f"{path} is not JSON ({fault}). Slack's page shows a manifest as JSON too.") from None
    if not isinstance(manifest, dict) or "display_information" not in manifest:
        raise Refused(f"{path} is not the manifest of a Slack app: display_information is missing.")
    return manifest
