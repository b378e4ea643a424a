"""What people do by hand to an incident's channel, and to the accounts of its people."""

from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.requests.world import CHANNEL, logged, opened

NEW = "families-of-the-fair"


@only_sqlite
def test_a_channel_that_is_renamed_shared_or_deleted_by_hand(town: Town) -> None:
    """Renamed, it goes on and the owner knows; shared or deleted, nothing more is written and the owner is alarmed."""
    opened(town)
    town.ana.renames(CHANNEL, NEW)
    town.bot.settle()
    assert f"somebody changed its channel: renamed to {NEW}" in town.ana.sees("changed by hand").words
    logged(town, channel=NEW)
    assert town.ana.sees("victim services lead", NEW), "it is still the incident's"
    town.ana.shares(NEW, "Another organization")
    town.bot.settle()
    assert "is shared with another organization" in town.ana.sees("please look at a channel").words
    before = len(town.chief.channels()), [one.ts for one in town.ana.reads(NEW) if not one.ephemeral]
    answer = town.ana.types("/mvai-request log a second thing", NEW)
    town.bot.settle()
    assert "Posts to its channel are stopped" in answer.text
    assert (len(town.chief.channels()), [one.ts for one in town.ana.reads(NEW) if not one.ephemeral]) == before
    town.ana.deletes_channel(NEW)
    town.bot.settle()
    assert town.ana.sees("the channel was deleted")
    assert "Posts stopped: the channel was deleted" in town.ana.types("/mvai-incident status 1").words


@only_sqlite
def test_an_account_that_is_deactivated_or_outside_is_refused_and_loses_its_role(town: Town) -> None:
    """Each command that would ask something of them says what to do instead; a role can still be taken away."""
    opened(town)
    town.dana.deactivate()
    outside = town.sim.person("ext", real_name="Ext Person", team_id="T0ELSEWHERE", is_stranger=True)
    town.bot.settle()
    for words in ("incident leader", "incident handover", "sme add", "checkin offer"):
        for person, why in ((town.dana, "is deactivated"), (outside, "another organization")):
            answer = town.ana.types(f"/mvai-{words} @{person.handle}", CHANNEL)
            assert why in answer.text and answer.form is None, (words, answer)
    for words in ("role @dana auditor", "on-call @dana"):
        assert "is deactivated" in town.root.types(f"/mvai {words}").text
    assert "no longer coordinator" in town.root.types("/mvai role @dana coordinator remove").text
