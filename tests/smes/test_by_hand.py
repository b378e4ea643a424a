"""Where the policy leaves it to staff, nobody is asked by itself: their message asks the next, or ends the list."""

import json
from pathlib import Path

import pytest

from mvai_slackbot.data_files import SHIPPED
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.smes.models import State
from mvai_slackbot.smes.offers import policy
from tests.conftest import Town, running
from tests.smes.story import CHANNEL
from tests.smes.ways import NEXT, asks_several, many, opened_urgently, passes, states, told


@pytest.fixture
def staff_choose(tmp_path: Path) -> str:
    """A folder of one's own in which staff decide after a no and after no answer."""
    data = json.loads((SHIPPED / policy.OFFERS).read_text("utf-8"))
    data["next"] |= {"after_no": "staff", "after_no_answer": "staff"}
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / policy.OFFERS).write_text(json.dumps(data), "utf-8")
    return str(folder)


def _begins(town: Town, *, wanted: int = 1, most: int = 4) -> None:
    who = many(town, most=most)
    opened_urgently(town)
    asks_several(town, who, wanted=wanted, pace=NEXT)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_staff_ask_the_next_by_hand_and_end_the_list(sim: Simulator, database_url: str, staff_choose: str) -> None:
    """After a no, after silence, past somebody who cannot; an old button asks nobody twice."""
    with running(sim, database_url, MVAI_CONTENT=staff_choose) as town:
        _begins(town)
        mia, noa = town.sim.person("mia"), town.sim.person("noa")
        town.sam.presses("Decline")
        town.bot.settle()
        choice = town.ana.sees("cannot help with request 1 this time")
        assert "@sol is next on the list, and nobody is asked until you say so." in choice
        assert choice.buttons == ["Ask Sol Marsh", "End the list", "Find help"]
        town.sam.presses("Not now")
        town.bot.settle()
        # A reason that comes later takes no choice away.
        choice = town.ana.sees("They chose to say")
        assert "Ask Sol Marsh" in choice.buttons and town.sol.reads() == []
        shown = town.ana.types("/mvai")
        assert "is next on the list for request 1; nobody is asked yet" in shown and "Ask Sol Marsh" in shown.words
        town.ana.presses("Ask Sol Marsh", message=choice)
        town.bot.settle()
        # What stood on a page from before asks nobody twice.
        assert "was asked already" in shown.presses("Ask Sol Marsh").words
        assert states(town) == [State.DECLINED, State.OFFERED] and mia.reads() == []
        asked = town.ana.sees("@ana asked @sol next")
        assert asked.buttons == ["Find help"] and "is next on the list for" not in town.ana.types("/mvai")
        passes(town, minutes=40)
        late = town.ana.sees("@sol has not answered in time")
        assert "Ask Mia Lowe" in late.buttons and mia.reads() == []
        mia.deactivate()
        town.bot.settle()
        town.ana.presses("Ask Mia Lowe", message=late)
        town.bot.settle()
        assert town.ana.sees("was left out of the list for request 1") and noa.sees("Could you help?")
        assert "Find help" in town.ana.sees("@ana asked @noa next").buttons
        noa.presses("Accept")
        town.bot.settle()
        assert states(town)[-1] is State.ACCEPTED


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_yes_asks_nobody_else_and_an_ended_list_stays_ended(
    sim: Simulator, database_url: str, staff_choose: str
) -> None:
    """Of two who are wanted one says no and one yes: still nobody is asked until staff say so; then they end the list."""
    with running(sim, database_url, MVAI_CONTENT=staff_choose) as town:
        _begins(town, wanted=2, most=3)
        mia = town.sim.person("mia")
        town.sam.presses("Decline")
        town.bot.settle()
        town.sol.presses("Accept")
        town.bot.settle()
        assert mia.reads() == [] and states(town) == [State.DECLINED, State.ACCEPTED]
        choice = town.ana.sees("@mia is next on the list")
        shown = town.ana.types("/mvai")
        assert "is asked" in town.ana.presses("End the list", message=choice).words
        town.bot.settle()
        assert "@ana ended the list" in town.ana.sees("nobody else on it is asked")
        assert "has ended already" in shown.presses("Ask Mia Lowe").words
        assert mia.reads() == [] and told(town.ana, "everybody on the list") == []
        assert "nobody else on the list is asked" in town.ana.types("/mvai-incident status", CHANNEL)
