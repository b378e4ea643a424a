"""Slots, quiet hours and rhythm as pure functions, over every zone there is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from mvai_slackbot.checkins import times
from mvai_slackbot.checkins.content import load

CONTENT = load()
HOURS, SCHEDULE, FORMS = CONTENT.schedule.hours, CONTENT.schedule, CONTENT.forms
ZONES = st.sampled_from(sorted(zone for zone in available_timezones() if "/" in zone)).map(ZoneInfo)
MINUTES = 20_000_000  # from 2000 to 2038
MOMENTS = st.integers(0, MINUTES).map(lambda minutes: datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes))
DAYS = st.dates(date(2000, 1, 2), date(2037, 12, 1))


@given(MOMENTS, ZONES)
@settings(max_examples=400, deadline=None)
def test_what_is_due_at_night_is_held_until_morning_and_never_dropped(now: datetime, zone: ZoneInfo) -> None:
    """Waking is never earlier than now, never at night, and less than a day away unless the zone skips one."""
    waking = times.next_waking(now, zone, HOURS)
    assert waking >= now
    assert not times.is_quiet(waking, zone, HOURS)
    assert waking - now < timedelta(hours=36)
    if not times.is_quiet(now, zone, HOURS):
        assert waking == now


@given(DAYS, st.integers(0, 800), ZONES)
@settings(max_examples=400, deadline=None)
def test_a_slot_lies_on_its_day_and_is_awake_in_every_zone(day: date, since: int, zone: ZoneInfo) -> None:
    """A slot is the asked hour of its local day, but for the rare day that a zone leaves out."""
    slot = times.slot(day, day - timedelta(days=since), zone, HOURS)
    local = slot.astimezone(zone)
    assert not times.is_quiet(slot, zone, HOURS)
    skipped = times.local_date(slot, zone) != day
    assert skipped or local.hour == (16 if since <= 7 else 10)
    if skipped:
        assert zone.key in {
            "Pacific/Apia",
            "Pacific/Fakaofo",
            "Pacific/Enderbury",
            "Pacific/Kanton",
            "Pacific/Kiritimati",
        }


@given(MOMENTS, st.integers(0, 800), ZONES)
@settings(max_examples=400, deadline=None)
def test_a_snooze_comes_later_and_never_at_night(now: datetime, since: int, zone: ZoneInfo) -> None:
    """It is not in the past, and wakes nobody."""
    day = times.local_date(now, zone)
    zero = day - timedelta(days=since)
    tomorrow = times.tomorrow(now, zero, zone, HOURS)
    assert tomorrow > now
    assert not times.is_quiet(tomorrow, zone, HOURS)


@given(DAYS, st.integers(0, 1200))
@settings(max_examples=400, deadline=None)
def test_nothing_is_due_on_day_0_before_it_or_after_two_years_and_marks(zero: date, number: int) -> None:
    """At most one form a subject a day, officers first, and always one that exists."""
    due = times.due_forms(zero + timedelta(days=number), zero, SCHEDULE, FORMS)
    assert list(due) == [subject for subject in times.SUBJECTS if subject in due]
    assert all(FORMS.get(form).subject == subject for subject, form in due.items())
    if number == 0 or number > 731 + 14:
        assert due == {}
    if 1 <= number <= 7:
        assert "officer" in due


def test_the_first_year_asks_about_as_much_as_was_meant() -> None:
    """Daily for a week, full on days 3 and 7, Tuesday and Friday in the first month, then less and less."""
    zero = date(2026, 3, 2)  # a Monday
    days = [times.due_forms(zero + timedelta(days=n), zero, SCHEDULE, FORMS) for n in range(366)]
    assert [one.get("officer") for one in days[:9]] == [
        None, "officer_micro", "officer_micro", "officer_full", "officer_micro", "officer_micro", "officer_micro",
        "officer_full", "officer_micro",
    ]  # fmt: skip
    assert [n for n in range(9) if "community" in days[n]] == [3, 7, 8]
    assert days[11] == {"officer": "officer_full"}
    assert [n for n in range(31, 46) if days[n]] == [31, 38, 45]
    assert 35 <= sum("officer" in one for one in days) <= 40
    assert 18 <= sum("community" in one for one in days) <= 26
    assert days[365] == {}, "nothing is asked on the year mark"
    assert times.is_quiet_day(zero + timedelta(days=365), zero, SCHEDULE)
    assert not times.is_quiet_day(zero + timedelta(days=364), zero, SCHEDULE)


def test_the_29th_of_february_is_remembered_on_the_28th() -> None:
    """A year mark exists in every year."""
    assert times.mark_day(date(2028, 2, 29), 1) == date(2029, 2, 28)


def test_day_0_is_the_local_day_of_the_incident() -> None:
    """An incident opened at night in UTC is the day before in Chicago; the day on record wins."""
    opened, chicago = datetime(2026, 3, 3, 2, 0, tzinfo=UTC), ZoneInfo("America/Chicago")
    assert times.day_zero(None, opened, chicago) == date(2026, 3, 2)
    assert times.day_zero(date(2026, 3, 1), opened, chicago) == date(2026, 3, 1)
