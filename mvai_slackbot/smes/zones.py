"""How far apart two clocks are, in words."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mvai_slackbot.clock import hour_words


def apart(now: datetime, here: str, there: str) -> timedelta | None:
    """Return how far the clock of `there` is ahead of `here` at this moment, None when a zone is not known."""
    if not here or not there:
        return None
    ahead = now.astimezone(ZoneInfo(there)).utcoffset()
    behind = now.astimezone(ZoneInfo(here)).utcoffset()
    return None if ahead is None or behind is None else ahead - behind


def in_words(ahead: timedelta | None, whose: str) -> str:
    """Return "2 hours ahead of yours", "the same time as yours"; an empty string when it is not known."""
    if ahead is None:
        return ""
    hours = abs(ahead) / timedelta(hours=1)
    if not hours:
        return f"the same time as {whose}"
    return f"{hours:g} hour{'s' if hours != 1 else ''} {'ahead of' if ahead > timedelta() else 'behind'} {whose}"


def clock(now: datetime, zone: str) -> str:
    """Return the time of day in a zone, "2:10 PM"; an empty string when the zone is not known."""
    return hour_words(now.astimezone(ZoneInfo(zone)).time()) if zone else ""
