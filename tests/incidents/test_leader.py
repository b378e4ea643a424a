"""Naming the leader: shown first, sent after one press, taken back within ten minutes."""

from datetime import timedelta

from mvai_slackbot.incidents import service, watch
from mvai_slackbot.people.access import PAUSED
from tests.conftest import Town


def open_incident(town: Town) -> str:
    """Open an incident and return its channel."""
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()
    return "mvai-2026-001"


def test_the_leader_is_invited_after_one_press_and_greeted_without_details(town: Town) -> None:
    """Nothing reaches the chief before Send; the greeting's first words name nothing."""
    channel = open_incident(town)
    answer = town.ana.types("/mvai-incident leader @chief @deputy", channel=channel)
    shown = str(answer.blocks)
    assert "Chief Pat Quinn" in shown and town.deputy.mention in shown, "everybody it goes to is shown"
    town.bot.settle()
    assert town.chief.reads() == []
    town.ana.presses("Send")
    assert "Chief Pat Quinn and Deputy chief Lee Brand" in town.ana.sees("were told.", channel=channel)
    town.bot.settle()
    assert channel in town.chief.channels() and channel in town.deputy.channels()
    greeting = town.chief.sees("You are named as leader")
    assert greeting.text == "MVAI: a short message for you"
    card = town.ana.sees("Leader", channel=channel)
    assert "@chief" in card.words
    town.ana.types("/mvai-request log A victim services lead", channel)
    town.bot.settle()
    for pressed, says in CAN_DO.items():
        there = card if pressed in card.buttons else town.ana.sees("victim services lead", channel=channel)
        said = town.chief.presses(pressed, message=there).text
        assert says in said and "program staff" not in said and "/mvai-request log" not in said, pressed
    # While others may read there, nobody is asked to write there; whoever has a part reads no more than that it rests.
    with town.bot.bot.works.begin() as work:
        watch.expose(work, service.list_open(work.session, work.team_id)[0], "somebody joined")
    assert "in the channel" not in town.chief.presses("Log request", message=card).text
    town.ana.types("/mvai-incident lock", channel)
    town.bot.settle()
    assert town.chief.presses("Log request", message=card).text == PAUSED
    assert town.chief.presses("Close", message=there).text == PAUSED, "which names no incident"


CAN_DO = {
    "Add details": "Please write here in the channel",
    "Set leader": "please write it here in the channel",
    "Log request": "Please write what you need here in the channel, in plain words; staff log it from there.",
    "Find help": "Please write here in the channel",
    "Offer check-ins": "you need not say why",
    "Assign": "please write it here in the channel",
    "Close": "`/mvai-request withdraw`",
}


def test_a_wrong_leader_is_taken_back_within_ten_minutes_and_not_later(town: Town) -> None:
    """Taking back removes from the channel and replaces the greeting."""
    channel = open_incident(town)
    town.ana.types("/mvai-incident leader @deputy --outside", channel=channel)
    town.ana.presses("Send")
    town.bot.settle()
    assert "that channel" not in town.deputy.sees("You are named as leader").words, "of which they are no member"
    town.ana.types("/mvai-incident leader @otto", channel=channel)
    town.ana.presses("Send")
    town.bot.settle()
    assert channel in town.otto.channels() and town.deputy.sees("no longer leader")
    town.ana.presses("Take back")
    town.bot.settle()
    assert channel not in town.otto.channels() and channel not in town.deputy.channels()
    assert town.deputy.sees("You are named as leader"), "whom the mistake relieved leads again"
    assert "@deputy" in town.ana.sees("Leader", channel=channel).words
    assert town.otto.sees("came to you by mistake")
    assert not any("named as leader" in message.words for message in town.otto.reads())
    town.ana.types("/mvai-incident leader @chief", channel=channel)
    town.ana.presses("Send")
    town.sim.clock.advance(timedelta(minutes=11))
    assert "Ten minutes have passed" in str(town.ana.presses("Take back").text)


def test_a_leader_without_an_account_is_on_record_and_linked_later(town: Town) -> None:
    """The form takes name, agency and phone; linking the account keeps the record."""
    channel = open_incident(town)
    town.ana.presses("Set leader", channel=channel)
    town.ana.submits(
        {"Name": "Pat Quinn", "Rank or title": "Chief", "Agency": "Fairview PD", "Official phone": "555-0100"}
    )
    town.bot.settle()
    assert "Pat Quinn" in town.ana.sees("Leader", channel=channel).words
    town.ana.cancels()
    town.ana.presses("Set leader", channel=channel)
    town.ana.submits({"Slack account": "chief"})
    form = town.ana.form
    assert form is not None
    form.presses("Send")
    town.bot.settle()
    assert channel in town.chief.channels()
    town.ana.cancels(all_forms=True)
    went = next(one for one in town.ana.reads() if "You can take it back for ten minutes" in one.words)
    town.ana.presses("Take back", message=went)
    town.bot.settle()
    assert channel not in town.chief.channels(), "the way back is found where the form is gone"
