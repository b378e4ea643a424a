"""By the clock: in the leader's own zone, once a day, reminded once, never at night, never in a burst."""

from datetime import timedelta

from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.plans.schedule import mark_day
from mvai_slackbot.simulator.people.person import Person
from tests.checkins.ways import (
    CHICAGO,
    agree,
    ask_now,
    local_now,
    messages,
    occurrences,
    offer,
    open_incident,
    press,
    prompts,
    turn_to,
)
from tests.conftest import Town


def texts(person: Person) -> list[str]:
    """Return the words of each message of the bot, oldest first."""
    return [one.words for one in messages(person)]


def test_the_first_days_ask_at_four_remind_once_and_merge_two_subjects(town: Town) -> None:
    """Day 0 asks nothing; day 1 at 16:00 local; a reminder at 20:00 and no second; day 3 one message, two buttons."""
    agree(town)
    turn_to(town, 17)
    assert prompts(town) == []
    turn_to(town, 15, 59, days=1)
    assert prompts(town) == []
    turn_to(town, 16, 1)
    town.bot.tick()
    assert [one.subject.value for one in occurrences(town)] == ["officer"]
    town.chief.sees("A short check-in")
    turn_to(town, 20, 5)
    town.chief.sees("A short reminder")
    town.chief.sees("is here again, further down")
    count = len(texts(town.chief))
    turn_to(town, 23)
    turn_to(town, 7, 30, days=1)
    assert len(texts(town.chief)) == count
    turn_to(town, 16, 5)
    assert "can rest" in texts(town.chief)[count - 1], "yesterday's question asks nothing anymore"
    turn_to(town, 16, 5, days=1)
    shown = town.chief.sees("Officers, about 2 minutes and community, about 2 minutes")
    assert shown.buttons[:3] == ["Officers", "Community", "Snooze until tomorrow"]
    assert [one.subject.value for one in occurrences(town)] == ["officer", "officer", "officer", "community"]


def test_what_was_due_while_the_bot_was_down_is_skipped_and_never_a_burst(town: Town) -> None:
    """Two days lost are recorded as skipped; late on the same day it is still asked; at night it is not."""
    agree(town)
    turn_to(town, 18, days=3)
    assert [one.prompt_id is None for one in occurrences(town)] == [True, True, False, False]
    assert len(prompts(town)) == 1
    turn_to(town, 22, days=1)
    assert len(prompts(town)) == 1
    assert occurrences(town)[-1].prompt_id is None
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 2


def test_snooze_waits_until_tomorrow_and_tomorrows_own_takes_its_place(town: Town) -> None:
    """A snoozed question comes once more, or is merged into the next day's; from day 8 one message a day."""
    agree(town)
    turn_to(town, 16, 1, days=1)
    press(town, town.chief, "Snooze until tomorrow")
    town.chief.sees("It waits until tomorrow")
    turn_to(town, 20, 30)
    assert len(prompts(town)) == 1
    assert prompts(town)[0].reminded_at is None
    turn_to(town, 16, 1, days=1)
    assert [one.state.value for one in prompts(town)] == ["passed", "open"]
    turn_to(town, 10, 1, days=6)  # day 8, a Tuesday: officers and community
    before = len(texts(town.chief))
    press(town, town.chief, "Snooze until tomorrow")
    turn_to(town, 9, 59, days=1)
    assert len(texts(town.chief)) == before
    turn_to(town, 10, 1)
    assert len(texts(town.chief)) == before + 1, "day 9 asks nothing of its own"
    turn_to(town, 12, days=1)
    assert len(texts(town.chief)) == before + 1, "somebody who snoozed is not reminded"


def test_a_pause_holds_everything_and_going_on_makes_nothing_up(town: Town) -> None:
    """Paused by one press: neither clock nor staff ask; going on asks the next slot; stopping ends it for good."""
    channel = agree(town)
    press(town, town.chief, "Pause")
    town.chief.sees("Paused.")
    assert "paused the check-ins" in town.ana.types("/mvai-checkin now", channel=channel).text
    turn_to(town, 16, 30, days=2)
    assert occurrences(town) == []
    press(town, town.chief, "Go on")
    town.bot.tick()
    assert occurrences(town) == [], "today's slot has passed"
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1
    press(town, town.chief, "Pause")
    press(town, town.chief, "Go on")
    press(town, town.chief, "Pause")
    press(town, town.chief, "Stop")
    town.chief.sees("The check-ins have ended")
    town.ana.sees("stopped the check-ins")
    assert "Nobody gets check-ins" in town.ana.types("/mvai-checkin now", channel=channel).text
    turn_to(town, 16, 1, days=1)
    assert len(prompts(town)) == 1


