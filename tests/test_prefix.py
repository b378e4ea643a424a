"""A workspace may call the commands otherwise: then every text does."""

from collections.abc import Iterator

import pytest

from mvai_slackbot.message import Message
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.slack.prefix import Prefix
from mvai_slackbot.slack.replies import Open
from tests.bot import RunningBot, manifest_of, settings_for
from tests.conftest import PATIENCE


@pytest.fixture
def renamed(database_url: str) -> Iterator[tuple[Simulator, RunningBot]]:
    """A bot whose commands begin with /aid."""
    with Simulator(manifest_of("aid")) as sim:
        sim.patience = PATIENCE
        root = sim.person("root", real_name="Robin Oake")
        bot = RunningBot(sim, settings_for(sim, database_url, MVAI_ADMINS=root.id, MVAI_COMMAND_PREFIX="aid")).start()
        yield sim, bot
        bot.stop()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_text_speaks_of_the_commands_as_they_are_called_here(renamed: tuple[Simulator, RunningBot]) -> None:
    """Answers and messages say /aid, never /mvai; numbers and channel names stay."""
    sim, bot = renamed
    root = sim.person("root")
    assert "/aid-incident open" in root.types("/aid-incident opne").text
    assert "mvai-2026-001" in root.types("/aid-incident open Event at a fair").text
    bot.settle()
    sim.person("otto", real_name="Otto Fell")
    root.invites("otto", "mvai-2026-001")
    assert "/aid-incident unlock" in root.sees("has no role in it"), "what is delivered, too"
    said = "".join(message.words for message in root.reads("mvai-2026-001")) + str(root.types("/aid").blocks)
    assert "/mvai" not in said


def test_what_is_said_where_no_form_opens_is_respelled_and_not_lost() -> None:
    """It tells what was done already: without it the person reads that nothing was, and does it again."""
    answer = Prefix("aid").of_answer(Open({"type": "modal"}, instead=Message(text="Open. Type `/mvai-incident list`")))
    assert answer == Open({"type": "modal"}, instead=Message(text="Open. Type `/aid-incident list`"))
