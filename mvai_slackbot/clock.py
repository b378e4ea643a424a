"""What time it is: the turned clock that people see, and the machine's own; and how moments are said and typed."""

import re
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

# "8", "8:30", "20:30", "2030", each with or without am and pm.
TYPED_HOUR = re.compile(r"^(\d{1,2})(?::?(\d{2}))?\s*(?:([ap])\.?m\.?)?$")
NAMED_HOURS = {"noon": time(12), "midnight": time(0)}
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# "2026-12-02"; "12/2", "12/2/26", "12/2/2026", the month first; "Dec 2", "December 2nd, 2026"; "2 December 2026".
ISO_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
SLASHED_DAY = re.compile(r"^(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?$")
NAMED_DAY = re.compile(r"^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$")
DAY_FIRST = re.compile(r"^(\d{1,2})(?:st|nd|rd|th|\.)? ([a-z]{3,9})\.?(?:,? (\d{4}))?$")
# A leap day without a year may be eight years away.
YEARS_AHEAD = 8
# Said between a day and an hour, and before either.
BETWEEN = frozenset({"at", "on"})


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
    words = typed.strip().lower()
    match = TYPED_HOUR.match(words)
    if words in NAMED_HOURS:
        return NAMED_HOURS[words]
    if match is None or (match[2] is None and match[3] is None):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def read_day(typed: str, today: date | None = None) -> date | None:
    """Return the day somebody typed, as Americans and as machines write it; None for anything else.

    With `today`, "tomorrow", "friday" and days without a year are read as well: the next such day.
    """
    words = " ".join(typed.strip().lower().split())
    try:
        if ISO_DAY.match(words):
            return date.fromisoformat(words)
        if today is not None and (said := _relative_day(words, today)) is not None:
            return said
        month, day, year = _parts_of_day(words)
        if year:
            return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
        return _next_day(month, day, today) if today is not None else None
    except ValueError:
        return None


def _relative_day(words: str, today: date) -> date | None:
    if words in ("today", "tomorrow"):
        return today + timedelta(days=1 if words == "tomorrow" else 0)
    found = [place for place, name in enumerate(WEEKDAYS) if len(words) > 2 and name.startswith(words)]
    # On a Friday, "friday" is the next one: for this one people say today.
    return today + timedelta(days=(found[0] - today.weekday() - 1) % 7 + 1) if found else None


def _parts_of_day(words: str) -> tuple[int, int, str]:
    if match := SLASHED_DAY.match(words):
        return int(match[1]), int(match[2]), match[3] or ""
    if match := NAMED_DAY.match(words):
        return month_named(match[1]), int(match[2]), match[3] or ""
    if match := DAY_FIRST.match(words):
        return month_named(match[2]), int(match[1]), match[3] or ""
    raise ValueError(words)


def month_named(name: str) -> int:
    """Return the number of a month by its name or the first three letters or more of it; ValueError for no month."""
    found = [number for number, month in enumerate(MONTHS, start=1) if len(name) > 2 and month.startswith(name.lower())]
    if not found:
        raise ValueError(name)
    return found[0]


def _next_day(month: int, day: int, today: date) -> date | None:
    for year in range(today.year, today.year + YEARS_AHEAD + 1):
        with suppress(ValueError):
            if (found := date(year, month, day)) >= today:
                return found
    return None


def read_moment(
    typed: str, after: datetime, zone: ZoneInfo, *, now: datetime, alone: time | None = None
) -> datetime | None:
    """Return the moment (UTC) of "8 am", "tomorrow 8 am", "8 pm on friday", "Dec 2, 2026 at noon"; None for anything else.

    An hour alone is the next such hour after `after`; a day alone counts only where `alone` gives it an hour. A day's
    midnight is the one that ends it.
    """
    words = [word for word in typed.lower().split() if word not in BETWEEN]
    today = now.astimezone(zone).date()
    # The whole first: the year of "Dec 2 2026" would pass for an hour.
    if words and (day := read_day(" ".join(words), today)) is not None:
        return datetime.combine(day, alone, tzinfo=zone).astimezone(UTC) if alone is not None else None
    for size in (2, 1):
        for of_hour, of_day in ((words[-size:], words[:-size]), (words[:size], words[size:])):
            hour = read_hour("".join(of_hour))
            if hour is None:
                continue
            if not of_day:
                return next_hour(hour, after, zone)
            if (day := read_day(" ".join(of_day), today)) is not None:
                day += timedelta(days=of_hour == ["midnight"])
                return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)
    return None
