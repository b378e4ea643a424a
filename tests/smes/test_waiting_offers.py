"""An offer while it waits: its time, the one reminder, the kind of place, a question; each end in its own words."""

import threading
from datetime import UTC, datetime, timedelta

from mvai_slackbot.smes.models import State
from tests.conftest import Town
from tests.smes.story import CHANNEL, asked, logged, on_roster, opened, words_of
from tests.smes.ways import opened_urgently, passes, states, told


def to_local(town: Town, hour: int) -> None:
    """Turn the clock to an hour of sam's own day (Denver, seven hours behind UTC in winter)."""
    now = town.sim.clock.now()
    wanted = datetime(now.year, now.month, now.day, tzinfo=UTC) + timedelta(days=1, hours=hour + 7)
    town.sim.clock.to(wanted)


def test_the_kind_of_place_is_shown_only_after_a_press(town: Town) -> None:
    """Before the press nothing says it; after it the kind stands there, and no agency's name."""
    on_roster(town, town.sam)
    opened(town)
    town.ana.presses("Add details", CHANNEL)
    town.ana.submits(
        {"Kind of place": "School", "Requesting agency": "Riverton Police", "Kind of agency": "Municipal police"}
    )
    town.ana.cancels(all_forms=True)
    asked(town, town.sam)
    before = town.sam.sees("Could you help?")
    assert "School" not in before and "Municipal" not in before
    town.sam.presses("Show the kind of place")
    town.bot.settle()
    after = town.sam.sees("Kind of place:")
    assert "School" in after and "Municipal police" in after and "Riverton" not in after
    assert after.buttons == ["Accept", "Decline", "Ask a question"]


def test_the_time_to_answer_is_the_smes_own_daytime_unless_it_is_urgent(town: Town) -> None:
    """Asked in the evening, somebody is reminded and timed out in the next morning, never at night."""
    on_roster(town, town.sam)
    opened(town)
    to_local(town, 19)
    asked(town, town.sam)
    passes(town, minutes=12 * 60, step=60)
    assert not told(town.sam, "only reminder") and states(town) == [State.OFFERED]
    passes(town, minutes=120, step=30)
    assert len(told(town.sam, "only reminder")) == 1
    passes(town, minutes=150, step=30)
    assert states(town) == [State.ENDED]


def test_an_urgent_offer_does_not_wait_for_the_morning(town: Town) -> None:
    """Within hours means that the clock runs at night, too."""
    on_roster(town, town.sam)
    opened_urgently(town)
    to_local(town, 23)
    asked(town, town.sam)
    assert "within hours" in town.sam.sees("Could you help?")
    passes(town, minutes=20)
    assert len(told(town.sam, "only reminder")) == 1
    passes(town, minutes=15)
    assert states(town) == [State.ENDED]
    told_staff = town.ana.sees("has not answered in time about request 1")
    assert told_staff.buttons == ["Find help"] and "counts against nobody" in told_staff


def test_after_hours_in_which_the_bot_was_down_the_reminder_comes_first(town: Town) -> None:
    """Nobody's time is over without the reminder that was promised."""
    on_roster(town, town.sam)
    opened_urgently(town)
    asked(town, town.sam)
    passes(town, minutes=180, step=180)
    assert states(town) == [State.OFFERED] and len(told(town.sam, "only reminder")) == 1
    passes(town, minutes=10)
    assert states(town) == [State.OFFERED]
    passes(town, minutes=10)
    assert states(town) == [State.ENDED]


def test_an_answer_to_the_reminder_counts_and_leaves_no_button_behind(town: Town) -> None:
    """Either message may be pressed; afterwards neither asks any more."""
    on_roster(town, town.sam)
    opened_urgently(town)
    asked(town, town.sam)
    passes(town, minutes=20)
    town.sam.presses("Accept", message=town.sam.sees("only reminder"))
    town.bot.settle()
    assert states(town) == [State.ACCEPTED]
    assert not [one for one in town.sam.reads() if {"Accept", "Decline"} & set(one.buttons)]


def test_a_late_yes_to_a_single_offer_counts_while_nobody_else_is_asked(town: Town) -> None:
    """The words after the end are kind, and the yes is as good as any other; a second press changes nothing."""
    on_roster(town, town.sam)
    opened_urgently(town)
    asked(town, town.sam)
    passes(town, minutes=35)
    ended = town.sam.sees("nothing is held against you")
    assert ended.buttons == ["I can still help"]
    presses = [
        threading.Thread(target=town.sam.presses, args=("I can still help",), kwargs={"message": ended}) for _ in "ab"
    ]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    town.bot.settle()
    assert states(town) == [State.ACCEPTED] and CHANNEL in town.sam.channels()


