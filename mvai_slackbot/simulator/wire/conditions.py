"""The weather on the wire: latency, rate limits, faults and the log of calls, all adjustable while it runs."""

import asyncio
import time
from dataclasses import dataclass, field
from weakref import WeakSet

from aiohttp import web

from .calls import CallLog
from .faults import Faults
from .rates import Rates


@dataclass(slots=True)
class Conditions:
    """Set from any thread; read on each call."""

    latency: float = 0.0
    """Seconds between a request's arrival and its answer; the effect comes half-way."""
    connect_latency: float = 0.0
    """Further seconds on the first request of each new TCP connection, as a TLS handshake costs."""
    enforce_rates: bool = False
    rates: Rates = field(default_factory=Rates)
    faults: Faults = field(default_factory=Faults)
    log: CallLog = field(default_factory=CallLog)
    _known: WeakSet[asyncio.BaseTransport] = field(default_factory=WeakSet)

    async def before(self, request: web.Request, started: float) -> float:
        """The way there: waits until half the latency since ``started`` is over; answers when the way back is due.

        Both in seconds of time.perf_counter.
        """
        if self.connect_latency and self._is_new(request):
            started += self.connect_latency
        due = started + self.latency
        await _until(started + self.latency / 2)
        return due

    async def after(self, due: float) -> None:
        """The way back: waits until ``due``."""
        await _until(due)

    def _is_new(self, request: web.Request) -> bool:
        transport = request.transport
        if transport is None or transport in self._known:
            return False
        self._known.add(transport)
        return True


async def _until(moment: float) -> None:
    seconds = moment - time.perf_counter()
    if seconds > 0:
        await asyncio.sleep(seconds)
