"""Statements compiled once for a whole worker: SQLAlchemy keeps them by engine and dialect, and each test has its own."""

from sqlalchemy import Engine
from sqlalchemy.util import LRUCache

from mvai_slackbot.db import Base, Database

# Of each kind of database, the engine whose dialect and statements all have; a dialect carries the key of its vault.
_kept: dict[tuple[str, ...], Engine] = {}
# A bot has a few hundred; all tests together a few thousand.
ROOM = 4000


def share_statements(database: Database, *keys: str) -> Database:
    """Let a database, before its first connection, use what was compiled for those before it with the same keys."""
    engine = database.engine
    kept = _kept.setdefault((engine.name, *keys), engine)
    if kept is engine:
        engine._compiled_cache = LRUCache(ROOM)
    else:
        engine.dialect, engine._compiled_cache = kept.dialect, kept._compiled_cache
    return database


def inherit_statements(database: Database) -> Database:
    """Let a database of a forked process, which has no other, use what was compiled before the fork."""
    engine = database.engine
    for (kind, *_), kept in _kept.items():
        if kind == engine.name:
            engine.dialect, engine._compiled_cache = kept.dialect, kept._compiled_cache
            kept.dialect.mvai_vault = database.vault  # type: ignore[attr-defined]  # read by PrivateText: types see only the dialect
    return database


def forget_statements() -> None:
    """Let go of what the mappers compiled for a database that is gone.

    They keep it per dialect, so that each test would leave some three thousand objects, and the collector would stand still
    for seconds after a thousand tests.
    """
    shared = {engine.dialect for engine in _kept.values()}
    for mapper in Base.registry.mappers:
        compiled = vars(mapper).get("_compiled_cache")
        if compiled is not None:
            for key in [one for one in compiled if one[0] not in shared]:
                del compiled[key]
