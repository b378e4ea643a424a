"""What would help most now: asked for in one press, and the next check-in says what came of it."""

import threading

from sqlalchemy import func, select

from mvai_slackbot.checkins.answers import helping
from mvai_slackbot.checkins.models import Plan
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.work import Actor
from tests.checkins.test_answer import REST
from tests.checkins.ways import agree, ask_now, press, turn_to
from tests.conftest import Town
from tests.smes.story import on_roster

HELP = "What would help most now?"
RESPONDERS, COMMUNITY = "First responder health and wellness", "Long-term community wellness"


def requests(town: Town) -> list[AssistanceRequest]:
    """Return what was asked for, earliest first."""
    with town.bot.bot.works.database.read() as session:
        return list(session.scalars(select(AssistanceRequest).order_by(AssistanceRequest.id)))


def answers(town: Town, *helps: str) -> None:
    """Let the chief answer and name what would help; the thanks stay open."""
    town.chief.presses("Answer")
    town.chief.submits({REST: "2", HELP: list(helps)})
    town.bot.settle()


def test_one_press_of_the_leader_asks_and_the_next_prompt_says_what_came_of_it(town: Town) -> None:
    """The card says what is asked for and not where it comes from; the next prompt names who helps."""
    channel = agree(town)
    on_roster(town, town.sam)
    ask_now(town, channel)
    answers(town, RESPONDERS)
    thanks = town.chief.form
    assert thanks is not None and "nothing of your answer does" in thanks.text
    assert requests(town) == [], "naming it asks for nothing yet"
    assert "the program has not reviewed them" in thanks.text
    told = thanks.presses("Ask MVAI for it")
    town.bot.settle()
    assert "It is request 1 now" in (told.form or thanks).text
    town.chief.cancels(all_forms=True)
    card = town.ana.sees("Help with: First responder", channel=channel)
    assert not any(word in card.words.lower() for word in ("check-in", "answer", "2 of 5"))
    assert [one.areas for one in requests(town)] == [["first_responder_wellness"]]
    turn_to(town, 16, 1, days=1)
    assert "request 1 is with the coordinator" in town.chief.sees("You said last time").words
    town.ana.types("/mvai-sme assign 1 @sam virtual").presses("Send")
    town.bot.settle()
    press(town, town.sam, "Accept")
    turn_to(town, 20, 1)
    assert "@sam (virtual)" in town.chief.sees("A short reminder").words


def test_staff_ask_from_the_answer_and_what_nobody_asked_for_stands_in_the_next_prompt(town: Town) -> None:
    """Two presses at once make one request; what a changed answer adds can still be asked for."""
    channel = agree(town)
    ask_now(town, channel)
    answers(town, RESPONDERS)
    town.chief.cancels(all_forms=True)
    town.ana.presses("Show the answer")
    assert town.ana.form is not None and "nothing says that it came from an answer" in town.ana.form.text
    town.ana.form.presses("Log it as a request")
    town.bot.settle()
    town.ana.cancels(all_forms=True)
    town.chief.presses("Change my answer")
    town.chief.submits({HELP: [RESPONDERS, COMMUNITY]})
    town.chief.cancels(all_forms=True)
    turn_to(town, 16, 1, days=1)
    prompt = town.chief.sees("You said last time")
    assert "Nobody has asked MVAI for this yet: Long-term community wellness." in prompt.words
    assert "request 1 is with the coordinator" in prompt.words
    assert both(town) == []
    assert [one.areas for one in requests(town)] == [["first_responder_wellness"], ["community_wellness"]]
    town.bot.settle()
    assert "Ask MVAI for it" not in town.chief.sees("You said last time").buttons


def both(town: Town) -> list[BaseException]:
    """Let leader and coordinator press in the same instant; return what went wrong."""
    works, faults, barrier = town.bot.bot.works, list[BaseException](), threading.Barrier(2)
    with works.read() as work:
        leader = work.session.scalars(select(Plan.person_id)).one()
        owner = work.session.scalars(select(AssistanceRequest.logged_by)).one()

    def press_it(person_id: int | None) -> None:
        try:
            barrier.wait(30)
            with works.begin(Actor(person_id)) as work:
                helping.ask(work, 1)
        except Exception as fault:  # noqa: BLE001 - handed to the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=press_it, args=(one,)) for one in (leader, owner)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(90)
    return faults


def test_who_may_not_ask_gets_calm_words_and_nothing_is_logged(town: Town) -> None:
    """Nobody else's press asks for anything; in a locked incident nothing is asked for either."""
    channel = agree(town)
    ask_now(town, channel)
    answers(town, RESPONDERS)
    thanks = town.chief.form
    assert thanks is not None
    town.ana.types("/mvai-incident lock", channel=channel)
    town.bot.settle()
    told = thanks.presses("Ask MVAI for it")
    assert "on hold" in (told.form or thanks).text
    with town.bot.bot.works.database.read() as session:
        assert session.scalar(select(func.count()).select_from(AssistanceRequest)) == 0
