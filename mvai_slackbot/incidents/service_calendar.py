"""The calendar of an incident: day 0, hard days, phases held or begun early, the year mark."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot import phases
from mvai_slackbot.clock import day_words
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import facts_calendar as facts
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.models_calendar import HardDay, PhaseTurn, YearMark
from mvai_slackbot.incidents.service import hold
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

NAMES = ("year mark", "remembrance date")
# Further away than this a day was mistyped.
FARTHEST = timedelta(days=3660)


def zone_of(incident: Incident) -> ZoneInfo:
    """Return the incident's own zone."""
    return ZoneInfo(incident.timezone or "UTC")


def zero_of(incident: Incident) -> date:
    """Return day 0: the day it happened where it happened, else the local day it was opened."""
    return incident.occurred_on or incident.opened_at.astimezone(zone_of(incident)).date()


def happened_at(incident: Incident) -> datetime | None:
    """Return the moment it happened, None while nobody has given its day and hour."""
    if incident.occurred_on is None or not incident.occurred_time:
        return None
    hour, minute = (int(part) for part in incident.occurred_time.split(":")[:2])
    return datetime.combine(incident.occurred_on, time(hour, minute), tzinfo=zone_of(incident)).astimezone(UTC)


def list_hard_days(session: Session, incident_id: int) -> list[HardDay]:
    """Return the hard days on the calendar, earliest first."""
    rows = select(HardDay).where(HardDay.incident_id == incident_id, HardDay.removed_at.is_(None))
    return list(session.scalars(rows.order_by(HardDay.day, HardDay.id)))


def list_turns(session: Session, incident_id: int) -> list[PhaseTurn]:
    """Return what was said of the phase, in its order."""
    rows = select(PhaseTurn).where(PhaseTurn.incident_id == incident_id)
    return list(session.scalars(rows.order_by(PhaseTurn.since, PhaseTurn.id)))


def find_mark(session: Session, incident_id: int) -> YearMark | None:
    """Return what staff said of the year mark."""
    return session.scalar(select(YearMark).where(YearMark.incident_id == incident_id))


def has_loss(session: Session, incident_id: int) -> bool:
    """Whether somebody died in the line of duty: the words of check-ins are other words then."""
    return any(facts.is_loss(one.kind) for one in list_hard_days(session, incident_id))


def set_hard_day(work: Work, incident: Incident, kind: str, day: date) -> HardDay:
    """Put a hard day on the calendar; the same one twice changes nothing."""
    if phases.find_kind(kind) is None:
        known = ", ".join(f"`{one.key}`" for one in phases.list_kinds())
        raise Refused(f"Please choose one of these kinds: {known}.")
    _check_day(incident, day)
    hold(work, incident)
    same = [one for one in list_hard_days(work.session, incident.id) if (one.kind, one.day) == (kind, day)]
    if same:
        raise Refused(f"{facts.kind_words(kind)} on {day_words(day)} is on the calendar already.")
    made = HardDay(incident_id=incident.id, kind=kind, day=day, set_at=work.now, set_by=work.actor.person_id)
    work.session.add(made)
    work.session.flush()
    work.record(facts.HardDaySet(incident, made))
    return made


def _check_day(incident: Incident, day: date) -> None:
    zero = zero_of(incident)
    if day < zero:
        raise Refused(f"{day_words(day)} lies before the day of the incident ({day_words(zero)}).")
    if day - zero > FARTHEST:
        raise Refused(f"{day_words(day)} is more than ten years away. Please look at the year.")


def remove_hard_day(work: Work, hard_day_id: int, incident_id: int) -> HardDay:
    """Take a hard day off the calendar; twice changes nothing."""
    found = work.session.get(HardDay, hard_day_id, with_for_update=True)
    if found is None or found.incident_id != incident_id:
        raise Refused("That day belongs to another incident.")
    if found.removed_at is None:
        found.removed_at = work.now
        incident = work.session.get_one(Incident, found.incident_id)
        work.record(facts.HardDayRemoved(incident, found))
    return found


def phase_now(work: Work, incident: Incident) -> tuple[phases.Phase, PhaseTurn | None]:
    """Return the phase as it stands today, and what a coordinator said last; None while it goes by the clock."""
    today = work.now.astimezone(zone_of(incident)).date()
    by_clock = phases.phase_on((today - zero_of(incident)).days)
    turns = list_turns(work.session, incident.id)
    turn = turns[-1] if turns and turns[-1].phase else None
    said = phases.find_phase(turn.phase) if turn is not None else None
    if turn is None or said is None:
        return by_clock, None
    if turn.held or said.from_day > by_clock.from_day:
        return said, turn
    # Begun early, and the clock has come there by itself.
    return by_clock, None


def turn_phase(work: Work, incident: Incident, phase: str, *, held: bool) -> PhaseTurn:
    """Hold a phase, begin it early, or with no phase let the clock decide again; from today on."""
    if phase and phases.find_phase(phase) is None:
        raise Refused("That phase is not in the content.")
    hold(work, incident)
    today = work.now.astimezone(zone_of(incident)).date()
    made = PhaseTurn(
        incident_id=incident.id, since=today, phase=phase, held=held, set_at=work.now, set_by=work.actor.person_id
    )
    work.session.add(made)
    work.session.flush()
    work.record(facts.PhaseTurned(incident, made))
    return made


def name_mark(work: Work, incident: Incident, name: str, first_on: date | None) -> YearMark:
    """Name the year mark and choose its day; a 29 February needs one, any other has its own."""
    if name not in NAMES:
        raise Refused("Please choose one of the names.")
    zero = zero_of(incident)
    if first_on is not None and not timedelta(days=300) < first_on - zero < timedelta(days=430):
        raise Refused(f"Please choose a day about a year after {day_words(zero)}.")
    hold(work, incident)
    mark = find_mark(work.session, incident.id)
    if mark is None:
        mark = YearMark(
            incident_id=incident.id, name=name, first_on=first_on, set_at=work.now, set_by=work.actor.person_id
        )
        work.session.add(mark)
    mark.name, mark.first_on, mark.set_at, mark.set_by = name, first_on, work.now, work.actor.person_id
    work.session.flush()
    work.record(facts.YearMarkSet(incident, mark))
    return mark


def spare(work: Work, incident: Incident, person: Person) -> None:
    """Let nothing be asked of a leader whom it hit; no reason is asked or kept."""
    work.record(facts.LeaderSpared(incident, person))
