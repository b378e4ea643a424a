"""Another leader, another contact: nobody's record is overwritten, and nobody leaves who still belongs."""

from tests.conftest import Town

CHANNEL = "mvai-2026-001"


def _open(town: Town) -> None:
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()


def test_the_form_of_one_leader_never_overwrites_another_person(town: Town) -> None:
    """A second name is a second person; another account keeps its own name, rank and phone."""
    _open(town)
    town.ana.presses("Set leader", channel=CHANNEL)
    town.ana.submits({"Name": "Pat Stone", "Rank or title": "Chief", "Official phone": "555-0100"})
    town.ana.cancels()
    town.ana.presses("Set leader", channel=CHANNEL)
    town.ana.submits({"Part": "Contact", "Name": "Kim Vale", "Official phone": "555-0199"})
    town.bot.settle()
    assert "Pat Stone" in town.ana.sees("Leader", channel=CHANNEL).words
    town.ana.cancels()
    town.ana.types("/mvai-incident leader @chief", channel=CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()
    town.ana.presses("Set leader", channel=CHANNEL)
    town.ana.submits({"Slack account": "deputy"})
    form = town.ana.form
    assert form is not None
    assert "Lee Brand" in form
    assert "Pat Quinn" not in form


def test_a_deputy_who_led_for_a_while_stays_in_the_channel(town: Town) -> None:
    """One part ends; who has another one in the incident is not taken out."""
    _open(town)
    for typed in ("@chief @deputy", "@deputy", "@chief"):
        town.ana.types(f"/mvai-incident leader {typed}", channel=CHANNEL)
        town.ana.presses("Send")
        town.bot.settle()
    assert CHANNEL in town.deputy.channels()
    assert CHANNEL in town.chief.channels()
