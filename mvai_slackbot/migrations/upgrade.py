"""Walk a database to a revision."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from mvai_slackbot.db import Database

# Any number, the same in every version.
LOCK = 7_300_117


def upgrade(database: Database, revision: str = "head") -> None:
    """Bring the database up to a revision; two at once wait for each other."""
    _walk(database, lambda config: command.upgrade(config, revision))


def downgrade(database: Database, revision: str) -> None:
    """Bring the database down to a revision ("base": no tables). For tests; it drops what later revisions added."""
    _walk(database, lambda config: command.downgrade(config, revision))


def config_for(connection: Connection | None = None) -> Config:
    """Return alembic's configuration; no ini file, everything is in the package."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["connection"] = connection
    return config


def _walk(database: Database, step: Callable[[Config], None]) -> None:
    with database.engine.connect() as connection:
        if not database.is_sqlite:
            with connection.begin():
                # Held until the transaction ends: a second `migrate` waits, then finds nothing to do.
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                step(config_for(connection))
            return
        # Batch steps rebuild tables: rows that point at one must not stop that. The switch works outside transactions only.
        _foreign_keys(connection, "off")
        try:
            with connection.begin():
                step(config_for(connection))
        finally:
            _foreign_keys(connection, "on")


def _foreign_keys(connection: Connection, state: str) -> None:
    raw = connection.connection.dbapi_connection
    if raw is None:
        raise RuntimeError("the connection is closed")
    raw.cursor().execute(f"PRAGMA foreign_keys={state}")
