"""On which days a plan asks, and which forms: pure functions of a calendar; the future is computed, never stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from mvai_slackbot import phases
from mvai_slackbot.checkins.content import Content, DayNear, Rule, Subject, Window
from mvai_slackbot.checkins.plans.times import SUBJECTS

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = 28
# After the first one, year marks come back while a plan lives; the schedule itself ends after two years.
MOST_YEARS = 10


class Pace(StrEnum):
    """How often somebody wants to be asked: as the schedule says, half as often, or every four weeks."""

    USUAL = "usual"
    SLOWER = "slower"
    MONTHLY = "monthly"


@dataclass(frozen=True)
class Turn:
    """From a day on a phase was begun early or, with `held`, kept; without a phase it goes by the clock again."""

    since: date
    phase: str
    held: bool


@dataclass(frozen=True)
class Calendar:
    """Everything that decides on which days a plan asks."""

    zero: date
    # The day and month of the year mark, in the year it first comes.
    first_mark: date
    pace: Pace = Pace.USUAL
    events: tuple[date, ...] = ()
    turns: tuple[Turn, ...] = ()
    # Days, both ends included, on which nothing is asked.
    free: tuple[tuple[date, date], ...] = ()
    only: Subject | None = None


@dataclass(frozen=True)
class Due:
    """One set of questions on one day."""

    day: date
    subject: Subject
    form: str


def on_year(day: date, year: int) -> date:
    """Return a day and month in another year; 29 February is the 28th there, unless staff chose another day."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def mark_day(zero: date, year: int = 1) -> date:
    """Return the date of a year mark when nobody chose another one."""
    return on_year(zero, zero.year + year)


def list_marks(calendar: Calendar) -> Iterator[date]:
    """Yield the year marks, earliest first."""
    first = calendar.first_mark
    for year in range(MOST_YEARS):
        yield on_year(first, first.year + year)


def is_mark(calendar: Calendar, day: date) -> bool:
    """Whether the day is a year mark: a quiet word at most, no question."""
    return day in set(list_marks(calendar))


def is_free(calendar: Calendar, day: date) -> bool:
    """Whether the day was left free: by the leader, by staff, or because of what happens on it."""
    return day in calendar.events or any(first <= day <= last for first, last in calendar.free)


def due_on(calendar: Calendar, loaded: Content, day: date) -> dict[Subject, str]:
    """Return which form is due about which subject; near a hard day its own, shorter forms come first."""
    number = (day - calendar.zero).days
    if number < 1 or is_mark(calendar, day) or is_free(calendar, day):
        return {}
    due: dict[Subject, str] = {}
    window, paced = _window(calendar, loaded, number, day)
    for rule in window.rules if window is not None else ():
        if _falls_on(rule, day, number, calendar.pace, loaded.schedule.steps_from_day, paced=paced):
            due[rule.subject] = rule.form
    for key in _near(calendar, loaded, day):
        due[loaded.forms.get(key).subject] = key
    return {subject: due[subject] for subject in SUBJECTS if subject in due and calendar.only in (None, subject)}


def _window(calendar: Calendar, loaded: Content, number: int, day: date) -> tuple[Window | None, bool]:
    """Return the window whose rhythm holds on a day, and whether a coordinator set it and not the clock."""
    paced = paced_day(calendar, number, day)
    found = next((one for one in loaded.schedule.windows if one.from_day <= paced <= one.to_day), None)
    return found, paced != number


def turn_on(calendar: Calendar, day: date) -> Turn | None:
    """Return what a coordinator last said of the phase, None when it goes by the clock."""
    said = [turn for turn in calendar.turns if turn.since <= day]
    return said[-1] if said and said[-1].phase else None


def paced_day(calendar: Calendar, number: int, day: date) -> int:
    """Return the day since the incident whose rhythm holds: its own, or one of the phase that was held or begun early."""
    turn = turn_on(calendar, day)
    phase = phases.find_phase(turn.phase) if turn is not None else None
    if turn is None or phase is None:
        return number
    early = number < phase.from_day
    late = turn.held and phase.to_day is not None and number > phase.to_day
    return phase.paced_like_day if early or late else number


def phase_on(calendar: Calendar, day: date) -> phases.Phase:
    """Return the phase of a day, as a coordinator set it or by the clock."""
    return phases.phase_on(max(0, paced_day(calendar, (day - calendar.zero).days, day)))


def _falls_on(rule: Rule, day: date, number: int, pace: Pace, steps_from: int, *, paced: bool) -> bool:
    if pace is Pace.MONTHLY:
        return (number - steps_from) % MONTH == 0
    if rule.weekdays:
        return WEEKDAYS[day.weekday()] in rule.weekdays and (pace is Pace.USUAL or rule.when_slower)
    every = (rule.every_days or 1) * (1 if pace is Pace.USUAL else 2)
    return (number - steps_from) % every == 0


def _near(calendar: Calendar, loaded: Content, day: date) -> Iterator[str]:
    """Yield the forms of the hard days around a day; the year mark's come last, so they win."""
    schedule = loaded.schedule
    for hard in calendar.events:
        yield from _forms_at(schedule.event_days, (day - hard).days, calendar.pace)
    for mark in _marks_around(calendar, day):
        yield from _forms_at(schedule.year_marks, (day - mark).days, calendar.pace)


def _marks_around(calendar: Calendar, day: date) -> tuple[date, ...]:
    years = (day.year - 1, day.year, day.year + 1)
    marks = [on_year(calendar.first_mark, year) for year in years]
    return tuple(mark for mark in marks if mark >= calendar.first_mark)


def _forms_at(near: tuple[DayNear, ...], offset: int, pace: Pace) -> Iterator[str]:
    for one in near:
        if one.offset_days == offset and (pace is Pace.USUAL or one.when_slower):
            yield from one.forms


def occurrences(calendar: Calendar, loaded: Content, first: date, last: date) -> Iterator[Due]:
    """Yield what a plan asks between two days, both included: the same each time, whoever looks."""
    day = first
    while day <= last:
        for subject, form in due_on(calendar, loaded, day).items():
            yield Due(day, subject, form)
        day += timedelta(days=1)
