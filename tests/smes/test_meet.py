"""When two people meet: each gets calm words, and nothing is done twice or half."""

import threading
from datetime import timedelta

from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import WrongEyes
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.service import find_person, get_person
from mvai_slackbot.requests.service import log_request
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.wire.faults import Fault
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import service as offers
from mvai_slackbot.work import Actor
from tests.conftest import Town
from tests.smes.story import CHANNEL, asked, logged, on_roster, opened, words_of


def states(town: Town) -> list[State]:
    """Return where every offer stands, earliest first."""
    with town.bot.bot.works.database.read() as session:
        return [one.state for one in session.scalars(select(Assignment).order_by(Assignment.id))]


def _id_of(town: Town, person: Person) -> int:
    with town.bot.bot.works.read() as reading:
        known = find_person(reading.session, reading.team_id, person.id)
    assert known is not None
    return known.id


def refused(town: Town, person: Person, assignment_id: int = 1) -> str:
    """Let somebody accept; return the refusal, an empty string when there is none."""
    try:
        with town.bot.bot.works.begin(Actor(_id_of(town, person))) as work:
            offers.accept(work, assignment_id)
    except Refused as refusal:
        return refusal.text
    return ""


def test_two_who_assign_the_same_sme_at_once_make_one_offer(town: Town) -> None:
    """Both press Send in the same instant: one offer, one message, and words for the other."""
    on_roster(town, town.sam)
    opened(town)
    for one in (town.ana, town.dana):
        one.types("/mvai-sme assign 1 @sam")
    presses = [threading.Thread(target=one.presses, args=("Send",)) for one in (town.ana, town.dana)]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    town.bot.settle()
    assert states(town) == [State.OFFERED]
    assert len([one for one in town.sam.reads() if "Could you help?" in one]) == 1
    assert "has not answered yet" in words_of(town.ana) + words_of(town.dana)
    assert "has not answered yet" in town.ana.types("/mvai-sme assign 1 @sam in-person")


def test_only_the_person_it_is_addressed_to_may_answer_and_once(town: Town) -> None:
    """Somebody else is refused; a second press changes nothing; a second answer is refused calmly."""
    on_roster(town, town.sam)
    on_roster(town, town.sol)
    opened(town)
    asked(town, town.sam)
    assert refused(town, town.sol) == "This was addressed to somebody else."
    offer = town.sam.sees("Could you help?")
    late = town.sam.types("/mvai")
    presses = [threading.Thread(target=town.sam.presses, args=("Accept",), kwargs={"message": offer}) for _ in "ab"]
    for press in presses:
        press.start()
    for press in presses:
        press.join()
    town.bot.settle()
    assert states(town) == [State.ACCEPTED]
    assert len([one for one in town.sam.reads() if "Please meet" in one or "No leader is named yet" in one]) == 1
    town.sam.presses("Decline", message=late.message)
    assert "You accepted this already" in town.sam.sees("You accepted this already")
    assert "helps with Request 1 already" in town.ana.types("/mvai-sme assign 1 @sam")


def test_what_was_taken_back_cannot_be_accepted_and_what_was_accepted_can_be_taken_back(town: Town) -> None:
    """Within ten minutes; what was seen is recorded; the channel is left again."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    late = town.sam.types("/mvai")
    town.ana.presses("Take back")
    town.bot.settle()
    town.sam.presses("Accept", message=late.message)
    assert "This was taken back" in town.sam.sees("This was taken back")
    assert CHANNEL not in town.sam.channels()
    asked(town, town.sam)
    town.sam.presses("Accept")
    town.bot.settle()
    assert CHANNEL in town.sam.channels()
    town.ana.presses("Take back")
    town.bot.settle()
    assert CHANNEL not in town.sam.channels()
    assert states(town) == [State.TAKEN_BACK, State.TAKEN_BACK]
    with town.bot.bot.works.database.read() as session:
        assert [one.what for one in session.scalars(select(WrongEyes))] == ["offer", "offer"]


def test_ten_minutes_later_it_cannot_be_taken_back(town: Town) -> None:
    """The refusal says what to do."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    town.sim.clock.advance(timedelta(minutes=11))
    town.ana.presses("Take back")
    assert "Please phone the person" in town.ana.sees("Ten minutes have passed")
    assert states(town) == [State.OFFERED]


