"""Logging a request, as staff do it."""

from tests.conftest import Town

CHANNEL = "mvai-2026-001"


def opened(town: Town) -> None:
    """Open one incident and wait until its channel stands."""
    town.ana.types("/mvai-incident open Event at a shopping street")
    town.bot.settle()


def test_logging_in_an_incident_channel_answers_at_once_and_posts_a_card(town: Town) -> None:
    """One command, one number, one card; the same command again changes nothing and gets the first answer."""
    opened(town)
    answer = town.ana.types("/mvai-request log a victim services lead for the family centre", CHANNEL)
    assert "Logged as request 1." in answer.text
    assert CHANNEL in answer.text
    town.bot.settle()
    card = town.ana.sees("a victim services lead", CHANNEL)
    assert card.buttons == ["Assign", "Show", "Close"]
    again = town.ana.types("/mvai-request log a victim services lead for the family centre", CHANNEL)
    assert "Logged as request 1." in again.words
    town.bot.settle()
    assert len([one for one in town.ana.reads(CHANNEL) if "a victim services lead" in one and not one.ephemeral]) == 1
    other = again.presses("Make another")
    assert "Logged as request 2." in other.text
