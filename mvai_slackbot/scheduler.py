"""The alarm clock: wakes the features' clocks; keeps no state of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zlib import crc32

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import text

from mvai_slackbot.clock import machine_now
from mvai_slackbot.work import Work, Works

log = structlog.get_logger()
TICK_SECONDS = 2
Tick = Callable[[Work], None]


class Alarm:
    """Ticks every two seconds; what is due is a question to our own rows."""

    def __init__(self, works: Works, clocks: Sequence[Tick], in_thread: Callable[..., Any]) -> None:
        self.works = works
        self.clocks = tuple(clocks)
        self.in_thread = in_thread
        self.last_tick: datetime | None = None
        self._scheduler = AsyncIOScheduler(timezone="UTC")

    def start(self) -> None:
        """Start ticking, in the running loop."""
        # A tick that was missed is simply made up for by the next: rows know what is due.
        self._scheduler.add_job(
            self.tick, "interval", seconds=TICK_SECONDS, coalesce=True, max_instances=1, misfire_grace_time=None
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def tick(self) -> None:
        """Let every feature look at its rows, each in a transaction of its own."""
        for clock in self.clocks:
            try:
                await self.in_thread(self._once, clock)
            except Exception as fault:  # noqa: BLE001 - the outermost loop of time: one feature must not stop the others
                log.error("tick.failed", clock=clock.__module__, error=type(fault).__name__)
        self.last_tick = machine_now()

    def _once(self, clock: Tick) -> None:
        with self.works.begin() as work:
            if self._alone(work, clock):
                clock(work)

    def _alone(self, work: Work, clock: Tick) -> bool:
        # Two processes that tick in the same instant would both find the same row due, and tell people twice.
        if self.works.database.is_sqlite:
            return True
        key = crc32(clock.__module__.encode())
        return bool(work.session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": key}))
