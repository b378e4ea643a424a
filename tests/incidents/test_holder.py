"""Who takes an incident's alarms and tasks: somebody who may do them, and read what they say."""

import pytest

from tests.calls.ways import told
from tests.conftest import Town
from tests.requests.world import CHANNEL, logged, opened

SECRET = "internal words of the reviewers"
only_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@only_sqlite
def test_while_the_owner_is_away_tasks_go_to_staff_and_to_nobody_else_on_call(town: Town) -> None:
    """An SME who answers calls reads no decision and no reason; a coordinator does."""
    opened(town)
    logged(town)
    town.ana.types("/mvai on-call @sam")
    town.ana.types("/mvai on-call @dana second")
    town.ana.types("/mvai away")
    town.ira.types(f"/mvai-request decide 1 decline {SECRET}")
    town.bot.settle()
    assert told(town.dana, SECRET)
    assert not told(town.sam, SECRET) and not told(town.sam, "Request 1")


@only_sqlite
def test_an_incident_belongs_to_staff_and_whose_role_ended_reads_no_more_of_it(town: Town) -> None:
    """It cannot be handed to somebody who could do nothing for it; its tasks go on to those who can."""
    opened(town)
    logged(town)
    assert "program" in town.ana.types("/mvai-incident handover @otto Off shift", CHANNEL).text
    assert not told(town.otto, "You own")
    town.root.types("/mvai role @ana coordinator remove")
    town.ira.types(f"/mvai-request decide 1 decline {SECRET}")
    town.bot.settle()
    assert told(town.dana, SECRET) and not told(town.ana, SECRET)
    assert "There is no request 1 here." in town.ana.types("/mvai-request show 1").text


@only_sqlite
def test_a_reviewer_whose_role_ended_is_told_no_more_of_what_others_say(town: Town) -> None:
    """Their message stays as it was; the others read both views."""
    opened(town)
    logged(town)
    town.root.types("/mvai role @ira iacp-reviewer remove")
    town.bea.types(f"/mvai-request decide 1 decline {SECRET}")
    town.bot.settle()
    assert told(town.bea, SECRET) and not told(town.ira, SECRET)
