"""No answer: two reminders, then silence, then a person who phones; never in the channel, never counted."""

import pytest
from sqlalchemy import select

from mvai_slackbot.checkins.models_following import Outreach
from mvai_slackbot.people.models import Part
from mvai_slackbot.simulator.wire.faults import Fault
from tests.checkins.test_answer import name_part
from tests.checkins.ways import agree, messages, press, prompts, turn_to
from tests.conftest import Town


def steps(town: Town) -> list[tuple[str, bool]]:
    """Return what silence led to so far, and whether it has ended."""
    with town.bot.bot.works.database.read() as session:
        rows = session.scalars(select(Outreach).order_by(Outreach.id))
        return [(one.step.value, one.ended_at is not None) for one in rows]


def test_silence_of_the_first_week_leads_to_people_and_ends_with_an_answer(town: Town) -> None:
    """Two missed: the SME lead phones. Three: the coordinator, the second contact. Then once a month. Skips are an answer."""
    channel = agree(town)
    name_part(town, town.sam, Part.SME_LEAD)
    name_part(town, town.deputy, Part.DEPUTY)
    before = len([one for one in town.ana.reads(channel) if not one.ephemeral])
    for _ in range(2):
        turn_to(town, 16, 1, days=1)
    assert steps(town) == [], "one missed is nothing"
    turn_to(town, 16, 1, days=1)
    assert steps(town) == [("lead", False)]
    task = town.sam.sees("please phone Pat Quinn")
    assert task.text == "MVAI: a short message for you" and "Pat" not in task.blocks[0]["elements"][0]["text"]
    assert "not about the form" in task.words and "no number on file" in task.words
    assert not [one for one in messages(town.ana) if "please phone" in one.words]
    press(town, town.sam, "No contact yet")
    assert "Recorded: no contact yet" in town.sam.sees("Recorded").words.replace("*", "")
    turn_to(town, 16, 1, days=1)
    assert steps(town)[1:] == [("coordinator", False)]
    second = town.ana.sees("please make sure somebody reaches Pat Quinn today")
    assert "@deputy" in second.words and "no contact yet" in second.words
    turn_to(town, 16, 1, days=1)
    assert steps(town)[2:] == [], "a prompt that came before anybody could phone says nothing of that"
    turn_to(town, 16, 1, days=1)
    assert steps(town)[2:] == [("monthly", False)]
    town.ana.sees("is asked once a month from now on")
    count = len(prompts(town))
    turn_to(town, 16, 1, days=3)
    turn_to(town, 10, 1, days=8)
    assert len(prompts(town)) == count, "nothing for four weeks"
    turn_to(town, 10, 1, days=25)  # day 42, a week's step
    assert len(prompts(town)) == count + 1
    assert "It comes once a month now" in town.chief.sees("It comes once a month now").words
    assert [one.state.value for one in prompts(town)][:5] == ["no-response"] * 5
    press(town, town.chief, "Officers")
    town.chief.submits({})
    town.chief.cancels(all_forms=True)
    town.bot.settle()
    assert [ended for _, ended in steps(town)] == [True, True, True]
    assert "nothing more to do here" in town.sam.sees("nothing more to do here").words
    assert len([one for one in town.ana.reads(channel) if not one.ephemeral]) == before
    assert "response" not in town.ana.types(f"/mvai-incident status {channel}").words


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_pace_that_is_chosen_ends_the_monthly_one_and_nobody_is_counted_silent_for_what_came_before(
    town: Town,
) -> None:
    """The plan says what silence led to, and every pace is a press away; whoever was asked to phone still does."""
    agree(town)
    for _ in range(6):
        turn_to(town, 16, 1, days=1)
    assert steps(town)[2:] == [("monthly", False)]
    plan = town.chief.types("/mvai-checkin plan")
    assert "once a month for now, since no answer came" in plan.words and "Ask as planned" in plan.words
    assert "Mon, Dec 7" not in plan.words, "the table shows what will be asked, not what rests"
    press(town, town.chief, "Ask as planned")
    assert steps(town) == [("lead", False), ("coordinator", False), ("monthly", True)]
    count = len(prompts(town))
    for _ in range(2):
        turn_to(town, 16, 1, days=1)
    turn_to(town, 10, 1, days=1)
    assert len(prompts(town)) == count + 2
    assert len(steps(town)) == 3, "one missed since then is nothing"


def test_what_is_paused_locked_or_never_arrived_is_not_missed(town: Town) -> None:
    """Only what was there to be answered counts; what never arrived can be answered from `/mvai`."""
    channel = agree(town)
    turn_to(town, 16, 1, days=1)
    press(town, town.chief, "Pause")
    turn_to(town, 12, days=1)
    press(town, town.chief, "Go on")
    turn_to(town, 16, 1)
    assert [one.state.value for one in prompts(town)] == ["passed", "open"]
    town.ana.types("/mvai-incident lock", channel=channel)
    turn_to(town, 20, days=1)
    town.ana.types(f"/mvai-incident unlock {channel}")
    town.bot.settle()
    town.sim.faults.add(
        Fault(
            "chat.postMessage", "error", error="cannot_dm_bot", when=lambda said: said.get("channel") == town.chief.id
        )
    )
    turn_to(town, 16, 1, days=1)
    assert [one.state.value for one in prompts(town)] == ["passed", "passed", "undelivered"]
    town.ana.sees("could not be delivered")
    town.chief.types("/mvai").presses("Answer")
    town.chief.submits({})
    town.bot.settle()
    town.chief.cancels(all_forms=True)
    assert prompts(town)[2].state.value == "answered", "from `/mvai`"
    assert "A short check-in" not in town.chief.types("/mvai").words
    assert steps(town) == []


def test_a_late_answer_is_welcome_and_a_snooze_is_a_sign_of_life(town: Town) -> None:
    """What closed without an answer can still be answered while no newer one asks; then nothing was missed in a row."""
    agree(town)
    turn_to(town, 10, 1, days=8)  # a Tuesday
    turn_to(town, 10, 30, days=1)
    turn_to(town, 10, 30, days=1)
    turn_to(town, 10, 1, days=1)  # Friday: a new one closes the last one
    assert [one.state.value for one in prompts(town)] == ["no-response", "open"]
    for _ in range(2):
        turn_to(town, 12, days=1)
    assert [one.reminders for one in prompts(town)] == [2, 2]
    turn_to(town, 9, days=1)  # Monday morning, day 14
    assert prompts(town)[1].state.value == "open", "four days are not over yet"
    count = len(messages(town.chief))
    turn_to(town, 9, 59)
    assert len(messages(town.chief)) == count, "no third reminder"
    press(town, town.chief, "Snooze until tomorrow")
    turn_to(town, 10, 1)
    assert [one.state.value for one in prompts(town)] == ["no-response", "passed", "open"]
    assert steps(town) == []
    turn_to(town, 10, 1, days=1)  # Tuesday
    assert prompts(town)[2].state.value == "no-response"
    assert steps(town) == [], "one since the snooze"
    town.chief.sees("This check-in can rest")
