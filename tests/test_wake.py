"""On PostgreSQL a commit wakes the workers of other processes."""

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import create_engine, text

from mvai_slackbot.clock import SystemClock
from mvai_slackbot.db import Base, Database, Vault
from mvai_slackbot.message import Message
from mvai_slackbot.outbox.effect_base import By
from mvai_slackbot.outbox.effects import Post
from mvai_slackbot.wake import listen
from mvai_slackbot.work import Announcers, Works

PATIENCE = 30


@pytest.fixture
def works(postgres_url: str) -> Works:
    """What another process works with, on a database of its own."""
    server = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    name = f"t{uuid4().hex[:12]}"
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = engine.url.set(database=name).render_as_string(hide_password=False)
    engine.dispose()
    database = Database(url, Vault([Fernet.generate_key().decode()]))
    Base.metadata.create_all(database.engine)
    return Works(database, SystemClock(), Announcers(), (), team_id="T1")


class Woken:
    """Counts wake-ups and waits for the next."""

    def __init__(self) -> None:
        self.event = asyncio.Event()
        self.carriers: list[Collection[By]] = []

    def wake(self, carriers: Collection[By]) -> None:
        """Be woken."""
        self.carriers.append(carriers)
        self.event.set()

    async def next(self) -> None:
        """Wait for one, then look out for another."""
        async with asyncio.timeout(PATIENCE):
            await self.event.wait()
        self.event.clear()


@asynccontextmanager
async def listening(works: Works) -> AsyncIterator[Woken]:
    """Listen while the block lasts; the first look, at the start, is over when it begins."""
    woken = Woken()
    task = asyncio.create_task(listen(works.database.url, woken.wake))
    await woken.next()
    yield woken
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    works.database.dispose()


def promise(works: Works) -> None:
    """Commit something that Slack has to hear."""
    with works.begin() as work:
        work.tell(Post(to="C1", message=Message(text="hello", blocks=[])))


async def test_a_commit_of_another_process_wakes_the_worker(works: Works) -> None:
    """No poll is involved: the wake-up comes from the commit, and none comes from work that tells Slack nothing."""
    async with listening(works) as woken:
        await asyncio.to_thread(promise, works)
        await woken.next()
        assert woken.carriers[-1] == [By.SLACK]
        await asyncio.to_thread(nothing, works)
        assert not woken.event.is_set()


def nothing(works: Works) -> None:
    """Commit something that Slack need not hear."""
    with works.begin():
        pass


async def test_a_listener_whose_connection_ended_listens_again(works: Works) -> None:
    """PostgreSQL restarts now and then; what was committed meanwhile is looked for at once."""
    async with listening(works) as woken:
        await asyncio.to_thread(cut_others, works)
        await woken.next()
        await asyncio.to_thread(promise, works)
        await woken.next()


def cut_others(works: Works) -> None:
    """End every other connection to this database, as a restart does."""
    with works.database.write() as session:
        session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
