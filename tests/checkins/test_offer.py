"""Being asked first: a leader hears what it is and who reads it, and only a yes begins anything."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from mvai_slackbot.checkins import service
from mvai_slackbot.checkins.models import Plan, PlanState
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import WrongEyes
from mvai_slackbot.people.service import meet
from mvai_slackbot.work import Actor
from tests.checkins.ways import messages, offer, open_incident, press, prompts, turn_to
from tests.conftest import Town


def test_the_leader_is_asked_first_and_a_yes_begins_a_plan(town: Town) -> None:
    """One press sends, the question names who asks and who reads, nothing is asked before a yes, the asker hears it."""
    channel = open_incident(town)
    look = town.ana.types("/mvai-checkin offer @chief", channel=channel)
    assert "Pat Quinn" in look.words or "@chief" in look.words or "chief" in look.words
    assert "not on record as leader" in look.words
    assert messages(town.chief) == []
    look.presses("Send")
    town.bot.settle()
    town.ana.sees("is asked whether")
    question = town.chief.sees("would you like short check-ins")
    assert question.buttons == ["Yes", "Later", "No, thank you"]
    for words in (
        "Ana Torres asks for MVAI",
        channel,
        "Voluntary",
        "Who reads it",
        "public-records",
        "988",
        "911",
        "1-800-267-5463",
    ):
        assert words in question.words
    assert question.text == "MVAI: a short message for you"
    town.chief.presses("Yes")
    town.bot.settle()
    assert "You get short check-ins here" in town.chief.sees("You get short check-ins here").words
    assert "said “yes”" in town.ana.sees("said “yes”").words
    status = town.ana.types("/mvai-checkin status", channel=channel)
    assert "active since" in status.words
    again = town.ana.types(f"/mvai-checkin offer @chief {channel}", channel=channel)
    assert "said yes already" in again.text


def test_later_and_no_end_nothing_and_begin_nothing(town: Town) -> None:
    """Later leaves the question; no is the end of it, for the asker with a word of care before asking again."""
    channel = open_incident(town)
    offer(town, channel)
    press(town, town.chief, "Later")
    assert town.chief.sees("Nothing is sent. You can press").buttons == ["Yes", "No, thank you"]
    town.ana.sees("said “later”")
    assert "was asked already" in town.ana.types("/mvai-checkin offer @chief", channel=channel).text
    assert "Nobody gets check-ins" in town.ana.types("/mvai-checkin now", channel=channel).text
    press(town, town.chief, "No, thank you")
    town.chief.sees("nothing changes in the help you get")
    town.ana.sees("said “no, thank you”")
    assert "“no, thank you”" in town.ana.types("/mvai-checkin status", channel=channel).words
    assert "They said “No, thank you” before" in town.ana.types(f"/mvai-checkin offer @chief {channel}").words
    turn_to(town, 16, 1, days=1)
    assert prompts(town) == []


def test_an_offer_is_taken_back_with_what_it_began_and_what_was_seen_is_recorded(town: Town) -> None:
    """Within ten minutes, also after a yes; the person reads calm words and nothing more comes."""
    channel = open_incident(town)
    offer(town, channel, to=town.otto)
    press(town, town.otto, "Yes")
    press(town, town.ana, "Take back")
    assert "was not meant for you. Nothing is asked of you" in messages(town.otto)[-1].words
    with town.bot.bot.works.database.read() as session:
        assert [(one.what, one.incident_id) for one in session.scalars(select(WrongEyes))] == [
            ("offer of check-ins", 1)
        ]
        assert [one.state for one in session.scalars(select(Plan))] == [PlanState.STOPPED]
    turn_to(town, 16, 1, days=1)
    assert prompts(town) == []
    offer(town, channel)
    town.sim.clock.advance(timedelta(minutes=11))
    assert "Ten minutes have passed" in town.ana.presses("Take back").text


def test_wrong_people_and_wrong_words_get_a_precise_answer(town: Town) -> None:
    """Staff only; only the addressee answers; accounts that are gone, incidents unknown or closed; what to type next."""
    channel = open_incident(town)
    assert "program staff" in town.otto.types("/mvai-checkin offer @chief").text
    assert "Which incident?" in town.ana.types("/mvai-checkin offer @chief").text
    assert "No incident is called `the chief`" in town.ana.types("/mvai-checkin offer the chief", channel=channel).text
    form = town.ana.types("/mvai-checkin offer", channel=channel).form
    assert form is not None and form.title == "Offer check-ins" and form.values["To whom"] is None
    town.ana.cancels()
    town.ana.types("/mvai-incident leader @chief", channel=channel).presses("Send")
    form = town.ana.types("/mvai-checkin offer", channel=channel).form
    assert form is not None and form.values["To whom"] == "chief"
    town.ana.cancels()
    assert "No incident is called" in town.ana.types("/mvai-checkin status mvai-1999-001").text
    town.deputy.deactivate()
    town.bot.settle()
    assert "deactivated" in town.ana.types("/mvai-checkin offer @deputy", channel=channel).text
    assert "program staff" in town.otto.types(f"/mvai-checkin status {channel}").text
    assert "nothing is to stop" in town.otto.types(f"/mvai-checkin stop {channel}").text
    offer(town, channel)
    with town.bot.bot.works.begin() as work:
        work.actor = Actor(meet(work, town.otto.id).id)
        with pytest.raises(Refused, match="addressed to somebody else"):
            service.accept(work, 1)
    press(town, town.chief, "Yes")
    with town.bot.bot.works.begin() as work:
        work.actor = Actor(meet(work, town.otto.id).id)
        for press_ in (lambda: service.get_own_plan(work, 1), lambda: service.decline(work, 1)):
            with pytest.raises(Refused, match="addressed to somebody else"):
                press_()
    assert "have stopped" in town.chief.types("/mvai-checkin stop").text


def test_closing_asks_whether_check_ins_go_on(town: Town) -> None:
    """Staff choose: with the incident they end and the leader reads it; going on, they are asked as before."""
    channel = open_incident(town)
    offer(town, channel)
    press(town, town.chief, "Yes")
    question = town.ana.types("/mvai-incident close completed", channel=channel)
    assert "Check-ins with" in question.words
    question.presses("Close, check-ins go on")
    town.bot.settle()
    assert "Your check-ins stay as they are" in town.chief.sees("Thank you for your trust")
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1
    town.ana.types(f"/mvai-incident reopen {channel}")
    town.bot.settle()
    town.ana.types(f"/mvai-incident close withdrawn {channel}").presses("Close, check-ins end")
    town.bot.settle()
    town.chief.sees("The check-ins have ended")
    assert "Your check-ins have ended with it" in town.chief.sees("have ended with it")
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1
