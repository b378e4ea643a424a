"""An archived channel comes back by a person's hand, and the bot goes on by itself."""

from datetime import timedelta

from mvai_slackbot.simulator import Fault
from tests.conftest import Town

CHANNEL = "mvai-2026-001"


def _archived_and_reopened(town: Town) -> None:
    town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    town.bot.settle()
    town.ana.types("/mvai-incident close completed", channel=CHANNEL)
    town.ana.presses("Close it")
    town.sim.clock.advance(timedelta(days=8))
    town.bot.tick()
    town.ana.types(f"/mvai-incident reopen {CHANNEL}")
    town.ana.types("/mvai-request log A victim services lead")
    town.bot.settle()


def test_the_bot_goes_on_when_it_was_added_to_the_unarchived_channel(town: Town) -> None:
    """Archiving puts a bot out of the channel: what could not be written until it was added again is written then."""
    _archived_and_reopened(town)
    town.ana.unarchives(CHANNEL)
    town.bot.settle()
    town.ana.types("/mvai-incident handover @dana Off shift", channel=CHANNEL)
    town.bot.settle()
    town.ana.invites("app", CHANNEL)
    town.bot.settle()
    card = next(one.words for one in town.ana.reads(CHANNEL) if "Everybody in this channel reads this" in one.words)
    assert "open" in card
    assert "@dana" in card
    assert "needs help" not in card


def test_a_reason_is_told_once_while_it_stands(town: Town) -> None:
    """A channel that is public and has a stranger in it raises two alarms, not two each time the bot looks."""
    town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    town.bot.settle()
    town.ana.invites("otto", CHANNEL)
    town.ana.makes_public(CHANNEL)
    for _ in range(4):
        town.sim.clock.advance(timedelta(hours=1, minutes=1))
        town.bot.tick()
    alarms = [one.words for one in town.ana.reads() if "writes nothing there" in one.words]
    assert len(alarms) == 2


def test_what_waits_for_a_locked_channel_is_held_back_until_it_is_unlocked(town: Town) -> None:
    """A post that Slack had not taken yet does not arrive after the lock, no repair sends it, and it is not lost."""
    town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    town.bot.settle()
    town.sim.faults.add(Fault("chat.postMessage", "429", seconds=2, when=lambda asked: "lead" in str(asked)))
    town.ana.types("/mvai-request log A victim services lead", channel=CHANNEL)
    town.ana.types("/mvai-incident lock", channel=CHANNEL)
    assert "needs help" not in town.ana.types(f"/mvai-incident repair {CHANNEL}").text
    town.bot.settle()
    assert not _shown(town)
    town.ana.types(f"/mvai-incident unlock {CHANNEL}")
    town.bot.settle()
    assert len(_shown(town)) == 1


def _shown(town: Town) -> list[str]:
    return [one.words for one in town.ana.reads(CHANNEL) if "victim services lead" in one.words and not one.ephemeral]


def test_a_closed_incident_is_watched_until_its_channel_is_archived(town: Town) -> None:
    """For a week the channel stands with all that was said in it."""
    town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    town.bot.settle()
    town.ana.types("/mvai-incident close completed", channel=CHANNEL)
    town.ana.presses("Close it")
    town.ana.makes_public(CHANNEL)
    town.sim.clock.advance(timedelta(minutes=2))
    town.bot.tick()
    assert town.ana.sees("no longer private")


def test_who_handed_a_drill_over_is_no_stranger_in_its_channel(town: Town) -> None:
    """They were named for it; the hourly look raises no alarm and posts go on."""
    town.ana.types("/mvai-incident open --drill Rehearsal at a school")
    town.bot.settle()
    town.ana.types("/mvai-incident handover @dana Off shift", channel="drill-mvai-2026-001")
    town.bot.settle()
    town.sim.clock.advance(timedelta(hours=2))
    town.bot.tick()
    assert not [one for one in town.dana.reads() if "has no role in it" in one.words]
