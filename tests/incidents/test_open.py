"""Opening an incident, as staff do it."""

from tests.conftest import Town


def test_opening_answers_at_once_and_the_channel_sets_itself_up(town: Town) -> None:
    """One command: a number, a private channel, the people in it, one card, pinned, with a topic and a bookmark."""
    answer = town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    assert "mvai-2026-001" in answer.text
    town.bot.settle()
    card = town.ana.sees("shopping street", channel="mvai-2026-001")
    assert card.pinned
    assert [message for message in town.ana.reads("mvai-2026-001") if not message.ephemeral][-1].ts == card.ts
    assert "mvai-2026-001" in town.dana.channels()
    assert "mvai-2026-001" not in town.otto.channels()
