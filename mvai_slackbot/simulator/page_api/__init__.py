"""The workspace in a browser: the page's files and the JSON it lives from."""

from collections.abc import Callable

from aiohttp import web

from ..due import Lister
from ..gestures.interactions import Gestures
from ..state.workspace import Workspace
from ..wire.conditions import Conditions
from ..wire.delivery import Edge
from .channel_routes import ChannelRoutes
from .clock_routes import ClockRoutes
from .fault_routes import FaultRoutes
from .files import add_files
from .gesture_routes import GestureRoutes
from .reading_routes import ReadingRoutes
from .stream import Streams
from .viewer import Viewers
from .wire_log import WireLog

__all__ = ["Page"]


class Page:
    """Mounts the page at ``/`` and its JSON under ``/page/``; ``notice`` is the line that is always on top.

    Only what the person looking may see is ever sent to their window. ``due`` gives out the lister in force.
    """

    def __init__(
        self, workspace: Workspace, gestures: Gestures, edge: Edge, *, notice: str, due: Callable[[], Lister | None]
    ) -> None:
        self._workspace = workspace
        self._gestures = gestures
        self._edge = edge
        self._viewers = Viewers(workspace, notice)
        self._due = due

    def add_to(self, app: web.Application, conditions: Conditions) -> None:
        """Mounts everything."""
        log, viewers = WireLog(), self._viewers
        self._workspace.subscribe(log.hear)
        streams = Streams(viewers, log)
        app.on_shutdown.append(streams.end)
        app.add_routes(ReadingRoutes(viewers, log).table())
        app.add_routes(GestureRoutes(viewers, self._gestures).table())
        app.add_routes(ChannelRoutes(viewers).table())
        app.add_routes(ClockRoutes(viewers, self._due).table())
        app.add_routes(FaultRoutes(conditions, self._edge).table())
        app.add_routes([web.get("/page/stream", streams.serve)])
        add_files(app)
