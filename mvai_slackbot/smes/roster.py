"""The roster: put somebody on it, correct what it says, see who is on it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.smes.facts import SmeAdded
from mvai_slackbot.smes.models import EarlierSme, Kind, Sme, Travel
from mvai_slackbot.work import Work


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

    kind: Kind
    areas: Sequence[str]
    experience: Sequence[str]
    home_state: str
    timezone: str
    travel: Travel
    most: int
    talks: str | None = field(repr=False)
    active: bool


def save_sme(work: Work, person: Person, entry: Entry) -> Sme:
    """Put somebody on the roster, or correct what it says; what it said before stays on record."""
    sme = find_sme(work.session, person.id)
    values = {name: getattr(entry, name) for name in ("kind", "home_state", "timezone", "travel", "most", "active")}
    values |= {
        "areas": list(entry.areas), "experience": list(entry.experience), "talks": Private.of(entry.talks)
    }  # fmt: skip
    if sme is not None:
        _keep_earlier(work, sme)
        for name, value in values.items():
            setattr(sme, name, value)
    else:
        sme = Sme(person_id=person.id, added_at=work.now, added_by=work.actor.person_id, **values)
        work.session.add(sme)
        work.session.flush()
    if entry.active:
        people.give_role(work, person, Role.SME)
    else:
        people.end_role(work, person, Role.SME)
    work.record(SmeAdded(sme, person))
    return sme


def _keep_earlier(work: Work, sme: Sme) -> None:
    said = {
        "kind": sme.kind,
        "areas": sme.areas,
        "experience": sme.experience,
        "home_state": sme.home_state,
        "timezone": sme.timezone,
        "travel": sme.travel,
        "most": sme.most,
        "talks": sme.talks.reveal() if sme.talks else None,
        "active": sme.active,
    }
    earlier = EarlierSme(
        sme_id=sme.id, until=work.now, changed_by=work.actor.person_id, said=Private(json.dumps(said, sort_keys=True))
    )
    work.session.add(earlier)


def list_roster(session: Session, team_id: str, *, inactive: bool = False) -> list[tuple[Sme, Person]]:
    """Return who is on the roster and has an active account, in the order of joining; `inactive` shows all."""
    rows = (
        select(Sme, Person).join(Person, Person.id == Sme.person_id).where(Person.team_id == team_id).order_by(Sme.id)
    )
    if not inactive:
        rows = rows.where(Sme.active.is_(True), Person.deactivated.is_(False))
    return [(sme, person) for sme, person in session.execute(rows)]
