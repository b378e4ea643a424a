"""Being asked first: a leader hears what it is and who reads it, and only a yes begins anything."""

from tests.checkins.ways import messages, open_incident
from tests.conftest import Town


def test_the_leader_is_asked_first_and_a_yes_begins_a_plan(town: Town) -> None:
    """One press sends, the question names who asks and who reads, nothing is asked before a yes, the asker hears it."""
    channel = open_incident(town)
    look = town.ana.types("/mvai-checkin offer @chief", channel=channel)
    assert "Pat Quinn" in look.words or "@chief" in look.words or "chief" in look.words
    assert "not on record as leader" in look.words
    assert messages(town.chief) == []
    look.presses("Send")
    town.bot.settle()
    town.ana.sees("is asked whether")
    question = town.chief.sees("would you like short check-ins")
    assert question.buttons == ["Yes", "Later", "No, thank you"]
    for words in ("Ana Torres asks for MVAI", channel, "Voluntary", "Who reads it", "public-records", "988", "911", "1-800-267-5463"):
        assert words in question.words
    assert question.text == "MVAI: a short message for you"
    town.chief.presses("Yes")
    town.bot.settle()
    assert "You get short check-ins here" in town.chief.sees("You get short check-ins here").words
    assert "said “yes”" in town.ana.sees("said “yes”").words
    status = town.ana.types("/mvai-checkin status", channel=channel)
    assert "active since" in status.words
    again = town.ana.types(f"/mvai-checkin offer @chief {channel}", channel=channel)
    assert "said yes already" in again.text
