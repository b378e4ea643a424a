"""The workspace in a browser: the page's files and the JSON it lives from."""

from aiohttp import web

from ..interactions import Gestures
from ..workspace import Workspace
from .files import add_files
from .gesture_routes import GestureRoutes
from .reading_routes import ReadingRoutes
from .stream import Streams
from .viewer import Viewers
from .wire_log import WireLog

__all__ = ["add_page"]


def add_page(app: web.Application, workspace: Workspace, gestures: Gestures, notice: str) -> None:
    """Mounts the page at ``/`` and its JSON under ``/page/``; ``notice`` is the line that is always on top.

    Only what the person looking may see is ever sent to their window.
    """
    log = WireLog()
    workspace.subscribe(log.hear)
    viewers = Viewers(workspace, notice)
    streams = Streams(viewers, log)
    app.on_shutdown.append(streams.end)
    app.add_routes(ReadingRoutes(viewers, log).table())
    app.add_routes(GestureRoutes(viewers, gestures).table())
    app.add_routes([web.get("/page/stream", streams.serve)])
    add_files(app)
