"""Write every encrypted column anew with the newest key, table by table, without stopping anybody's work."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, and_, select, type_coerce, update
from sqlalchemy.orm import Session

from mvai_slackbot.db import Base, Database, PrivateText

AT_ONCE = 200


def private_columns() -> list[tuple[Table, Column[Any]]]:
    """Return every encrypted column of every table."""
    return [
        (table, column)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, PrivateText)
    ]


def rekey(database: Database) -> int:
    """Seal every stored text with the newest key; return how many. `Refused` when no key opens one of them."""
    return sum(_rekey_column(database, table, column) for table, column in private_columns())


def _rekey_column(database: Database, table: Table, column: Column[Any]) -> int:
    keys = list(table.primary_key.columns)
    with database.read() as session:
        wanted = [tuple(row) for row in session.execute(select(*keys).where(column.is_not(None)))]
    count = 0
    for some in _batches(wanted):
        with database.write() as session:
            count += sum(_rekey_row(session, database, table, column, key) for key in some)
    return count


def _rekey_row(session: Session, database: Database, table: Table, column: Column[Any], key: Sequence[Any]) -> int:
    here = and_(*(one == value for one, value in zip(table.primary_key.columns, key, strict=True)))
    raw = type_coerce(column, LargeBinary)
    # The row is held while it is rewritten: somebody's newer words are never put back to older ones.
    sealed = session.execute(select(raw).where(here).with_for_update()).scalar()
    if sealed is None:
        return 0
    again = database.vault.seal(database.vault.open(bytes(sealed)))
    session.execute(update(table).where(here).values({column.name: type_coerce(again, LargeBinary)}))
    return 1


def _batches(rows: Sequence[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    rest = iter(rows)
    while some := list(islice(rest, AT_ONCE)):
        yield some
