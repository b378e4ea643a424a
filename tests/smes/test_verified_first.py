"""No SME is asked about a request from outside before somebody has called back a number found independently."""

from tests.conftest import Town
from tests.requests.test_drafts import comes_in
from tests.smes.story import CHANNEL, on_roster
from tests.smes.ways import asks_several, states

WAITS = "Nobody has called back about Request 1 yet"


def accepted(town: Town) -> None:
    """Let a request come in from outside and have its incident, with two people on the roster."""
    on_roster(town, town.sam)
    on_roster(town, town.sol)
    comes_in(town)
    town.ana.presses("Open incident")
    town.bot.settle()


def test_one_press_after_the_call_and_one_that_goes_on_as_before(town: Town) -> None:
    """Nobody is asked; the answer has the buttons for after the call; "Go on" keeps who was chosen, and how."""
    accepted(town)
    said = town.ana.types("/mvai-sme assign 1 @sam in-person")
    assert WAITS in said.words and "number that you found yourself" in said.words
    assert WAITS in said.presses("Go on").words and states(town) == []
    assert "SMEs can be offered now" in said.presses("Called: number in a directory").text
    asked = said.presses("Go on")
    assert "Sam Reed" in asked.words and "in person" in asked.words
    asked.presses("Send")
    town.bot.settle()
    assert len(states(town)) == 1 and "Accept" in town.sam.sees("in person").buttons


def test_a_team_waits_for_the_call_as_well(town: Town) -> None:
    """The form to ask several opens once somebody has called."""
    accepted(town)
    said = town.ana.types("/mvai-sme team 1")
    assert WAITS in said.words and said.form is None
    said.presses("Called: number known to us")
    assert said.presses("Go on").form is not None
    town.ana.cancels(all_forms=True)
    asks_several(town, [town.sam, town.sol], wanted=2)
    assert len(states(town)) == 2


def test_a_need_in_that_incident_waits_for_the_same_call(town: Town) -> None:
    """The buttons call about who asked first; a need in an incident that staff opened waits for nothing."""
    accepted(town)
    town.ana.types("/mvai-request log somebody for the first press briefing", CHANNEL)
    town.bot.settle()
    said = town.ana.types("/mvai-sme assign 2 @sam")
    assert WAITS in said.words
    said.presses("Called: number on their website")
    said.presses("Go on").presses("Send")
    town.bot.settle()
    assert len(states(town)) == 1
    town.ana.types("/mvai-incident open Event at a shopping street")
    town.bot.settle()
    town.ana.types("/mvai-request log a victim services lead", "mvai-2026-002")
    assert "Sol Marsh" in town.ana.types("/mvai-sme assign 3 @sol").words
