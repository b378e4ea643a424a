"""People without an account, and linking one later: the history stays with the person."""

from typing import Any

from sqlalchemy import update

from mvai_slackbot.db import Base, Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people.models import Person, PersonEarlier
from mvai_slackbot.people.service import find_person
from mvai_slackbot.work import Work

DETAILS = ("name", "rank", "agency", "email", "phone")


def write_down(work: Work, **details: Any) -> Person:
    """Write down somebody without a Slack account: name, rank, agency, email, phone, prefers, timezone."""
    if not details.get("name"):
        raise Refused("Please give at least a name.")
    person = Person(team_id=work.team_id, name=Private(details["name"]))
    work.session.add(person)
    change_person(work, person, **details)
    work.session.flush()
    return person


def change_person(work: Work, person: Person, **details: Any) -> None:
    """Correct what is on record of somebody; what is empty stays as it was, and what it said before is kept."""
    for field, value in details.items():
        new = Private(value) if value and field in DETAILS else value
        old = getattr(person, field)
        if not value or new == old:
            continue
        if old and person.id is not None:
            words = old if isinstance(old, Private) else Private(str(old))
            work.session.add(
                PersonEarlier(
                    person_id=person.id, field=field, words=words, until=work.now, changed_by=work.actor.person_id
                )
            )
        setattr(person, field, new)


def link_account(work: Work, person: Person, user_id: str) -> Person:
    """Give a person on record their Slack account; what was kept under the account moves to them."""
    if person.user_id == user_id:
        return person
    if person.user_id is not None:
        raise Refused(f"{person.name.reveal()} is linked to <@{person.user_id}> already.")
    other = find_person(work.session, work.team_id, user_id)
    if other is not None:
        _move(work, other, person)
        for field in (*DETAILS, "timezone"):
            if not getattr(person, field):
                setattr(person, field, getattr(other, field))
        person.deactivated, person.guest, person.outside = other.deactivated, other.guest, other.outside
        person.profile_read_at, other.user_id = other.profile_read_at, None
        work.session.flush()
    person.user_id = user_id
    work.session.flush()
    return person


def _move(work: Work, old: Person, new: Person) -> None:
    # Every table that points at a person, present and future, without a list that could be forgotten.
    for table in Base.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name == Person.__tablename__:
                column = key.parent
                work.session.execute(update(table).where(column == old.id).values({column.name: new.id}))
