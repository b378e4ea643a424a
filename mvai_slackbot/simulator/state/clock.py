"""The workspace's clock: runs at real speed from where it stands and can be turned forward, never back."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Turned = Callable[[datetime], None]


class SimulatedClock:
    """What people in the workspace see as time; aware UTC, forward only, safe to read from any thread.

    Signatures, triggers, acknowledgements and Retry-After never use it: they run on the machine's clock.
    """

    def __init__(self, start: datetime | None = None) -> None:
        """Starts at ``start`` (aware) or at the machine's time."""
        if start is not None and start.tzinfo is None:
            raise ValueError("the clock needs an aware time")
        self._lock = threading.Lock()
        self._stood_at = (start or datetime.now(UTC)).astimezone(UTC)
        self._since = time.monotonic()
        self._paused = False
        self._listeners: list[Turned] = []

    @property
    def paused(self) -> bool:
        """Whether the clock stands still."""
        return self._paused

    def now(self) -> datetime:
        """Now in the workspace, aware UTC."""
        with self._lock:
            return self._read()

    def advance(self, by: timedelta) -> datetime:
        """Turns the clock forward by ``by``; ValueError when negative. Answers the new time."""
        if by < timedelta(0):
            raise ValueError("the clock only turns forward")
        with self._lock:
            self._stand(self._read() + by)
        return self._tell()

    def to(self, moment: datetime) -> datetime:
        """Turns the clock forward to ``moment`` (aware); ValueError when that is past."""
        if moment.tzinfo is None:
            raise ValueError("the clock needs an aware time")
        with self._lock:
            if moment < self._read():
                raise ValueError("the clock only turns forward")
            self._stand(moment.astimezone(UTC))
        return self._tell()

    def pause(self) -> None:
        """Lets the clock stand still until ``resume``; it can still be turned."""
        with self._lock:
            self._stand(self._read())
            self._paused = True
        self._tell()

    def resume(self) -> None:
        """Lets the clock run again from where it stands."""
        with self._lock:
            self._stand(self._read())
            self._paused = False
        self._tell()

    def on_turn(self, callback: Turned) -> Callable[[], None]:
        """Calls ``callback(now)`` after each turn, pause or resume, in the turning thread; answers how to stop that."""
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback)

    def _read(self) -> datetime:
        if self._paused:
            return self._stood_at
        return self._stood_at + timedelta(seconds=time.monotonic() - self._since)

    def _stand(self, moment: datetime) -> None:
        self._stood_at = moment
        self._since = time.monotonic()

    def _tell(self) -> datetime:
        now = self.now()
        for callback in tuple(self._listeners):
            callback(now)
        return now
