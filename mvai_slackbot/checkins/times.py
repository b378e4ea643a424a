"""When somebody is asked: pure functions of days, zones and the schedule; nothing here reads a row or a clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mvai_slackbot.checkins.content import Forms, Hours, Schedule, Subject, Window

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
STEP = timedelta(minutes=15)
SUBJECTS: tuple[Subject, ...] = ("officer", "community")


def at_local(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """Return a local time of a day in UTC; of a time that comes twice the first, one that is left out a little later."""
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def local_date(now: datetime, zone: ZoneInfo) -> date:
    """Return the calendar day somebody lives in now."""
    return now.astimezone(zone).date()


def day_zero(occurred_on: date | None, opened_at: datetime, zone: ZoneInfo) -> date:
    """Return the incident's own local date: the day it happened, else the day it was opened."""
    return occurred_on or local_date(opened_at, zone)


def slot(day: date, zero: date, zone: ZoneInfo, hours: Hours) -> datetime:
    """Return the moment of a day at which somebody is asked."""
    first_week = (day - zero).days <= hours.first_week_ends
    return at_local(day, hours.first_slot if first_week else hours.later_slot, zone)


def is_quiet(now: datetime, zone: ZoneInfo, hours: Hours) -> bool:
    """Whether it is night for somebody: nothing is sent by itself."""
    local = now.astimezone(zone).time()
    return local >= hours.quiet_from or local < hours.quiet_until


def next_waking(now: datetime, zone: ZoneInfo, hours: Hours) -> datetime:
    """Return now, or the end of the quiet hours that it lies in: what is due is held, never dropped."""
    if not is_quiet(now, zone, hours):
        return now
    local = now.astimezone(zone)
    morning = local.date() if local.time() < hours.quiet_until else local.date() + timedelta(days=1)
    found = max(at_local(morning, hours.quiet_until, zone), now)
    # Where a zone leaves out hours or a whole day, the first moment after them may still be night.
    while is_quiet(found, zone, hours):
        found += STEP
    return found


def night_begins(day: date, zone: ZoneInfo, hours: Hours) -> datetime:
    """Return the moment of a day after which nothing is asked on it any more."""
    return at_local(day, hours.quiet_from, zone)


def tomorrow(now: datetime, zero: date, zone: ZoneInfo, hours: Hours) -> datetime:
    """Return tomorrow's slot, until which somebody snoozes."""
    return slot(local_date(now, zone) + timedelta(days=1), zero, zone, hours)


def mark_day(zero: date, year: int) -> date:
    """Return the date of a year mark; 29 February is remembered on the 28th."""
    try:
        return zero.replace(year=zero.year + year)
    except ValueError:
        return zero.replace(year=zero.year + year, day=28)


def _mark_forms(day: date, zero: date, schedule: Schedule) -> tuple[str, ...] | None:
    for year in (1, 2):
        offset = (day - mark_day(zero, year)).days
        for mark in schedule.year_marks:
            if mark.offset_days == offset:
                return mark.forms
    return None


def is_quiet_day(day: date, zero: date, schedule: Schedule) -> bool:
    """Whether the day is a year mark itself: a quiet word at most, no question."""
    return _mark_forms(day, zero, schedule) == ()


def due_forms(day: date, zero: date, schedule: Schedule, forms: Forms) -> dict[Subject, str]:
    """Return which form is due on a day about which subject; near a year mark its own, shorter forms come first."""
    due: dict[Subject, str] = {}
    number = (day - zero).days
    if is_quiet_day(day, zero, schedule):
        return due
    for window in schedule.windows:
        if window.from_day <= number <= window.to_day:
            due |= _window_forms(window, day, number)
    for key in _mark_forms(day, zero, schedule) or ():
        due[forms.get(key).subject] = key
    return {subject: due[subject] for subject in SUBJECTS if subject in due}


def _window_forms(window: Window, day: date, number: int) -> dict[Subject, str]:
    weekday = WEEKDAYS[day.weekday()]
    return {
        rule.subject: rule.form
        for rule in window.rules
        if (rule.every_days is not None and (number - window.from_day) % rule.every_days == 0)
        or weekday in rule.weekdays
    }


def next_slot(
    now: datetime, zero: date, zone: ZoneInfo, schedule: Schedule, forms: Forms, *, after: date | None = None
) -> datetime | None:
    """Return the next moment at which something is asked, None when the schedule has ended; `after` is settled already."""
    today = local_date(now, zone)
    for ahead in range(0, 400):
        day = today + timedelta(days=ahead)
        if after is not None and day <= after:
            continue
        moment = slot(day, zero, zone, schedule.hours)
        if moment > now and due_forms(day, zero, schedule, forms):
            return moment
    return None
