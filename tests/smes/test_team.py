"""A team is asked at once, or one after another; the first to say yes are the team, and everybody gets kind words."""

import threading
from datetime import timedelta

from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Message
from mvai_slackbot.simulator.wire.faults import Fault
from mvai_slackbot.smes.models import State
from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.smes.story import CHANNEL, asked, on_roster, opened, words_of
from tests.smes.ways import NEXT, asks_several, many, opened_urgently, passes, states, told


def test_a_team_of_four_is_built_in_six_minutes(town: Town) -> None:
    """Six are asked at once; four say yes, one says no, one comes too late; leader, channel and staff know."""
    who = many(town)
    began = town.sim.clock.now()
    opened_urgently(town)
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    passes(town, minutes=1, step=1)
    shown = asks_several(town, who, wanted=4, lead="Sol Marsh")
    assert "4 are wanted" in shown and "names no place" in shown
    assert "@sol\nVictim services lead Sol Marsh\nNo agency is on record" in shown, "who exactly, before it goes out"
    for one in who:
        assert "Accept" in one.sees("Could you help?").buttons
    assert "team lead" in town.sol.sees("Could you help?") and "team lead" not in town.sam.sees("Could you help?")
    for one, press in (
        (who[0], "Accept"),
        (who[2], "Decline"),
        (who[1], "Accept"),
        (who[3], "Accept"),
        (who[4], "Accept"),
    ):
        one.presses(press, message=one.sees("Could you help?"))
        town.bot.settle()
        passes(town, minutes=1, step=1)
    assert town.sim.clock.now() - began < timedelta(minutes=7)
    assert states(town).count(State.ACCEPTED) == 4
    assert "Enough people said yes meanwhile" in who[5].sees("It says nothing about you")
    team = {one.handle for one in (who[0], who[1], who[3], who[4])}
    assert team == {one.handle for one in who if CHANNEL in one.channels()}
    assert "You are the SME lead" in town.sol.sees("Thank you for helping")
    assert "You are the SME lead" not in town.sam.sees("Thank you for helping")
    assert len(told(town.chief, "Please meet")) == 4
    assert "the team for request 1 is complete: 4 said yes" in town.ana.sees("is complete")
    status = town.ana.types("/mvai-incident status", CHANNEL)
    assert "the team is complete" in status and "Gus" not in status and "Mia" not in status


@only_sqlite
def test_of_several_who_were_asked_one_is_taken_back_for_ten_minutes(town: Town) -> None:
    """The way back stands in a direct message, since the form is gone; the others' offers stay, and so do their buttons."""
    who = many(town, most=3)
    opened_urgently(town)
    asks_several(town, who, wanted=1)
    kept = town.ana.sees("3 people were asked")
    assert kept.buttons == [f"Take back: {name}" for name in ("Sam Reed", "Sol Marsh", "Mia Lowe")]
    town.ana.presses("Take back: Sol Marsh", message=kept)
    town.bot.settle()
    assert states(town) == [State.OFFERED, State.TAKEN_BACK, State.OFFERED]
    assert "a coordinator took it back" in words_of(town.sol) and "Could you help?" in words_of(town.sam)
    town.sim.clock.advance(timedelta(minutes=11))
    assert "Ten minutes have passed" in town.ana.presses("Take back: Sam Reed", message=kept).text


def test_nobody_answers_for_two_hours(town: Town) -> None:
    """Each is asked once and reminded once, one after the other; staff hear each step, then the bot is quiet."""
    who = many(town, most=3)
    opened_urgently(town)
    asks_several(town, who, wanted=1, pace=NEXT)
    assert "Could you help?" in words_of(who[0]) and who[1].reads() == []
    passes(town, minutes=20)
    assert len(told(who[0], "This is the only reminder")) == 1
    passes(town, minutes=15)
    assert "Could you help?" in words_of(who[1])
    assert "The time to answer has passed" in words_of(who[0]) and "only reminder" not in words_of(who[0])
    assert told(town.ana, "@sam has not answered in time")[0].count("was asked next") == 1
    passes(town, minutes=85)
    for one in who:
        assert len(told(one, "The time to answer has passed")) == 1
        assert len([each for each in one.reads() if "Accept" in each.buttons]) == 0
    assert states(town) == [State.ENDED] * 3
    assert len(told(town.ana, "has not answered in time")) == 3
    empty = town.ana.sees("everybody on the list for request 1 was asked, and 0 of 1 said yes")
    assert empty.buttons == ["Ask more people", "Find help"]
    before = len(town.ana.reads()), [len(one.reads()) for one in who]
    passes(town, minutes=60)
    assert (len(town.ana.reads()), [len(one.reads()) for one in who]) == before
    status = town.ana.types("/mvai-incident status", CHANNEL)
    assert status.words.count("had no answer in time") == 3 and "Sam Reed" not in status


