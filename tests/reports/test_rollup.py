"""Across incidents: five or more, rounded, nobody and nowhere named."""

from mvai_slackbot.reports.rollup import Row, roll_up, stretch_of
from tests.checkins.ways import local_now
from tests.conftest import Town
from tests.reports.ways import answered, town_with_lead

LABELS = {"OW1": "Rest and staffing"}


def test_fewer_than_five_incidents_are_not_shown_and_figures_are_rounded_to_the_half() -> None:
    """Four: nothing. Five: one row, the mean of their means, however often each answered."""
    four = [(n, "first week", "OW1", 4) for n in range(4)]
    assert roll_up(four, LABELS) == []
    five = [*four, (5, "first week", "OW1", 1), (5, "first week", "OW1", 1), (5, "first week", "OW1", 1)]
    assert roll_up(five, LABELS) == [Row("first week", "Rest and staffing", 3.5, 5)]
    assert roll_up([(n % 4, "first week", "OW1", 4) for n in range(40)], LABELS) == []
    assert roll_up([(n, "first week", "OW6", 4) for n in range(9)], LABELS) == []


def test_every_day_lies_in_one_stretch() -> None:
    """The edges of the stretches."""
    days = {7: "first week", 8: "to day 45", 45: "to day 45", 181: "to a year", 366: "after a year"}
    assert {day: stretch_of(day) for day in days} == days


def test_it_is_shown_to_those_who_may_and_says_when_there_is_nothing_to_show(town: Town) -> None:
    """One incident is nothing; SMEs and leaders do not see it."""
    town_with_lead(town)
    answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 3, "OM2": 3})
    for person in (town.ana, town.bea, town.root):
        assert "it takes five incidents" in person.types("/mvai-checkin rollup").words
    for person in (town.sam, town.chief, town.ira):
        assert "That is for coordinators" in person.types("/mvai-checkin rollup")
