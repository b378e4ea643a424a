"""The alarm clock: wakes the features' clocks; keeps no state of its own."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zlib import crc32

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from mvai_slackbot.clock import machine_now
from mvai_slackbot.work import Work, Works

log = structlog.get_logger()
TICK_SECONDS = 2
Tick = Callable[[Work], None]
Do = Callable[[Work], None]


@dataclass(frozen=True)
class Each:
    """A clock that can look at its rows one by one: when all of them together fail, one at fault holds up no other."""

    tick: Tick
    list_ids: Callable[[Work], Sequence[int]]
    look_at: Callable[[Work, int], None]


@dataclass(frozen=True)
class Finds:
    """A clock that only reads, in nobody's way, and answers what is to be done, each in a piece of work of its own."""

    look: Callable[[Work], Sequence[Do]]


class Alarm:
    """Ticks every two seconds; what is due is a question to our own rows."""

    def __init__(self, works: Works, clocks: Sequence[Tick | Each | Finds], in_thread: Callable[..., Any]) -> None:
        self.works = works
        self.clocks = tuple(clocks)
        self.in_thread = in_thread
        self.last_tick: datetime | None = None
        self._looking = asyncio.Lock()
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
        # Whoever turned the clock wants a look after the turn, not the end of one that began before it.
        async with self._looking:
            for clock in self.clocks:
                await self._look(clock)
            self.last_tick = machine_now()

    async def _look(self, clock: Tick | Each | Finds) -> None:
        tick = clock.tick if isinstance(clock, Each) else clock.look if isinstance(clock, Finds) else clock
        try:
            await self.in_thread(self._find if isinstance(clock, Finds) else self._once, tick)
        except Exception as fault:  # noqa: BLE001 - the outermost loop of time: one feature must not stop the others
            log.error("tick.failed", clock=tick.__module__, error=type(fault).__name__)
            if isinstance(clock, Each):
                await self.in_thread(self._one_by_one, clock)

    def _one_by_one(self, clock: Each) -> None:
        for row in self._rows(clock):
            try:
                with self.works.begin() as work:
                    clock.look_at(work, row)
            except Exception as fault:  # noqa: BLE001 - the outermost loop of time: one row must not stop the others
                log.error("tick.row_failed", clock=clock.tick.__module__, row=row, error=type(fault).__name__)

    def _rows(self, clock: Each) -> Sequence[int]:
        try:
            with self.works.read() as work:
                return list(clock.list_ids(work))
        except SQLAlchemyError as fault:
            log.error("tick.failed", clock=clock.tick.__module__, error=type(fault).__name__)
            return ()

    def _once(self, clock: Tick) -> None:
        with self.works.begin() as work:
            if self._alone(work, clock):
                clock(work)

    def _find(self, look: Callable[[Work], Sequence[Do]]) -> None:
        with self.works.read() as work:
            found = look(work) if self._alone(work, look) else ()
        for do in found:
            with self.works.begin() as work:
                do(work)

    def _alone(self, work: Work, clock: Callable[[Work], object]) -> bool:
        # Two processes that tick in the same instant would both find the same row due, and tell people twice.
        if self.works.database.is_sqlite:
            return True
        key = crc32(clock.__module__.encode())
        return bool(work.session.scalar(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": key}))
