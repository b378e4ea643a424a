"""Slots, quiet hours and rhythm as pure functions, over every zone there is."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings, strategies as st

from mvai_slackbot.checkins.content import load
from mvai_slackbot.checkins.plans import times

CONTENT = load()
HOURS = CONTENT.schedule.hours
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


RESTS = st.builds(times.Rest, st.times(), st.times())


@given(DAYS, st.times(time(7), time(20, 59)), ZONES, RESTS)
@settings(max_examples=400, deadline=None)
def test_a_scheduled_do_not_disturb_holds_a_slot_and_never_moves_it_into_the_night(
    day: date, hour: time, zone: ZoneInfo, rest: times.Rest
) -> None:
    """The first moment that is no rest, on the same day; None only where the whole day is rest."""
    wanted = times.slot(day, day, zone, HOURS, hour)
    moment = times.awake_slot(day, wanted, zone, HOURS, rest)
    if moment is None:
        hours = [times.at_local(day, time(h, m), zone) for h in range(7, 21) for m in (0, 15, 30, 45)]
        assert not any(times.is_awake(one, zone, HOURS, rest) for one in hours)
        return
    assert times.is_awake(moment, zone, HOURS, rest)
    assert moment < times.night_begins(day, zone, HOURS)
    if times.is_awake(wanted, zone, HOURS, rest):
        assert moment == wanted


@given(DAYS, MOMENTS, ZONES)
@settings(max_examples=400, deadline=None)
def test_the_quiet_word_of_a_year_mark_comes_in_the_morning_and_never_at_the_hour_of_it(
    day: date, happened: datetime, zone: ZoneInfo
) -> None:
    """At least an hour away from the time it happened, in whichever zone it is read."""
    at = times.mark_slot(day, happened, zone, HOURS)
    local, then = at.astimezone(zone), happened.astimezone(zone).time()
    if times.local_date(at, zone) == day and local.time() in HOURS.mark_hours:
        assert times.minutes_apart(local.time(), then) > times.HOUR_OF_IT
        assert 8 <= local.hour <= 11
    assert times.mark_slot(day, None, zone, HOURS) == times.at_local(day, HOURS.mark_hours[0], zone)


def test_day_0_is_the_local_day_of_the_incident() -> None:
    """An incident opened at night in UTC is the day before in Chicago; the day on record wins."""
    opened, chicago = datetime(2026, 3, 3, 2, 0, tzinfo=UTC), ZoneInfo("America/Chicago")
    assert times.day_zero(None, opened, chicago) == date(2026, 3, 2)
    assert times.day_zero(date(2026, 3, 1), opened, chicago) == date(2026, 3, 1)


def test_what_is_held_goes_on_when_both_the_night_and_the_scheduled_rest_are_over() -> None:
    """A rest by day ends on its day; one over midnight outlasts the night; one that ends at night waits for the morning."""
    zone = ZoneInfo("America/Chicago")
    noon = times.at_local(date(2026, 6, 3), time(12), zone)
    for begins, ends, day, hour in (
        (time(11), time(13, 20), 3, time(13, 20)),
        (time(11), time(10), 4, time(10)),
        (time(11), HOURS.quiet_from, 4, HOURS.quiet_until),
        (time(15), time(16), 3, time(12)),
    ):
        goes_on = times.next_awake(noon, zone, HOURS, times.Rest(begins, ends))
        assert goes_on == times.at_local(date(2026, 6, day), hour, zone)
