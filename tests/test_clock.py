"""How moments are said and typed: as in the United States, with whose clock is meant."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from mvai_slackbot import clock


def test_moments_are_said_and_typed_as_people_do() -> None:
    """The year only where it is another one; of a typed hour whatever is plain."""
    day, zone = date(2026, 3, 3), ZoneInfo("America/Chicago")
    assert clock.date_words(day, this_year=2026) == "Mar 3" and clock.date_words(day) == "Mar 3, 2026"
    assert clock.day_words(day, this_year=2026) == "Tue, Mar 3" and clock.day_words(day) == "Tue, Mar 3, 2026"
    moment = datetime(2026, 3, 3, 20, 5, tzinfo=UTC)
    assert clock.moment_words(moment, zone) == "Tue, Mar 3, 2026, 2:05 PM, Chicago time"
    assert [clock.hour_words(time(hour)) for hour in (0, 9, 12, 23)] == ["12:00 AM", "9:00 AM", "12:00 PM", "11:00 PM"]
    for typed, hour in (
        ("8 am", 8), ("8pm", 20), ("08:00", 8), ("0800", 8), ("20:00", 20), ("12:00 a.m.", 0), ("12 PM", 12), ("8", None),
        ("13 pm", None), ("25:00", None), ("8:75", None), ("soon", None),
    ):  # fmt: skip
        assert clock.read_hour(typed) == (None if hour is None else time(hour)), typed


def test_an_hour_that_comes_twice_is_the_next_of_both() -> None:
    """In the night when clocks go back, 1:30 is still ahead at the second 1:10; the night before they go on, none is lost."""
    zone = ZoneInfo("America/Chicago")
    second = datetime(2026, 11, 1, 7, 10, tzinfo=UTC)
    assert clock.next_hour(time(1, 30), second, zone) == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)
    assert clock.next_hour(time(1, 5), second, zone) == datetime(2026, 11, 2, 7, 5, tzinfo=UTC)
    assert clock.next_hour(time(8), datetime(2026, 3, 8, 6, tzinfo=UTC), zone) == datetime(2026, 3, 8, 13, tzinfo=UTC)


def test_days_are_typed_as_americans_and_machines_write_them() -> None:
    """The month first; without a year the next such day; no guess where a year is needed or the day is none."""
    thursday = date(2026, 11, 26)
    for typed, day in (
        ("2026-12-02", date(2026, 12, 2)), ("12/2/2026", date(2026, 12, 2)), ("12/2/26", date(2026, 12, 2)),
        ("12/2", date(2026, 12, 2)), ("11/26", thursday), ("11/25", date(2027, 11, 25)), ("2/29", date(2028, 2, 29)),
        ("December 2", date(2026, 12, 2)), ("Dec. 2nd, 2027", date(2027, 12, 2)), ("2 dec 2026", date(2026, 12, 2)),
        ("today", thursday), ("Tomorrow", date(2026, 11, 27)), ("friday", date(2026, 11, 27)), ("thu", date(2026, 12, 3)),
        ("13/2/2026", None), ("2/30", None), ("soon", None), ("t", None), ("12", None), ("", None), ("2026-13-01", None),
    ):  # fmt: skip
        assert clock.read_day(typed, thursday) == day, typed
    assert clock.read_day("12/2") is None and clock.read_day("friday") is None
    zone = ZoneInfo("America/Chicago")
    now = datetime(2026, 11, 26, 18, tzinfo=UTC)
    assert clock.read_moment("Dec 2 2026", now, zone, now=now) is None
    assert clock.read_moment("Dec 2 2026", now, zone, now=now, alone=time(8)) == datetime(2026, 12, 2, 14, tzinfo=UTC)