def test_a_question_goes_to_staff_is_answered_and_the_offer_waits(town: Town) -> None:
    """The words stand below the first block; the time does not run; the answer brings the offer back with time left."""
    on_roster(town, town.sam)
    opened_urgently(town)
    asked(town, town.sam)
    town.sam.presses("Ask a question")
    town.sam.submits({"Your question": "Is this near the coast?"})
    town.sam.cancels(all_forms=True)
    town.bot.settle()
    assert "the offer waits until they have answered" in town.sam.sees("Could you help?")
    question = town.ana.sees("asks something before answering")
    assert "near the coast" not in question.text and "near the coast" in question
    passes(town, minutes=35)
    assert states(town) == [State.OFFERED] and not told(town.sam, "only reminder")
    assert "still waits for an answer" in town.ana.sees("still waits for an answer")
    town.ana.presses("Answer", message=question)
    town.ana.submits({"Your answer": "No, it is inland."})
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    answer = town.sam.sees("No, it is inland.")
    assert "near the coast" in answer and "it waits for you again" in answer
    assert "Ana" in town.ana.sees("answered.") or "@ana answered." in town.ana.sees("answered.")
    passes(town, minutes=55)
    assert states(town) == [State.OFFERED]
    passes(town, minutes=10)
    assert states(town) == [State.ENDED]


def test_two_who_answer_a_question_at_once_send_one_answer(town: Town) -> None:
    """The first wins; the other reads who it was, and their words stay in their form."""
    on_roster(town, town.sam)
    opened(town)
    town.ana.types("/mvai-incident handover @dana", CHANNEL)
    town.bot.settle()
    asked(town, town.sam)
    town.sam.presses("Ask a question")
    town.sam.submits({"Your question": "How many days?"})
    town.sam.cancels(all_forms=True)
    town.bot.settle()
    for one in (town.ana, town.dana):
        one.presses("Answer")
    town.ana.submits({"Your answer": "Three days."})
    refused = town.dana.submits({"Your answer": "Two days."})
    assert "Ana Torres answered this question already" in str(refused.errors) + str(town.dana.form)
    town.bot.settle()
    assert "Three days." in words_of(town.sam) and "Two days." not in words_of(town.sam)
    town.sam.presses("Ask a question")
    again = town.sam.submits({"Your question": "And where?"})
    assert again.status == "ok"


def test_an_offer_that_staff_withdraw_has_its_own_words(town: Town) -> None:
    """After ten minutes it cannot be taken back, but it can be withdrawn kindly."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    late = town.sam.types("/mvai")
    assert "told kindly" in town.ana.types("/mvai-sme stand-down 1 @sam")
    town.bot.settle()
    assert "no longer needs an answer" in town.sam.sees("no longer needs an answer")
    town.sam.presses("Accept", message=late.message)
    assert "no longer needs an answer" in town.sam.sees("no longer needs an answer")
    assert states(town) == [State.ENDED]


def test_a_locked_incident_neither_reminds_nor_ends_an_offer(town: Town) -> None:
    """While it is locked nothing goes out; afterwards the reminder comes first."""
    on_roster(town, town.sam)
    opened_urgently(town)
    asked(town, town.sam)
    town.ana.types("/mvai-incident lock", CHANNEL)
    passes(town, minutes=60)
    assert states(town) == [State.OFFERED] and not told(town.sam, "only reminder")
    town.sam.presses("Show the kind of place")
    assert "on hold" in town.sam.sees("on hold")
    town.ana.types("/mvai-incident unlock mvai-2026-001")
    passes(town, minutes=5)
    assert len(told(town.sam, "only reminder")) == 1


def test_the_same_sme_asked_for_two_requests_in_the_same_second_can_accept_one(town: Town) -> None:
    """Two coordinators, two requests: both offers go out, the second yes meets the limit with kind words."""
    on_roster(town, town.sam)
    opened(town)
    logged(town, text="somebody for the schools")
    town.ana.types("/mvai-sme assign 1 @sam")
    town.dana.types("/mvai-sme assign 2 @sam")
    presses = [threading.Thread(target=one.presses, args=("Send",)) for one in (town.ana, town.dana)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    town.bot.settle()
    assert states(town) == [State.OFFERED] * 2
    offers = [town.sam.sees(f"request {number}") for number in (1, 2)]
    accepts = [threading.Thread(target=town.sam.presses, args=("Accept",), kwargs={"message": one}) for one in offers]
    for accept in accepts:
        accept.start()
    for accept in accepts:
        accept.join()
    town.bot.settle()
    assert sorted(states(town)) == [State.ACCEPTED, State.OFFERED]
    assert "That limit is there for you" in town.sam.sees("That limit is there for you")
