"""Typing to the bot: answered at once, never kept."""

from datetime import timedelta

import pytest

from mvai_slackbot.calls import typed
from mvai_slackbot.calls.typed import Due
from mvai_slackbot.people.service import meet
from tests.calls.ways import everything_stored, on_call, told, turn
from tests.conftest import Town

NO_PERSON = "No person reads what is written here."
SECRET = "Quillfeather"


def test_whoever_types_is_answered_at_once_with_whom_to_call(town: Town) -> None:
    """With every contact and the button; a moment later in short, each line of a burst too; edits get none."""
    on_call(town, town.ana)
    line = town.chief.writes("a first line")
    town.bot.settle()
    (answer,) = told(town.chief, NO_PERSON)
    for later in (timedelta(seconds=5), timedelta(seconds=61)):
        turn(town, later)
        town.chief.writes("one more")
        town.bot.settle()
    first, short, whole = told(town.chief, NO_PERSON)
    for contact in ("911", "988", "1-800-985-5990", "1-800-267-5463", "741741"):
        assert all(contact in one for one in (first, short, whole))
    assert all(one.buttons == ["Ask for a call"] for one in (first, short, whole))
    words = first.words.replace("*", "")
    assert words.index("To talk to a person, press") < words.index("988") < words.index(NO_PERSON), (
        "a person comes first"
    )
    assert len(short.words) < len(whole.words) and first.words == answer.words
    turn(town, timedelta(seconds=5))
    town.chief.deletes(line)
    town.otto.writes("hello")
    town.bot.settle()
    assert len(told(town.chief, NO_PERSON)) == 3 and len(told(town.otto, NO_PERSON)) == 1
    with town.bot.bot.works.begin() as work:
        dana = meet(work, town.dana.id)
        assert [typed.answer_due(work, dana) for _ in range(3)] == [Due.WHOLE, Due.SHORT, Due.SHORT]


def test_who_speaks_to_the_bot_in_a_channel_is_answered_in_a_direct_message(town: Town) -> None:
    """Wherever a chief calls for help there is a button to press; nothing of it appears in the channel."""
    on_call(town, town.ana)
    town.ana.types("/mvai-incident open Event at a shopping street")
    town.bot.settle()
    channel = "mvai-2026-001"
    town.ana.types("/mvai-incident leader @chief", channel)
    town.ana.presses("Send")
    town.bot.settle()
    before = len(town.chief.reads(channel))
    town.chief.writes(f"<@{town.sim.bot_user_id}> can somebody please call me", channel)
    town.bot.settle()
    (answer,) = told(town.chief, "does not read what is written in a channel")
    assert answer.buttons == ["Ask for a call"] and "988" in answer and len(town.chief.reads(channel)) == before + 1


def test_what_is_typed_is_neither_stored_nor_logged(
    town: Town, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A secret word is typed and a call asked for; the whole database and all that was logged do not hold it."""
    on_call(town, town.ana)
    town.chief.writes(f"my name is {SECRET} and I cannot sleep")
    town.bot.settle()
    town.chief.presses("Ask for a call")
    town.bot.settle()
    stored = everything_stored(town)
    assert len(stored) > 1000
    assert SECRET.encode() not in stored
    said = capfd.readouterr()
    assert "what=message" in said.out + said.err + caplog.text
    assert SECRET not in said.out + said.err + caplog.text
    with town.bot.bot.works.database.read() as session:
        for table in ("outbox_entry", "outbox_answer"):
            rows = session.connection().exec_driver_sql(
                f"SELECT {'payload' if table == 'outbox_entry' else 'answer'} FROM {table}"
            )
            for (sealed,) in rows:
                assert sealed is None or SECRET not in town.bot.bot.works.database.vault.open(bytes(sealed))
