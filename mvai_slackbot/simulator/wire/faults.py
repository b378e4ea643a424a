"""Faults that a test orders: a Web API call fails in a chosen way, a chosen number of times."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from ..state.records import JSON

FaultKind = Literal["500", "429", "error", "lost", "slow", "drop", "repeat"]
EVER = 1_000_000_000
"""As ``times``: until it is taken back."""


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next ``times`` calls of ``method`` (``*``: any) for which ``when(arguments)`` holds.

    ``500`` answers HTTP 500 and nothing happens; ``429`` answers Retry-After ``seconds``; ``error`` answers the code
    ``error``; ``slow`` waits ``seconds`` and goes on; ``drop`` cuts the connection before anything happens; ``lost``
    lets it happen and cuts the connection without an answer; ``repeat`` lets it happen twice and gives the second
    answer, as when the client's own library sends a call again whose answer it did not hear.
    """

    method: str
    kind: FaultKind
    error: str = "internal_error"
    seconds: float = 1.0
    times: int = 1
    when: Callable[[JSON], bool] | None = None
    number: int = 0
    """Its name while it waits; given by ``Faults.add``."""

    def fits(self, method: str, arguments: JSON) -> bool:
        """Whether it strikes this call."""
        if self.times < 1 or self.method not in ("*", method):
            return False
        # A response_url knows no token and no error of a method; it fails so only when it is named.
        if self.method == "*" and self.kind == "error" and method == "response_url":
            return False
        return self.when is None or self.when(arguments)


class Faults:
    """The faults still to come; may be ordered from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[Fault] = []
        self._count = 0
        self.struck: list[tuple[Fault, str]] = []
        """What has struck so far, with the method it struck."""

    def add(self, fault: Fault) -> Fault:
        """Orders one more; the first that fits strikes first."""
        with self._lock:
            self._count += 1
            fault.number = self._count
            self._waiting.append(fault)
        return fault

    def waiting(self) -> list[Fault]:
        """Those that can still strike, in the order in which they would."""
        with self._lock:
            return list(self._waiting)

    def end(self, number: int) -> None:
        """Takes one back; nothing happens when it is not there any more."""
        with self._lock:
            self._waiting = [fault for fault in self._waiting if fault.number != number]

    def clear(self) -> None:
        """Takes back all that have not struck."""
        with self._lock:
            self._waiting.clear()

    def take(self, method: str, arguments: JSON) -> Fault | None:
        """The fault for this call, used once, or None."""
        if not self._waiting:
            return None
        with self._lock:
            fault = next((f for f in self._waiting if f.fits(method, arguments)), None)
            if fault is None:
                return None
            fault.times -= 1
            if fault.times < 1:
                self._waiting.remove(fault)
            self.struck.append((fault, method))
            return fault
