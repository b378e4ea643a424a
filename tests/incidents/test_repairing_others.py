"""Repair tries again what SMEs and leaders were to be told as well, and nothing that stands differently by now."""

from mvai_slackbot.simulator.wire.faults import Fault
from tests.conftest import Town
from tests.smes.story import CHANNEL, asked, on_roster, opened, words_of


def refuses(town: Town, user_id: str) -> Fault:
    """Let Slack take no message to somebody."""
    fault = Fault(
        "chat.postMessage", "error", error="messages_tab_disabled", when=lambda said: said.get("channel") == user_id
    )
    town.sim.faults.add(fault)
    return fault


def test_an_offer_and_a_check_in_that_did_not_arrive_are_tried_again(town: Town) -> None:
    """Staff were told; after one repair both stand, once; a second repair finds nothing."""
    on_roster(town, town.sam)
    opened(town)
    refuses(town, town.sam.id)
    refuses(town, town.chief.id)
    asked(town, town.sam)
    town.ana.types("/mvai-checkin offer @chief", CHANNEL).presses("Send")
    town.bot.settle()
    assert town.sam.reads() == [] and town.chief.reads() == []
    town.sim.faults.clear()
    answer = town.ana.types("/mvai-incident repair", CHANNEL)
    assert "trying again: offers and cards of SMEs, check-ins" in answer
    town.bot.settle()
    assert len([one for one in town.sam.reads() if "Could you help?" in one]) == 1
    assert "would you like short check-ins" in words_of(town.chief)
    assert "nothing is missing" in town.dana.types("/mvai-incident repair", CHANNEL)


def test_what_ended_meanwhile_is_not_tried_again(town: Town) -> None:
    """The request was withdrawn: nobody is asked by a repair what nobody needs any more."""
    on_roster(town, town.sam)
    opened(town)
    refuses(town, town.sam.id)
    asked(town, town.sam)
    town.ana.types("/mvai-request close 1 withdrawn")
    town.bot.settle()
    town.sim.faults.clear()
    assert "nothing is missing" in town.ana.types("/mvai-incident repair", CHANNEL)
    town.bot.settle()
    assert "Could you help?" not in words_of(town.sam)
