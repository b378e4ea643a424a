"""Details of an incident are corrected, and taken out again; what they said before stays on record."""

from sqlalchemy import select

from mvai_slackbot.incidents.models import EarlierWords, Incident
from tests.conftest import Town


def _open(town: Town) -> None:
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()
    town.ana.presses("Add details", "mvai-2026-001")
    town.ana.submits(
        {"Requesting agency": "Millbrook Police", "State or territory": "OH", "Day of the incident": "2026-11-20"}
    )


def test_a_detail_that_is_emptied_in_the_form_is_taken_out_and_kept_as_what_stood_before(town: Town) -> None:
    """Words that should not have been written are gone from the record that people see."""
    _open(town)
    town.ana.presses("Add details", "mvai-2026-001")
    town.ana.submits({"Requesting agency": None, "Day of the incident": None, "Time zone": None})
    with town.bot.bot.works.database.read() as session:
        incident = session.scalars(select(Incident)).one()
        assert (incident.agency, incident.occurred_on, incident.state) == (None, None, "OH")
        assert incident.timezone == "America/New_York", "an incident always has a zone"
        earlier = {row.field: row.words and row.words.reveal() for row in session.scalars(select(EarlierWords))}
    assert earlier == {"agency": "Millbrook Police", "occurred_on": "2026-11-20"}


def test_what_somebody_else_added_meanwhile_is_not_emptied_by_a_form_that_did_not_show_it(town: Town) -> None:
    """The form of the first was opened before; its empty field says nothing."""
    town.ana.types("/mvai-incident open Event at a fair")
    town.bot.settle()
    town.ana.presses("Add details", "mvai-2026-001")
    town.dana.presses("Add details", "mvai-2026-001")
    town.dana.submits({"Requesting agency": "Millbrook Police"})
    town.ana.submits({"State or territory": "OH"})
    with town.bot.bot.works.database.read() as session:
        incident = session.scalars(select(Incident)).one()
        assert incident.agency is not None
        assert (incident.agency.reveal(), incident.state) == ("Millbrook Police", "OH")
