"""When somebody is reminded, what was missed, and when a person is asked to phone: pure functions over a small table."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from zoneinfo import ZoneInfo

from mvai_slackbot.checkins.content import Hours
from mvai_slackbot.checkins.models_following import Step
from mvai_slackbot.checkins.plans import times

# How long a prompt waits for its answer at the most: in the first week, and later.
PATIENCE_FIRST_WEEK, PATIENCE_LATER = timedelta(hours=72), timedelta(hours=96)
# One that had less time than this was late, and nobody missed it.
FAIR_TIME = timedelta(hours=20)
# Missed in a row, and what follows; three days of silence count in the first week, too.
MISSED_FOR_LEAD, MISSED_FOR_COORDINATOR = 2, 3
SILENCE_FIRST_WEEK = timedelta(hours=72)


@dataclass(frozen=True)
class Put:
    """A prompt that waits for its answer: when it was put, in which week, and how often it was reminded of."""

    asked_at: datetime
    first_week: bool
    reminders: int = 0

    @property
    def ends_at(self) -> datetime:
        """Return the moment after which nothing is said of it any more."""
        return self.asked_at + (PATIENCE_FIRST_WEEK if self.first_week else PATIENCE_LATER)


@dataclass(frozen=True)
class Day:
    """What a person's local day has brought, or will still bring, from every incident."""

    reminded: bool = False
    # The prompt in question came on this day.
    own: bool = False
    # Another message of check-ins came on this day, or is due on it.
    other: bool = False
    # Nothing is sent on this day: a year mark, a funeral, leave.
    free: bool = False


def rungs(hours: Hours, *, first_week: bool) -> tuple[timedelta, ...]:
    """Return the waits after asking, one for each reminder."""
    found = hours.reminders_first_week if first_week else hours.reminders_later
    return tuple(timedelta(hours=wait) for wait in found)


def reminder_at(put: Put, zone: ZoneInfo, hours: Hours) -> datetime | None:
    """Return when the next reminder is due at the earliest, held over quiet hours; None when there is none any more."""
    waits = rungs(hours, first_week=put.first_week)
    if put.reminders >= len(waits):
        return None
    return times.next_waking(put.asked_at + waits[put.reminders], zone, hours)


def has_room(put: Put, day: Day) -> bool:
    """Whether a reminder may go out on a day: one a day, never beside a prompt; its own day counts from day 8 on."""
    return not (day.free or day.reminded or day.other or (day.own and not put.first_week))


def reminds(put: Put, now: datetime, zone: ZoneInfo, hours: Hours, day: Day) -> bool:
    """Whether a reminder goes out now; one that finds no room waits for the next day, and ends with its prompt."""
    due = reminder_at(put, zone, hours)
    return due is not None and due <= now < put.ends_at and not times.is_quiet(now, zone, hours) and has_room(put, day)


class Fate(Enum):
    """What became of a prompt, as far as silence goes."""

    # Answered, skips and all, or put off by a press: somebody is there.
    HEARD = auto()
    MISSED = auto()
    # Still waiting, or late, paused, locked, undeliverable, taken back: it says nothing.
    SAYS_NOTHING = auto()


@dataclass(frozen=True)
class Past:
    """A prompt as silence sees it."""

    fate: Fate
    asked_at: datetime
    first_week: bool


def missed_in_a_row(past: Sequence[Past]) -> list[Past]:
    """Return the prompts missed since somebody was last heard, oldest first; `past` is oldest first, too."""
    row: list[Past] = []
    for one in past:
        if one.fate is Fate.HEARD:
            row = []
        elif one.fate is Fate.MISSED:
            row.append(one)
    return row


def steps(row: Sequence[Past], now: datetime, coordinator_asked_at: datetime | None) -> list[Step]:
    """Return what so much silence leads to, in order; each is done once for a row."""
    found = []
    if len(row) >= MISSED_FOR_LEAD:
        found.append(Step.LEAD)
    silent = bool(row) and row[0].first_week and now - row[0].asked_at >= SILENCE_FIRST_WEEK
    if len(row) >= MISSED_FOR_COORDINATOR or silent:
        found.append(Step.COORDINATOR)
    # Still none after people tried: a prompt that came after the coordinator was asked was missed as well.
    if coordinator_asked_at is not None and any(one.asked_at > coordinator_asked_at for one in row):
        found.append(Step.MONTHLY)
    return found


def rests(last_asked: date | None, today: date, every_days: int) -> bool:
    """Whether a monthly pace asks nothing yet."""
    return last_asked is not None and (today - last_asked).days < every_days
