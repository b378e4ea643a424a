"""Slack's door closed before a form could open: what was done is not denied."""

from mvai_slackbot.simulator import Fault
from tests.conftest import Town


def test_an_incident_that_is_open_is_not_said_to_be_lost(town: Town) -> None:
    """The description was held back and its form came too late: the incident is open all the same, once."""
    town.sim.faults.add(Fault("views.open", "error", error="expired_trigger_id"))
    answer = town.ana.types("/mvai-incident open The victim Jane Doe was injured at a fair")
    assert "mvai-2026-001* is open" in answer.words
    assert "Nothing was saved" not in answer.words
    assert "Jane" not in answer.words
    town.bot.settle()
    assert [one for one in town.ana.channels() if one.startswith("mvai-")] == ["mvai-2026-001"]
