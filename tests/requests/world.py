"""What the tests of requests begin with."""

from tests.conftest import Town

CHANNEL = "mvai-2026-001"
SECOND = "mvai-2026-002"
TEXT = "a victim services lead for the family center"


def opened(town: Town, *, times: int = 1) -> None:
    """Open incidents and wait until their channels stand."""
    for number in range(times):
        town.ana.types(f"/mvai-incident open Event at a shopping street, part {number + 1}")
    town.bot.settle()


def logged(town: Town, text: str = TEXT, channel: str = CHANNEL) -> None:
    """Log a request in an incident's channel and wait for its card."""
    assert "Logged as request" in town.ana.types(f"/mvai-request log {text}", channel).text
    town.bot.settle()


def led(town: Town) -> None:
    """Name the chief as leader, who is in the channel from then on."""
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()


def cards(town: Town, words: str, channel: str = CHANNEL) -> int:
    """Count the messages in a channel, for everybody, that hold the words."""
    return len([one for one in town.ana.reads(channel) if words in one and not one.ephemeral])
