"""Everything that belongs to an incident: the rows that point at it, and the rows that point at those."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import Column, Table, or_, select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Base, Private, PrivateText
from mvai_slackbot.privacy.contents import TELLING, Reader, may_read

INCIDENT, PERSON = "incident", "person"
# How a helper rests after an incident is about the helper: it leaves with no incident's records.
APART = ("helper_rest",)
Row = dict[str, Any]


@dataclass
class Gathered:
    """The rows by table, and the private columns that were left out."""

    tables: dict[str, list[Row]] = field(default_factory=dict)
    withheld: list[str] = field(default_factory=list)


def belonging() -> dict[str, list[Column[Any]]]:
    """Return the tables that belong to an incident, each with the columns by which it does; the incident's own first."""
    found: dict[str, list[Column[Any]]] = {INCIDENT: []}
    for table in Base.metadata.sorted_tables:
        columns = [
            key.parent for key in table.foreign_keys if key.column.table.name in found and key.column.table is not table
        ]
        # A person is in many incidents: rows that point at people alone do not belong to this one.
        if columns and table.name not in (INCIDENT, PERSON, *APART):
            found[table.name] = columns
    return found


def gather(session: Session, incident_id: int, reader: Reader) -> Gathered:
    """Return the rows of an incident and of the people they name, as one reader may see them."""
    found = Gathered()
    ids: dict[str, set[Any]] = {}
    people: set[int] = set()
    for name, columns in belonging().items():
        table = Base.metadata.tables[name]
        here = (
            table.c.id == incident_id
            if name == INCIDENT
            else or_(*(column.in_(ids[_points_at(column)]) for column in columns))
        )
        rows = session.execute(select(table).where(here).order_by(*table.primary_key.columns)).mappings().all()
        ids[name] = {row["id"] for row in rows if "id" in row}
        people.update(_people_in(table, rows))
        _keep(found, table, rows, reader)
    table = Base.metadata.tables[PERSON]
    rows = session.execute(select(table).where(table.c.id.in_(people)).order_by(table.c.id)).mappings().all()
    _keep(found, table, rows, reader)
    return found


def _points_at(column: Column[Any]) -> str:
    return next(iter(column.foreign_keys)).column.table.name


def _people_in(table: Table, rows: Any) -> Iterator[int]:
    named = [key.parent.name for key in table.foreign_keys if key.column.table.name == PERSON]
    for row in rows:
        yield from (row[name] for name in named if row[name] is not None)


def _keep(found: Gathered, table: Table, rows: Any, reader: Reader) -> None:
    hidden = [
        column.name
        for column in table.columns
        if (isinstance(column.type, PrivateText) or (table.name, column.name) in TELLING)
        and not may_read(reader, table.name, column.name)
    ]
    found.withheld += [f"{table.name}.{name}" for name in hidden]
    found.tables[table.name] = [
        {name: _plain(value) for name, value in row.items() if name not in hidden} for row in rows
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Private):
        return value.reveal()
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
