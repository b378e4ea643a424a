"""One rehearsal: a folder with its records and keys, the workspace, and the bot beside it."""

import asyncio
import shutil
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path

from cryptography.fernet import Fernet

from mvai_slackbot import features
from mvai_slackbot.app import Bot, build
from mvai_slackbot.cli.schema import opened
from mvai_slackbot.cli.workspace_file import WorkspaceFile
from mvai_slackbot.manifest import build_manifest
from mvai_slackbot.runtime import connect, readiness
from mvai_slackbot.scenarios import Scenario, prepare
from mvai_slackbot.settings import Settings
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.web.front import Front, serve

TEAM = "MVAI"
NOTICE = "Simulator. Nothing leaves this machine; nobody is notified. Type no real names. Need help now: 911, 988."


class Simulation:
    """Everything `simulate` keeps in its folder, and what runs on it."""

    def __init__(self, folder: Path, scenario: Scenario, say: Callable[[str], None]) -> None:
        self.folder = folder
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
        for path in (self.database, *self.folder.glob("mvai.db-*"), self.file.path):
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
        heard = [one for part in features.listeners(self.settings()) for one in part.all]
        manifest = build_manifest(heard, self.settings().command_prefix)
        sim = Simulator(manifest, port=port, team_name=TEAM, notice=NOTICE, clock=self.file.clock())
        self.file.restore(sim)
        return sim.start()

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
            self._welcome(sim)
            stack.callback(_tick_when_turned(bot, sim))
            await self._until_cancelled(sim)

    def _welcome(self, sim: Simulator) -> None:
        """Say once, in a new workspace, what there is to try."""
        if self.file.path.exists():
            return
        for words in self.scenario.welcome:
            sim.person(self.scenario.administrators[0]).writes(words, channel="general")

    async def workspace_only(self, sim: Simulator) -> None:
        """Run the workspace alone until cancelled, and say how a bot reaches it."""
        for one in self.scenario.people:
            sim.person(one.handle, real_name=one.real_name, title=one.title, tz=one.tz)
        for name, value in (
            ("SLACK_API_URL", sim.api_url),
            ("SLACK_BOT_TOKEN", sim.bot_token),
            ("SLACK_APP_TOKEN", sim.app_token),
            ("SLACK_SIGNING_SECRET", sim.signing_secret),
        ):
            self.say(f"{name}={value}")
        await self._until_cancelled(sim)

    async def _until_cancelled(self, sim: Simulator) -> None:
        self.say(NOTICE)
        self.say(f"Open {sim.url} in your browser. Ctrl-C ends it; the next start goes on from here.")
        try:
            await self.file.keep_up(sim)
        finally:
            self.file.write(sim)


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
