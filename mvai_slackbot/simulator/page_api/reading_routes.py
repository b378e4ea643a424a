"""The page's reading routes: the state, the messages of a channel, the wire log."""

from aiohttp import web

from ..state.records import JSON
from .answers import answering
from .viewer import Viewers
from .wire_log import WireLog

MOST = 500
"""Messages in one answer."""


class ReadingRoutes:
    """GET /page/state, /page/messages, /page/thread, /page/calls."""

    def __init__(self, viewers: Viewers, log: WireLog) -> None:
        self._viewers = viewers
        self._log = log

    def table(self) -> list[web.RouteDef]:
        """The routes to mount."""
        return [
            web.get("/page/state", answering(self.state)),
            web.get("/page/messages", answering(self.messages)),
            web.get("/page/thread", answering(self.thread)),
            web.get("/page/calls", answering(self.calls)),
        ]

    async def state(self, request: web.Request) -> JSON:
        """Everything but messages for ``as`` (id or handle)."""
        viewer = self._viewers.person(request.query.get("as", ""))
        return self._viewers.state(viewer) | {"calls": self._log.count}

    async def messages(self, request: web.Request) -> JSON:
        """The last messages of ``channel``, or those ``before`` a ts."""
        viewer = self._viewers.person(request.query.get("as", ""))
        channel = self._viewers.channel(viewer, request.query["channel"])
        limit = max(1, min(int(request.query.get("limit", "100")), MOST))
        return self._viewers.history(viewer, channel, request.query.get("before", ""), limit)

    async def thread(self, request: web.Request) -> JSON:
        """The thread of ``channel`` that begins with ``ts``."""
        viewer = self._viewers.person(request.query.get("as", ""))
        channel = self._viewers.channel(viewer, request.query["channel"])
        return self._viewers.thread(viewer, channel, request.query["ts"])

    async def calls(self, request: web.Request) -> JSON:
        """The rows of the wire log after row number ``after``."""
        return {"calls": self._log.after(int(request.query.get("after", "0")))}
