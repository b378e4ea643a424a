"""A channel's name is taken, or the channel is gone."""

from pathlib import Path

import pytest

from mvai_slackbot.outbox.models import State
from mvai_slackbot.simulator import Fault
from mvai_slackbot.simulator.state.records import JSON
from tests.conftest import Town
from tests.days import YEAR
from tests.delivery.ways import deliver_all, entries

COMMAND = "/mvai-incident open Event at a shopping street"
NUMBER = f"mvai-{YEAR}-001"


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    """SQLite: what Slack says of a channel has nothing to do with the database."""
    return f"sqlite:///{tmp_path / 'mvai.db'}"


def _names(town: Town) -> list[str]:
    return sorted(one.name for one in town.sim.workspace.channels if one.name.startswith(NUMBER))


def test_a_name_that_somebody_else_took_gets_a_suffix(town: Town) -> None:
    """Nothing of ours goes into the other channel, also when the answer to the create was lost on the way."""
    town.otto.creates_channel(NUMBER, private=True)
    town.sim.faults.add(Fault("conversations.create", "lost", when=lambda asked: asked.get("name") == f"{NUMBER}-2"))
    town.ana.types(COMMAND)
    deliver_all(town)
    assert _names(town) == [NUMBER, f"{NUMBER}-2"]
    assert town.ana.sees("shopping street", channel=f"{NUMBER}-2").pinned
    assert [one for one in town.otto.reads(NUMBER) if one.user == town.sim.bot_user_id] == []


def test_a_channel_of_our_own_earlier_try_is_adopted(town: Town) -> None:
    """Slack made it and we did not hear: the second try takes it over and makes no other."""
    town.sim.faults.add(Fault("conversations.create", "lost"))
    town.ana.types(COMMAND)
    deliver_all(town)
    assert _names(town) == [NUMBER]
    assert town.ana.sees("shopping street", channel=NUMBER).pinned
    assert [call.answer.get("error") for call in town.sim.calls if call.method == "conversations.create"] == [
        "lost",
        "name_taken",
    ]


def test_an_archived_channel_stops_nothing_else(town: Town) -> None:
    """The message is dead with its reason, staff are told, and other incidents go on."""
    town.ana.types(COMMAND)
    deliver_all(town)
    town.ana.archives(NUMBER)
    town.ana.types(f"/mvai-request log somebody for the press {NUMBER}")
    town.ana.types("/mvai-incident open Another event elsewhere")
    deliver_all(town)
    assert f"mvai-{YEAR}-002" in town.ana.channels()
    town.ana.sees("archived")


def test_a_deleted_channel_is_told_to_staff(town: Town) -> None:
    """Slack says never: the entry is dead with the reason, the lane goes on, the owner hears of it."""
    town.ana.types(COMMAND)
    deliver_all(town)
    place = next(one.id for one in town.sim.workspace.channels if one.name == NUMBER)
    town.sim.faults.add(
        Fault("chat.postMessage", "error", error="channel_not_found", when=lambda asked: asked["channel"] == place)
    )
    town.sim.faults.add(Fault("chat.update", "error", error="channel_not_found", times=9))
    town.ana.types("/mvai-request log somebody for the press", NUMBER)
    deliver_all(town)
    dead = entries(town, State.DEAD)
    assert dead and {one.error for one in dead} == {"channel_not_found"}
    assert "needs help: Slack does not find the channel" in town.ana.sees("needs help").words
    town.sim.faults.clear()
    town.ana.types("/mvai-incident repair", NUMBER)
    deliver_all(town)
    assert entries(town, State.DEAD) == []
    assert town.ana.sees("somebody for the press", channel=NUMBER)


def test_a_channel_that_comes_out_public_is_never_written_in(town: Town) -> None:
    """Slack made it public though a private one was asked for: nothing goes there, and the owner hears of it at once."""

    def public(asked: JSON) -> bool:
        asked.pop("is_private", None)
        return False

    # Without this scope Slack makes no public channel for the app at all.
    town.sim.workspace.hub.scopes |= {"channels:manage"}
    town.sim.faults.add(Fault("conversations.create", "500", when=public))
    town.ana.types(COMMAND)
    deliver_all(town)
    made = next(one for one in town.sim.workspace.channels if one.name == NUMBER)
    assert not made.is_private and [one.user for one in made.messages.values() if one.text] == []
    assert "private channel" in town.ana.sees("needs help").words
    assert "needs help" in town.ana.types("/mvai-incident status 1").words
