"""The whole ladder while nobody says yes, the half hour for the outcome, and asking for somebody else."""

from datetime import timedelta

from mvai_slackbot.calls.models import CallOutcome, CallState
from mvai_slackbot.people.linking import change_person
from mvai_slackbot.people.models import Part
from mvai_slackbot.people.service import give_part, meet
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.wire.faults import Fault
from tests.calls.ways import PLEASE, calls_on_record, on_call, open_with_leader, stands_in, told, turn
from tests.conftest import Town

CONTACTS = ("911", "988", "1-800-267-5463")
FIVE = timedelta(minutes=5)


def part(town: Town, person: Person, which: Part) -> None:
    """Give somebody a part in the first incident, as an accepted assignment does."""
    with town.bot.bot.works.begin() as work:
        give_part(work, 1, meet(work, person.id), which)
    town.bot.settle()


def prepare(town: Town) -> str:
    """An incident with a leader, an SME lead and a mental-health SME; two people on call who are no coordinators."""
    channel = open_with_leader(town)
    part(town, town.sam, Part.SME_LEAD)
    part(town, town.sol, Part.MENTAL_HEALTH_SME)
    on_call(town, town.ira, town.bea)
    return channel


def calls_me(town: Town) -> None:
    """The chief asks for a call by the command."""
    assert "Your call is being asked for" in town.chief.types("/mvai-checkin call-me")
    town.bot.settle()


def asked(town: Town) -> dict[str, int]:
    """Return how many times each person was asked, of those who were."""
    found = {
        name: len(told(getattr(town, name), PLEASE)) for name in ("ana", "dana", "ira", "bea", "sam", "sol", "otto")
    }
    return {name: times for name, times in found.items() if times}


def test_nobody_says_yes_for_thirty_minutes(town: Town) -> None:
    """At night too: three at once, the second at 20, every coordinator at 30; the leader hears at 10 and 20."""
    channel = prepare(town)
    before = stands_in(town, channel)
    night = town.sim.clock.now().replace(hour=8, minute=0) + timedelta(days=1)
    town.sim.clock.to(night)  # three at night where the chief is, quiet hours for everybody
    calls_me(town)
    assert asked(town) == {"ira": 1, "sam": 1, "sol": 1}
    turn(town)
    assert asked(town) == {"ira": 2, "sam": 2, "sol": 2}
    turn(town)
    assert asked(town) == {"ira": 3, "bea": 1, "sam": 3, "sol": 3}
    turn(town, FIVE)
    assert asked(town) == {"ira": 3, "bea": 1, "sam": 3, "sol": 3}
    turn(town, FIVE)
    assert asked(town) == {"ana": 1, "dana": 1, "ira": 4, "bea": 2, "sam": 4, "sol": 4}
    waiting = [
        one for minutes in (10, 20) for one in told(town.chief, f"{minutes} minutes have passed and nobody has your")
    ]
    assert len(waiting) == 2
    assert all(contact in one for one in waiting for contact in CONTACTS)
    turn(town)
    assert asked(town)["dana"] == 2
    town.dana.presses("I will call")
    town.bot.settle()
    assert told(town.chief, "Dana Wells has your call")
    assert asked(town) == {}
    assert stands_in(town, channel) == before
    turn(town, timedelta(minutes=30))
    assert "people on call are being asked again" in town.chief.reads()[-1].words
    town.dana.presses("I will call")
    town.bot.settle()
    assert "Dana Wells has your call" in town.chief.reads()[-1].words, "whoever takes it twice is told twice"


def test_without_an_outcome_the_call_goes_back_after_half_an_hour(town: Town) -> None:
    """A word ten minutes before; then everybody is asked anew, the leader hears of it, and a late outcome still ends it."""
    prepare(town)
    calls_me(town)
    town.ira.presses("I will call")
    town.bot.settle()
    turn(town, timedelta(minutes=19))
    assert not told(town.ira, "How did the call go?")
    turn(town, timedelta(minutes=1))
    assert len(told(town.ira, "How did the call go?")) == 1
    assert "another half hour" in town.ira.presses("I am still on it").text
    turn(town, timedelta(minutes=29))
    assert asked(town) == {}
    turn(town, timedelta(minutes=1))
    word = told(town.chief, "Ira Lund has not said whether you were reached, so people on call are being asked again")
    assert len(word) == 1
    assert all(contact in word[0] for contact in CONTACTS)
    assert told(town.ira, "The call you had has gone back")
    assert set(asked(town)) == {"ira", "sam", "sol"}
    turn(town)
    assert len(told(town.chief, "10 minutes have passed and nobody has your call yet")) == 1
    town.ira.presses("Referred")
    town.bot.settle()
    call = calls_on_record(town)[0]
    assert (call.state, call.outcome) == (CallState.TAKEN, CallOutcome.REFERRED)
    assert asked(town) == {}
    assert "This call is over: Ira Lund" in town.chief.reads()[-1].words, "below what sends them there"
    turn(town, timedelta(hours=1))
    assert asked(town) == {}


