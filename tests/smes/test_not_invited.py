"""An SME said yes and Slack does not let the bot invite them: staff hear of it."""

from mvai_slackbot.simulator import Fault
from tests.conftest import Town
from tests.smes.story import asked, on_roster, opened


def test_staff_are_told_when_an_sme_cannot_be_invited(town: Town) -> None:
    """The SME accepted and waits for a channel that never opens to them: the owner is asked to help."""
    on_roster(town, town.sam)
    channel = opened(town)
    asked(town, town.sam)
    town.sim.faults.add(Fault("conversations.invite", "error", error="user_is_restricted"))
    town.sam.presses("Accept")
    town.bot.settle()
    assert channel not in town.sam.channels()
    assert "did not let the bot invite" in " ".join(one.words for one in town.ana.reads())


def test_held_words_that_were_needed_and_taken_out_are_asked_for(town: Town) -> None:
    """The form stays open and says what is missing; it is no fault of ours."""
    channel = opened(town)
    town.ana.types("/mvai-sme note The victim Jane Doe was injured", channel)
    answer = town.ana.submits({"Note": ""})
    assert "Please type something here" in str(answer.errors)
