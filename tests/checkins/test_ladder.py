"""The ladder of reminders and of silence, over every sequence of days: it is short, it is calm, and it ends."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings, strategies as st

from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.models_following import Step
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.prompts import ladder
from mvai_slackbot.checkins.prompts.ladder import Day, Fate, Past, Put

HOURS = content.load().schedule.hours
ZONES = st.sampled_from([
    ZoneInfo(name) for name in ("America/Chicago", "America/St_Johns", "Pacific/Apia", "Europe/London", "Asia/Kolkata")
])  # fmt: skip
ZERO = st.dates(date(2025, 9, 1), date(2026, 11, 30))
FATES = st.lists(st.sampled_from(list(Fate)), max_size=14)


def lived(zone: ZoneInfo, zero: date, days: list[int], look: int) -> list[tuple[int, datetime, datetime]]:
    """Live through prompts nobody answers, looking at the clock every so many minutes: (prompt, asked, reminded)."""
    asked = [times.slot(zero + timedelta(days=one), zero, zone, HOURS) for one in days]
    puts = [Put(at, day <= HOURS.first_week_ends) for at, day in zip(asked, days, strict=True)]
    sent: list[tuple[int, datetime, datetime]] = []
    now = asked[0]
    while now < asked[-1] + timedelta(days=7):
        today = times.local_date(now, zone)
        open_one = max(n for n, at in enumerate(asked) if at <= now)
        put = puts[open_one]
        on = [times.local_date(at, zone) for at in asked]
        day = Day(
            reminded=any(times.local_date(at, zone) == today for _, _, at in sent),
            own=on[open_one] == today,
            other=any(one == today for n, one in enumerate(on) if n != open_one),
        )
        if ladder.reminds(put, now, zone, HOURS, day):
            sent.append((open_one, put.asked_at, now))
            puts[open_one] = Put(put.asked_at, put.first_week, put.reminders + 1)
        now += timedelta(minutes=look)
    return sent


@given(ZONES, ZERO, st.sets(st.integers(1, 40), min_size=1, max_size=9), st.integers(20, 500))
@settings(max_examples=150, deadline=None)
def test_two_reminders_at_most_one_a_day_never_at_night_never_beside_a_prompt(
    zone: ZoneInfo, zero: date, days: set[int], look: int
) -> None:
    """Whatever days bring a prompt and however seldom the clock is looked at; then there is silence."""
    sent = lived(zone, zero, sorted(days), look)
    prompts = {times.local_date(times.slot(zero + timedelta(days=one), zero, zone, HOURS), zone) for one in days}
    on = [times.local_date(at, zone) for _, _, at in sent]
    assert len(on) == len(set(on)), "one a day"
    for number, asked_at, at in sent:
        assert sum(one == number for one, _, _ in sent) <= 2
        first_week = (times.local_date(asked_at, zone) - zero).days <= HOURS.first_week_ends
        assert at - asked_at >= timedelta(hours=4 if first_week else 24)
        assert at - asked_at <= timedelta(hours=96), "then silence"
        assert not times.is_quiet(at, zone, HOURS)
        own = first_week and times.local_date(at, zone) == times.local_date(asked_at, zone)
        assert own or times.local_date(at, zone) not in prompts, "never beside a prompt"


def test_the_hours_of_the_first_week_and_after_it() -> None:
    """Four and twelve hours, held over the night; a day and two days; a third never comes."""
    zone = ZoneInfo("America/Chicago")
    at = datetime(2026, 3, 3, 22, 0, tzinfo=UTC)  # 16:00 in Chicago
    week, later = [Put(at, True, n) for n in range(3)], [Put(at, False, n) for n in range(3)]
    assert ladder.reminder_at(week[0], zone, HOURS) == at + timedelta(hours=4)
    assert ladder.reminder_at(week[1], zone, HOURS) == datetime(2026, 3, 4, 13, 0, tzinfo=UTC), "04:00 waits for 07:00"
    assert ladder.reminder_at(later[0], zone, HOURS) == at + timedelta(hours=24)
    assert ladder.reminder_at(later[1], zone, HOURS) == at + timedelta(hours=48)
    assert ladder.reminder_at(week[2], zone, HOURS) is ladder.reminder_at(later[2], zone, HOURS) is None


def past(fates: list[Fate], *, first_week: bool = False, every: timedelta = timedelta(days=3)) -> list[Past]:
    """Return prompts with these fates, every so often."""
    begins = datetime(2026, 5, 1, 15, tzinfo=UTC)
    return [Past(fate, begins + n * every, first_week) for n, fate in enumerate(fates)]


@given(FATES, st.booleans())
def test_only_what_was_missed_in_a_row_leads_anywhere(fates: list[Fate], first_week: bool) -> None:
    """Being heard once ends it; what was late, paused or undeliverable neither counts nor breaks the row."""
    found = ladder.missed_in_a_row(past(fates, first_week=first_week))
    since = fates[len(fates) - fates[::-1].index(Fate.HEARD) :] if Fate.HEARD in fates else fates
    assert len(found) == since.count(Fate.MISSED)
    without = ladder.missed_in_a_row(past([one for one in fates if one is not Fate.SAYS_NOTHING]))
    assert len(without) == len(found)


@given(FATES, st.booleans())
def test_the_steps_come_in_order_and_each_has_its_cause(fates: list[Fate], first_week: bool) -> None:
    """Two missed: the SME lead. Three, or three days of the first week: the coordinator. After that: once a month."""
    asked_at, seen = None, set[Step]()
    known = past(fates, first_week=first_week)
    for number, one in enumerate(known, start=1):
        row = ladder.missed_in_a_row(known[:number])
        if not row:
            asked_at, seen = None, set()
        now = one.asked_at + timedelta(days=3)
        steps = ladder.steps(row, now, asked_at)
        assert (Step.LEAD in steps) == (len(row) >= 2)
        silent = bool(row) and first_week and now - row[0].asked_at >= timedelta(hours=72)
        assert (Step.COORDINATOR in steps) == (len(row) >= 3 or silent)
        assert Step.MONTHLY not in steps or Step.COORDINATOR in seen, "never before people tried"
        assert Step.MONTHLY not in steps or len(row) >= 2
        seen |= set(steps)
        if Step.COORDINATOR in steps and asked_at is None:
            asked_at = now
    assert ladder.steps([], datetime(2030, 1, 1, tzinfo=UTC), None) == []


@given(st.dates(), st.integers(0, 90))
def test_once_a_month_means_four_weeks_between_two(last: date, days: int) -> None:
    """Nothing rests that was never asked."""
    if last < date.max - timedelta(days=100):
        assert ladder.rests(last, last + timedelta(days=days), HOURS.monthly_days) == (days < 28)
    assert not ladder.rests(None, last, HOURS.monthly_days)
