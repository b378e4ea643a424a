"""Time counted in somebody's own daytime: pure functions of moments, zones and the hours of a day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mvai_slackbot.smes.offers.policy import Daytime

STEP = timedelta(minutes=15)


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, tzinfo=zone).astimezone(UTC)


def is_day(now: datetime, zone: ZoneInfo, day: Daytime) -> bool:
    """Whether it is daytime for somebody."""
    return day.begins <= now.astimezone(zone).time() < day.ends


def waking(now: datetime, zone: ZoneInfo, day: Daytime) -> datetime:
    """Return now, or the beginning of the next day when it is night."""
    if is_day(now, zone, day):
        return now
    local = now.astimezone(zone)
    morning = local.date() if local.time() < day.begins else local.date() + timedelta(days=1)
    found = max(_at(morning, day.begins, zone), now)
    # Where a zone leaves out hours or a whole day, the first moment after them may still be night.
    while not is_day(found, zone, day):
        found += STEP
    return found


def after(start: datetime, length: timedelta, zone: ZoneInfo, day: Daytime) -> datetime:
    """Return the moment at which `length` of daytime has passed since `start`."""
    moment, left = waking(start, zone, day), length
    while True:
        night = _at(moment.astimezone(zone).date(), day.ends, zone)
        if moment + left <= night:
            return moment + left
        left -= max(night - moment, timedelta())
        moment = waking(max(night, moment + STEP), zone, day)
