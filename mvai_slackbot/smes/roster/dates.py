"""Days as people type them: absences, days of the year, a point on the map; each refusal says what to type."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from mvai_slackbot.clock import MONTHS, date_words, month_named, read_day

DAY = r"(\d{4}-\d{2}-\d{2}|\d{1,2}/\d{1,2}/\d{2,4}|[a-z]{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
ABSENCE = re.compile(rf"^{DAY}(?:\s*(?:to|until|till|-|–|—)\s*{DAY}|\s+(on))?$", re.IGNORECASE)
NUMBERS = re.compile(r"^(\d{1,2})[-/](\d{1,2})$")
NAMED = re.compile(r"^(?:(\d{1,2})\.?\s+([a-z]{3,9})|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?)$", re.IGNORECASE)
POINT = re.compile(r"^(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)$")
MOST_LINES = 40


def _lines(words: str) -> Iterator[str]:
    lines = [line.strip() for part in words.split(";") for line in part.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValueError(f"That is {len(lines)} lines; {MOST_LINES} are the most.")
    yield from lines


def read_absences(words: str) -> list[list[str]]:
    """Return first and last days, one absence a line; an open end has an empty last day. ValueError says what to type."""
    found = []
    for line in _lines(words):
        match = ABSENCE.match(line)
        if match is None:
            raise ValueError(f"“{line[:40]}”: please type it like this: 12/20/2026 to 1/3/2027, or 12/20/2026 on")
        first, last = _day(match[1]), _day(match[2]) if match[2] else None
        if match[2] is None and match[3] is None:
            last = first
        if last is not None and last < first:
            raise ValueError(f"“{line[:40]}” ends before it begins.")
        found.append([first.isoformat(), last.isoformat() if last else ""])
    return sorted(found)


def _day(words: str) -> date:
    found = read_day(words)
    if found is None:
        raise ValueError(f"“{words}” is not a day on the calendar. Please type it like this: 12/20/2026")
    return found


def absences_in_words(absences: Sequence[Sequence[str]]) -> str:
    """Return absences as they are typed, one on each line."""
    return "\n".join(_absence(first, last) for first, last in absences)


def _absence(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}" if last else f"{first} on"


def absences_to_read(absences: Sequence[Sequence[str]]) -> str:
    """Return absences as people say them, one on each line."""
    said = ([date_words(date.fromisoformat(day)) if day else "" for day in one] for one in absences)
    return "\n".join(_absence(first, last) for first, last in said)


def read_days_of_year(words: str) -> list[str]:
    """Return days of the year as "MM-DD", in order; ValueError says what to type."""
    found = set()
    for line in _lines(words):
        month, day = _month_and_day(line)
        try:
            date(2024, month, day)
        except ValueError:
            raise ValueError(f"“{line[:40]}” is not a day on the calendar.") from None
        found.add(f"{month:02}-{day:02}")
    return sorted(found)


def days_of_year_in_words(days: str) -> str:
    """Return days of the year ("MM-DD", one a line) as people say them, one on each line."""
    return "\n".join(f"{MONTHS[int(day[:2]) - 1].capitalize()} {int(day[3:5])}" for day in days.split())


def _month_and_day(line: str) -> tuple[int, int]:
    if match := NUMBERS.match(line):
        return int(match[1]), int(match[2])
    if match := NAMED.match(line):
        name, day = (match[2] or match[3]).lower(), int(match[1] or match[4])
        with suppress(ValueError):
            return month_named(name), day
    raise ValueError(f"“{line[:40]}”: please type month and day like this: April 20, or 4/20")


def read_point(words: str) -> tuple[float, float]:
    """Return latitude and longitude to a tenth of a degree; ValueError says what to type."""
    match = POINT.match(words.strip())
    if match is None:
        raise ValueError("Please type latitude and longitude like this: 39.7, -105.0")
    latitude, longitude = round(float(match[1]), 1), round(float(match[2]), 1)
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ValueError("Latitude goes from -90 to 90, longitude from -180 to 180.")
    return latitude, longitude


def point_in_words(latitude: float | None, longitude: float | None) -> str:
    """Return a point as it is typed; an empty string for none."""
    return f"{latitude:.1f}, {longitude:.1f}" if latitude is not None and longitude is not None else ""
