"""When somebody is asked: pure functions of days, zones and the schedule; nothing here reads a row or a clock."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mvai_slackbot.checkins.content import Hours, Subject

STEP = timedelta(minutes=15)
# The quiet word of a year mark keeps more than so many minutes away from the hour of the incident.
HOUR_OF_IT = 60
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


def slot(day: date, zero: date, zone: ZoneInfo, hours: Hours, hour: time | None = None) -> datetime:
    """Return the moment of a day at which somebody is asked: the hour they picked, else the schedule's."""
    if hour is not None:
        return at_local(day, hour, zone)
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


def minutes_apart(one: time, other: time) -> int:
    """Return how far two times of day are from each other, around midnight too."""
    apart = abs((one.hour * 60 + one.minute) - (other.hour * 60 + other.minute))
    return min(apart, 24 * 60 - apart)


def mark_slot(day: date, happened: datetime | None, zone: ZoneInfo, hours: Hours) -> datetime:
    """Return when the quiet word of a year mark comes: in the morning, and never at the hour of the incident.

    `happened` is the moment of the incident, None while nobody has given its hour.
    """
    hour = happened.astimezone(zone).time() if happened is not None else None
    for wanted in hours.mark_hours:
        if hour is None or minutes_apart(wanted, hour) > HOUR_OF_IT:
            return at_local(day, wanted, zone)
    return at_local(day, hours.mark_hours[-1], zone)


@dataclass(frozen=True)
class Rest:
    """Scheduled Do Not Disturb: from one local time to another, over midnight too."""

    begins: time
    ends: time

    def holds(self, local: time) -> bool:
        """Whether somebody rests at a local time."""
        if self.begins <= self.ends:
            return self.begins <= local < self.ends
        return local >= self.begins or local < self.ends


def is_awake(now: datetime, zone: ZoneInfo, hours: Hours, rest: Rest | None) -> bool:
    """Whether something may be sent by itself: neither night nor a scheduled Do Not Disturb."""
    return not is_quiet(now, zone, hours) and not (rest is not None and rest.holds(now.astimezone(zone).time()))


def next_awake(now: datetime, zone: ZoneInfo, hours: Hours, rest: Rest | None) -> datetime:
    """Return now, or the end of the night or the scheduled Do Not Disturb it lies in, whichever ends last."""
    found = next_waking(now, zone, hours)
    # One may begin where the other ends: within two days there is an hour of neither, or there never is.
    for _ in range(4):
        local = found.astimezone(zone)
        if rest is None or not rest.holds(local.time()):
            break
        day = local.date() if local.time() < rest.ends else local.date() + timedelta(days=1)
        found = next_waking(at_local(day, rest.ends, zone), zone, hours)
    return found


def awake_slot(day: date, wanted: datetime, zone: ZoneInfo, hours: Hours, rest: Rest | None = None) -> datetime | None:
    """Return the first moment of a day from the wanted one on that is no rest, else the day's first, else None."""
    if is_awake(wanted, zone, hours, rest):
        return wanted
    ends = at_local(day, hours.quiet_from, zone)
    for start in (wanted, at_local(day, hours.quiet_until, zone)):
        moment = start
        while moment < ends:
            if is_awake(moment, zone, hours, rest):
                return moment
            moment += STEP
    return None