def test_who_stopped_can_start_again_and_nobody_else_can(town: Town) -> None:
    """One press took them away, one press brings them back; what was due meanwhile is not made up for.

    What staff ended stays ended, and a yes to a new offer is not doubled by a late press.
    """
    channel = agree(town)
    press(town, town.chief, "Stop")
    late = town.chief.sees("The check-ins have ended")
    turn_to(town, 16, 5, days=2)
    press(town, town.chief, "Start again")
    town.ana.sees("wants the check-ins again")
    assert occurrences(town) == []
    turn_to(town, 16, 5, days=1)
    assert [one.subject.value for one in occurrences(town)] == ["officer", "community"]
    press(town, town.chief, "Stop")
    offer(town, channel)
    press(town, town.chief, "Yes")
    town.chief.cancels(all_forms=True)
    town.ana.types("/mvai-checkin stop", channel=channel)
    town.bot.settle()
    assert messages(town.chief)[-1].buttons == []
    refused = town.chief.presses("Start again", message=late)
    assert "once more since" in refused.text
    town.ana.types("/mvai-incident leader @chief", channel=channel).presses("Send")
    town.bot.settle()
    town.ana.types("/mvai-incident leader @deputy", channel=channel).presses("Send")
    town.bot.settle()
    assert "tell the coordinator" in town.chief.presses("Start again", message=late).text, "somebody else leads now"


def test_staff_ask_once_a_day_see_the_hour_and_can_take_it_back(town: Town) -> None:
    """At night nothing is sent by hand either; the day's own slot does not ask again; ten minutes to take it back."""
    channel = agree(town)
    look = town.ana.types("/mvai-checkin now", channel=channel)
    turn_to(town, 22)
    refused = town.ana.types(f"/mvai-checkin now {channel}").text
    assert "It is 10:00 PM where Pat Quinn is, and they rest. Nothing is sent from 9:00 PM to 7:00 AM" in refused
    town.ana.presses("Send", message=look.message)
    town.bot.settle()
    assert prompts(town) == []
    turn_to(town, 8, days=1)
    ask_now(town, channel)
    town.chief.sees("A short check-in")
    assert "asked today already" in town.ana.types(f"/mvai-checkin now {channel}").text
    press(town, town.ana, "Take back")
    town.chief.sees("was taken back. Nothing is asked of you")
    turn_to(town, 15, days=1)
    ask_now(town, channel)
    turn_to(town, 16, 30)
    assert len(prompts(town)) == 2
    town.sim.clock.advance(timedelta(minutes=11))
    assert "Ten minutes have passed" in town.ana.presses("Take back").text
    assert local_now(town).hour == 16


def test_a_leader_who_leaves_slack_is_not_asked_and_staff_know(town: Town) -> None:
    """The plan is paused by itself and whoever holds the incident is told to phone."""
    channel = agree(town)
    town.chief.deactivate()
    town.bot.settle()
    turn_to(town, 16, 1, days=1)
    assert prompts(town) == []
    town.ana.sees("is deactivated, so their check-ins are paused")
    assert "paused" in town.ana.types("/mvai-checkin status", channel=channel).words


def test_from_day_8_on_one_message_a_day_and_none_on_the_year_mark_but_a_quiet_word(town: Town) -> None:
    """A reminder that would meet a new question is left out; on the mark nothing is asked and nothing can be pressed."""
    channel = agree(town)
    turn_to(town, 10, 1, days=8)  # a Tuesday: what was due before is skipped
    count = len(texts(town.chief))
    ask = town.ana.types("/mvai-checkin now", channel=channel)
    assert "asked today already" in ask.text
    turn_to(town, 10, 30, days=1)
    assert len(texts(town.chief)) == count + 1, "a reminder, a day later"
    turn_to(town, 10, 30, days=1)
    assert len(texts(town.chief)) == count + 2, "a second one, a day after that"
    turn_to(town, 10, 30, days=1)  # Friday
    assert len(texts(town.chief)) == count + 3
    turn_to(town, 12)
    assert len(texts(town.chief)) == count + 3
    zero = times.local_date(town.sim.clock.now(), CHICAGO) - timedelta(days=11)
    turn_to(town, 10, 1, days=(mark_day(zero, 1) - times.local_date(town.sim.clock.now(), CHICAGO)).days - 1)
    assert "A short check-in" in texts(town.chief)[-1], "the day before"
    count = len(texts(town.chief))
    turn_to(town, 10, 30, days=1)
    assert len(texts(town.chief)) == count + 1, "the quiet word alone: no reminder of yesterday's"
    mark = town.chief.sees("Nothing is asked of you today")
    assert mark.buttons == []
    assert "988" in mark.words
    assert not any(one.prompt_id for one in occurrences(town) if one.local_date == mark_day(zero, 1))


def test_a_locked_incident_asks_nobody_and_the_card_offers_by_a_form(town: Town) -> None:
    """From the card: no leader on record, so the form asks to whom; locked, nothing is sent; unlocked, it goes on."""
    channel = open_incident(town)
    card = town.ana.sees("Leader", channel=channel)
    town.ana.presses("Offer check-ins", message=card)
    town.ana.submits({"To whom": "chief"})
    form = town.ana.form
    assert form is not None and "This goes to" in form.text
    form.presses("Send")
    town.bot.settle()
    town.ana.cancels(all_forms=True)
    press(town, town.chief, "Yes")
    town.ana.types("/mvai-incident lock", channel=channel)
    town.bot.settle()
    turn_to(town, 16, 1, days=1)
    assert prompts(town) == []
    town.ana.types(f"/mvai-incident unlock {channel}")
    town.bot.settle()
    turn_to(town, 16, 30)
    assert len(prompts(town)) == 1
