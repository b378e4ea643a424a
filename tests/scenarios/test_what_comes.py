"""The list of what is due says what then happens."""

from datetime import timedelta
from functools import partial

from mvai_slackbot.scenarios import list_due
from mvai_slackbot.simulator.due import Due, upcoming
from tests.checkins.ways import agree
from tests.conftest import Town

FIRST = "mvai-2026-001"


def next_due(town: Town) -> Due:
    """Return what the page would show first."""
    return upcoming(partial(list_due, town.bot.bot.works), town.sim.clock.now(), 1)[0]


def test_what_is_due_next_is_what_then_happens(town: Town) -> None:
    """The list names the check-in and the leader; turned there, the leader is asked, and then the reminder is due."""
    agree(town)
    first = next_due(town)
    assert (first.what, first.whom) == ("Check-in", f"Pat Quinn · {FIRST}")
    town.sim.clock.to(first.at - timedelta(seconds=30))
    town.bot.tick()
    assert not any("A short check-in" in message for message in town.chief.reads())
    town.sim.clock.to(first.at)
    town.bot.tick()
    assert town.chief.sees("A short check-in")
    assert next_due(town).what == "Check-in reminder"
    town.chief.presses("Snooze until tomorrow")
    town.bot.settle()
    assert next_due(town).what in ("Check-in", "Check-in again, after a snooze")
