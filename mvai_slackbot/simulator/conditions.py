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

    async def before(self, request: web.Request, started: float) -> None:
        """The way there: waits what is left of half the latency since ``started`` (time.perf_counter)."""
        wait = self.latency / 2
        if self.connect_latency and self._is_new(request):
            wait += self.connect_latency
        await _until(started + wait)

    async def after(self, started: float) -> None:
        """The way back, the other half, counted from ``started``."""
        await _until(started + self.latency / 2)

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
