"""A simulator with a small real Bolt bot, over HTTP and over Socket Mode."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from mvai_slackbot.simulator import Person, Simulator

from .bolt_bot import MANIFEST, Bot
from .tryout import Tryout

PATIENCE = 5


@dataclass
class Scene:
    """A running simulator, the bot, what the bot heard, and one person."""

    simulator: Simulator
    bot: Bot
    tryout: Tryout
    ana: Person


def _scene(http: bool) -> Iterator[Scene]:
    tryout = Tryout()
    with Simulator(MANIFEST) as simulator:
        # Slack's three seconds are held to where they are the point.
        simulator.patience = PATIENCE
        ana = simulator.person("ana", real_name="Ana Torres")
        bot = Bot(simulator, tryout.equip, http=http)
        try:
            if http:
                simulator.deliver_to(bot.url)
            else:
                simulator.wait_connected()
            yield Scene(simulator, bot, tryout, ana)
        finally:
            bot.close()


@pytest.fixture(params=["http", "socket"])
def scene(request: pytest.FixtureRequest) -> Iterator[Scene]:
    """Each way of reaching the bot."""
    yield from _scene(request.param == "http")


@pytest.fixture
def http_scene() -> Iterator[Scene]:
    """Signed HTTP only."""
    yield from _scene(True)


@pytest.fixture
def socket_scene() -> Iterator[Scene]:
    """Socket Mode only."""
    yield from _scene(False)
