"""The simulated workspace in a file: before the bot hears that something is done, and when people changed something."""

import asyncio
import threading
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from mvai_slackbot.errors import Refused
from mvai_slackbot.simulator import SimulatedClock, Simulator, keeping

SECONDS_BETWEEN = 1.0


class WorkspaceFile:
    """Reads the file once, then keeps it up to date."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._kept: keeping.Kept | None = None
        self._read = False
        self._written = -1
        self._one_writes = threading.Lock()
        self._one_asks = asyncio.Lock()

    def _earlier(self) -> keeping.Kept | None:
        if not self._read and self.path.exists():
            try:
                self._kept = keeping.read(self.path.read_bytes())
            except ValueError as error:
                raise Refused(f"{self.path}: {error}. Begin anew with: mvai-slackbot simulate --fresh") from None
        self._read = True
        return self._kept

    def clock(self, earlier: timedelta) -> SimulatedClock:
        """Return a clock that never stands before the moment at which the workspace was left.

        A new workspace begins as much `earlier` than now.
        """
        kept = self._earlier()
        now = datetime.now(UTC)
        return SimulatedClock(max(now, kept.at) if kept else now - earlier)

    def restore(self, sim: Simulator) -> None:
        """Put the earlier workspace, if there is one, into a simulator that is not started."""
        kept = self._earlier()
        if kept is not None:
            keeping.restore(sim.workspace, kept)

    def write(self, sim: Simulator) -> None:
        """Write the workspace now; a crash in the middle leaves the earlier file."""
        self._store(*sim.ask(lambda: _as_it_is(sim)))

    def _store(self, changes: int, document: bytes) -> None:
        with self._one_writes:
            if changes < self._written:
                return
            beside = self.path.with_suffix(".new")
            beside.write_bytes(document)
            beside.chmod(0o600)
            beside.replace(self.path)
            self._written = changes

    async def _until_kept(self, sim: Simulator) -> None:
        """Return once what stands now is in the file; calls that wait together share one write. In the workspace's loop."""
        wanted = sim.workspace.hub.changes
        async with self._one_asks:
            if self._written < wanted:
                await asyncio.to_thread(self._store, *_as_it_is(sim))

    async def keep_up(self, sim: Simulator) -> None:
        """Write before each call that changed something is answered, and once a second at most what people changed."""
        changed = asyncio.Event()
        loop = asyncio.get_running_loop()

        def note(_change: dict[str, Any]) -> None:
            loop.call_soon_threadsafe(changed.set)

        stop = sim.workspace.subscribe(note)
        hub = sim.workspace.hub
        before, hub.kept = hub.kept, partial(self._until_kept, sim)
        try:
            changed.set()
            while True:
                await changed.wait()
                changed.clear()
                await asyncio.to_thread(self.write, sim)
                await asyncio.sleep(SECONDS_BETWEEN)
        finally:
            hub.kept = before
            sim.ask(stop)


def _as_it_is(sim: Simulator) -> tuple[int, bytes]:
    return sim.workspace.hub.changes, keeping.keep(sim.workspace)
