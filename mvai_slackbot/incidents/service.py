"""Open an incident, add details, hand it over, find it again."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session, load_only, make_transient_to_detached

from mvai_slackbot import counties
from mvai_slackbot.db import Private, rows_of, straight
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.facts import DetailsChanged, IncidentOpened, OwnerChanged, StillWaiting
from mvai_slackbot.incidents.models import EarlierWords, Incident, Status, WrongEyes
from mvai_slackbot.numbers import take_number
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_staff, list_staff_on_call
from mvai_slackbot.people.models import Part, PartHeld, Person, Role
from mvai_slackbot.work import Work

# "14", "014" or "2026-014", as people say a number aloud.
SHORT = re.compile(r"^#?(?:(\d{4})-)?(\d{1,4})$")
PRIVATE_DETAILS = ("description", "agency", "released_counts", "lead_agency", "considerations")
PATIENCE = timedelta(seconds=5)
# Asked while somebody waits for an answer: built once, and without the columns that the answer does not name.
RECENT = (
    select(Incident)
    .where(
        Incident.team_id == bindparam("team"),
        Incident.opened_at > bindparam("since"),
        Incident.id != bindparam("besides"),
        Incident.drill.is_(False),
    )
    .options(
        load_only(Incident.number, Incident.drill, Incident.channel_id, Incident.channel_name, Incident.description)
    )
    .order_by(Incident.opened_at.desc(), Incident.id.desc())
    .limit(5)
)
OPENED = insert(rows_of(Incident)).returning(rows_of(Incident).c.id)
OWN = insert(rows_of(PartHeld)).values(part=Part.OWNER, until=None, invited=True)
TAKE_BACK = timedelta(minutes=10)


def open_incident(
    work: Work, *, description: str | None, drill: bool = False, answer_url: str = "", zone: str = "UTC"
) -> Incident:
    """Open an incident owned by the actor; its channel follows."""
    if work.actor.person_id is None:
        raise Refused("An incident is opened by a person.")
    year = work.now.astimezone(ZoneInfo(zone or "UTC")).year
    kind = "mvai-drill" if drill else "mvai"
    serial = take_number(work.session, f"{work.team_id}:{kind}:{year}")
    incident = Incident(
        team_id=work.team_id,
        drill=drill,
        year=year,
        serial=serial,
        number=f"{kind}-{year}-{serial:03d}",
        description=Private.of(description),
        opened_at=work.now,
        opened_by=work.actor.person_id,
        answer_url=Private.of(answer_url),
        timezone=zone,
    )
    _write(work.session, incident)
    owner = people.get_person(work.session, work.actor.person_id)
    straight(work.session).execute(OWN, {"incident_id": incident.id, "person_id": owner.id, "since": work.now})
    work.record(IncidentOpened(incident, owner))
    return incident


def _write(session: Session, incident: Incident) -> None:
    # By one statement built once, since somebody waits; from here on the session keeps track of it as of any row.
    columns = (column.key for column in rows_of(Incident).columns if not column.primary_key)
    incident.id = straight(session).execute(OPENED, {name: getattr(incident, name) for name in columns}).scalar_one()
    make_transient_to_detached(incident)
    session.add(incident)


def get_incident(session: Session, incident_id: int) -> Incident:
    """Return an incident by row id."""
    incident = session.get(Incident, incident_id)
    if incident is None:
        raise Refused("That incident is not on record.")
    return incident


def find_by_channel(session: Session, channel_id: str) -> Incident | None:
    """Return the incident whose channel this is."""
    return session.scalar(select(Incident).where(Incident.channel_id == channel_id)) if channel_id else None


def find_by_number(session: Session, team_id: str, number: str) -> Incident | None:
    """Return the incident of a number, typed "mvai-2026-014"."""
    return session.scalar(
        select(Incident).where(Incident.team_id == team_id, Incident.number == number.strip().lower())
    )


def find_by_typed(session: Session, team_id: str, typed: str) -> Incident | None:
    """Return the incident that a person means: its whole number, "2026-014", or the latest "14" that is no drill."""
    short = SHORT.match(typed.strip())
    if short is None:
        return find_by_number(session, team_id, typed)
    year, serial = short.groups()
    rows = select(Incident).where(
        Incident.team_id == team_id,
        Incident.drill.is_(False),
        Incident.number.like(f"%-{year or '%'}-{int(serial):03d}"),
    )
    return session.scalar(rows.order_by(Incident.id.desc()).limit(1))


def incident_id_of(session: Session, channel_id: str) -> int | None:
    """Return which incident a channel belongs to."""
    return session.scalar(select(Incident.id).where(Incident.channel_id == channel_id))


def list_open(session: Session, team_id: str, *, limit: int = 50) -> list[Incident]:
    """Return the open incidents, latest first."""
    rows = select(Incident).where(Incident.team_id == team_id, Incident.status == Status.OPEN)
    return list(session.scalars(rows.order_by(Incident.id.desc()).limit(limit)))


def list_all(session: Session, team_id: str, *, limit: int = 50) -> list[Incident]:
    """Return incidents open and closed, latest first."""
    rows = select(Incident).where(Incident.team_id == team_id).order_by(Incident.id.desc()).limit(limit)
    return list(session.scalars(rows))


def list_recent(work: Work, *, besides: int) -> list[Incident]:
    """Return incidents, not drills, opened in the last 24 hours besides one."""
    asked = {"team": work.team_id, "since": work.now - timedelta(hours=24), "besides": besides}
    with work.session.no_autoflush:
        return list(work.session.scalars(RECENT, asked))


def owner_of(session: Session, incident_id: int) -> Person | None:
    """Return who owns an incident."""
    owners = people.list_in_part(session, incident_id, Part.OWNER)
    return owners[-1] if owners else None


def holder_of(work: Work, incident: Incident) -> list[Person]:
    """Return who takes the incident's alarms and tasks now: its owner, or staff on call while the owner is away.

    An owner whose account or role is gone while nobody is on call leaves them to every coordinator: an alarm is never
    lost. Somebody on call who is no staff gets none: they could do nothing about it, and it is not theirs to read.
    """
    owner = owner_of(work.session, incident.id)
    if incident.drill:
        return [owner] if owner is not None else []
    gone = owner is None or owner.deactivated or not is_staff(work.session, owner.id)
    if owner is not None and not gone and not people.is_absent(work.session, owner.id, work.now):
        return [owner]
    on_call = list_staff_on_call(work)[:1]
    if on_call or owner is None or gone:
        return on_call or people.list_holders(work.session, work.team_id, Role.COORDINATOR)
    return [owner]


def hold(work: Work, incident: Incident) -> None:
    """Let others who change the same incident wait, and see what those before us changed."""
    work.session.flush()
    work.session.refresh(incident, with_for_update={"key_share": True})


def change_details(
    work: Work, incident: Incident, details: Mapping[str, Any], *, emptied: Collection[str] = ()
) -> None:
    """Save details; what they said before stays on record. None leaves a detail as it is, unless it is `emptied`."""
    details = {name: value for name, value in details.items() if value is not None} | {
        name: None if name in PRIVATE_DETAILS or name == "occurred_on" else "" for name in emptied
    }
    if not details:
        return
    hold(work, incident)
    changed = False
    for field, value in _one_place(incident, details).items():
        new = Private.of(value) if field in PRIVATE_DETAILS else value
        old = getattr(incident, field)
        if new == old:
            continue
        if old:
            words = old if isinstance(old, Private) else Private(_said(field, old))
            work.session.add(
                EarlierWords(
                    incident_id=incident.id, field=field, words=words, until=work.now, changed_by=work.actor.person_id
                )
            )
        setattr(incident, field, new)
        changed = True
    if changed:
        work.record(DetailsChanged(incident))


def _one_place(incident: Incident, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return details without a county that is in another state than they say: somebody else may have noted it meanwhile."""
    state, county = details.get("state", incident.state), details.get("county", incident.county)
    return {**details, "county": ""} if state and county and counties.state_of(county) != state else dict(details)


