"""Two processes look at the clock of one PostgreSQL database, and one after the other is killed: each is asked once."""

import random
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, func, select, text

from mvai_slackbot.checkins.models import Occurrence, Prompt
from mvai_slackbot.db import Base, Database, Vault
from mvai_slackbot.outbox.models import Entry
from tests.checkins import ticking
from tests.checkins.crowd import crowd, due_at
from tests.forks import forks

MANY = 1000
PATIENCE = 240.0
KEY = Fernet.generate_key().decode()


@pytest.fixture
def url(postgres_url: str) -> Iterator[str]:
    """An empty PostgreSQL database."""
    engine = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    name = f"t{uuid4().hex[:12]}"
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield engine.url.set(database=name).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


class Pair:
    """Two ticking processes; whoever is killed is followed by another."""

    def __init__(self, database_url: str, folder: Path) -> None:
        self.values = {"database_url": database_url, "MVAI_ENCRYPTION_KEYS": KEY}
        self.folder = folder
        self.processes = [self._start(), self._start()]

    def _start(self) -> ForkServerProcess:
        process = forks().Process(target=ticking.tick, args=(self.values, due_at(), self.folder / "tick.log"))
        process.start()
        return process

    def kill_one(self, place: int) -> None:
        """Kill one of them outright, and start another."""
        self.processes[place].kill()
        self.processes[place].join()
        self.processes[place] = self._start()

    def end(self) -> None:
        """End both."""
        for one in self.processes:
            one.kill()
            one.join()


def asked(database: Database) -> int:
    """Return how many occurrences there are."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(Occurrence)) or 0


def test_a_thousand_are_asked_once_each_though_one_process_after_the_other_is_killed(url: str, tmp_path: Path) -> None:
    """One occurrence, one prompt and one promise to Slack for each plan, whatever was killed in the middle."""
    chance = random.Random(7)
    database, killed_at = Database(url, Vault([KEY])), [0]
    Base.metadata.create_all(database.engine)
    crowd(database, "T1", [f"U{n:05d}" for n in range(MANY)])
    with ExitStack() as stack:
        pair = Pair(url, tmp_path)
        stack.callback(pair.end)
        ends = time.monotonic() + PATIENCE
        while (so_far := asked(database)) < MANY:
            assert time.monotonic() < ends, f"{so_far} of {MANY} after {PATIENCE:.0f} s"
            if so_far == killed_at[-1]:
                time.sleep(0.02)
                continue
            # Somewhere in the middle of what one of them writes next.
            time.sleep(chance.uniform(0, 0.6))
            pair.kill_one(chance.randrange(2))
            killed_at.append(so_far)
        time.sleep(1)
    with database.read() as session:
        plans = Counter(session.scalars(select(Occurrence.plan_id)))
        prompts = Counter(session.scalars(select(Prompt.plan_id)))
        promised = Counter(session.scalars(select(Entry.key).where(Entry.key.like("checkin-prompt-%"))))
    database.dispose()
    assert len(plans) == len(prompts) == len(promised) == MANY
    assert set(plans.values()) == set(prompts.values()) == set(promised.values()) == {1}
    between = [one for one in killed_at if 0 < one < MANY]
    assert len(between) >= 3, "somebody was killed in the middle of it"
    print(f"{MANY} asked once each; {len(between)} processes killed while so many were asked: {between}")
