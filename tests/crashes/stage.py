"""One workspace, one database, and one bot process after another."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any, Self

from sqlalchemy import select

from mvai_slackbot.app import open_database
from mvai_slackbot.db import Database
from mvai_slackbot.outbox.models import Entry
from mvai_slackbot.outbox.service import UNFINISHED
from mvai_slackbot.simulator import Fault, SimulatedClock, Simulator
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import GestureFailed, Message, Reply
from mvai_slackbot.simulator.state import keeping
from tests.bot import manifest, settings_for
from tests.crashes import victim
from tests.crashes.picture import Picture, take
from tests.crashes.points import Point
from tests.days import coming_monday
from tests.forks import forks

PATIENCE = 90.0
REPLY = "response_url"


@cache
def _manifest() -> dict[str, Any]:
    return manifest()


class Stage:
    """Starts processes, lets people act, and goes on until nothing is left to do."""

    def __init__(self, folder: Path, database_url: str, kept: bytes | None = None) -> None:
        self.folder = folder
        earlier = keeping.read(kept) if kept else None
        begins = earlier.at if earlier else coming_monday()
        self.ahead = begins - datetime.now(UTC)
        self.sim = Simulator(_manifest(), team_name="MVAI", clock=SimulatedClock(begins))
        if earlier:
            keeping.restore(self.sim.workspace, earlier)
        self.sim.start()
        # An event that met a dead process comes again in a moment, not in a minute.
        self.sim.retry_scale = 0.05
        # Many stages at once on a busy machine: Slack's three seconds are held to elsewhere.
        self.sim.patience = 5
        self.root = self.sim.person("root", real_name="Robin Oake", title="Administrator")
        settings = settings_for(self.sim, database_url, MVAI_ADMINS=self.root.id)
        self.values = settings.model_dump()
        self.database: Database = open_database(settings)
        self.process: ForkServerProcess | None = None
        self.pipe: Connection | None = None
        self.commits: list[str] = []
        self.replies = 0
        self.deaths = 0
        self._front = self.sim.response_front.say
        self.sim.response_front.say = self._say  # type: ignore[method-assign]  # response_urls have no fault hook

    def start(self, point: Point | None = None, *, doomed: bool = False) -> Self:
        """Start a process: the one that dies at the point (`doomed`), or the one that comes after."""
        ours, theirs = forks().Pipe()
        log = self.folder / "bot.log"
        self.process = forks().Process(
            target=victim.live, args=(self.values, self.ahead, point, doomed, log, theirs), daemon=True
        )
        if doomed and point is not None and point.place == "call":
            self._arm(point)
        self.process.start()
        theirs.close()
        self.pipe = ours
        while (said := self._hear()) is not None:
            if said[0] == "port":
                self.sim.deliver_to(f"http://127.0.0.1:{said[1]}/slack/events")
                break
        return self

    def _hear(self) -> tuple[str, Any] | None:
        assert self.pipe is not None
        try:
            if not self.pipe.poll(PATIENCE):
                raise AssertionError("the process did not start")
            said: tuple[str, Any] = self.pipe.recv()
        except (EOFError, ConnectionResetError):
            return None
        if said[0] == "commit":
            self.commits.append(said[1])
        return said

    def _arm(self, point: Point) -> None:
        left = point.number

        def now(_arguments: object) -> bool:
            nonlocal left
            left -= 1
            if left == 0:
                self.kill()
            return left == 0

        if point.what != REPLY:
            kind: Any = "drop" if point.when == "before" else "lost"
            self.sim.faults.add(Fault(point.what, kind, when=now))
        self._reply_point = point if point.what == REPLY else None
        self._reply_now = now

    _reply_point: Point | None = None
    _reply_now: Callable[[object], bool] = staticmethod(lambda _arguments: False)

    def _say(self, token: str, body: Any) -> None:
        self.replies += 1
        dies = self._reply_point is not None and self._reply_now(body)
        if dies and self._reply_point is not None and self._reply_point.when == "before":
            raise RuntimeError("the process that asked is dead")
        self._front(token, body)

    def kill(self) -> None:
        """End the process as a power cut does."""
        if self.process is not None and self.process.pid is not None and self.process.is_alive():
            os.kill(self.process.pid, signal.SIGKILL)

    def up(self) -> None:
        """Start a fresh process where the last one has died."""
        if self.process is None or not self.process.is_alive():
            self.deaths += self.process is not None
            self.start()

    def act(self, gesture: Callable[[], Reply]) -> Reply:
        """Let a person do something; a gesture that met a dead process is done again, as people do."""
        for _ in range(4):
            self.up()
            try:
                return gesture()
            except GestureFailed:
                assert self.process is not None
                self.process.join(0.5)
        raise AssertionError("the gesture failed four times")

    def press(self, person: Person, label: str) -> None:
        """Let a person press a button, and again where the press met a dead process and the button still stands."""
        for _ in range(4):
            self.up()
            try:
                person.presses(label)
                return
            except GestureFailed:
                assert self.process is not None
                self.process.join(0.5)
            self.settle()
            shown = (*person.reads(), *self.whispers(person))
            if not any(label in message.buttons for message in shown):
                return
        raise AssertionError(f"pressing {label!r} failed four times")

    def whispers(self, person: Person) -> list[Message]:
        """Return what only this person was shown."""
        return self.sim.ask(lambda: self.sim.eyes.ephemerals(person.id))

    def settle(self) -> None:
        """Go on until nothing is promised any more and every event was heard."""
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            self.up()
            if not self.unfinished() and self.sim.edge.under_way == 0:
                return
            time.sleep(0.02)
        raise AssertionError(f"it did not settle: {self.unfinished()}\n{self.picture()}")

    def come_back(self) -> None:
        """Wait for a death after the last commit, and let a fresh process find nothing to do."""
        if self.process is not None and not self.deaths:
            self.process.join(PATIENCE)
        self.settle()

    def unfinished(self) -> list[str]:
        """Return the entries that Slack has still to hear."""
        with self.database.read() as session:
            entries = session.scalars(select(Entry).where(Entry.state.in_(UNFINISHED))).all()
            return [f"{one.kind} {one.lane} {one.state.value} {one.tries} {one.error}" for one in entries]

    def heard_commits(self) -> list[str]:
        """Return the names of the commits so far, of a doomed process that was not to die."""
        while self.pipe is not None and self.pipe.poll(0.1):
            if self._hear() is None:
                break
        return self.commits

    def picture(self) -> Picture:
        """Return what stands in the workspace and on record."""
        return take(self.sim, self.database)

    def keep(self) -> bytes:
        """Return the workspace as it is now."""
        return self.sim.ask(lambda: keeping.keep(self.sim.workspace))

    def close(self) -> None:
        """End everything."""
        self.kill()
        if self.process is not None:
            self.process.join(5)
        self.sim.stop()
        self.database.dispose()


@contextmanager
def staged(folder: Path, database_url: str, kept: bytes | None = None) -> Iterator[Stage]:
    """Open a stage and close it."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(folder, database_url, kept)
    try:
        yield stage
    finally:
        stage.close()
