"""The simulator's aiohttp application: the Web API, uploads, and whatever other parts register."""

import asyncio
import mimetypes
import socket
from collections.abc import Iterable

from aiohttp import web

from ..state.uploads import UPLOAD_MAX
from ..state.workspace import Workspace
from .conditions import Conditions
from .web_api import WebApi

BACKLOG = 128
# What a connection takes from being accepted to being known: two turns of the loop, and some more to be sure.
SETTLE_TURNS = 10
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


def create_app(
    workspace: Workspace, conditions: Conditions, routes: Iterable[web.AbstractRouteDef] = ()
) -> web.Application:
    """An application over one workspace; ``routes`` are those of the other parts (Socket Mode, response URLs, page)."""
    app = web.Application(client_max_size=UPLOAD_MAX)
    app.add_routes(WebApi(workspace, conditions).routes())
    app.add_routes(_UploadRoutes(workspace).routes())
    app.add_routes(routes)
    return app


class Runner(web.AppRunner):
    """A runner that, before it ends, lets be known what it accepted a moment ago.

    asyncio drops a connection, unclosed, whose server closes between accepting it and knowing it (CPython, `Server._attach`).
    """

    _listening: socket.socket | None = None

    async def listen(self, host: str, port: int) -> int:
        """Listen there (0: any free port) and return the port; OSError when it is taken."""
        await self.setup()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listening = socket.create_server((host, port), family=family, backlog=BACKLOG)
        await web.SockSite(self, self._listening).start()
        return int(self._listening.getsockname()[1])

    async def cleanup(self) -> None:
        """Accept no more, then end."""
        if self._listening is not None:
            asyncio.get_running_loop().remove_reader(self._listening)
            self._listening = None
            for _ in range(SETTLE_TURNS):
                await asyncio.sleep(0)
        await super().cleanup()


async def serve(app: web.Application, workspace: Workspace, host: str, port: int) -> web.AppRunner:
    """Listens on ``host:port`` (0: any free one) and tells the workspace its address; ``runner.cleanup()`` ends it.

    OSError when the port is taken.
    """
    runner = Runner(app, access_log=None, keepalive_timeout=75, shutdown_timeout=1)
    real = await runner.listen(host, port)
    workspace.hub.base_url = f"http://{host}:{real}"
    return runner


class _UploadRoutes:
    """Where bytes are posted between the two files.* calls, and read again."""

    def __init__(self, workspace: Workspace) -> None:
        self._uploads = workspace.uploads

    def routes(self) -> list[web.RouteDef]:
        """Both of them."""
        return [web.post("/upload/v1/{file}", self.receive), web.get("/files/{file}", self.show)]

    async def receive(self, request: web.Request) -> web.Response:
        """Takes the bytes, raw or as a form's file, if they are as many as announced."""
        upload = self._uploads.find(request.match_info["file"])
        if upload is None or upload.done:
            raise web.HTTPNotFound(text="file_not_found")
        content = await _content(request)
        if len(content) != upload.length:
            raise web.HTTPBadRequest(text="length does not match")
        upload.content = content
        return web.Response(text=f"OK - {upload.length}")

    async def show(self, request: web.Request) -> web.Response:
        """Gives the bytes back."""
        upload = self._uploads.find(request.match_info["file"])
        if upload is None or upload.content is None:
            raise web.HTTPNotFound(text="file_not_found")
        # A picture is shown, anything else is a download: an uploaded page must not run as a part of this one.
        kind = mimetypes.guess_type(upload.name)[0]
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'; sandbox"}
        if kind not in PICTURES:
            kind, headers["Content-Disposition"] = "application/octet-stream", "attachment"
        return web.Response(body=upload.content, content_type=kind, headers=headers)


async def _content(request: web.Request) -> bytes:
    if request.content_type != "multipart/form-data":
        return await request.read()
    fields = await request.post()
    for value in fields.values():
        if isinstance(value, web.FileField):
            return value.file.read()
    raise web.HTTPBadRequest(text="no file")
