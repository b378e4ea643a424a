"""Effects out of the house, by one carrier: order by lane, pace, retries, receipts; the only writer besides replies."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from mvai_slackbot.clock import machine_now
from mvai_slackbot.metrics import Metrics
from mvai_slackbot.outbox import effects as e, receipts, service as promises
from mvai_slackbot.outbox.carrying import Busy, Carrier, Gone, Later, Never, Outcome, Try
from mvai_slackbot.outbox.service import Claim
from mvai_slackbot.work import Work, Works

log = structlog.get_logger()
IDLE_SECONDS = 1.0
# A call ends before its lease does: 20 s of 30 s.
CALL_SHARE = 2 / 3
PATIENCE = timedelta(minutes=10)
# After about a day of tries nobody will take it: the lane goes on, staff are told, and repair can try once more.
MOST_TRIES = 1500
# A fault of our own says the same each time; about an hour is for somebody to mend it.
MOST_FAULTS = 60
LONGEST_WAIT = 60.0
FAULT = "fault"


@dataclass(frozen=True)
class Receipts:
    """What the features do with what came of an effect; handed in by `app`."""

    done: Callable[[Work, e.Effect, Outcome], None]
    # An effect is late (final=False, told once) or dead (final=True), with the other side's code.
    failed: Callable[[Work, e.Effect, str, bool], None]


class Delivery:
    """Claims the entries of one carrier and lets it carry them, many lanes at a time."""

    def __init__(
        self,
        works: Works,
        receipts: Receipts,
        in_thread: Callable[..., Any],
        metrics: Metrics,
        carrier: Carrier,
        *,
        at_once: int = 24,
        lease: timedelta = promises.LEASE,
    ) -> None:
        self.works = works
        self.carrier = carrier
        self.receipts = receipts
        self.in_thread = in_thread
        self.metrics = metrics
        self.at_once = at_once
        self.lease = lease
        self.call_seconds = lease.total_seconds() * CALL_SHARE
        self.last_round: datetime | None = None
        self._woken = asyncio.Event()
        self._running: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """Look for work now; call it in the loop's thread."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver until cancelled; what is in flight then is waited for."""
        try:
            while True:
                self._woken.clear()
                claimed = await self._claim()
                for claim in claimed:
                    task = asyncio.create_task(self._deliver(claim))
                    self._running.add(task)
                    task.add_done_callback(self._running.discard)
                self.last_round = machine_now()
                if not claimed:
                    await self._rest()
        finally:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self.call_seconds):
                    await asyncio.gather(*self._running, return_exceptions=True)

    async def _claim(self) -> list[Claim]:
        room = self.at_once - len(self._running)
        if room <= 0:
            return []
        try:
            claims: list[Claim] = await self.in_thread(self._claim_now, room)
        except Exception as fault:  # noqa: BLE001 - the outermost loop of delivery: a database that is away comes back
            log.error("delivery.claim_failed", error=type(fault).__name__)
            await asyncio.sleep(IDLE_SECONDS)
            return []
        return claims

    def _claim_now(self, room: int) -> list[Claim]:
        with self.works.database.read() as session:
            # Reading first: a look that finds nothing must not stand in the way of who writes.
            if not promises.anything_due(session, now=machine_now(), by=self.carrier.by):
                return []
        with self.works.database.write() as session:
            return promises.claim(session, now=machine_now(), limit=room, lease=self.lease, by=self.carrier.by)

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(IDLE_SECONDS):
                await self._woken.wait()

    async def _deliver(self, claim: Claim) -> None:
        effect = claim.effect
        wait = self.carrier.wait(effect)
        if wait > 0:
            await self.in_thread(self._put_back, claim, wait, "", False)
            return
        started = asyncio.get_running_loop().time()
        result = await self._attempt(claim)
        seconds = asyncio.get_running_loop().time() - started
        self.metrics.delivered(effect.kind, result, seconds)
        log.info(
            "delivered",
            entry=claim.id,
            what=effect.kind,
            subject=effect.subject,
            tries=claim.tries,
            result=result,
            ms=round(seconds * 1000, 1),
        )
        self.wake()

    async def _attempt(self, claim: Claim) -> str:
        try:
            channel, ts = claim.stands or ("", "")
            this = Try(claim.mark, claim.tries, claim.first_tried_at, channel, ts)
            async with asyncio.timeout(self.call_seconds):
                outcome = await self.carrier.perform(claim.effect, this)
            await self.in_thread(self._finish, claim, outcome)
        except Gone:
            await self.in_thread(self._forget, claim)
            return "gone"
        except Busy as busy:
            await self.in_thread(self._put_back, claim, busy.seconds, busy.code, False)
            return busy.code
        except Never as never:
            await self.in_thread(self._bury, claim, never.code)
            return never.code
        except Later as later:
            return await self._later(claim, later.code)
        except (TimeoutError, OSError) as error:
            return await self._later(claim, type(error).__name__.lower())
        except Exception as fault:  # noqa: BLE001 - the outermost loop of delivery: one bad entry must not stop the lanes
            log.error("delivery.failed", entry=claim.id, error=type(fault).__name__)
            return await self._later(claim, FAULT)
        return "done"

    async def _later(self, claim: Claim, code: str) -> str:
        if claim.tries >= (MOST_FAULTS if code == FAULT else MOST_TRIES):
            await self.in_thread(self._give_up, claim, code)
            return code
        wait = min(LONGEST_WAIT, 0.5 * 2.0 ** min(claim.tries - 1, 8))
        await self.in_thread(self._put_back, claim, wait, code, True)
        return code

    def _finish(self, claim: Claim, outcome: Outcome) -> None:
        with self.works.begin() as work:
            if not promises.finish(work.session, claim, now=machine_now()):
                return
            if isinstance(claim.effect, e.Post) and claim.effect.name:
                receipts.keep(work.session, claim.effect.name, outcome.channel, outcome.ts)
            self.receipts.done(work, claim.effect, replace(outcome, after_trouble=bool(claim.trouble)))

    def _put_back(self, claim: Claim, wait: float, error: str, counts: bool) -> None:
        now = machine_now()
        with self.works.begin() as work:
            held = promises.put_back(
                work.session, claim, due_at=now + timedelta(seconds=wait), error=error, counts=counts
            )
            late = now - claim.created_at
            # Told once: at the first failed try of a set-up step, and when patience ends.
            if held and counts and (claim.tries == 1 or PATIENCE <= late < PATIENCE + timedelta(seconds=LONGEST_WAIT)):
                self.receipts.failed(work, claim.effect, error, False)

    def _bury(self, claim: Claim, code: str) -> None:
        with self.works.begin() as work:
            if promises.bury(work.session, claim, now=machine_now(), error=code):
                self.receipts.failed(work, claim.effect, code, True)

    def _give_up(self, claim: Claim, code: str) -> None:
        try:
            self._bury(claim, code)
        except Exception as fault:  # noqa: BLE001 - the outermost loop of delivery: the lane goes on even when what follows fails
            log.error("delivery.give_up_failed", entry=claim.id, error=type(fault).__name__)
            with self.works.begin() as work:
                promises.bury(work.session, claim, now=machine_now(), error=code)

    def _forget(self, claim: Claim) -> None:
        with self.works.begin() as work:
            if isinstance(claim.effect, e.Post):
                receipts.forget(work.session, [claim.effect.name])
            promises.put_back(work.session, claim, due_at=machine_now(), error="", counts=False)
