"""Typing to the bot: answered at once, never kept."""

from datetime import timedelta

import pytest

from tests.calls.ways import everything_stored, on_call, told, turn
from tests.conftest import Town

NO_PERSON = "No person reads what is written here."
SECRET = "Quillfeather"


def test_whoever_types_is_answered_once_a_minute_with_whom_to_call(town: Town) -> None:
    """Five lines get one answer, with every contact and the button; the next minute gets another; edits get none."""
    on_call(town, town.ana)
    lines = [town.chief.writes(f"line {number}") for number in range(5)]
    town.bot.settle()
    answers = told(town.chief, NO_PERSON)
    assert len(answers) == 1
    for contact in ("911", "988", "1-800-985-5990", "1-800-267-5463", "741741"):
        assert contact in answers[0]
    assert answers[0].buttons == ["Ask for a call"]
    turn(town, timedelta(seconds=61))
    town.chief.deletes(lines[0])
    town.bot.settle()
    assert len(told(town.chief, NO_PERSON)) == 1
    town.chief.writes("one more")
    town.otto.writes("hello")
    town.bot.settle()
    assert len(told(town.chief, NO_PERSON)) == 2
    assert len(told(town.otto, NO_PERSON)) == 1


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
