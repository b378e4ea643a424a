"""Nothing waits for ever on PostgreSQL: a lock that is held too long ends the wait of whoever wants it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from mvai_slackbot.db import Database, Vault
from tests.bot import KEY
from tests.databases import new_postgres


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    """A database whose address brings an option of its own, with little patience."""
    with new_postgres(postgres_url) as url:
        apart = "&" if "?" in url else "?"
        opened = Database(f"{url}{apart}options=-c%20application_name%3Dmvai", Vault([KEY]), lock_seconds=1)
        yield opened
        opened.dispose()


def test_a_lock_that_somebody_holds_is_waited_for_and_then_given_up(database: Database) -> None:
    """The one who waited gets an error and has done nothing; the options of the address still count."""
    with database.write() as session:
        session.execute(text("CREATE TABLE one (id int)"))
        session.execute(text("INSERT INTO one VALUES (1)"))
    with database.write() as holds:
        assert holds.scalar(text("SHOW application_name")) == "mvai"
        assert holds.scalar(text("SHOW idle_in_transaction_session_timeout")) == "2min"
        holds.execute(text("UPDATE one SET id = 2"))
        with pytest.raises(OperationalError, match="lock timeout"), database.write() as waits:
            waits.execute(text("UPDATE one SET id = 3"))
    with database.read() as session:
        assert session.scalar(text("SELECT id FROM one")) == 2
