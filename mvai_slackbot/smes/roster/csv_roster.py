"""The roster in from a table and out to one: every row is checked before any is saved, and all are saved or none."""

import csv
import difflib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.forms_county import with_state
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.slack.forms import Unfit
from mvai_slackbot.smes.roster import csv_columns as columns, service as roster
from mvai_slackbot.smes.roster.csv_columns import ASKS, COLUMNS, EMAIL, ID, NAME, PHONE, PRIVATE, Kinds
from mvai_slackbot.smes.roster.csv_whose import Owner, Owners
from mvai_slackbot.work import Work

MOST_ROWS, MOST_BYTES = 20_000, 20_000_000
FRESH: dict[str, Any] = {
    "experience": (), "home_state": "", "home_county": "", "timezone": "",
    "travel": "anywhere", "most": 1, "talks": None, "active": True,
    "agency_type": "", "agency_size": "", "languages": (), "latitude": None, "longitude": None, "days": (),
    "hours_from": "", "hours_to": "", "absences": (), "rest_days": 14, "ask_anyway": (), "agencies": None,
    "conflicts": None, "own_dates": None, "support_name": None, "support_contact": None, "kind": "", "areas": (),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One row that can be saved: its number in the table, whose it is, the new values, and what changes in words."""

    number: int
    owner: Owner
    new: bool
    values: dict[str, Any] = field(repr=False)
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What an import would do: the rows, and the faults that keep all of it from being saved."""

    rows: tuple[Row, ...]
    faults: tuple[str, ...]

    @property
    def changed(self) -> list[Row]:
        """The rows that change something."""
        return [row for row in self.rows if row.new or row.changes]


def may_keep(work: Work, by: str, admins: Sequence[str]) -> Person:
    """Return the coordinator or administrator of a Slack user id; raise `Refused` for anybody else."""
    user_id = by.strip().removeprefix("<@").removesuffix(">")
    person = work.session.scalar(select(Person).where(Person.user_id == user_id, Person.deactivated.is_(False)))
    if person is None:
        raise Refused(
            f"Nobody with the Slack user id {user_id} is on record. They type /mvai in Slack once, then it works."
        )
    if user_id not in admins and not people.roles_of(work.session, person.id) & {Role.COORDINATOR, Role.ADMINISTRATOR}:
        raise Refused("The roster is kept by coordinators and administrators.")
    return person


def read_table(raw: bytes) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file, numbered as a spreadsheet counts them; raise `Refused` when it is no such file."""
    if len(raw) > MOST_BYTES:
        raise Refused(f"The file has {len(raw):,} bytes; {MOST_BYTES:,} are the most. Please split it.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("The file is not UTF-8. In a spreadsheet, save it as “CSV UTF-8”.") from None
    head = text.lstrip("\r\n").partition("\n")[0]
    # Spreadsheets of some countries write ; between the cells.
    separator = ";" if head.count(";") > head.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as fault:
        raise Refused(f"The file cannot be read as CSV: {fault}. Is a quote not closed?") from None
    return list(_rows(lines))


def _rows(lines: list[list[str]]) -> Iterator[tuple[int, dict[str, str]]]:
    first = next((place for place, line in enumerate(lines) if any(line)), None)
    if first is None:
        raise Refused(f"The file is empty. Its first row names the columns: {', '.join(COLUMNS)}")
    names = _header([cell.strip().lower().replace(" ", "_") for cell in lines[first]])
    if len(lines) - first > MOST_ROWS + 1:
        raise Refused(f"The file has {len(lines) - first - 1:,} rows; {MOST_ROWS:,} are the most. Please split it.")
    for number, line in enumerate(lines[first + 1 :], start=first + 2):
        if any(cell.strip() for cell in line):
            row = {name: columns.plain(cell) for name, cell in zip(names, line, strict=False)}
            yield (
                number,
                row if len(line) == len(names) else {**row, "": f"{len(line)} cells, and {len(names)} columns"},
            )


def _header(names: list[str]) -> list[str]:
    if ID not in names and EMAIL not in names:
        raise Refused(f"There is no column {ID}, which says whose row it is. The columns: {', '.join(COLUMNS)}")
    for name in names:
        if name not in COLUMNS:
            near = difflib.get_close_matches(name, COLUMNS, n=1, cutoff=0.75)
            meant = f" Did you mean {near[0]}?" if near else ""
            raise Refused(f"The column “{name[:40]}” is not known.{meant} The columns: {', '.join(COLUMNS)}")
        if names.count(name) > 1:
            raise Refused(f"The column {name} is there twice.")
    return names


def plan(work: Work, table: Sequence[tuple[int, dict[str, str]]], kinds: Kinds, *, looked_at: bool = False) -> Plan:
    """Return what an import would do; nothing is changed."""
    owners = Owners(work)
    rows: list[Row] = []
    faults: list[str] = []
    for number, cells in table:
        try:
            rows.append(_row(number, owners.owner_of(number, cells), cells, kinds, looked_at=looked_at))
        except Unfit as unfit:
            found = sorted(unfit.errors.items(), key=lambda error: COLUMNS.index(error[0]))
            faults += [f"row {number}, {column}: {words}" for column, words in found]
        except ValueError as fault:
            faults.append(f"row {number}: {fault}")
    return Plan(tuple(rows), tuple(faults))


def _row(number: int, owner: Owner, cells: dict[str, str], kinds: Kinds, *, looked_at: bool) -> Row:
    said = roster.said_of(owner.sme) if owner.sme is not None else FRESH
    asked = {name: cell for name, cell in cells.items() if name in ASKS}
    values = _stored(columns.read_cells(asked, said, kinds, looked_at=looked_at))
    if roster.needs_support(values["kind"], active=values["active"], support_name=values["support_name"]):
        raise Unfit({"support_name": roster.NO_SUPPORT})
    changes = (*columns.changes(said, values), *(f"{name} (not shown)" for name in owner.corrected))
    return Row(number, owner, owner.sme is None, values, changes)


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    empty = ("agency_type", "agency_size", "home_state", "home_county", "timezone", "hours_from", "hours_to")
    return with_state(values | {name: values[name] or "" for name in empty}, "home_state", "home_county")


def save(work: Work, planned: Plan) -> int:
    """Save every row that changes something; return how many. Raise `Refused` when any row is at fault."""
    if planned.faults:
        raise Refused("Nothing was saved.")
    for row in planned.changed:
        person = row.owner.person(work)
        if row.new:
            roster.save_sme(work, person, roster.Entry(**row.values))
        else:
            roster.change_sme(work, person, row.values)
    return len(planned.changed)


def write_table(work: Work, *, full: bool) -> str:
    """Return the roster as CSV, everybody on it; without `full` people's own words and addresses are left out.

    So is who has no Slack account then: nothing else in a row would say whose it is.
    """
    names = [name for name in COLUMNS if full or name not in PRIVATE]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    for sme, person in roster.list_roster(work.session, work.team_id, inactive=True):
        if person.user_id is not None or full:
            said, own = roster.said_of(sme), _own(person)
            writer.writerow([own[name] if name in own else columns.cell_of(name, said) for name in names])
    return out.getvalue()


def _own(person: Person) -> dict[str, str]:
    # Whoever has an account corrects these in Slack; a row of theirs says nothing of them.
    ways = {} if person.user_id else {EMAIL: person.email, PHONE: person.phone}
    words = {name: way.reveal() if way else "" for name, way in ways.items()}
    return {EMAIL: "", PHONE: "", ID: person.user_id or "", NAME: person.name.reveal()} | {
        name: columns.guarded(word) for name, word in words.items()
    }
