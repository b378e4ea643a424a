"""Every free text of an incident passes the guard, not only the description."""

from tests.conftest import Town


def test_a_name_in_the_agency_is_held_back_while_the_incident_opens(town: Town) -> None:
    """The incident is open; the words stand in a form before anything of them is saved."""
    town.ana.types("/mvai-incident open")
    town.ana.submits({"Short description": "Event at a fair", "Requesting agency": "Officer Jane Doe, injured"})
    form = town.ana.form
    assert form is not None
    assert "are not saved yet" in form
    town.bot.settle()
    assert "mvai-2026-001" in town.ana.channels()