def test_a_no_brings_the_next_on_the_list_at_once(town: Town) -> None:
    """Staff read in one message who cannot and who was asked next."""
    who = many(town, most=3)
    opened(town)
    asks_several(town, who, wanted=1, pace=NEXT)
    who[0].presses("Decline")
    town.bot.settle()
    assert "@sol was asked next" in town.ana.sees("cannot help with request 1 this time")
    who[1].presses("Accept")
    town.bot.settle()
    assert states(town) == [State.DECLINED, State.ACCEPTED] and who[2].reads() == []


def test_somebody_who_says_yes_after_the_offer_went_to_the_next_still_counts_while_there_is_room(town: Town) -> None:
    """The late yes comes first: it counts, and the next is told kindly that nothing is asked of them."""
    who = many(town, most=2)
    opened_urgently(town)
    asks_several(town, who, wanted=1, pace=NEXT)
    passes(town, minutes=35)
    town.sam.presses("I can still help")
    town.bot.settle()
    assert states(town) == [State.ACCEPTED, State.ENDED] and CHANNEL in town.sam.channels()
    assert "Enough people said yes" in town.sol.sees("Enough people said yes")


def test_a_late_yes_to_a_place_that_is_taken_is_thanked_and_staff_may_ask_all_the_same(town: Town) -> None:
    """The next accepted first: no channel opens, and the coordinator knows who is ready."""
    who = many(town, most=2)
    opened_urgently(town)
    asks_several(town, who, wanted=1, pace=NEXT)
    passes(town, minutes=35)
    town.sol.presses("Accept")
    town.bot.settle()
    town.sam.presses("I can still help")
    town.bot.settle()
    assert "knows that you would still help" in town.sam.sees("Thank you for saying yes")
    assert states(town) == [State.ENDED, State.ACCEPTED] and CHANNEL not in town.sam.channels()
    known = town.ana.sees("says yes to request 1 after all")
    town.ana.presses("Ask them as well", message=known)
    town.ana.presses("Send")
    town.bot.settle()
    assert states(town)[-1] is State.OFFERED


def test_a_request_that_is_withdrawn_while_three_offers_are_out_ends_them_in_its_own_words(town: Town) -> None:
    """Nobody is left waiting, nobody may accept any more, and nobody else is asked."""
    who = many(town, most=4)
    opened(town)
    asks_several(town, who[:3], wanted=2)
    offers = [one.sees("Could you help?") for one in who[:3]]
    town.ana.types("/mvai-request close 1 withdrawn")
    town.bot.settle()
    for one in who[:3]:
        assert "the community no longer needs it" in one.sees("Thank you for being ready")
    assert states(town) == [State.ENDED] * 3
    shown = town.sam.types("/mvai")
    assert "Accept" not in (shown.message.buttons if shown.message else [])
    assert "is closed" in town.ana.types("/mvai-sme team 1") and offers
    passes(town, minutes=30)
    assert who[3].reads() == []


def test_whoever_cannot_be_asked_is_left_out_and_named_to_staff_only(town: Town) -> None:
    """Somebody at their limit stands in the question already; somebody deactivated meanwhile is passed over."""
    who = many(town, most=3)
    opened(town)
    town.ana.types("/mvai-request log a second thing", CHANNEL)
    town.bot.settle()
    asked(town, town.sam, 2)
    town.sam.presses("Accept")
    town.bot.settle()
    shown = asks_several(town, who, wanted=1, pace=NEXT)
    assert "Sam Reed has 1 of 1 assignments now" in shown
    assert "was left out of the list for request 1" in town.ana.sees("was left out")
    town.sol.deactivate()
    town.bot.settle()
    assert "@mia was asked next" in town.ana.sees("Sol Marsh's account is deactivated")
    assert "Could you help?" in who[2].sees("Could you help?")


