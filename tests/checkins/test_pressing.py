"""Pause, stop and start again: whatever message the press stands in, it is answered there."""

import pytest

from mvai_slackbot.checkins.values import AnswerNow, Pause, Stop
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.people.models import Part
from mvai_slackbot.people.service import meet
from mvai_slackbot.simulator.people.views import Message
from mvai_slackbot.slack.blocks import actions, quiet_message, section
from mvai_slackbot.slack.buttons import button
from tests.checkins.test_answer import name_part
from tests.checkins.ways import agree, messages, press, turn_to
from tests.conftest import Town


def answer(town: Town) -> None:
    """Answer the newest check-in, skipping all of it."""
    town.chief.presses("Answer")
    town.chief.submits({})
    town.bot.settle()
    town.chief.cancels(all_forms=True)


def still_shown(town: Town) -> Message:
    """Show the first check-in's buttons once more, as a phone does that has not heard of what changed."""
    presses = [button("Change my answer", AnswerNow(occurrence=1)), button("Pause", Pause(plan=1, prompt=1))]
    words = quiet_message(section("As it stood"), actions(*presses, button("Stop", Stop(plan=1, prompt=1))))
    with town.bot.bot.works.begin() as work:
        for effect in tell(meet(work, town.chief.id), words):
            work.tell(effect)
    town.bot.settle()
    return town.chief.sees("As it stood")


def test_a_press_in_an_older_message_is_answered_and_a_second_one_is_too(town: Town) -> None:
    """A newer check-in takes from the answered one what is over; who still presses there reads what came of it."""
    agree(town)
    turn_to(town, 16, 1, days=1)
    answer(town)
    first = town.chief.sees("Your answer is saved.")
    assert {"Change my answer", "Pause", "Stop"} <= set(first.buttons)
    late = still_shown(town)
    turn_to(town, 16, 1, days=1)
    older = next(one for one in messages(town.chief) if one.ts == first.ts)
    assert older.buttons == ["My answers"] and "You can change it until" not in older.words
    refused = town.chief.presses("Change my answer", message=late).text
    assert "stays as it is" in refused and "You can answer that one." in refused
    answer(town)
    assert "which was answered" in town.chief.presses("Change my answer", message=late).text

    stopped = town.chief.presses("Stop", message=late).message
    assert "Stopped. Nothing more is asked" in (stopped.words if stopped else "").replace("*", "")
    town.bot.settle()
    newest = next(one for one in messages(town.chief) if "Start again" in one.buttons)
    assert "The check-ins have ended" in newest.words and "Start again" in newest.buttons
    again = town.chief.presses("Stop", message=late)
    assert "Stopped already" in again.words and "Start again" in (again.message.buttons if again.message else [])
    assert "Stopped already" in town.chief.presses("Pause", message=late).words
    back = town.chief.presses("Start again", message=stopped)
    assert "They go on." in back.words and "The next one comes" in back.words
    town.bot.settle()
    assert "They go on already" in town.chief.presses("Start again", message=stopped).words

    plan = town.chief.sees("You get short check-ins here")
    assert town.chief.presses("Pause", message=plan).text == "", "the message itself shows it"
    town.bot.settle()
    town.chief.sees("Nothing is sent until you press")
    assert "Paused already" in town.chief.presses("Pause", message=late).words
    press(town, town.chief, "Go on")
    town.chief.sees("You get short check-ins here")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_who_names_somebody_else_or_somebody_who_helps_reads_what_is_true(town: Town) -> None:
    """A leader may stop their own; an SME is asked nothing; what a chief may not read is not offered to them."""
    channel = agree(town)
    own = town.chief.types(f"/mvai-checkin stop @deputy {channel}").text
    assert "Only your own check-ins are yours" in own
    name_part(town, town.sam, Part.SME)
    helper = town.ana.types("/mvai-checkin now @sam", channel=channel).text
    assert "check-ins are for those who lead" in helper and town.chief.mention in helper and "offer" not in helper
    assert "rollup" not in town.chief.types("/mvai").words and "rollup" in town.ana.types("/mvai").words
    assert "first two days" in town.chief.types("/mvai-checkin plan").words
    for who, typed, offered in (
        (town.otto, "stop", False),
        (town.chief, "please stop that", False),
        (town.chief, "Stop.", True),
    ):
        who.writes(typed)
        town.bot.settle()
        assert ("Stop my check-ins" in who.sees("No person reads what is written here").buttons) is offered, typed
    assert "Start again" in (town.chief.presses("Stop my check-ins").message or messages(town.chief)[-1]).buttons
    town.bot.settle()
    press(town, town.chief, "Start again")
    assert "have stopped" in town.chief.types(f"/mvai-checkin stop @chief {channel}").text
