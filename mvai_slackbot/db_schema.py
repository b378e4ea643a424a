"""Which schema this version needs, told without alembic: only `migrate` pays for loading that."""

from sqlalchemy import inspect, text

from mvai_slackbot.db import Database
from mvai_slackbot.errors import Refused

# The newest revision in migrations/versions; a test holds them together.
HEAD = "0017"
VERSION_TABLE = "alembic_version"


def stored_revision(database: Database) -> str | None:
    """Return the revision the database stands at, None when it was never migrated."""
    with database.engine.connect().execution_options(mvai_read_only=True) as connection:
        if not inspect(connection).has_table(VERSION_TABLE):
            return None
        revision = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 - a constant
        return str(revision) if revision else None


def require_head(database: Database) -> None:
    """Raise `Refused` with one line unless the database stands at this version's schema."""
    stored = stored_revision(database)
    if stored == HEAD:
        return
    if stored is None:
        raise Refused("The database has no tables yet. Run: mvai-slackbot migrate")
    if stored > HEAD:
        raise Refused(
            f"The database's schema is {stored}, newer than this version's {HEAD}. Install the newer version."
        )
    raise Refused(f"The database's schema is {stored}, this version needs {HEAD}. Run: mvai-slackbot migrate")
