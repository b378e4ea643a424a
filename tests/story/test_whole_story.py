"""The whole story in one breath, over signed HTTP and over Socket Mode: the bot is the same, only the wire differs."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from mvai_slackbot.simulator import Simulator
from tests.bot import RunningBot, settings_for
from tests.conftest import ROLES, Town, people
from tests.incidents.test_closing import archived
from tests.smes.story import on_roster

CHANNEL = "mvai-2026-001"


@pytest.fixture(params=["http", "socket"])
def either_wire(request: pytest.FixtureRequest, sim: Simulator, database_url: str) -> Iterator[Town]:
    """A town whose bot hears over one wire or the other."""
    who = people(sim)
    settings = settings_for(sim, database_url, MVAI_ADMINS=who["root"].id)
    bot = RunningBot(sim, settings, socket=request.param == "socket").start()
    if request.param == "socket":
        sim.wait_connected()
    for handle, role in ROLES.items():
        who["root"].types(f"/mvai role @{handle} {role}")
    bot.settle()
    yield Town(sim, bot, **who)
    bot.stop()


def test_from_the_first_call_to_the_last_word(either_wire: Town) -> None:
    """Open, log, decide, assign, accept, introduce, ask for consent, check in, ask for a call, hand over, close."""
    town = either_wire
    open_and_assign(town)
    check_in(town)
    ask_for_a_call(town)
    close(town)


def open_and_assign(town: Town) -> None:
    """Staff open, log and decide; an SME accepts; chief and SME are introduced."""
    on_roster(town, town.sam)
    town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    town.bot.settle()
    town.ana.types("/mvai-request log A victim services lead for the family center", CHANNEL)
    assert "request 1" in town.ira.types("/mvai-request decide 1 virtual Peer advice fits").text.lower()
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    town.ana.types("/mvai-sme assign 1 @sam virtual")
    town.ana.presses("Send")
    town.bot.settle()
    town.sam.presses("Accept")
    town.bot.settle()
    assert CHANNEL in town.sam.channels() and CHANNEL in town.chief.channels()
    assert town.chief.sees("Please meet") and town.sam.sees("Please meet")


def check_in(town: Town) -> None:
    """The chief is asked first, says yes, and answers; the channel hears nothing of it."""
    town.root.types("/mvai on-call @dana")
    town.ana.types("/mvai-checkin offer @chief", CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()
    town.chief.presses("Yes")
    town.bot.settle()
    before = len(town.ana.reads(CHANNEL))
    town.ana.types("/mvai-checkin now", CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()
    town.chief.presses("Answer")
    town.chief.submits()
    town.bot.settle()
    assert town.ana.sees("An answer to a check-in is in")
    public = [message for message in town.ana.reads(CHANNEL)[before:] if not message.ephemeral]
    assert public == []


def ask_for_a_call(town: Town) -> None:
    """Somebody on call is asked, takes it, and the chief is told who."""
    town.chief.writes("Is anybody there")
    town.chief.presses("Ask for a call")
    town.bot.settle()
    town.dana.presses("I will call")
    town.bot.settle()
    assert town.chief.sees("Dana Wells")


def close(town: Town) -> None:
    """Closing shows what ends; a week later the channel is archived."""
    town.dana.presses("Reached")
    town.ana.types("/mvai-incident close completed", CHANNEL)
    town.ana.presses("Close, check-ins end")
    town.bot.settle()
    town.sim.clock.advance(timedelta(days=8))
    town.bot.tick()
    assert archived(town)
