"""Whom to call or text right now: crisis contacts, read from a data file that is checked at the start."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mvai_slackbot.data_files import FRESH, SHIPPED as FOLDER, from_files
from mvai_slackbot.errors import Refused

CONTACTS = "crisis_contacts.json"
SHIPPED = FOLDER / CONTACTS
# Without these two no message for somebody in need may go out, so the bot does not start without them.
ALWAYS = ("911", "988")
COPLINE = "copline"


class CrisisContact(BaseModel):
    """One line to call or text, with where it comes from and when a person last looked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str = Field(pattern=r"^[a-z0-9-]{2,30}$")
    title: str = Field(min_length=2, max_length=80)
    who_for: str = Field(min_length=2, max_length=160)
    contact: str = Field(min_length=2, max_length=80)
    # Answered by people who know police work: check-ins begin only while one of these is verified.
    for_law_enforcement: bool = False
    source: str = Field(min_length=2, max_length=200)
    # V: seen on the publisher's own page; S: on a third party's; K+ and K?: common knowledge, firm or shaky.
    confidence: Literal["V", "S", "K+", "K?"]
    # When a person last called it; null: nobody has, so it is not shown.
    last_verified: date | None

    @property
    def shown(self) -> bool:
        """Whether people see it: 911 and 988 always, any other once somebody has verified it."""
        return self.key in ALWAYS or self.last_verified is not None


def read_contacts(path: Path) -> tuple[CrisisContact, ...]:
    """Read a file of contacts; raise `Refused` that names the file and the entry at fault."""
    try:
        rows = json.loads(path.read_text("utf-8"))["contacts"]
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Refused(f'{path}: cannot be read as {{"contacts": […]}} ({type(fault).__name__}).') from None
    if not isinstance(rows, list):
        raise Refused(f'{path}: "contacts" is not a list.')
    contacts = tuple(_read_one(path, place, row) for place, row in enumerate(rows, start=1))
    keys = [one.key for one in contacts]
    for key in keys:
        if keys.count(key) > 1:
            raise Refused(f'{path}: entry "{key}" is there twice.')
    for key in ALWAYS:
        found = next((one for one in contacts if one.key == key), None)
        if found is None or key not in found.contact:
            raise Refused(f'{path}: entry "{key}" is missing or does not give {key}. It is shown always; put it back.')
    return contacts


def _read_one(path: Path, place: int, row: object) -> CrisisContact:
    try:
        return CrisisContact.model_validate(row)
    except ValidationError as error:
        first = error.errors()[0]
        named = f' ("{row["key"]}")' if isinstance(row, dict) and row.get("key") else ""
        where = ".".join(str(part) for part in first["loc"]) or "entry"
        raise Refused(f"{path}: entry {place}{named}, {where}: {first['msg']}.") from None


# Every contact on file, those that nobody verified too; raises `Refused` where the file is at fault.
list_all = from_files(lambda folder: read_contacts(folder.find(CONTACTS)))


def list_contacts() -> tuple[CrisisContact, ...]:
    """Return the contacts the bot shows, in their order; raise `Refused` where their file is at fault."""
    return tuple(one for one in list_all() if one.shown)


def list_first() -> tuple[CrisisContact, ...]:
    """Return those shown with every word about a call: 911, 988, and CopLine where it is on file."""
    return tuple(one for one in list_contacts() if one.key in (*ALWAYS, COPLINE))


def has_line_for_law_enforcement() -> bool:
    """Whether a line for law enforcement is on file and verified: without one no check-ins begin."""
    return any(one.for_law_enforcement for one in list_contacts())


def list_stale(contacts: Sequence[CrisisContact], today: date) -> list[CrisisContact]:
    """Return those that nobody has looked at for 90 days: a person should call them and write the new date."""
    return [one for one in contacts if one.last_verified is not None and today - one.last_verified > FRESH]
