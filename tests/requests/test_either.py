"""Where an operator's own file says so, the first view decides; a second one that differs is shown and decides nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mvai_slackbot.data_files import SHIPPED, Folder, use
from mvai_slackbot.simulator import Simulator
from tests.conftest import Town, running
from tests.requests.test_assessment import asked, later
from tests.requests.test_drafts import comes_in
from tests.requests.world import TEXT, logged, opened


@pytest.fixture
def either(sim: Simulator, prepared_sqlite: Path, tmp_path: Path) -> Iterator[Town]:
    """A running bot with a file of its own beside the shipped ones."""
    data = json.loads((SHIPPED / "requests.json").read_text())
    data["combining"]["rule"] = "either"
    own = tmp_path / "own"
    own.mkdir()
    (own / "requests.json").write_text(json.dumps(data))
    (tmp_path / "mvai.db").write_bytes(prepared_sqlite.read_bytes())
    with running(sim, f"sqlite:///{tmp_path / 'mvai.db'}", MVAI_CONTENT=str(own)) as town:
        yield town
    use(Folder())


def test_the_first_view_decides_and_a_difference_is_shown(either: Town) -> None:
    """Nobody is reminded of the other view; when it comes and differs, everybody reads both and nothing is decided."""
    opened(either)
    logged(either)
    assert "Help is approved" in either.ira.presses("Virtual").text
    either.bot.settle()
    assert (
        "IACP: virtual · BJA: not yet. Help is approved."
        in either.bea.sees("is decided, so nothing waits for you").words
    )
    assert "approved" in either.ana.types("/mvai-request show 1").words
    later(either, 3)
    assert asked(either) == [("iacp", False), ("bja", False)]
    assert "They differ" in either.bea.presses("In person").text
    either.bot.settle()
    for person in (either.ira, either.bea, either.ana):
        assert "They differ, so nothing is decided" in person.sees("They differ").words
    assert "under assessment" in either.ana.types("/mvai-request show 1").words
    either.bea.types("/mvai-request decide 1 both After all")
    assert "approved" in either.ana.types("/mvai-request show 1").words


def test_a_first_no_asks_staff_to_call_and_a_yes_that_follows_takes_that_back(either: Town) -> None:
    """What asked for a call says that it is not to be made; a second no is a message of its own."""
    opened(either)
    logged(either)
    either.ira.types("/mvai-request decide 1 decline Not our kind of event")
    either.bot.settle()
    assert "IACP: decline · BJA: not yet" in either.ana.sees("Please call whoever asked").words
    either.bea.types("/mvai-request decide 1 virtual We should help")
    either.bot.settle()
    assert not [one for one in either.ana.reads() if "Please call whoever asked" in one.words]
    assert "Please do not call with a no" in either.ana.sees("The views differ now").words
    either.bea.types("/mvai-request decide 1 decline You are right")
    either.bot.settle()
    assert "IACP: decline · BJA: decline" in either.ana.sees("Please call whoever asked").words


def test_a_view_of_the_draft_decides_when_it_is_accepted(either: Town) -> None:
    """The other side is not asked for what is decided."""
    comes_in(either)
    either.ira.types("/mvai-request decide 1 virtual Yes")
    either.ana.presses("Open incident", message=either.ana.sees("came in from outside"))
    either.bot.settle()
    assert "approved" in either.ana.sees(TEXT, "mvai-2026-001") and asked(either) == []
