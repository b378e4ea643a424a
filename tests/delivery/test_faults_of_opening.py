"""Each call of opening an incident fails once, in each way in which Slack fails."""

from pathlib import Path

import pytest

from mvai_slackbot.outbox.models import State
from mvai_slackbot.simulator import Fault
from mvai_slackbot.simulator.wire.faults import FaultKind
from tests.conftest import Town
from tests.days import YEAR
from tests.delivery.ways import OPENING, deliver_all, entries, in_channel, open_incidents, story


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite: how Slack fails has nothing to do with the database."""
    return f"sqlite:///{tmp_path / 'mvai.db'}"


def _failing(town: Town, kind: FaultKind) -> list[str]:
    """Open one incident per call, with that call failing once, and one without a fault; return their numbers."""
    numbers = [f"mvai-{YEAR}-{place:03d}" for place in range(1, len(OPENING) + 2)]
    for method, number in zip(OPENING, numbers, strict=False):
        fault = Fault(method, kind, error="restricted_action", when=in_channel(town.sim, number))
        town.sim.faults.add(fault)
    assert open_incidents(town, [_words(number) for number in numbers]) == numbers
    deliver_all(town)
    assert len(town.sim.faults.struck) == len(OPENING), "each fault struck once"
    return numbers


def _words(number: str) -> str:
    return f"Event at the fair of {number[-3:]}"


@pytest.mark.parametrize("kind", ["500", "429", "lost", "drop"])
def test_opening_completes_though_each_call_failed_once(town: Town, kind: FaultKind) -> None:
    """The failed call is made again by itself, and the channel looks as if nothing had been wrong."""
    *failed, good = _failing(town, kind)
    wanted = story(town.sim, good, _words(good))
    assert [sum(wanted[what].values()) for what in ("pins", "bookmarks", "topic", "members")] == [1, 1, 1, 3]
    for method, number in zip(OPENING, failed, strict=True):
        assert story(town.sim, number, _words(number)) == wanted, method
    assert entries(town, State.DEAD) == []
    names = [one.name for one in town.sim.workspace.channels if one.name.startswith("mvai-")]
    assert len(names) == len(OPENING) + 1


def test_a_step_that_slack_refuses_is_shown_and_repaired(town: Town) -> None:
    """Needs help stands in the status and in a message to the owner; the other steps go on; repair makes it whole."""
    *failed, good = _failing(town, "error")
    wanted = story(town.sim, good, _words(good))
    for method, number in zip(OPENING, failed, strict=True):
        status = town.ana.types(f"/mvai-incident status {number}")
        assert "needs help" in status.words, method
        assert "does not let the app do that" in status.words, method
        assert any("needs help" in message.words and number in message.words for message in town.ana.reads()), method
        repaired = town.ana.types(f"/mvai-incident repair {number}")
        assert "trying again" in repaired.text, method
    deliver_all(town)
    for method, number in zip(OPENING, failed, strict=True):
        assert story(town.sim, number, _words(number)) == wanted, method
        assert "needs help" not in town.ana.types(f"/mvai-incident status {number}").words
        assert "nothing is missing" in town.dana.types(f"/mvai-incident repair {number}").text
