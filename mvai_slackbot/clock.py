"""What time it is: the turned clock that people see, and the machine's own; and how moments are said and typed."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

# "8", "8:30", "20:30", "2030", each with or without am and pm.
TYPED_HOUR = re.compile(r"^(\d{1,2})(?::?(\d{2}))?\s*(?:([ap])\.?m\.?)?$")


class Clock(Protocol):
    """The clock of everything a person sees; a simulator hands in one that can be turned forward."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock, for every day outside a rehearsal."""

    def now(self) -> datetime:
        """Return the machine's time in UTC."""
        return datetime.now(UTC)


def machine_now() -> datetime:
    """Return the machine's time in UTC: leases, retries and time-outs never follow a turned clock."""
    return datetime.now(UTC)


@cache
def zone_names() -> frozenset[str]:
    """Return the IANA zones this machine knows; asked once, since each look goes through some six hundred files."""
    return frozenset(available_timezones())


def hour_words(hour: time) -> str:
    """Return a time of day as it is said in the United States: "2:30 PM"."""
    return f"{hour.hour % 12 or 12}:{hour:%M} {'AM' if hour.hour < 12 else 'PM'}"


def day_words(day: date, *, this_year: int | None = None) -> str:
    """Return a day with its day of the week: "Thu, Nov 26, 2026", without the year where that is plain."""
    return f"{day:%a}, {date_words(day, this_year=this_year)}"


def date_words(day: date, *, this_year: int | None = None) -> str:
    """Return a day in few words: "Nov 26, 2026", without the year where that is plain."""
    return f"{day:%b} {day.day}" if day.year == this_year else f"{day:%b} {day.day}, {day.year}"


def zone_words(zone: ZoneInfo) -> str:
    """Return whose clock is meant: "Chicago time"."""
    return "UTC" if zone.key == "UTC" else f"{zone.key.rpartition('/')[2].replace('_', ' ')} time"


def moment_words(at: datetime, zone: ZoneInfo) -> str:
    """Return a moment on the clocks of a zone: "Thu, Nov 26, 2026, 2:30 PM, Chicago time"."""
    local = at.astimezone(zone)
    return f"{day_words(local.date())}, {hour_words(local.time())}, {zone_words(zone)}"


def next_hour(hour: time, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the next moment (UTC) at which the clocks of a zone show this time of day; one night in autumn they do twice."""
    day = after.astimezone(zone).date()
    shown = (
        datetime.combine(one, hour.replace(fold=fold), tzinfo=zone).astimezone(UTC)
        for one in (day, day + timedelta(days=1))
        for fold in (0, 1)
    )
    return next(moment for moment in shown if moment > after)


def read_hour(typed: str) -> time | None:
    """Return the time of day somebody typed ("8 am", "8:30 PM", "20:30", "0800"); None for anything else."""
    match = TYPED_HOUR.match(typed.strip().lower())
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
