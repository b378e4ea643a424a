"""How a database of each kind is opened, so that SQLite loses nothing and PostgreSQL keeps nobody waiting for ever."""

from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url

# A power cut loses nothing (full). Each thread's connection keeps pages of its own (in KiB, negative): they fill with the
# first hundred incidents, and the system's own cache holds the file anyway.
PRAGMAS = ("journal_mode=wal", "synchronous=full", "busy_timeout=5000", "foreign_keys=on", "cache_size=-128")
# How long a connection may take to come about, a lock to be free, a transaction to say nothing.
CONNECT_SECONDS, LOCK_SECONDS, IDLE_SECONDS = 10, 20, 120


def open_engine(url: str, *, pool_size: int, lock_seconds: int) -> Engine:
    """Return an engine; what a statement carried never stands in an error, whoever prints it."""
    if url.startswith("sqlite"):
        return _sqlite(url)
    patience = _patience(url, lock_seconds)
    return create_engine(url, pool_size=pool_size, pool_pre_ping=True, hide_parameters=True, connect_args=patience)


def _patience(url: str, lock_seconds: int) -> dict[str, Any]:
    """Return what keeps a connection to PostgreSQL from waiting for ever.

    A server that is away, a network that swallows packets, a lock held by a process that hangs, a transaction left open:
    each ends with an error, of which the person hears in an apology, and nothing is half done.
    """
    given = make_url(url).query.get("options", "")
    limits = f"-c lock_timeout={lock_seconds}s -c idle_in_transaction_session_timeout={IDLE_SECONDS}s"
    return {
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "options": f"{limits} {given if isinstance(given, str) else ' '.join(given)}".strip(),
    }


def _sqlite(url: str) -> Engine:
    engine = create_engine(url, connect_args={"timeout": 5, "check_same_thread": False}, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        # The driver's own transactions start too late and lose updates; ours start where SQLAlchemy says.
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        read_only = connection.get_execution_options().get("mvai_read_only", False)
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
