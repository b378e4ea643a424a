"""The databases of tests: real SQLite files and a real PostgreSQL, prepared once and handed on empty."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from sqlalchemy import Connection, create_engine, make_url, text

from mvai_slackbot.db import Base, Database, Vault
from mvai_slackbot.migrations.upgrade import upgrade
from tests.bot import KEY

# What tells whether a test changed the tables themselves: a database like that is not handed on.
SHAPE = text(
    "SELECT md5(string_agg(c.relname || a.attname || a.attnum || a.atttypid || a.attnotnull, ',' ORDER BY c.relname, a.attnum))"
    " FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relnamespace = 'public'::regnamespace"
)
# Emptying what has rows takes some milliseconds; making a database anew takes half a second.
EMPTY = text("""
DO $$
DECLARE name text; filled boolean;
BEGIN
  SET LOCAL session_replication_role = replica;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
    EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I)', name) INTO filled;
    IF filled THEN EXECUTE format('DELETE FROM %I', name); END IF;
  END LOOP;
  PERFORM setval(format('%I', sequencename), 1, false) FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
""")
END_OTHERS = text(
    "SELECT pg_terminate_backend(pid, 50000) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
)


@contextmanager
def connected(url: str) -> Iterator[Connection]:
    """Give a connection whose every statement stands for itself."""
    # Whatever holds the server up is an error that says so, and no test that never ends.
    patience = {"connect_timeout": 20, "options": "-c statement_timeout=60s"}
    engine = create_engine(url, isolation_level="AUTOCOMMIT", connect_args=patience)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def with_tables(url: str) -> None:
    """Make every table."""
    database = Database(url, Vault([KEY]))
    Base.metadata.create_all(database.engine)
    database.dispose()


def migrated(url: str) -> None:
    """Make every table as `migrate` does."""
    database = Database(url, Vault([KEY]))
    upgrade(database)
    database.dispose()


def database_named(url: str, name: str) -> str:
    """Return the address of another database of the same server."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def new_postgres(url: str, template: str = "template1") -> Iterator[str]:
    """Give a database of its own, gone afterwards."""
    name = _fresh_name()
    with connected(url) as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        yield database_named(url, name)
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


class Shelf:
    """Databases of one server that have every table and no row: taken by a test, and put back empty under another name.

    The other name is for whoever is left over from the test, such as a process that it killed too late: it finds nothing.
    """

    def __init__(self, server: Connection, url: str, template: str) -> None:
        self._server, self._url, self._template = server, url, template
        self._free: list[str] = []
        with connected(database_named(url, template)) as connection:
            self._shape = connection.scalar(SHAPE)

    @contextmanager
    def taken(self) -> Iterator[str]:
        """Give the address of an empty database."""
        name = self._free.pop() if self._free else self._made()
        yield database_named(self._url, name)
        self._put_back(name)

    def _made(self) -> str:
        name = _fresh_name()
        self._server.execute(text(f"CREATE DATABASE {name} TEMPLATE {self._template}"))
        return name

    def _put_back(self, name: str) -> None:
        renamed = _fresh_name()
        # Whoever is ended may be one that connects again at once, and nobody can be connected while the name changes.
        self._server.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false"))
        self._server.execute(END_OTHERS, {"name": name})
        self._server.execute(text(f"ALTER DATABASE {name} RENAME TO {renamed}"))
        self._server.execute(text(f"ALTER DATABASE {renamed} ALLOW_CONNECTIONS true"))
        with connected(database_named(self._url, renamed)) as connection:
            whole = connection.scalar(SHAPE) == self._shape
            if whole:
                connection.execute(EMPTY)
        if whole:
            self._free.append(renamed)
        else:
            self._server.execute(text(f"DROP DATABASE {renamed} WITH (FORCE)"))


def _fresh_name() -> str:
    return f"t{uuid4().hex[:12]}"
