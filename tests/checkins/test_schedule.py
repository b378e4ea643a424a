"""The rhythm of the schedule as pure functions: the table of windows, overlays, phases and paces, date by date."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from mvai_slackbot.checkins.content import load
from mvai_slackbot.checkins.plans.schedule import (
    Calendar,
    Pace,
    Turn,
    due_on,
    is_mark,
    list_marks,
    mark_day,
    occurrences,
    phase_on,
)
from mvai_slackbot.checkins.plans.times import SUBJECTS

CONTENT = load()
DAYS = st.dates(date(2000, 1, 2), date(2037, 12, 1))
YEAR = 365


def calendar(zero: date) -> Calendar:
    """Return the calendar of an incident of that day."""
    return Calendar(zero, mark_day(zero))


def numbers(found: Calendar, subject: str, days: int = YEAR) -> list[int]:
    """Return the days since the incident on which a subject is asked about, before the year mark."""
    due = occurrences(found, CONTENT, found.zero, found.zero + timedelta(days=days - 1))
    return [(one.day - found.zero).days for one in due if one.subject == subject]


def from_the_table(zero: date, mark: date) -> Iterator[tuple[int, str]]:
    """Yield what the table of the plan says of the first year, written down on its own: day and subject."""
    to_mark = (mark - zero).days
    for n in range(1, to_mark):
        left, weekday, since_7 = to_mark - n, (zero + timedelta(days=n)).weekday(), n - 7
        officer = (
            n <= 7
            or (8 <= n <= 30 and weekday in (1, 4))
            or (31 <= n <= 45 and since_7 % 7 == 0)
            or (46 <= n <= 180 and since_7 % 14 == 0)
            or (181 <= n <= 365 and since_7 % 28 == 0)
            or left in (30, 14, 7, 1)
        )
        community = (
            n in (3, 7)
            or (8 <= n <= 45 and since_7 % 7 == 0)
            or (46 <= n <= 90 and since_7 % 14 == 0)
            or (91 <= n <= 365 and since_7 % 28 == 0)
            or left in (30, 7)
        )
        if officer:
            yield n, "officer"
        if community:
            yield n, "community"


@given(DAYS)
@settings(max_examples=200, deadline=None)
def test_the_first_year_is_the_table_date_by_date(zero: date) -> None:
    """About 35 messages on officers and 20 on the community, merged where both fall on a day."""
    found = calendar(zero)
    mark = next(list_marks(found))
    due = occurrences(found, CONTENT, zero, mark - timedelta(days=1))
    assert [((one.day - zero).days, one.subject) for one in due] == list(from_the_table(zero, mark))
    days = (mark - zero).days
    assert 34 <= len(numbers(found, "officer", days)) <= 37
    assert 20 <= len(numbers(found, "community", days)) <= 22


def test_the_dates_of_one_year_written_out() -> None:
    """An incident on Monday, 2 March 2026."""
    found = calendar(date(2026, 3, 2))
    assert numbers(found, "officer") == [
        1, 2, 3, 4, 5, 6, 7, 8, 11, 15, 18, 22, 25, 29, 35, 42, 49, 63, 77, 91, 105, 119, 133, 147, 161, 175, 203, 231,
        259, 287, 315, 335, 343, 351, 358, 364,
    ]  # fmt: skip
    assert numbers(found, "community") == [
        3, 7, 14, 21, 28, 35, 42, 49, 63, 77, 91, 119, 147, 175, 203, 231, 259, 287, 315, 335, 343, 358,
    ]  # fmt: skip
    forms = [due_on(found, CONTENT, found.zero + timedelta(days=n)).get("officer") for n in range(1, 9)]
    assert forms == [
        "officer_micro", "officer_micro", "officer_full", "officer_micro", "officer_micro", "officer_micro",
        "officer_full", "officer_micro",
    ]  # fmt: skip
    second = occurrences(found, CONTENT, date(2027, 3, 17), date(2028, 1, 1))
    assert [(one.day - found.zero).days for one in second if one.subject == "officer"] == [462, 553, 644]


@given(DAYS, st.integers(0, 1200))
@settings(max_examples=300, deadline=None)
def test_at_most_one_form_a_subject_a_day_and_nothing_before_day_1_or_after_the_end(zero: date, number: int) -> None:
    """Officers first, always a form that exists."""
    due = due_on(calendar(zero), CONTENT, zero + timedelta(days=number))
    assert list(due) == [subject for subject in SUBJECTS if subject in due]
    assert all(CONTENT.forms.get(form).subject == subject for subject, form in due.items())
    if 1 <= number <= 7:
        assert "officer" in due


@given(DAYS, st.integers(1, 9), st.sampled_from(Pace))
@settings(max_examples=200, deadline=None)
def test_nothing_is_ever_asked_on_a_year_mark(zero: date, year: int, pace: Pace) -> None:
    """In no year, at no pace, whatever else would fall on it."""
    found = replace(calendar(zero), pace=pace)
    mark = list(list_marks(found))[year - 1]
    assert is_mark(found, mark)
    assert due_on(found, CONTENT, mark) == {}


def test_a_29th_of_february_is_kept_on_the_day_that_staff_chose() -> None:
    """By itself on the 28th; chosen, on 1 March in every year."""
    zero = date(2028, 2, 29)
    assert mark_day(zero) == date(2029, 2, 28)
    chosen = replace(calendar(zero), first_mark=date(2029, 3, 1))
    assert list(list_marks(chosen))[:4] == [date(2029 + n, 3, 1) for n in range(4)]
    assert due_on(chosen, CONTENT, date(2029, 3, 1)) == {}
    assert due_on(chosen, CONTENT, date(2029, 2, 28)) == {"officer": "officer_micro"}


def test_around_a_hard_day_the_form_is_short_and_on_it_nothing_is_asked() -> None:
    """Three days before, the day after, a week after; on a funeral nothing."""
    zero, hard = date(2026, 3, 2), date(2026, 6, 10)
    found = replace(calendar(zero), events=(hard,))
    around = {n: due_on(found, CONTENT, hard + timedelta(days=n)) for n in (-3, 0, 1, 7)}
    assert around[-3] == around[1] == {"officer": "officer_micro"}
    assert around[0] == {}
    assert around[7] == {"officer": "officer_micro", "community": "community_full"}
    asked_anyway = zero + timedelta(days=105)
    assert due_on(replace(calendar(zero), events=(asked_anyway,)), CONTENT, asked_anyway) == {}


def test_slower_is_about_half_and_monthly_is_every_four_weeks() -> None:
    """The year mark keeps a few of its days at either pace."""
    found = calendar(date(2026, 3, 2))
    usual, slower, monthly = (len(numbers(replace(found, pace=pace), "officer")) for pace in Pace)
    assert (usual, slower, monthly) == (36, 17, 14)
    weeks = numbers(replace(found, pace=Pace.MONTHLY), "community", 300)
    assert all((n - 7) % 28 == 0 for n in weeks)


def test_days_left_free_are_left_out_and_one_subject_is_one_subject() -> None:
    """A second view on the community is not asked about officers."""
    zero = date(2026, 3, 2)
    free = replace(calendar(zero), free=((zero + timedelta(days=2), zero + timedelta(days=5)),))
    assert numbers(free, "officer")[:4] == [1, 6, 7, 8]
    assert numbers(replace(calendar(zero), only="community"), "officer") == []


@pytest.mark.parametrize(
    ("turn", "days", "wanted"),
    [
        (Turn(date(2026, 3, 9), "first_week", held=True), range(8, 15), [8, 9, 10, 11, 12, 13, 14]),
        (Turn(date(2026, 3, 30), "first_month", held=True), range(31, 39), [32, 36]),
        (Turn(date(2026, 3, 10), "early_recovery", held=False), range(8, 31), [21]),
    ],
)
def test_a_held_phase_keeps_its_pace_and_one_begun_early_has_its_own(
    turn: Turn, days: range, wanted: list[int]
) -> None:
    """Held: as if its days went on; begun early: the slower rhythm at once."""
    found = replace(calendar(date(2026, 3, 2)), turns=(turn,))
    asked = [n for n in days if "officer" in due_on(found, CONTENT, found.zero + timedelta(days=n))]
    assert asked == wanted
    assert phase_on(found, found.zero + timedelta(days=days[-1])).key == turn.phase
    released = replace(found, turns=(turn, Turn(found.zero + timedelta(days=40), "", held=False)))
    assert phase_on(released, found.zero + timedelta(days=40)).key == "early_recovery"