def _said(field: str, old: object) -> str:
    return counties.in_words(str(old)) if field == "county" else str(old)


def hand_over(work: Work, incident: Incident, to: Person, note: str | None) -> None:
    """Make somebody else the owner."""
    if not is_staff(work.session, to.id):
        raise Refused(
            f"{incident.mark}{to.name.reveal()} is not program staff, so {incident.number} stays with its owner: its "
            "tasks could not be done by them. Please choose a coordinator."
        )
    hold(work, incident)
    before = owner_of(work.session, incident.id)
    if before is not None and before.id == to.id:
        raise Refused(f"{incident.mark}{to.name.reveal()} owns {incident.number} already.")
    people.end_part(work, incident.id, Part.OWNER)
    people.give_part(work, incident.id, to, Part.OWNER)
    work.record(OwnerChanged(incident, to, before, note))


def tell_waiting(work: Work) -> None:
    """Record incidents whose channel has not come for five seconds, once each."""
    waiting = select(Incident).where(
        Incident.channel_id.is_(None), Incident.told_waiting.is_(False), Incident.opened_at < work.now - PATIENCE
    )
    # One whose channel is being written down in this instant does not wait any more.
    for incident in work.session.scalars(waiting.with_for_update(skip_locked=True)):
        incident.told_waiting = True
        work.record(StillWaiting(incident))


def take_back(work: Work, incident: Incident, person: Person, what: str, since: datetime) -> None:
    """Record that something reached a wrong person; raise `Refused` when ten minutes have passed."""
    if work.now - since > TAKE_BACK:
        raise Refused("Ten minutes have passed: it cannot be taken back anymore. Please phone the person.")
    work.session.add(
        WrongEyes(incident_id=incident.id, person_id=person.id, what=what, seen_from=since, taken_back_at=work.now)
    )
