"""Two gestures that wait for each other on PostgreSQL: one is done again, and nobody gets an apology."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import create_engine, text

from mvai_slackbot.clock import SystemClock
from mvai_slackbot.db import Base, Database, Vault
from mvai_slackbot.incidents.service import incident_id_of
from mvai_slackbot.incidents.telling import is_exposed
from mvai_slackbot.numbers import take_number
from mvai_slackbot.people.access import May
from mvai_slackbot.people.policy import Access
from mvai_slackbot.slack.arguments import Arguments
from mvai_slackbot.slack.dispatch import Dispatch
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Say, say
from mvai_slackbot.work import Announcers, Work, Works
from tests.bot import KEY


@pytest.fixture
def database_url(postgres_url: str) -> str:
    """PostgreSQL: SQLite has one writer, so nobody waits there in a circle."""
    server = create_engine(postgres_url.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text("CREATE DATABASE deadlock"))
    url = server.url.set(database="deadlock").render_as_string(hide_password=False)
    server.dispose()
    return url


def test_of_two_that_wait_for_each_other_both_are_done(database_url: str) -> None:
    """PostgreSQL ends one of them; it is done again from the start."""
    database = Database(database_url, Vault([KEY]))
    Base.metadata.create_all(database.engine)
    works = Works(database, SystemClock(), Announcers(), (), team_id="T1")
    with database.write() as session:
        for series in ("one", "two"):
            take_number(session, series)
    met, heard = Barrier(2), Listeners()

    def crossing(first: str, second: str) -> None:
        @heard.command("", first, Arguments, needs=May.ANYONE, usage=first, help=first)
        def take(work: Work, by: Invocation, said: Arguments) -> Answer:
            take_number(work.session, first)
            # The second time there is nobody to meet.
            with suppress(BrokenBarrierError):
                met.wait(1)
            take_number(work.session, second)
            return say("done")

    crossing("one", "two")
    crossing("two", "one")
    dispatch = Dispatch(works, Access((), incident_id_of, is_exposed, "mvai"), heard.all, "mvai")
    by = {"one": Invocation(team_id="T1", user_id="U1"), "two": Invocation(team_id="T1", user_id="U2")}
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda verb: dispatch.command(by[verb], "mvai", verb), by))
    assert [one.message.text for one in answers if isinstance(one, Say)] == ["done", "done"]
    database.dispose()
