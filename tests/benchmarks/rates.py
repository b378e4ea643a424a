"""Thirty incidents at once while Slack holds its published rate limits: all of them complete in the end."""

import asyncio
import time
from collections.abc import Iterator

from tests.benchmarks.acks import words
from tests.benchmarks.ground import Ground, stand
from tests.benchmarks.table import Row


def thirty(*, incidents: int = 30, seconds: float = 300.0) -> Iterator[Row]:
    """`run` on SQLite at Slack's real pace: twenty channels, topics, bookmarks and pins a minute."""
    with stand("sqlite") as ground:
        process = ground.bot("run")
        ground.sim.wait_connected()
        ground.sim.enforce_rates = True
        place = ground.sim.ask(lambda: ground.sim.workspace.channels.app_im(ground.ana.id)).id

        async def all_at_once() -> None:
            gestures = ground.sim.gestures
            await asyncio.gather(
                *(gestures.command(ground.ana.id, place, f"/mvai-incident {words()}") for _ in range(incidents))
            )

        began = time.perf_counter()
        ground.sim.run(all_at_once())
        while (complete := _complete(ground)) < incidents and time.perf_counter() - began < seconds:
            time.sleep(0.5)
        spent = time.perf_counter() - began
        refused = sum(call.status == 429 for call in ground.sim.calls)
        dead = sum(
            line.get("result") not in ("done", "ratelimited") for line in process.lines if line["event"] == "delivered"
        )
        note = f"{spent:.0f} s; {refused} calls met Slack's limit and were repeated; {dead} failed otherwise"
        what = f"{incidents} incidents at once under Slack's rate limits: complete"
        yield Row(what, f"{incidents} of {incidents}", "", (complete,), None, kept=complete == incidents, note=note)


def _complete(ground: Ground) -> int:
    """Count channels that have a person, a topic, a bookmark and a pinned message."""

    def count() -> int:
        made = [one for one in ground.sim.workspace.channels.visible_to(ground.ana.id) if one.name.startswith("mvai-")]
        return sum(bool(one.topic.value and one.bookmarks and one.pins) for one in made)

    return ground.sim.ask(count)
