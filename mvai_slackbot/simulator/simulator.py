"""A Slack workspace on this machine, in its own thread: start it, point a bot at it, be its people."""

import threading
import time
from collections.abc import Callable, Coroutine
from typing import Any, Self, TypeVar

from aiohttp import web

from .due import Lister
from .gestures.eyes import Eyes
from .gestures.filling import Filling
from .gestures.interactions import Gestures
from .gestures.payloads import Payloads
from .loop_thread import PATIENCE, LoopThread
from .page_api import Page
from .people.person import Person
from .picture import picture
from .simulator_settings import Settings
from .state.clock import SimulatedClock
from .state.records import JSON
from .state.workspace import Workspace
from .wire.calls import Call
from .wire.conditions import Conditions
from .wire.deliveries import Delivery
from .wire.delivery import Edge
from .wire.http_events import FORM, signature_headers
from .wire.response_urls import ResponseUrlFront
from .wire.server import create_app, serve
from .wire.socket_mode import SocketMode

T = TypeVar("T")
NOTICE = "Simulator. Nothing leaves this machine; nobody is notified."


class Simulator(Settings):
    """One workspace with one app installed. Everything public may be used from any thread."""

    def __init__(
        self,
        manifest: JSON,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: SimulatedClock | None = None,
        team_name: str = "Workspace",
        notice: str = NOTICE,
        request_url: str | None = None,
    ) -> None:
        """``manifest``: the app's; ``port`` 0: any free one; ``request_url`` None: requests go over Socket Mode."""
        self._address = (host, port)
        self._request_url = request_url
        self._notice = notice
        self.due: Lister | None = None
        """Tells the page what is due next; None: the page shows no such list."""
        self._loop = LoopThread("simulator")
        self._changed = threading.Condition()
        self._version = 0
        self._people: dict[str, Person] = {}
        self.workspace = Workspace(manifest, team_name=team_name, clock=clock)
        self.socket_mode = SocketMode(self.workspace)
        self.response_front = ResponseUrlFront(self.workspace)
        payloads = Payloads(self.workspace)
        self.edge = Edge(self.workspace, payloads, self.socket_mode)
        self.gestures = Gestures(self.workspace, self.edge, payloads)
        self.filling = Filling(self.workspace)
        self.eyes = Eyes(self.workspace, self.filling)
        self.workspace.subscribe(self._on_change)
        super().__init__(self.workspace.hub, Conditions(), self.edge, self.response_front)

    def start(self) -> Self:
        """Listens; OSError when the port is taken."""
        self._loop.start()
        try:
            self._runner = self.run(self._serve())
        except BaseException:
            self._loop.stop()
            raise
        return self

    async def _serve(self) -> web.AppRunner:
        app = create_app(self.workspace, self.conditions)
        app.add_routes([*self.socket_mode.routes(), *self.response_front.routes()])
        page = Page(self.workspace, self.gestures, self.edge, notice=self._notice, due=lambda: self.due)
        page.add_to(app, self.conditions)
        await self.edge.deliver_to(self._request_url)
        return await serve(app, self.workspace, *self._address)

    def stop(self) -> None:
        """Closes everything; a second stop changes nothing."""
        if self._loop.running:
            self.run(self._close())
            self._loop.stop()

    async def _close(self) -> None:
        await self.edge.close()
        await self.socket_mode.close()
        await self._runner.cleanup()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Runs a coroutine in the simulator's loop and waits for it."""
        return self._loop.run(work)

    def ask(self, question: Callable[[], T]) -> T:
        """Reads or changes the workspace from any thread: calls the function in the loop's thread."""
        return self._loop.ask(question)

    def deliver_to(self, request_url: str | None) -> None:
        """Sends requests to this URL from now on, signed; None returns to Socket Mode."""
        self._request_url = request_url
        if self._loop.running:
            self.run(self.edge.deliver_to(request_url))

    def person(self, handle: str, **fields: Any) -> Person:
        """The person with this handle, made when there is none yet.

        Fields: real_name, title, tz, email, admin, guest (a single-channel guest), stranger.
        """
        if handle not in self._people:
            names = {"admin": "is_admin", "guest": "is_ultra_restricted", "stranger": "is_stranger"}
            given = {names.get(key, key): value for key, value in fields.items()}
            self._people[handle] = Person(self, self.ask(lambda: self._known_or_new(handle, given)))
        return self._people[handle]

    def _known_or_new(self, handle: str, given: dict[str, Any]) -> Any:
        return self.workspace.users.by_handle(handle) or self.workspace.add_person(handle, **given)

    @property
    def calls(self) -> list[Call]:
        """The Web API calls so far, oldest first."""
        return list(self.conditions.log.calls)

    @property
    def deliveries(self) -> list[Delivery]:
        """The requests to the app so far, in the order of their answers."""
        return list(self.edge.log)

    def wait_until(self, predicate: Callable[[], object], timeout: float = PATIENCE, what: str = "") -> None:
        """Waits until the predicate holds, looking again at each change; AssertionError with a picture after that."""
        ends = time.monotonic() + timeout
        while True:
            version = self._version
            if predicate():
                return
            left = ends - time.monotonic()
            if left <= 0:
                raise AssertionError(f"waited {timeout} s for {what or 'something'}\n{self.picture()}")
            self._wait_change(version, left)

    def _wait_change(self, seen: int, seconds: float) -> None:
        with self._changed:
            # Half a second at most: a predicate may look at what is outside the workspace too.
            self._changed.wait_for(lambda: self._version != seen, min(seconds, 0.5))

    def wait_connected(self, connections: int = 1, timeout: float = PATIENCE) -> None:
        """Waits until the app has this many Socket Mode connections."""
        self.wait_until(lambda: self.socket_mode.connected >= connections, timeout, f"{connections} connections")

    def wait_quiet(self, timeout: float = PATIENCE) -> None:
        """Waits until no event is under way to the app."""
        self.wait_until(lambda: self.edge.under_way == 0, timeout, "all events to be acknowledged")

    def picture(self) -> str:
        """The workspace in words."""
        return self.ask(lambda: picture(self.workspace, self.eyes, self.calls, self.deliveries))

    def cut_connections(self) -> int:
        """Resets every Socket Mode connection (TCP abort); answers how many there were."""
        return self.ask(self.socket_mode.cut)

    def refresh_connections(self, reason: str = "refresh_requested") -> None:
        """Asks every Socket Mode connection to be renewed, as Slack does now and then; or warns ("warning")."""
        self.run(self.socket_mode.refresh(reason))

    def signed_request(
        self, body: bytes, *, timestamp: int | None = None, secret: str | None = None, content_type: str = FORM
    ) -> dict[str, str]:
        """Headers as on a request of Slack's; another ``timestamp`` (seconds) or ``secret`` makes a forgery."""
        return signature_headers(secret or self.signing_secret, body, timestamp) | {"Content-Type": content_type}

    def _on_change(self, _change: dict[str, Any]) -> None:
        with self._changed:
            self._version += 1
            self._changed.notify_all()
