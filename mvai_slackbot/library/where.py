"""Where an incident stands in time: its phase, and what lies over it."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from mvai_slackbot import phases
from mvai_slackbot.incidents import service_calendar as calendar
from mvai_slackbot.incidents.models import Incident

# Days around a hard day, and around the year mark, that ask for their own things (source: the phase model's overlays).
AROUND_HARD_DAY = (timedelta(days=3), timedelta(days=7))
AROUND_MARK = (timedelta(days=30), timedelta(days=14))
A_YEAR = 365


def phase_of(session: Session, incident: Incident, now: datetime) -> phases.Phase:
    """Return the phase by what a coordinator said of it last, else by the clock; one begun early gives way to a later one."""
    today = now.astimezone(calendar.zone_of(incident)).date()
    by_clock = phases.phase_on((today - calendar.zero_of(incident)).days)
    said = [turn for turn in calendar.list_turns(session, incident.id) if turn.since <= today]
    chosen = phases.find_phase(said[-1].phase) if said and said[-1].phase else None
    if chosen is None:
        return by_clock
    return chosen if said[-1].held else max(chosen, by_clock, key=lambda one: one.from_day)


def overlays_of(session: Session, incident: Incident, now: datetime) -> list[str]:
    """Return which overlays hold today: the year mark's, a hard day's."""
    today = now.astimezone(calendar.zone_of(incident)).date()
    found = ["year_mark"] if _near(today, _marks(session, incident, today), AROUND_MARK) else []
    hard = [one.day for one in calendar.list_hard_days(session, incident.id)]
    return [*found, *(["trigger_event"] if _near(today, hard, AROUND_HARD_DAY) else [])]


def _marks(session: Session, incident: Incident, today: date) -> list[date]:
    said = calendar.find_mark(session, incident.id)
    first = said.first_on if said is not None and said.first_on else _years_after(calendar.zero_of(incident), 1)
    return [
        _years_after(first, years) for years in range(max(0, today.year - first.year - 1), today.year - first.year + 2)
    ]


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February in a year without one
        return day.replace(year=day.year + years, day=28)


def _near(today: date, days: list[date], around: tuple[timedelta, timedelta]) -> bool:
    before, after = around
    return any(day - before <= today <= day + after for day in days)
