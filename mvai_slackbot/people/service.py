"""Write down people, roles, parts and shifts; find them again."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from mvai_slackbot.clock import machine_now, zone_names
from mvai_slackbot.db import Private, straight
from mvai_slackbot.errors import Refused
from mvai_slackbot.people.facts import PersonDeactivated, PersonMet, RoleEnded, RoleGiven
from mvai_slackbot.people.models import Absence, OnCall, Part, PartHeld, Person, Role, RoleHeld
from mvai_slackbot.work import Work

PROFILE_DAY = timedelta(days=1)
# What every gesture asks is built once: building a statement costs more than SQLite needs to answer it.
PERSON = select(Person).where(Person.team_id == bindparam("team"), Person.user_id == bindparam("user"))
ROLES = select(RoleHeld.role).where(RoleHeld.person_id == bindparam("person"), RoleHeld.until.is_(None))


def find_person(session: Session, team_id: str, user_id: str) -> Person | None:
    """Return the person of a Slack account."""
    return session.scalar(PERSON, {"team": team_id, "user": user_id})


def get_person(session: Session, person_id: int) -> Person:
    """Return a person by row id."""
    person = session.get(Person, person_id)
    if person is None:
        raise Refused("That person is not on record anymore.")
    return person


def meet(work: Work, user_id: str) -> Person:
    """Return the person of a Slack account, writing down somebody new; their profile is read by delivery."""
    person = find_person(work.session, work.team_id, user_id)
    if person is None:
        person = Person(team_id=work.team_id, user_id=user_id, name=Private(user_id))
        work.session.add(person)
        work.session.flush()
        work.record(PersonMet(person))
    return person


def reachable(work: Work, user_id: str) -> Person:
    """Return the person of a Slack account who can be asked something; raise `Refused` for one who cannot."""
    person = meet(work, user_id)
    if person.deactivated:
        raise Refused(f"<@{user_id}>'s Slack account is deactivated. Choose somebody else.")
    if person.outside:
        raise Refused(
            f"<@{user_id}> belongs to another organization, so the bot cannot write to them here. "
            "A leader or contact can be put on record without an account: `/mvai-incident leader`."
        )
    return person


def learn(work: Work, profile: Mapping[str, Any]) -> Person:
    """Take over a profile as Slack describes it (users.info, user_change)."""
    person = meet(work, str(profile["id"]))
    details = profile.get("profile") or {}
    name = details.get("real_name") or profile.get("real_name") or profile.get("name")
    person.name = Private(str(name)) if name else person.name
    person.rank = person.rank or Private.of(details.get("title"))
    person.email = person.email or Private.of(details.get("email"))
    zone = str(profile.get("tz") or "")
    person.timezone = zone if zone in zone_names() else person.timezone
    person.guest = bool(profile.get("is_restricted") or profile.get("is_ultra_restricted"))
    person.outside = bool(profile.get("is_stranger"))
    if profile.get("deleted") and not person.deactivated:
        work.record(PersonDeactivated(person))
    person.deactivated = bool(profile.get("deleted"))
    # By the machine's clock: how fresh a copy is has nothing to do with a rehearsal's date.
    person.profile_read_at = machine_now()
    return person


def list_unknown(session: Session, team_id: str, user_ids: Sequence[str]) -> list[str]:
    """Return those whose profile was not read for a day."""
    fresh = session.scalars(
        select(Person.user_id).where(
            Person.team_id == team_id,
            Person.user_id.in_(user_ids),
            Person.profile_read_at > machine_now() - PROFILE_DAY,
        )
    ).all()
    return [user_id for user_id in user_ids if user_id not in fresh]


def roles_of(session: Session, person_id: int) -> set[Role]:
    """Return the roles somebody has now."""
    return set(straight(session).scalars(ROLES, {"person": person_id}))


def list_holders(session: Session, team_id: str, role: Role) -> list[Person]:
    """Return everybody who has a role now and an active account."""
    holders = (
        select(Person)
        .join(RoleHeld, RoleHeld.person_id == Person.id)
        .where(
            Person.team_id == team_id, RoleHeld.role == role, RoleHeld.until.is_(None), Person.deactivated.is_(False)
        )
        .order_by(RoleHeld.id)
    )
    return list(session.scalars(holders).unique())


def _hold(work: Work, person: Person) -> None:
    # Of two who change the same about somebody in the same instant, the second sees what the first did.
    work.session.flush()
    work.session.refresh(person, with_for_update={"key_share": True})


def give_role(work: Work, person: Person, role: Role) -> bool:
    """Give a role; False when the person has it already."""
    if role in roles_of(work.session, person.id):
        return False
    _hold(work, person)
    if role in roles_of(work.session, person.id):
        return False
    work.session.add(RoleHeld(person_id=person.id, role=role, since=work.now, given_by=work.actor.person_id))
    work.record(RoleGiven(person, role))
    return True


def end_role(work: Work, person: Person, role: Role) -> bool:
    """End a role; False when the person does not have it."""
    _hold(work, person)
    held = work.session.scalars(
        select(RoleHeld).where(RoleHeld.person_id == person.id, RoleHeld.role == role, RoleHeld.until.is_(None))
    ).all()
    for row in held:
        row.until, row.ended_by = work.now, work.actor.person_id
    if held:
        work.record(RoleEnded(person, role))
    return bool(held)


def parts_of(session: Session, incident_id: int, person_id: int) -> set[Part]:
    """Return the parts somebody has in an incident now."""
    held = select(PartHeld.part).where(
        PartHeld.incident_id == incident_id, PartHeld.person_id == person_id, PartHeld.until.is_(None)
    )
    return set(session.scalars(held))


def had_part(session: Session, incident_id: int, person_id: int) -> bool:
    """Whether somebody has or had any part in an incident."""
    held = select(PartHeld.id).where(PartHeld.incident_id == incident_id, PartHeld.person_id == person_id)
    return session.scalar(held.limit(1)) is not None


def list_in_part(session: Session, incident_id: int, *parts: Part) -> list[Person]:
    """Return who has one of the parts in an incident now, earliest first."""
    held = (
        select(Person)
        .join(PartHeld, PartHeld.person_id == Person.id)
        .where(PartHeld.incident_id == incident_id, PartHeld.part.in_(parts), PartHeld.until.is_(None))
        .order_by(PartHeld.id)
    )
    return list(session.scalars(held).unique())


def list_invited(session: Session, incident_id: int, *parts: Part) -> list[Person]:
    """Return who has one of the parts now and is to be in the channel."""
    held = (
        select(Person)
        .join(PartHeld, PartHeld.person_id == Person.id)
        .where(
            PartHeld.incident_id == incident_id,
            PartHeld.part.in_(parts),
            PartHeld.until.is_(None),
            PartHeld.invited.is_(True),
        )
        .order_by(PartHeld.id)
    )
    return list(session.scalars(held).unique())


def list_incidents_of(session: Session, person_id: int, *parts: Part) -> list[int]:
    """Return the ids of incidents in which somebody has a part now (any part when none is named)."""
    held = select(PartHeld.incident_id).where(PartHeld.person_id == person_id, PartHeld.until.is_(None))
    if parts:
        held = held.where(PartHeld.part.in_(parts))
    return sorted(set(session.scalars(held)))


def give_part(work: Work, incident_id: int, person: Person, part: Part, *, invited: bool = True) -> bool:
    """Give a part in an incident; False when the person has it already. `invited`: they are to be in the channel."""
    if part in parts_of(work.session, incident_id, person.id):
        return False
    work.session.add(PartHeld(incident_id=incident_id, person_id=person.id, part=part, since=work.now, invited=invited))
    return True


def end_part(work: Work, incident_id: int, part: Part, person: Person | None = None) -> list[Person]:
    """End a part, for one person or for whoever has it; return who had it."""
    rows = select(PartHeld).where(PartHeld.incident_id == incident_id, PartHeld.part == part, PartHeld.until.is_(None))
    if person is not None:
        rows = rows.where(PartHeld.person_id == person.id)
    ended = []
    for row in work.session.scalars(rows).all():
        row.until = work.now
        ended.append(get_person(work.session, row.person_id))
    return ended


def _current(team_id: str, now: datetime) -> Any:
    return select(OnCall).where(
        OnCall.team_id == team_id, OnCall.since <= now, or_(OnCall.until.is_(None), OnCall.until > now)
    )


def list_on_call(session: Session, team_id: str, now: datetime) -> list[Person]:
    """Return who is on call now, the first person first; deactivated and absent people are passed over."""
    shifts = session.scalars(_current(team_id, now).order_by(OnCall.rank, OnCall.id.desc())).all()
    people = [get_person(session, person_id) for person_id in dict.fromkeys(shift.person_id for shift in shifts)]
    return [one for one in people if not one.deactivated and not is_absent(session, one.id, now)]


def go_away(work: Work, person: Person, until: datetime | None) -> None:
    """Let somebody take no tasks for a while; their alarms and tasks go to who is on call."""
    _hold(work, person)
    come_back(work, person)
    work.session.add(Absence(person_id=person.id, since=work.now, until=until))


def come_back(work: Work, person: Person) -> bool:
    """End somebody's absence; False when they were not away."""
    away = select(Absence).where(Absence.person_id == person.id, or_(Absence.until.is_(None), Absence.until > work.now))
    rows = work.session.scalars(away).all()
    for row in rows:
        row.until = work.now
    return bool(rows)


def is_absent(session: Session, person_id: int, now: datetime) -> bool:
    """Whether somebody takes no tasks now."""
    away = select(Absence.id).where(
        Absence.person_id == person_id, Absence.since <= now, or_(Absence.until.is_(None), Absence.until > now)
    )
    return session.scalar(away.limit(1)) is not None


def zone_of(person: Person, otherwise: str = "UTC") -> ZoneInfo:
    """Return somebody's time zone, or another when Slack does not know it."""
    return ZoneInfo(person.timezone or otherwise or "UTC")
