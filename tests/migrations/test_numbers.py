"""A number belongs to its workspace: another one may have the same, the same one may not, on both databases."""

from collections.abc import Iterator

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from mvai_slackbot.db import Database, Vault
from mvai_slackbot.migrations.upgrade import upgrade
from tests.migrations.test_requests import INCIDENT


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database of the first version with one incident."""
    opened = Database(database_url, Vault([Fernet.generate_key().decode()]))
    upgrade(opened, "0001")
    with opened.engine.begin() as connection:
        connection.execute(text(INCIDENT))
    yield opened
    opened.dispose()


def again(team: str, ident: int, serial: int) -> str:
    """Return the statement that writes the same number down once more."""
    row = f"VALUES ({ident}, '{team}', false, 2026, {serial},"
    return INCIDENT.replace("'2026-11-20 09", "'2026-11-21 09").replace("VALUES (1, 'T1', false, 2026, 1,", row)


def test_two_workspaces_have_the_same_number_and_one_has_it_once(database: Database) -> None:
    """Before the upgrade the second workspace could open nothing; after it only its own numbers stand in its way."""
    with pytest.raises(IntegrityError), database.engine.begin() as connection:
        connection.execute(text(again("T2", 2, 1)))
    upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(text(again("T2", 2, 1)))
    with pytest.raises(IntegrityError), database.engine.begin() as connection:
        connection.execute(text(again("T1", 3, 2)))
