"""The door: what waits for me, where am I, what can I do here."""

from tests.calls.ways import on_call, open_with_leader
from tests.conftest import Town


def test_the_door_shows_what_waits_where_one_is_and_what_one_can_do(town: Town) -> None:
    """Each sees their own: staff their commands and a call that waits, a stranger only what anybody may do."""
    channel = open_with_leader(town)
    on_call(town, town.ana)
    door = town.ana.types("/mvai", channel=channel)
    assert "Nothing waits for you." in door
    assert "mvai-2026-001, open" in door
    assert "Incidents" in door
    town.chief.types("/mvai").presses("Ask for a call")
    town.bot.settle()
    town.chief.sees("is being asked to phone you")
    waits = town.ana.types("/mvai")
    assert "Somebody asks for a call." in waits
    assert "Pat Quinn" not in waits
    waits.presses("I will call")
    town.bot.settle()
    assert town.chief.sees("Ana Torres has your call")
    assert "You have a call." in town.ana.types("/mvai")
    stranger = town.otto.types("/mvai")
    assert "mvai-2026-001" not in stranger
    assert "open" not in stranger
    assert "911" in stranger


def test_help_shows_only_what_the_person_may_use(town: Town) -> None:
    """A coordinator sees `open`, somebody else does not; one noun alone; an unknown noun says what to type."""
    assert "/mvai-incident open" in town.ana.types("/mvai help")
    assert "/mvai role" not in town.ana.types("/mvai help")
    assert "/mvai role" in town.root.types("/mvai help")
    own = town.otto.types("/mvai help")
    assert "/mvai help" in own
    assert "/mvai-incident open" not in own
    assert "/mvai on-call" not in town.ana.types("/mvai help incident")
    assert "/mvai-incident handover" in town.ana.types("/mvai help /mvai-incident")
    assert "Type `/mvai help`" in town.otto.types("/mvai help fortune").text
