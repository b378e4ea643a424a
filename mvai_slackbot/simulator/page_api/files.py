"""Serves the page's own files; nothing is built and nothing comes from elsewhere."""

from pathlib import Path

from aiohttp import web

PAGE = Path(__file__).parent.parent / "page"

# No inline scripts and nothing from the network, so that a text in a message can never become either.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)


async def _index(_request: web.Request) -> web.FileResponse:
    headers = {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer", "Cache-Control": "no-cache"}
    return web.FileResponse(PAGE / "index.html", headers=headers)


async def _icon(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(PAGE / "icon.svg")


def add_files(app: web.Application) -> None:
    """Mounts ``/``, the icon and the three folders of scripts and styles."""
    app.add_routes([web.get("/", _index), web.get("/icon.svg", _icon)])
    for folder in ("app", "style", "vendor"):
        app.router.add_static(f"/{folder}", PAGE / folder)