def test_somebodys_own_limit_holds_until_staff_asks_all_the_same(town: Town) -> None:
    """At the limit staff is told and may press Assign anyway; at acceptance the SME is told, kindly."""
    on_roster(town, town.sam)
    opened(town)
    logged(town, text="somebody for the schools")
    logged(town, text="somebody for the volunteers")
    asked(town, town.sam, 1)
    asked(town, town.sam, 2)
    town.sam.presses("Accept", message=town.sam.sees("request 1"))
    town.bot.settle()
    town.sam.presses("Accept", message=town.sam.sees("request 2"))
    assert "That limit is there for you" in town.sam.sees("That limit is there for you")
    assert states(town) == [State.ACCEPTED, State.OFFERED]
    for number in (2, 3):
        told = town.ana.types(f"/mvai-sme assign {number} @sam")
        assert "Sam Reed has 1 of 1 assignments now" in told
        told.presses("Assign anyway")
        asked_again = town.ana.sees("More than they chose")
        town.ana.presses("Send", message=asked_again)
        town.bot.settle()
    assert "open to you all the same" in town.sam.sees("open to you all the same")
    for number in (2, 3):
        town.sam.presses("Accept", message=[one for one in town.sam.reads() if f"request {number}" in one][-1])
        town.bot.settle()
    assert states(town) == [State.ACCEPTED] * 3


def test_who_rests_or_is_deactivated_meanwhile_is_not_opened_anything(town: Town) -> None:
    """Each has its own words; the owner is told when an account is gone."""
    on_roster(town, town.sam)
    on_roster(town, town.sol)
    opened(town)
    asked(town, town.sam)
    asked(town, town.sol)
    town.ana.types("/mvai-sme add @sam")
    town.ana.submits({"On the roster": False})
    town.ana.cancels()
    town.sam.presses("Accept")
    assert "You are resting from the roster" in town.sam.sees("You are resting")
    assert "resting" in town.ana.types("/mvai-sme assign 1 @sam")
    town.sol.deactivate()
    town.bot.settle()
    assert "account is deactivated" in town.ana.sees("Sol Marsh's account is deactivated")
    assert states(town) == [State.OFFERED, State.ENDED]
    assert "deactivated" in town.ana.types("/mvai-sme assign 1 @sol")


def test_a_locked_incident_is_not_opened_to_anybody(town: Town) -> None:
    """While it is locked an acceptance waits; after that the SME is invited."""
    on_roster(town, town.sam)
    opened(town)
    asked(town, town.sam)
    town.ana.types("/mvai-incident lock", CHANNEL)
    town.sam.presses("Accept")
    assert "on hold for the moment" in town.sam.sees("on hold")
    assert "is locked" in town.ana.types("/mvai-sme assign 1 @sol")
    town.ana.types("/mvai-incident unlock mvai-2026-001")
    town.bot.settle()
    assert states(town) == [State.OFFERED]
    town.sam.presses("Accept", message=town.sam.sees("Could you help?"))
    town.bot.settle()
    assert states(town) == [State.ACCEPTED] and CHANNEL in town.sam.channels()


def test_an_offer_that_cannot_be_delivered_is_told_to_staff(town: Town) -> None:
    """Slack refuses the direct message for good: who asked is told at once, with the next step."""
    on_roster(town, town.sam)
    opened(town)
    town.sim.faults.add(
        Fault("chat.postMessage", "error", error="cannot_dm_bot", when=lambda said: said.get("channel") == town.sam.id)
    )
    asked(town, town.sam)
    assert town.ana.sees("could not reach Sam Reed").buttons == ["Find help"]


def test_who_accepts_before_the_channel_stands_is_invited_when_it_does(town: Town) -> None:
    """Slack is slow with the channel; the acceptance counts at once, the invitation follows."""
    on_roster(town, town.sam)
    town.sim.faults.add(Fault("conversations.create", "500", times=3))
    town.ana.types("/mvai-incident open Event at a fair")
    with town.bot.bot.works.begin(Actor(_id_of(town, town.ana))) as work:
        request = log_request(work, "a first call", incident=get_incident(work.session, 1))
        person = get_person(work.session, _id_of(town, town.sam))
        offers.offer(work, request, person, None, anyway=False)
    assert refused(town, town.sam) == ""
    town.sim.wait_until(lambda: CHANNEL in town.sam.channels(), 20, "sam to be invited")
    town.bot.settle()
    assert "#mvai-2026-001" in town.sam.sees("You are the SME lead")
