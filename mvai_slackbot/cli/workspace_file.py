"""The simulated workspace in a file: before the bot hears that something is done, and when people changed something."""

import asyncio
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from mvai_slackbot.errors import Refused
from mvai_slackbot.simulator import SimulatedClock, Simulator
from mvai_slackbot.simulator.state import keeping

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

    def clock(self, begins: datetime) -> SimulatedClock:
        """Return a clock that never stands before the moment at which the workspace was left; a new one `begins` then."""
        kept = self._earlier()
        return SimulatedClock(max(datetime.now(UTC), kept.at) if kept else begins)

    def restore(self, sim: Simulator) -> None:
        """Put the earlier workspace, if there is one, into a simulator that is not started."""
        kept = self._earlier()
        if kept is not None:
            keeping.restore(sim.workspace, kept, self._beside)

    @property
    def files(self) -> Path:
        """Where the files lie that would make the document slow to write."""
        return self.path.with_name(f"{self.path.stem}-files")

    def _beside(self, file_id: str) -> bytes | None:
        path = self.files / Path(file_id).name
        return path.read_bytes() if path.is_file() else None

    def _write_beside(self, found: dict[str, bytes]) -> None:
        if not found and not self.files.exists():
            return
        self.files.mkdir(mode=0o700, exist_ok=True)
        for file_id, content in found.items():
            path = self.files / file_id
            if not path.exists():
                _put(path, content)
        for path in self.files.iterdir():
            if path.name not in found:
                path.unlink()

    def write(self, sim: Simulator) -> None:
        """Write the workspace now; a crash in the middle leaves the earlier file."""
        self._store(sim.ask(lambda: _as_it_is(sim)))

    def _store(self, now: "_AsItIs") -> None:
        with self._one_writes:
            if now.changes < self._written:
                return
            self._write_beside(now.large)
            _put(self.path, now.document)
            self._written = now.changes

    async def _until_kept(self, sim: Simulator) -> None:
        """Return once what stands now is in the file; calls that wait together share one write. In the workspace's loop."""
        wanted = sim.workspace.hub.changes
        async with self._one_asks:
            if self._written < wanted:
                await asyncio.to_thread(self._store, _as_it_is(sim))

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


@dataclass(frozen=True)
class _AsItIs:
    """The workspace at one moment: how often it had changed, and what is written of it."""

    changes: int
    document: bytes
    large: dict[str, bytes]


def _as_it_is(sim: Simulator) -> _AsItIs:
    return _AsItIs(sim.workspace.hub.changes, keeping.keep(sim.workspace), keeping.large(sim.workspace))


def _put(path: Path, content: bytes) -> None:
    beside = path.with_suffix(".new")
    beside.write_bytes(content)
    beside.chmod(0o600)
    beside.replace(path)
