"""Hands requests to the app, logs each, and repeats events on Slack's schedule."""

import asyncio
import time
from contextlib import suppress
from datetime import datetime, timedelta

from ..gestures.payloads import Payloads
from ..state.records import JSON
from ..state.workspace import Workspace
from .deliveries import Answer, Delivery, Transport
from .http_events import HttpTransport
from .socket_mode import SocketMode

# Seconds before the first, second and third repetition: https://docs.slack.dev/apis/events-api#retries
RETRY_DELAYS = (0.0, 60.0, 300.0)
# The workspace may run for days behind a page: the oldest deliveries go when there are more than this.
KEPT = 20_000


class Edge:
    """The one way to the app: Socket Mode, or HTTP once a request URL is known."""

    def __init__(self, workspace: Workspace, payloads: Payloads, socket_mode: SocketMode) -> None:
        self._workspace = workspace
        self._payloads = payloads
        self._socket_mode = socket_mode
        self._http: HttpTransport | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._unheard: set[asyncio.Future[None]] = set()
        self.retry_scale = 1.0
        """Factor on the waits between repetitions of an event; 0 repeats at once."""
        self.thrice = 0
        """How many of the next events are sent three times at once, as when Slack did not hear the acknowledgement."""
        self.log: list[Delivery] = []
        workspace.hub.on_event = self.event

    @property
    def under_way(self) -> int:
        """How many events are not yet acknowledged nor given up."""
        return len(self._tasks)

    async def deliver_to(self, url: str | None) -> None:
        """Sends to this request URL from now on; None returns to Socket Mode."""
        old, self._http = self._http, None
        if old is not None:
            await old.close()
        if url is not None:
            self._http = HttpTransport(url, self._workspace.hub)

    async def request(self, kind: str, payload: JSON, *, retry: int = 0, reason: str = "") -> Answer:
        """One request, logged; gestures are never repeated by Slack."""
        transport: Transport = self._http or self._socket_mode
        began, at = time.perf_counter(), self._workspace.clock.now()
        answer = await transport.send(kind, payload, retry=retry, reason=reason)
        spent = (time.perf_counter() - began) * 1000
        done = Delivery(kind, payload, answer.status, answer.body, spent, retry, at, answer.error)
        self.log.append(done)
        if len(self.log) > KEPT:
            del self.log[: KEPT // 4]
        self._workspace.hub.notify("delivery", delivery=done)
        return answer

    def cut(self) -> int:
        """Resets every connection of Socket Mode without a goodbye; answers how many there were."""
        return self._socket_mode.cut()

    def event(self, event: JSON) -> None:
        """Sends an event without waiting for it; up to three repetitions until it is acknowledged.

        What happens while the simulator does not run (people are put in before it starts) is told to nobody.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        payload = self._payloads.event(event)
        copies = 3 if self.thrice > 0 else 1
        self.thrice = max(0, self.thrice - 1)
        for number in range(copies):
            task = loop.create_task(self._send_event(payload) if number == 0 else self._send_copy(payload, number))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _send_copy(self, payload: JSON, number: int) -> None:
        await self.request("events_api", payload, retry=number, reason="http_timeout")

    async def _send_event(self, payload: JSON) -> None:
        heard: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._unheard.add(heard)
        try:
            await self._try_event(payload, heard)
        finally:
            self._heard(heard)

    async def _try_event(self, payload: JSON, heard: asyncio.Future[None]) -> None:
        answer = await self.request("events_api", payload)
        for number, delay in enumerate(RETRY_DELAYS, start=1):
            if answer.acknowledged or answer.no_retry:
                return
            if (seconds := delay * self.retry_scale) > 0:
                self._heard(heard)
            await self._pause(seconds)
            answer = await self.request("events_api", payload, retry=number, reason=self._reason(answer))

    def _heard(self, heard: asyncio.Future[None]) -> None:
        self._unheard.discard(heard)
        if not heard.done():
            heard.set_result(None)

    async def _pause(self, seconds: float) -> None:
        """Waits until so much time has passed on the machine's clock, or on the workspace's when somebody turns it."""
        loop, clock, turned = asyncio.get_running_loop(), self._workspace.clock, asyncio.Event()
        due, ends = clock.now() + timedelta(seconds=seconds), loop.time() + seconds

        def wake(_now: datetime) -> None:
            # The loop closes before the last listener is gone when a test stops the simulator while it turns the clock.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(turned.set)

        stop = clock.on_turn(wake)
        try:
            while clock.now() < due and (left := ends - loop.time()) > 0:
                turned.clear()
                with suppress(TimeoutError):
                    await asyncio.wait_for(turned.wait(), left)
        finally:
            stop()

    async def heard(self) -> None:
        """Waits until the app has acknowledged each event under way, or Slack leaves it alone for a while.

        What is sent again at once is waited for too: an app that was too slow the first time does the work of it then.
        """
        await asyncio.sleep(0)  # lets events of this very moment begin
        if self._unheard:
            await asyncio.wait(set(self._unheard))

    @staticmethod
    def _reason(answer: Answer) -> str:
        if answer.status is not None:
            return "http_error"
        return "http_timeout" if answer.error == "operation_timeout" else "connection_failed"

    async def close(self) -> None:
        """Gives up what is under way and closes the connections."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.deliver_to(None)