def test_an_offer_that_does_not_arrive_brings_the_next(town: Town) -> None:
    """Slack refuses the direct message for good: the next is asked in the same instant."""
    who = many(town, most=2)
    opened(town)
    town.sim.faults.add(
        Fault("chat.postMessage", "error", error="cannot_dm_bot", when=lambda said: said.get("channel") == town.sam.id)
    )
    asks_several(town, who, wanted=1, pace=NEXT)
    assert "could not reach Sam Reed" in town.ana.sees("@sol was asked next")
    town.sol.presses("Accept")
    town.bot.settle()
    assert State.ACCEPTED in states(town)


def test_more_are_wanted_than_chosen_is_said_at_the_field(town: Town) -> None:
    """Nothing goes out, the form stays open; a list that stands takes new names at its end."""
    who = many(town, most=3)
    opened(town)
    form = town.ana.types("/mvai-sme team 1").form
    assert form is not None
    options = form.options("Who, in this order")
    refused = town.ana.submits({"How many are wanted": "3", "Who, in this order": options[:2]})
    assert "3 are wanted" in refused.errors["How many are wanted"]
    town.ana.cancels(all_forms=True)
    asks_several(town, who[:1], wanted=1)
    again = town.ana.types("/mvai-sme team 1").form
    assert again is not None and not any(one.startswith("Sam Reed") for one in again.options("Who, in this order"))
    town.ana.cancels(all_forms=True)
    on_roster(town, town.otto)
    asks_several(town, who[1:], wanted=2)
    assert states(town) == [State.OFFERED] * 3


def _at_once(*gestures: tuple[Person, str, Message]) -> None:
    threads = [
        threading.Thread(target=one.presses, args=(label,), kwargs={"message": shown}) for one, label, shown in gestures
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_late_yes_and_a_yes_in_the_same_second_fill_one_place(town: Town) -> None:
    """One has it, the other is thanked; whoever it is, nobody is in the channel who was not wanted."""
    who = many(town, most=2)
    opened_urgently(town)
    asks_several(town, who, wanted=1, pace=NEXT)
    passes(town, minutes=35)
    late, fresh = town.sam.sees("The time to answer has passed"), town.sol.sees("Could you help?")
    _at_once((town.sam, "I can still help", late), (town.sol, "Accept", fresh))
    town.bot.settle()
    assert sorted(states(town)) == [State.ACCEPTED, State.ENDED]
    assert len([one for one in who if CHANNEL in one.channels()]) == 1


def test_three_who_accept_two_places_in_the_same_second(town: Town) -> None:
    """Two have them; the third reads kind words, at the press or in the offer."""
    who = many(town, most=3)
    opened(town)
    asks_several(town, who, wanted=2)
    _at_once(*((one, "Accept", one.sees("Could you help?")) for one in who))
    town.bot.settle()
    assert sorted(states(town)) == [State.ACCEPTED, State.ACCEPTED, State.ENDED]
    third = next(one for one in who if CHANNEL not in one.channels())
    assert "Enough people said yes" in third.sees("Enough people said yes")


def test_a_yes_and_a_withdrawal_in_the_same_second_leave_nothing_half_done(town: Town) -> None:
    """Either the SME helped and it ended, or it ended before: the words say which, and no offer is left open."""
    who = many(town, most=3)
    opened(town)
    asks_several(town, who, wanted=3)
    shown = town.sam.sees("Could you help?")
    closing = threading.Thread(target=town.ana.types, args=("/mvai-request close 1 withdrawn",))
    pressing = threading.Thread(target=town.sam.presses, args=("Accept",), kwargs={"message": shown})
    for thread in (closing, pressing):
        thread.start()
    for thread in (closing, pressing):
        thread.join()
    town.bot.settle()
    assert states(town) == [State.ENDED] * 3
    for one in who:
        assert "the community no longer needs" in words_of(one)
        assert not [each for each in one.reads() if "Accept" in each.buttons]