def test_whoever_works_with_a_leader_asks_for_them_without_a_word_on_why(town: Town) -> None:
    """An SME types it in the channel; the leader is told that a person may phone, and not why; both hear who has it."""
    channel = prepare(town)
    assert "That is for staff, the SMEs" in town.chief.types("/mvai-checkin call-for", channel=channel)
    assert "That is for staff, the SMEs" in town.otto.types("/mvai-checkin call-for mvai-2026-001")
    assert calls_on_record(town) == []
    assert "has no part in this incident" in town.ana.types(
        f"/mvai-checkin call-for {town.otto.mention}", channel=channel
    )
    before = stands_in(town, channel)
    assert "are being asked to phone" in town.ana.types("/mvai-checkin call-for", channel=channel)
    assert "already" in town.sam.types("/mvai-checkin call-for mvai-2026-001")
    town.bot.settle()
    word = told(town.chief, "Somebody who works with you asked that a person phone you")[0]
    assert "Ana" not in word.words and all(contact in word for contact in CONTACTS)
    assert "Asked for by: @ana" in told(town.ira, PLEASE)[0].words.replace("*", "")
    turn(town)
    assert told(town.ana, "10 minutes have passed and nobody has the call you asked for yet")
    town.sol.presses("I will call")
    town.bot.settle()
    assert told(town.ana, "Somebody has the call you asked for")
    assert told(town.chief, "Sol Marsh has your call")
    assert stands_in(town, channel) == before


def test_with_nobody_on_call_nobody_is_asked_for_somebody_else_either(town: Town) -> None:
    """Who asked is told to phone themselves; the leader hears nothing of a call that does not come."""
    channel = open_with_leader(town)
    assert "Nobody is on call right now" in town.ana.types("/mvai-checkin call-for", channel=channel)
    town.bot.settle()
    assert told(town.ana, "so nobody was asked to phone them")
    assert not told(town.chief, "phone you")
    assert "Nobody is on call right now" in town.chief.types("/mvai-checkin call-me")


def test_who_calls_sees_where_the_leader_and_who_is_near_them_are_reached(town: Town) -> None:
    """Saying yes to check-ins asks for the numbers; each may be left out, and only who is asked to call sees them."""
    channel = prepare(town)
    town.ana.types(f"/mvai-checkin offer {town.chief.mention}", channel=channel).presses("Send")
    town.bot.settle()
    town.chief.presses("Yes")
    wrong = town.chief.submits({"Your dispatch, ten digits": "555-0100"})
    assert "area code" in wrong.errors["Your dispatch, ten digits"]
    town.chief.submits({
        "Where are you reached?": "614-555-0142", "If you do not answer, whom to try": "Robin Ames",
        "Their phone number": "614-555-0143", "Your dispatch, ten digits": "614-555-0100",
    })  # fmt: skip
    town.chief.cancels(all_forms=True)
    with town.bot.bot.works.begin() as work:
        change_person(work, meet(work, town.chief.id), phone="614-555-0190")
    calls_me(town)
    word = told(town.ira, PLEASE)[0]
    assert all(number in word for number in ("614-555-0142", "Robin Ames", "614-555-0143", "614-555-0100"))
    assert word.words.index("614-555-0142") < word.words.index("614-555-0190"), "the number that was given comes first"
    assert not any("614-555" in one.words for one in town.ana.reads())
    form = town.chief.types("/mvai-checkin numbers").form
    assert form is not None and form.values["Their phone number"] == "614-555-0143" and "614-555-0190" in form.text
    town.chief.submits({"Where are you reached?": "614-555-0149"})
    town.chief.cancels(all_forms=True)
    town.bot.settle()
    assert "614-555-0149" in told(town.ira, PLEASE)[0], "who is asked now reads the new one"
    closing = town.ana.types("/mvai-incident close completed", channel=channel)
    town.ana.presses("I will call", message=closing.message)
    town.bot.settle()
    assert "614-555-0149" in town.ana.sees("You have this call"), "staff who were not asked may make it"


def test_a_message_that_cannot_be_delivered_is_told_at_once_and_once(town: Town) -> None:
    """The next is asked in the same moment, and who waits is not left to find out by silence."""
    prepare(town)
    away = (town.ira.id, town.sam.id)
    refuses = Fault(
        "chat.postMessage", "error", error="cannot_dm_bot", when=lambda said: said["channel"] in away, times=9
    )
    town.sim.faults.add(refuses)
    calls_me(town)
    assert asked(town) == {"bea": 1, "sol": 1}
    assert len(told(town.chief, "A message to somebody on call could not be delivered")) == 1


def test_a_wish_of_ones_own_is_not_taken_back_by_who_asked_before_and_the_other_side_hears(town: Town) -> None:
    """Who asked for somebody cannot end what that person wants too; ended by one, the other is told; typed anew, it is new."""
    channel = prepare(town)
    town.ana.types("/mvai-checkin call-for", channel=channel)
    town.bot.settle()
    assert "Nobody has it yet" in town.chief.types("/mvai-checkin call-me").text
    assert "for them to say" in town.ana.presses("It is not needed anymore").text
    assert [one.state for one in calls_on_record(town)] == [CallState.ASKING]
    town.chief.presses("I do not need it anymore")
    town.bot.settle()
    assert told(town.ana, "They do not need the call anymore")
    calls_me(town)
    assert [one.state for one in calls_on_record(town)] == [CallState.WITHDRAWN, CallState.ASKING]
    assert asked(town)["ira"] == 1
    town.chief.presses("I do not need it anymore")
    town.ana.types("/mvai-checkin call-for", channel=channel)
    town.bot.settle()
    town.ana.presses("It is not needed anymore")
    town.bot.settle()
    assert told(town.chief, "no call comes now")


def test_a_message_that_cannot_be_changed_holds_up_no_later_call(town: Town) -> None:
    """Slack does not take the last word on one call for hours: who is asked to make the next one reads it at once."""
    prepare(town)
    calls_me(town)
    town.sim.faults.add(Fault("chat.update", "error", error="internal_error", times=99))
    town.chief.presses("I do not need it anymore")
    turn(town, timedelta(minutes=3))
    assert "Your call is being asked for" in town.chief.types("/mvai-checkin call-me")
    turn(town, timedelta(seconds=1))
    assert len(told(town.ira, PLEASE)) == 2, "the first still stands as it was, the second is below it"
