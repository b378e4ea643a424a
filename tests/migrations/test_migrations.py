"""The schema that migrations make is the schema the models mean, on both databases."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from cryptography.fernet import Fernet
from sqlalchemy import Connection, inspect, text

from mvai_slackbot.db import Base, Database, Vault
from mvai_slackbot.db_schema import HEAD, require_head, stored_revision
from mvai_slackbot.errors import Refused
from mvai_slackbot.migrations.upgrade import config_for, downgrade, upgrade


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """An empty database of each kind."""
    opened = Database(database_url, Vault([Fernet.generate_key().decode()]))
    yield opened
    opened.dispose()


def checks(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """Return the named checks of every table, which alembic's own comparison does not see."""
    looked = inspect(connection)
    return {
        table: sorted((str(check["name"]), str(check["sqltext"])) for check in looked.get_check_constraints(table))
        for table in looked.get_table_names()
        if table != "alembic_version"
    }


def foreign_keys(connection: Connection) -> dict[str, list[Any]]:
    """Return where each table points."""
    looked = inspect(connection)
    return {
        table: sorted(
            (str(key["name"]), key["referred_table"], tuple(key["constrained_columns"]))
            for key in looked.get_foreign_keys(table)
        )
        for table in looked.get_table_names()
        if table != "alembic_version"
    }


def test_models_and_migrations_agree(database: Database) -> None:
    """Nothing is left to migrate, and checks and foreign keys are the same as when the models make the tables."""
    upgrade(database)
    with database.engine.connect() as connection:
        options = {"target_metadata": Base.metadata, "compare_type": True}
        assert compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata) == []
        migrated = checks(connection), foreign_keys(connection)
    downgrade(database, "base")
    Base.metadata.create_all(database.engine)
    with database.engine.connect() as connection:
        assert migrated == (checks(connection), foreign_keys(connection))
    assert any(name for named in migrated[0].values() for name, _ in named)


def test_it_goes_up_and_down_and_up_again(database: Database) -> None:
    """Down leaves no table behind; a second upgrade changes nothing."""
    upgrade(database)
    assert stored_revision(database) == HEAD
    upgrade(database)
    downgrade(database, "base")
    with database.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    upgrade(database)
    require_head(database)


def test_the_constant_names_the_newest_revision() -> None:
    """A start compares with a constant, so that it need not load alembic: the constant must not fall behind."""
    assert ScriptDirectory.from_config(config_for()).get_heads() == [HEAD]


def test_a_start_refuses_every_other_schema_in_one_line(database: Database) -> None:
    """No tables, an older revision, a newer revision: each is told with what to do."""
    with pytest.raises(Refused, match=r"no tables yet\. Run: mvai-slackbot migrate"):
        require_head(database)
    upgrade(database)
    for revision, words in (("0000", "0000, this version needs"), ("9999", "newer than this version")):
        with database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :one"), {"one": revision})
        with pytest.raises(Refused, match=words) as refused:
            require_head(database)
        assert "\n" not in refused.value.text
