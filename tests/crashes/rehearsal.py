"""Every story once, in the server that forks, before its first fork: what a process compiles at first use, its forks have."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mvai_slackbot.simulator import SimulatedClock, Simulator
from mvai_slackbot.simulator.people.person import Person
from tests import machine
from tests.bot import RunningBot, manifest, settings_for
from tests.crashes import stories
from tests.days import coming_monday


class Rehearsal:
    """A stage on which nobody dies; every thread of it has ended afterwards."""

    def __init__(self, sim: Simulator, url: str) -> None:
        self.sim = sim
        self.root = sim.person("root", real_name="Robin Oake", title="Administrator")
        self.bot = RunningBot(sim, settings_for(sim, url, MVAI_ADMINS=self.root.id)).start()
        self.settle = self.bot.settle

    def act(self, gesture: Callable[[], Any]) -> Any:
        """Let a person do something."""
        return gesture()

    def press(self, person: Person, label: str) -> None:
        """Let a person press a button."""
        person.presses(label)


@contextmanager
def _silent() -> Iterator[None]:
    kept = os.dup(1)
    with Path(os.devnull).open("ab") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def rehearse() -> None:
    """Live through all stories, one after the other."""
    with (
        _silent(),
        TemporaryDirectory(prefix="mvai-rehearsal-", dir=machine.memory()) as folder,
        Simulator(manifest(), team_name="MVAI", clock=SimulatedClock(coming_monday())) as sim,
    ):
        stage: Any = Rehearsal(sim, f"sqlite:///{folder}/mvai.db")
        try:
            for act in (*stories.ASSIGNING.before, stories.ASSIGNING.then, stories.agree, stories.ask_now):
                act(stage)
        finally:
            stage.bot.stop()


rehearse()
