"""The roster: put somebody on it, correct what it says, see who is on it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.smes.facts import SmeAdded
from mvai_slackbot.smes.models import Assignment, EarlierSme, Kind, Sme, Travel
from mvai_slackbot.smes.service import CURRENT
from mvai_slackbot.work import Work

# What a person typed, and what says more of them than a list should.
WORDS = ("talks", "agencies", "conflicts", "own_dates", "support_name", "support_contact")
NO_SUPPORT = (
    "A family member of a victim helps only with somebody there for them. Please fill in who that is, or leave them "
    "resting for now."
)


def find_sme(session: Session, person_id: int) -> Sme | None:
    """Return what the roster says of somebody."""
    return session.scalar(select(Sme).where(Sme.person_id == person_id))


def get_sme(session: Session, person_id: int, *, locked: bool = False) -> Sme:
    """Return what the roster says of somebody; `locked` makes others who ask for it wait until this work ends."""
    rows = select(Sme).where(Sme.person_id == person_id).execution_options(populate_existing=locked)
    sme = session.scalar(rows.with_for_update() if locked else rows)
    if sme is None:
        name = people.get_person(session, person_id).name.reveal()
        raise Refused(f"{name} is not on the roster. Type `/mvai-sme add @name` first.")
    return sme


@dataclass(frozen=True)
class Entry:
    """What the roster says of somebody."""

    kind: str
    areas: Sequence[str]
    experience: Sequence[str]
    home_state: str
    timezone: str
    travel: Travel
    most: int
    talks: str | None = field(repr=False)
    active: bool
    home_county: str = ""
    agency_type: str = ""
    agency_size: str = ""
    languages: Sequence[str] = ()
    latitude: float | None = None
    longitude: float | None = None
    days: Sequence[int] = ()
    hours_from: str = ""
    hours_to: str = ""
    absences: Sequence[Sequence[str]] = ()
    rest_days: int = 0
    ask_anyway: Sequence[str] = ()
    agencies: str | None = field(default=None, repr=False)
    conflicts: str | None = field(default=None, repr=False)
    own_dates: str | None = field(default=None, repr=False)
    support_name: str | None = field(default=None, repr=False)
    support_contact: str | None = field(default=None, repr=False)


NAMES = tuple(one.name for one in fields(Entry))


def needs_support(kind: str, *, active: bool, support_name: str | None) -> bool:
    """Whether somebody may not be asked as long as nobody is named who is there for them."""
    return kind == Kind.FAMILY_MEMBER and active and not support_name


def chooses_each_time(session: Session, person_id: int) -> bool:
    """Whether somebody chooses each deployment by itself, with a support person who knows of it."""
    sme = find_sme(session, person_id)
    return sme is not None and sme.kind == Kind.FAMILY_MEMBER


def said_of(sme: Sme) -> dict[str, object]:
    """Return all that the roster says of somebody, as plain values; private words are opened."""
    said: dict[str, object] = {}
    for name in NAMES:
        value = getattr(sme, name)
        said[name] = value.reveal() if isinstance(value, Private) else value
    return said


def save_sme(work: Work, person: Person, entry: Entry) -> Sme:
    """Put somebody on the roster, or correct what it says; what it said before stays on record."""
    if needs_support(entry.kind, active=entry.active, support_name=entry.support_name):
        raise Refused(NO_SUPPORT)
    values = {name: _stored(name, getattr(entry, name)) for name in NAMES}
    sme = find_sme(work.session, person.id)
    if sme is None:
        sme = Sme(person_id=person.id, added_at=work.now, added_by=work.actor.person_id, **values)
        work.session.add(sme)
        work.session.flush()
        _settle_role(work, person, sme)
        work.record(SmeAdded(sme, person))
    else:
        change_sme(work, person, values)
    return sme


def change_sme(work: Work, person: Person, values: Mapping[str, object]) -> list[str]:
    """Correct some of what the roster says of somebody; return what changed. What it said before stays on record."""
    sme = get_sme(work.session, person.id, locked=True)
    new = {name: _stored(name, value) for name, value in values.items()}
    changed = [name for name, value in new.items() if getattr(sme, name) != value]
    if changed:
        said = json.dumps(said_of(sme), sort_keys=True)
        earlier = EarlierSme(sme_id=sme.id, until=work.now, changed_by=work.actor.person_id, said=Private(said))
        work.session.add(earlier)
        for name in changed:
            setattr(sme, name, new[name])
        work.record(SmeAdded(sme, person))
    _settle_role(work, person, sme)
    return changed


def _stored(name: str, value: Any) -> Any:
    if name in WORDS:
        return value if isinstance(value, Private) else Private.of(str(value)) if value else None
    if isinstance(value, tuple | list):
        return [list(one) if isinstance(one, tuple) else one for one in value]
    return value


def _settle_role(work: Work, person: Person, sme: Sme) -> None:
    if sme.active:
        people.give_role(work, person, Role.SME)
    else:
        people.end_role(work, person, Role.SME)


def list_roster(session: Session, team_id: str, *, inactive: bool = False) -> list[tuple[Sme, Person]]:
    """Return who is on the roster and has an active account, in the order of joining; `inactive` shows all."""
    rows = (
        select(Sme, Person).join(Person, Person.id == Sme.person_id).where(Person.team_id == team_id).order_by(Sme.id)
    )
    if not inactive:
        rows = rows.where(Sme.active.is_(True), Person.deactivated.is_(False))
    return [(sme, person) for sme, person in session.execute(rows)]


def count_current(session: Session) -> dict[int, int]:
    """Return how many assignments everybody has now, by person; who has none is not among them."""
    found = session.execute(CURRENT.group_by(Assignment.person_id))
    return {row[0]: row[1] for row in found}
