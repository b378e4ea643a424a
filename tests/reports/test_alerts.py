"""An answer asks for a look: who is told, how soon, why, and that a person says what came of it."""

from datetime import timedelta

from mvai_slackbot.reports import alerts
from mvai_slackbot.reports.models import Alert
from mvai_slackbot.simulator.people.person import Person
from tests.calls.ways import on_call, told, turn
from tests.checkins.ways import local_now, messages, turn_to
from tests.conftest import Town
from tests.reports.ways import answered, town_with_lead

LOOK = "An answer to a check-in needs a look"
FULL = {f"OW{n}": 4 for n in range(1, 7)}


def first(person: Person) -> str:
    """Return what somebody reads who is to look."""
    return told(person, LOOK)[-1].words


def test_the_lowest_in_the_first_week_goes_to_the_sme_lead_and_the_coordinator_at_once(town: Town) -> None:
    """By day at once, with the rule's words and without the answer's; the leader is thanked and offered a call."""
    channel = town_with_lead(town)
    on_call(town, town.dana)
    before = [one.words for one in town.ana.reads(channel) if not one.ephemeral]
    turn_to(town, 16, days=1)
    answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 1, "OM2": 4})
    for person in (town.sam, town.ana):
        words = first(person)
        assert f"{LOOK} within the hour" in words
        assert "any question answered with 1, the lowest, is looked at by a person within the hour" in words
        assert "Rest" not in words and "1 of 5" not in words
        assert "Worth doing in this time: " in words and "the program has not reviewed them" in words
    offered = told(town.chief, "look at your answer soon")[-1]
    assert "Ask for a call" in offered.buttons and "988" in offered.words
    assert not any(told(one, LOOK) for one in (town.dana, town.ira, town.bea, town.sol, town.chief))
    assert [one.words for one in town.ana.reads(channel) if not one.ephemeral] == before
    assert "Somebody else" not in town.sam.presses("No contact").text
    town.bot.settle()
    assert "Recorded: no contact" in first(town.ana) and "Worth doing" not in first(town.ana)
    town.sam.presses("Reached")
    town.bot.settle()
    assert "Recorded: reached" in first(town.ana) and "Recorded: reached" in first(town.sam)


def test_at_night_it_waits_for_the_morning_and_without_an_outcome_it_comes_again(town: Town) -> None:
    """Nobody is woken for it; four hours later, and each day, whoever looks is asked what came of it."""
    town_with_lead(town)
    turn_to(town, 23, days=1)
    answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 4, "OM2": 1})
    assert not told(town.sam, LOOK)
    turn_to(town, 4, days=1)
    assert not told(town.sam, LOOK)
    turn_to(town, 9, days=0)
    assert told(town.sam, LOOK) and told(town.ana, LOOK)
    assert "When confidential support is out of reach" in first(town.sam)
    turn(town, timedelta(hours=5))
    again = "Have you looked into these answers?"
    assert len(told(town.sam, again)) == 1
    turn(town, timedelta(hours=1))
    assert len(told(town.sam, again)) == 1
    assert "is waiting for you to say how it went" in town.sam.types("/mvai").words
    for back in (1, 2, 3):
        day = local_now(town).date() - timedelta(days=back)
        answered(town, town.chief, day, "officer_micro", {"OM1": 4, "OM2": 1})
    turn_to(town, 12, days=1)
    (listed,) = told(town.sam, again)
    assert "3 answers wait for you to say how it went" in listed.words and listed.buttons.count("Referred") == 3
    assert told(town.sam, "is in a newer message below")
    for left in ("2 answers wait", "One answer waits"):
        town.ana.presses("Referred")
        town.bot.settle()
        assert left in told(town.sam, again)[-1].words
    town.ana.presses("Referred")
    town.bot.settle()
    turn_to(town, 12, days=2)
    assert told(town.sam, "All of them are settled") and told(town.sam, "is in a newer message below")
    assert "how it went" not in town.sam.types("/mvai ").words


def test_a_fall_goes_to_the_sme_lead_alone_on_the_next_working_day(town: Town) -> None:
    """On a Friday: on Monday at nine; seen is enough; the leader is told nothing more."""
    town_with_lead(town)
    turn_to(town, 10, days=18)  # a Friday
    assert local_now(town).weekday() == 4
    answered(town, town.chief, local_now(town).date() - timedelta(days=7), "officer_full", FULL)
    count = len(messages(town.chief))
    answered(town, town.chief, local_now(town).date(), "officer_full", {**FULL, "OW1": 2, "OW2": 2, "OW3": 2})
    assert not told(town.sam, LOOK)
    turn_to(town, 12, days=1)
    assert not told(town.sam, LOOK)
    turn_to(town, 10, days=2)  # nine where the SME lead is
    assert "lower by 1 or more" in first(town.sam)
    assert f"{LOOK} today" in first(town.sam)
    assert not told(town.ana, LOOK)
    with town.bot.bot.works.read() as work:
        assert alerts.list_due(work) == [], "told once: the clock has nothing more to do with it, seen or not"
    assert not told(town.chief, "look at your answer soon")
    assert len([one for one in messages(town.chief)[count:] if LOOK in one.words]) == 0
    town.sam.presses("Seen")
    town.bot.settle()
    assert "Recorded: seen" in first(town.sam)


def test_a_changed_answer_is_looked_at_anew_and_one_alert_stands_for_it(town: Town) -> None:
    """Corrected before anybody was told: nothing is told; corrected to the lowest: told at once."""
    town_with_lead(town)
    turn_to(town, 22, days=1)
    answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 1, "OM2": 4})
    town.chief.presses("Change my answer")
    town.chief.submits({"Rest: Are your people getting real rest between duty periods?": "3 · about half"})
    town.chief.cancels(all_forms=True)
    town.bot.settle()
    turn_to(town, 10, days=1)
    assert not told(town.sam, LOOK)
    with town.bot.bot.works.database.read() as session:
        assert session.query(Alert).count() == 0
    town.chief.presses("Change my answer")
    town.chief.submits({"Rest: Are your people getting real rest between duty periods?": "1 · almost nobody"})
    town.chief.cancels(all_forms=True)
    town.bot.settle()
    assert len(told(town.sam, LOOK)) == 1


def test_without_an_sme_lead_it_goes_to_whoever_holds_the_incident_and_a_locked_one_to_them_alone(town: Town) -> None:
    """An alert is never lost, and shows nothing to whom the lock hides it from."""
    channel = town_with_lead(town)
    turn_to(town, 16, days=1)
    town.ana.types("/mvai-incident lock", channel=channel)
    answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 1, "OM2": 4})
    assert told(town.ana, LOOK) and not told(town.sam, LOOK)
    assert told(town.ana, "An answer to a check-in is in") and not told(town.sam, "An answer to a check-in is in")
