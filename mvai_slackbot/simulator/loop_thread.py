"""An event loop in a thread of its own, and the way into it from other threads."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

# No gesture takes longer than Slack's three seconds and a handful of follow-ups.
PATIENCE = 30.0


class LoopThread:
    """Starts once; ``run`` and ``ask`` are for every thread but its own."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether it was started and not stopped."""
        return self._loop is not None

    def start(self) -> None:
        """Starts the daemon thread and its loop."""
        if self._loop is not None:
            raise RuntimeError("already started")
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=self._name, daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[Any, Any, T], patience: float = PATIENCE) -> T:
        """Runs a coroutine in the loop and waits for it, ``patience`` seconds at most (TimeoutError)."""
        if self._loop is None:
            work.close()
            raise RuntimeError("the simulator is not started")
        if threading.current_thread() is self._thread:
            work.close()
            raise RuntimeError("not from the simulator's own thread")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(patience)

    def ask(self, question: Callable[[], T]) -> T:
        """Calls a function in the loop's thread and answers its value; before the start simply calls it."""
        if self._loop is None or threading.current_thread() is self._thread:
            return question()

        async def asked() -> T:
            return question()

        return self.run(asked())

    def stop(self) -> None:
        """Ends the loop; what still runs in it is cancelled first."""
        if self._loop is None or self._thread is None:
            return
        self.run(_cancel_all())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        self._loop = self._thread = None


async def _cancel_all() -> None:
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel()
    await asyncio.gather(*rest, return_exceptions=True)
    # A connection whose handler was cancelled closes a turn of the loop later.
    for _ in range(3):
        await asyncio.sleep(0)
