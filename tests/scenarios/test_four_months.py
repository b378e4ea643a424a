"""The incident four months in: the real bot wrote all of it, and the list of what is due says what then happens."""

import asyncio
from collections import Counter
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from mvai_slackbot.checkins.models import Answer, Occurrence
from mvai_slackbot.cli.simulation import wait_delivered
from mvai_slackbot.scenarios import SCENARIOS, four_months, list_due, prepare
from mvai_slackbot.simulator import Fault
from mvai_slackbot.simulator.due import Due, upcoming
from tests.checkins.ways import agree
from tests.conftest import Town

FIRST = "mvai-2026-001"


def look(town: Town) -> None:
    """Let the bot look at its clock, and wait for Slack as `simulate` does."""
    assert town.bot._loop is not None
    asyncio.run_coroutine_threadsafe(town.bot.bot.alarm.tick(), town.bot._loop).result(60)
    wait_delivered(town.bot.bot)


def next_due(town: Town) -> Due:
    """Return what the page would show first."""
    return upcoming(partial(list_due, town.bot.bot.works), town.sim.clock.now(), 1)[0]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_four_months_are_lived_through_with_nothing_left_out(town: Town) -> None:
    """Requests, SMEs, a second incident that ended, and check-ins answered and not answered, by two leaders."""
    scenario = SCENARIOS["months"]
    ids = {one.handle: town.sim.person(one.handle).id for one in scenario.people}
    prepare(town.bot.bot.works, scenario, ids)
    until = town.sim.clock.now() + scenario.earlier
    due = partial(list_due, town.bot.bot.works)
    with town.bot.bot.pace.lifted():
        missed = four_months.live(town.sim, due, partial(look, town), until)
    assert not missed, "\n".join(missed)
    assert town.sim.clock.now() >= until
    assert town.chief.channels() == ["general", FIRST]
    second = set(town.ana.channels()) - {"general", FIRST}
    assert len(second) == 1
    ended = town.sim.workspace.channels.named(second.pop())
    assert ended is not None and ended.is_archived
    assert any("Request 4" in message for message in town.ana.reads(FIRST))
    assert "2 of 2" in town.ana.types("/mvai-sme find 4", FIRST).words, "whoever has enough to do is left out, and why"
    with town.bot.bot.works.database.read() as session:
        occurrences = list(session.scalars(select(Occurrence)))
        answered = set(session.scalars(select(Answer.occurrence_id)))
    gaps = Counter(one.id in answered for one in occurrences)
    assert gaps[True] > 30 and gaps[False] > 5, gaps
    assert due_later(town)


def due_later(town: Town) -> bool:
    """Whether something still comes, so that "Next due" has somewhere to go."""
    return next_due(town).at > town.sim.clock.now()


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
    town.sim.faults.add(Fault("chat.postMessage", "429"))
    town.ana.types("/mvai-request log somebody for the first press briefing", FIRST)
    wait_delivered(town.bot.bot)
    assert any("press briefing" in message for message in town.ana.reads(FIRST)), (
        "what waits for its turn is waited for"
    )
