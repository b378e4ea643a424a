"""Twice, late, at once, and out of reach: nothing happens twice, and every answer to a person is calm."""

import threading
from datetime import timedelta

from sqlalchemy import func, select

from mvai_slackbot.checkins import clock
from mvai_slackbot.checkins.models import Answer
from mvai_slackbot.simulator.people.views import Form
from mvai_slackbot.simulator.wire.faults import Fault
from tests.calls.ways import reaches
from tests.checkins.ways import agree, ask_now, messages, offer, open_incident, press, prompts, turn_to
from tests.conftest import Town

REST = "Rest: Are your people getting real rest between duty periods?"


def opened(town: Town) -> Form:
    """Let the chief open the form."""
    form = town.chief.presses("Answer").form
    assert form is not None
    return form


def answers(town: Town) -> int:
    """Return how many versions of answers there are."""
    with town.bot.bot.works.database.read() as session:
        return session.scalar(select(func.count()).select_from(Answer)) or 0


def test_a_form_that_comes_too_late_is_refused_with_words_and_nothing_is_saved(town: Town) -> None:
    """A newer check-in has come, or they have stopped, or it was taken back, while the form stood open."""
    channel = agree(town)
    turn_to(town, 16, 1, days=1)
    form = opened(town)
    turn_to(town, 16, 1, days=1)
    refused = form.submits({REST: "4"})
    assert "A newer check-in has come since" in " ".join([*refused.errors.values(), refused.text])
    assert answers(town) == 0
    town.chief.cancels(all_forms=True)
    form = opened(town)
    press(town, town.chief, "Stop")
    refused = form.submits({REST: "4"})
    assert "These check-ins have stopped" in " ".join([*refused.errors.values(), refused.text])
    assert answers(town) == 0
    town.chief.cancels(all_forms=True)
    assert "Nobody gets check-ins" in town.ana.types("/mvai-checkin now", channel=channel).text


def test_a_wish_for_a_call_is_heard_even_when_the_answer_comes_too_late(town: Town) -> None:
    """Whatever becomes of the answer, the call is asked for."""
    channel = agree(town)
    town.ana.types("/mvai on-call @dana")
    reaches(town, town.dana)
    ask_now(town, channel)
    form = opened(town)
    press(town, town.ana, "Take back")
    call = next(label for label in form.labels if label.startswith("Ask for a call"))
    told = form.submits({call: "Call me"})
    town.bot.settle()
    assert told.form is not None
    assert "was taken back" in told.form.text and "is being asked to phone you" in told.form.text
    assert any("call" in one.words for one in messages(town.dana))
    assert answers(town) == 0


def test_two_looks_at_the_clock_at_once_ask_once(town: Town) -> None:
    """Two processes tick in the same instant: one prompt, one message."""
    agree(town)
    turn_to(town, 15, 58, days=1)
    town.bot.holds_still()
    before = len(messages(town.chief))
    assert both(town, timedelta(minutes=3)) == []
    assert len(prompts(town)) == 1
    assert len(messages(town.chief)) == before + 1
    assert both(town, timedelta(hours=4)) == []
    assert prompts(town)[0].shown == 2
    assert len(messages(town.chief)) == before + 2


def both(town: Town, later: timedelta) -> list[BaseException]:
    """Turn the clock and let two looks begin at once; return what went wrong in them."""
    town.sim.clock.advance(later)
    barrier, faults = threading.Barrier(2), list[BaseException]()

    def look() -> None:
        try:
            barrier.wait(30)
            with town.bot.bot.works.begin() as work:
                clock.tick(work)
        except Exception as fault:  # noqa: BLE001 - handed to the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=look) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    town.bot.settle()
    return faults


def test_pressing_twice_changes_nothing_and_old_offers_answer_calmly(town: Town) -> None:
    """The same form sent again gets the first answer; a plan that stands is not begun twice."""
    channel = agree(town)
    assert "said yes already" in town.ana.types(f"/mvai-checkin offer @chief {channel}").text
    ask_now(town, channel)
    form = opened(town)
    form.submits({REST: "4"})
    town.bot.settle()
    assert answers(town) == 1
    assert len([one for one in messages(town.ana) if "An answer to a check-in is in" in one.words]) == 1
    press(town, town.chief, "Pause")
    press(town, town.chief, "Stop")
    assert "have stopped" in messages(town.chief)[-1].words or "have ended" in messages(town.chief)[-1].words


def test_staff_learn_that_somebody_could_not_be_reached(town: Town) -> None:
    """A message that Slack refuses for good is told to whoever holds the incident, without what it said."""
    channel = open_incident(town)
    town.sim.faults.add(
        Fault(
            "chat.postMessage", "error", error="cannot_dm_bot", when=lambda said: said.get("channel") == town.chief.id
        )
    )
    offer(town, channel)
    assert "could not be delivered" in town.ana.sees("could not be delivered").words
