"""What each way of starting does about the schema."""

from importlib import import_module

from mvai_slackbot.app import open_database
from mvai_slackbot.db import Database
from mvai_slackbot.db_schema import HEAD, require_head, stored_revision
from mvai_slackbot.settings import Settings


def opened(settings: Settings, *, migrates: bool = False) -> Database:
    """Return the database at this version's schema; with `migrates` an SQLite file is brought there, else `Refused`."""
    database = open_database(settings)
    try:
        if migrates and database.is_sqlite and (stored_revision(database) or "") < HEAD:
            upgrade(database)
        require_head(database)
    except BaseException:
        database.dispose()
        raise
    return database


def upgrade(database: Database) -> None:
    """Migrate; alembic is loaded here and not before, since a start that finds the right schema needs none of it."""
    import_module("mvai_slackbot.migrations.upgrade").upgrade(database)
