"""What tests of delivery do again and again."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence

from sqlalchemy import select

from mvai_slackbot.outbox.models import Entry, State
from mvai_slackbot.outbox.service import UNFINISHED
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.state.records import JSON
from tests.conftest import Town
from tests.crashes.picture import conversation
from tests.days import YEAR

PATIENCE = 90.0
# What opening an incident asks of Slack, beside the reply.
OPENING = (
    "conversations.create",
    "conversations.invite",
    "chat.postMessage",
    "conversations.setTopic",
    "bookmarks.add",
    "pins.add",
)


def deliver_all(town: Town) -> None:
    """Wait until nothing waits any more, not even for its next try."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if not entries(town, *UNFINISHED) and town.sim.edge.under_way == 0:
            return
        time.sleep(0.02)
    raise AssertionError(f"still waiting: {[(one.kind, one.error) for one in entries(town, *UNFINISHED)]}")


def entries(town: Town, *states: State) -> list[Entry]:
    """Return the entries in these states."""
    with town.bot.bot.works.database.read() as session:
        return list(session.scalars(select(Entry).where(Entry.state.in_(states)).order_by(Entry.id)))


def open_incidents(town: Town, words: Sequence[str]) -> list[str]:
    """Open incidents without waiting for their channels; return their numbers."""
    return [
        f"mvai-{YEAR}-{town.ana.types(f'/mvai-incident open {one}').text.split(f'mvai-{YEAR}-')[1][:3]}"
        for one in words
    ]


def in_channel(sim: Simulator, number: str) -> Callable[[JSON], bool]:
    """Return whether a call is about the channel of this number."""

    def about(arguments: JSON) -> bool:
        target = str(arguments.get("channel") or arguments.get("channel_id") or "")
        channel = sim.workspace.channels.find(target) if target else None
        return number == (channel.name if channel else arguments.get("name"))

    return about


def story(sim: Simulator, number: str, *words: str) -> dict[str, Counter[str]]:
    """Return all that stands in a channel, with its number and the given words left out."""

    def look() -> dict[str, Counter[str]]:
        channel = next(one for one in sim.workspace.channels if one.name == number)
        return conversation(sim, channel)

    def plain(text: str) -> str:
        for one in (number, *words):
            text = text.replace(one, "…")
        return text

    return {what: Counter({plain(text): n for text, n in all_.items()}) for what, all_ in sim.ask(look).items()}


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do things in the same instant, each in its own thread; return what came of them."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        gate.wait()
        results[place] = act()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
