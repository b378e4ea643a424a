"""Asking for a call, as leaders and people on call live it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from mvai_slackbot.calls.models import CallOutcome, CallState
from tests.calls.ways import PLEASE, ask, calls_on_record, on_call, open_with_leader, stands_in, told, turn
from tests.conftest import Town

NOW = "MVAI: somebody asks for a call now"


def test_people_on_call_are_asked_until_one_says_yes_and_who_waits_hears_of_it(town: Town) -> None:
    """The whole ladder on the turned clock: at once, at 10, the second at 20; then who has it, and what came of it."""
    on_call(town, town.ana, town.dana)
    channel = open_with_leader(town)
    assert town.chief.sees("You are named as leader").buttons == ["Ask for a call"], "where a leader looks first"
    before = stands_in(town, channel)
    ask(town, town.chief)
    first_word = told(town.chief, "is being asked to phone you")[-1]
    assert all(contact in first_word for contact in ("911", "988", "1-800-267-5463"))
    assert len(told(town.ana, PLEASE)) == 1
    assert "Pat Quinn" in told(town.ana, PLEASE)[0]
    turn(town, timedelta(minutes=9))
    assert len(told(town.ana, PLEASE)) == 1
    turn(town, timedelta(minutes=1))
    first, again = told(town.ana, PLEASE)
    assert (first.text, again.text) == (NOW, "MVAI: somebody still waits for a call, 2nd time"), "on a lock screen"
    assert "They have waited since" in again and "asked for the 2nd time" in again and "2nd" not in first
    assert not told(town.dana, PLEASE)
    waiting = told(town.chief, "10 minutes have passed and nobody has your call yet")
    assert len(waiting) == 1
    assert all(contact in waiting[0] for contact in ("911", "988", "1-800-267-5463"))
    turn(town)
    assert len(told(town.ana, PLEASE)) == 3
    assert len(told(town.dana, PLEASE)) == 1
    assert len(told(town.chief, "20 minutes have passed and nobody has your call yet")) == 1
    turn(town)
    assert (len(told(town.ana, PLEASE)), len(told(town.dana, PLEASE))) == (4, 2)
    closing = town.ana.types("/mvai-incident close completed", channel=channel)
    assert "nobody has it yet" in closing and closing.message is not None
    assert closing.message.buttons == ["I will call"], "who wants to close it can end the waiting"
    town.dana.presses("I will call")
    town.bot.settle()
    assert told(town.chief, "Dana Wells has your call")
    assert [one.buttons for one in told(town.chief, "Somebody said yes to this call")] == [[]]
    assert [one.buttons for one in told(town.chief, "An earlier word about this call")] == [[], []]
    assert not told(town.ana, PLEASE)
    (taken,) = told(town.ana, "Dana Wells has this call.")
    assert "Pat Quinn" not in taken, "once, in the last word, and nothing new at night"
    turn(town)
    assert not told(town.ana, PLEASE)
    assert not told(town.dana, PLEASE)
    status = town.ana.types("/mvai-incident status", channel=channel)
    assert "A call was asked for" in status
    assert "Dana Wells has the call" in status
    assert stands_in(town, channel) == before
    assert "Dana Wells has it" in town.ana.types("/mvai-incident close completed", channel=channel)
    town.dana.presses("Reached")
    town.bot.settle()
    assert not told(town.chief, "has your call")
    over = told(town.chief, "This call is over: Dana Wells says that you have spoken")
    assert len(over) == 1 and not over[0].buttons and "988" in over[0]
    assert told(town.dana, "Recorded: reached.")
    call = calls_on_record(town)[0]
    assert (call.state, call.outcome) == (CallState.TAKEN, CallOutcome.REACHED)


def test_the_first_to_say_yes_wins_and_a_second_press_of_asking_is_the_same_call(town: Town) -> None:
    """Two people press; two presses ask; nobody else may take it; a new wish later is a new call."""
    on_call(town, town.ana, town.dana)
    ask(town, town.chief)
    assert "Nobody has it yet" in town.chief.presses("Ask for a call").text
    assert len(calls_on_record(town)) == 1
    assert len(told(town.ana, PLEASE)) == 1
    turn(town, timedelta(minutes=20))
    late = told(town.dana, PLEASE)[0]
    town.ana.presses("I will call")
    town.bot.settle()
    assert "I will call" not in told(town.dana, "Ana Torres has this call.")[0].buttons
    assert late.buttons == ["I will call"]
    assert "Ana Torres has your call" in town.chief.presses("Ask again").text
    assert len(calls_on_record(town)) == 1
    turn(town, timedelta(minutes=11))
    town.chief.presses("Ask again")
    town.bot.settle()
    assert len(calls_on_record(town)) == 2
    assert told(town.ana, PLEASE)


def test_who_asks_may_give_a_number_or_not_need_it_any_more(town: Town) -> None:
    """The number reaches only who is asked; after "I do not need it any more" nobody is asked again."""
    on_call(town, town.ana)
    ask(town, town.chief)
    assert "none on file" in told(town.ana, PLEASE)[0]
    town.chief.presses("Give a number")
    assert "area code" in town.chief.submits({"Phone number": "soon"}).errors["Phone number"]
    town.chief.submits({"Phone number": "614-555-0142"})
    town.bot.settle()
    assert "614-555-0142" in told(town.ana, PLEASE)[0]
    assert not told(town.dana, "614-555-0142")
    assert town.chief.presses("I do not need it anymore").text.startswith("Nobody is asked anymore")
    town.bot.settle()
    assert told(town.ana, "This call is not needed anymore.")
    turn(town)
    assert not told(town.ana, PLEASE)
    assert not told(town.chief, "10 minutes have passed")


def test_with_nobody_on_call_it_says_so_and_whom_to_call(town: Town) -> None:
    """No button is offered; a button from earlier answers at once; who is on call alone does not call themselves."""
    town.chief.writes("hello")
    town.bot.settle()
    answer = town.chief.sees("Nobody of the program is on call right now")
    assert answer.buttons == []
    assert all(contact in answer for contact in ("911", "988", "1-800-267-5463"))
    on_call(town, town.ana)
    turn(town, timedelta(minutes=2))
    town.chief.writes("hello again")
    town.bot.settle()
    town.ana.types(f"/mvai on-call {town.chief.mention}")
    town.bot.settle()
    town.chief.presses("Ask for a call")
    town.bot.settle()
    assert [call.state for call in calls_on_record(town)] == [CallState.NOBODY]
    assert len(told(town.chief, "Nobody of the program is on call right now")) == 2
    for coordinator in (town.ana, town.dana):
        word = told(coordinator, "asked for a call while nobody is on call")[0]
        assert word.text == "MVAI: somebody asked for a call, and nobody is on call" and "@chief" in word.words
    assert not told(town.chief, PLEASE)
    assert not told(town.ana, PLEASE)


def test_when_the_call_did_not_reach_them_they_are_told_and_may_ask_again(town: Town) -> None:
    """ "No contact" is told to who waits, with contacts; asking again is a new call; what came of it can be corrected."""
    on_call(town, town.ana)
    ask(town, town.chief)
    town.ana.presses("I will call")
    town.bot.settle()
    town.ana.presses("No contact")
    town.bot.settle()
    word = told(town.chief, "Ana Torres tried to reach you")[0]
    assert "911" in word
    town.ana.presses("Referred")
    town.bot.settle()
    assert told(town.ana, "Recorded: referred.")
    assert not told(town.chief, "tried to reach you") and told(town.chief, "Ana Torres says that you know now who")
    ask(town, town.chief)
    assert [call.state for call in calls_on_record(town)] == [CallState.TAKEN, CallState.ASKING]
    assert "asked for on" not in town.chief.presses("Ask for a call").text


def test_presses_in_the_same_instant_are_one_call_and_one_who_has_it(town: Town) -> None:
    """Four presses of asking at once, then both people on call at once: one call, one person, the other is refused."""
    on_call(town, town.ana, town.dana)
    town.chief.writes("hello")
    town.bot.settle()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: town.chief.presses("Ask for a call"), range(4)))
    town.bot.settle()
    assert len(calls_on_record(town)) == 1
    assert len(told(town.ana, PLEASE)) == 1
    turn(town, timedelta(minutes=20))
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda one: one.presses("I will call").text, (town.ana, town.dana)))
    town.bot.settle()
    assert sorted("has this call already" in one for one in answers) == [False, True]
    assert len(told(town.chief, "has your call*")) == 1
