"""How often one link, or one address, may ask: counted in this process, forgotten after a minute."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable

SECONDS = 60.0
MOST_KEYS = 10_000


class Limits:
    """Counts what each key asked in the last minute; the keys that asked longest ago are forgotten first."""

    def __init__(self, most: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()

    def allow(self, key: str) -> bool:
        """Count one question of a key; False when it has asked too often."""
        now = self._clock()
        times = self._asked.setdefault(key, deque())
        self._asked.move_to_end(key)
        while times and now - times[0] > SECONDS:
            times.popleft()
        if len(times) >= self._most:
            return False
        times.append(now)
        while len(self._asked) > MOST_KEYS:
            self._asked.popitem(last=False)
        return True
