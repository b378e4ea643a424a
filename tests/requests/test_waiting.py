"""What of requests `/mvai` says is waiting."""

from tests.conftest import Town
from tests.requests.world import CHANNEL, TEXT, logged, opened


def test_reviewers_and_owners_are_told_what_waits_for_them(town: Town) -> None:
    """One press from there decides; once decided it waits no more; a drill asks no reviewer."""
    opened(town)
    logged(town)
    assert f"Request 1 of {CHANNEL}. Nobody helps with it yet." in town.ana.types("/mvai").words
    assert "Request 1" not in town.dana.types("/mvai").words
    page = town.ira.types("/mvai")
    assert f"Request 1 of {CHANNEL}. IACP has not decided." in page.words
    form = page.presses("Record decision").form
    assert form is not None and CHANNEL in form.text
    town.ira.submits({"Decision": "Virtual"})
    assert "has not decided" not in town.ira.types("/mvai").words
    assert "BJA has not decided" in town.bea.types("/mvai").words
    town.ana.types("/mvai-incident open --drill Rehearsal")
    town.bot.settle()
    logged(town, TEXT, "drill-mvai-2026-001")
    assert "Request 2" not in town.ira.types("/mvai").words
    town.dana.types(f"/mvai-request log {TEXT}")
    town.dana.submits()
    assert "Request 3, no incident yet. Open or choose its incident." in town.ana.types("/mvai").words
