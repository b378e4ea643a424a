"""While an incident is locked its leader is told nothing false, and nothing more than that it is paused."""

from datetime import timedelta

from tests.calls.ways import PLEASE, calls_on_record, on_call, open_with_leader, told, turn
from tests.checkins.ways import ask_now, offer, press, turn_to
from tests.conftest import Town

KEPT = "Paused by the coordinator for now. Your answers are kept."


def test_a_leader_reads_that_it_is_paused_and_a_call_goes_on(town: Town) -> None:
    """Their answers, their plan, the state and the Home tab say so; the lock names its end, and who waits for a call."""
    turn_to(town, 10, days=1)
    channel = open_with_leader(town)
    town.ana.types("/mvai-request log a victim services lead for the family center", channel)
    town.bot.settle()
    offer(town, channel)
    press(town, town.chief, "Yes")
    town.chief.cancels(all_forms=True)
    ask_now(town, channel)
    town.chief.presses("Answer")
    town.chief.submits({})
    town.chief.cancels(all_forms=True)
    on_call(town, town.dana)
    quiet = town.ana.types("/mvai-incident lock", channel).words
    assert f"/mvai-incident unlock {channel}" in quiet and "waits for a call" not in quiet
    town.ana.types("/mvai-incident unlock", channel)
    town.bot.settle()
    town.chief.types("/mvai-checkin call-me")
    town.bot.settle()
    locked = town.ana.types("/mvai-incident lock", channel).words
    town.bot.settle()
    assert "Somebody of it waits for a call. The lock does not stop that" in locked
    asked = len(told(town.dana, PLEASE))
    turn(town, timedelta(minutes=10))
    assert len(told(town.dana, PLEASE)) > asked, "as the words say"
    press(town, town.dana, "I will call")
    assert calls_on_record(town)[-1].state.value == "taken"

    mine = town.chief.types("/mvai-checkin mine").form
    assert mine is not None and KEPT in mine.text and "not answered" not in mine.text and channel not in mine.text
    town.chief.cancels(all_forms=True)
    plan = town.chief.types("/mvai-checkin plan")
    assert KEPT in plan.words and channel not in plan.words and plan.message is not None
    assert plan.message.buttons == ["Stop"]
    assert "nothing is asked while it is" in town.ana.types("/mvai-checkin status", channel).words
    assert "the incident is locked" in town.ana.types("/mvai-checkin plan", channel).words
    assert "Paused by the coordinator" in town.chief.types(f"/mvai-incident status {channel}").text
    assert "Paused by the coordinator" in town.chief.types("/mvai-request show 1").text
    assert "There is no request 1" in town.otto.types("/mvai-request show 1").text
    town.chief.opens_home()
    town.bot.settle()
    home = town.chief.home
    assert home is not None and KEPT in home.words and "What you asked for" in home.words and channel not in home.words
    stands = next(one for one in town.chief.reads() if "Stop" in one.buttons)
    assert KEPT in stands.words and "The next one comes" not in stands.words
    town.chief.presses("Stop", message=plan.message)
    assert "Start again" in town.chief.sees("They have ended").buttons
    town.bot.settle()
    town.chief.presses("Start again", message=stands)
    town.bot.settle()
    assert KEPT in next(one for one in town.chief.reads() if one.ts == stands.ts).words
    town.ana.types("/mvai-incident unlock", channel)
    town.bot.settle()
    assert "The next one comes" in town.chief.sees("You get short check-ins here").words
