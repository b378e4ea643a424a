"""The signed form: one page behind a secret link, answered with plain functions that a feature hands in."""

from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from secrets import token_hex
from typing import Any

import structlog
from aiohttp import web

from mvai_slackbot.web.limits import Limits
from mvai_slackbot.web.page import Fields, Page, render

log = structlog.get_logger()
PATH = "/form/"
MOST_BYTES = 20_000
LINK_A_MINUTE, ADDRESS_A_MINUTE = 30, 120
STYLE = files("mvai_slackbot.web").joinpath("form.css").read_text(encoding="utf-8")
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True)
class Answers:
    """What a feature hands in: each takes the link's secret and returns a page. Only `show` may be asked by a machine."""

    show: Callable[[str], Page]
    send: Callable[[str, Fields], Page]
    press: Callable[[str, str, Fields], Page]
    # A page that says something went wrong, or that it was too much.
    trouble: Callable[[int], Page]


@dataclass
class FormRoutes:
    """The routes of the form; `in_thread` runs a plain function without holding up the loop."""

    answers: Answers
    in_thread: Callable[..., Awaitable[Any]]
    per_link: Limits = field(default_factory=lambda: Limits(LINK_A_MINUTE))
    per_address: Limits = field(default_factory=lambda: Limits(ADDRESS_A_MINUTE))

    def add_to(self, application: web.Application) -> None:
        """Add the routes."""
        application.router.add_get(f"{PATH}{{secret}}", self._show)
        application.router.add_post(f"{PATH}{{secret}}", self._send)
        application.router.add_post(f"{PATH}{{secret}}/{{press}}", self._press)

    async def _show(self, request: web.Request) -> web.Response:
        return await self._answer(request, self.answers.show, request.match_info["secret"])

    async def _send(self, request: web.Request) -> web.Response:
        return await self._posted(request, self.answers.send, request.match_info["secret"])

    async def _press(self, request: web.Request) -> web.Response:
        return await self._posted(
            request, self.answers.press, request.match_info["secret"], request.match_info["press"]
        )

    async def _posted(self, request: web.Request, run: Callable[..., Page], secret: str, *more: str) -> web.Response:
        if not _same_site(request):
            return self._page(request, self.answers.trouble(403))
        if (request.content_length or 0) > MOST_BYTES:
            return self._page(request, self.answers.trouble(413))
        try:
            posted = await request.post()
        except ValueError:
            return self._page(request, self.answers.trouble(400))
        fields = {name: [str(one) for one in posted.getall(name) if isinstance(one, str)] for name in posted}
        return await self._answer(request, run, secret, *more, fields)

    async def _answer(self, request: web.Request, run: Callable[..., Page], secret: str, *more: object) -> web.Response:
        # Nothing of the address is logged: it holds the secret.
        if not (self.per_address.allow(_address(request)) and self.per_link.allow(sha256(secret.encode()).hexdigest())):
            return self._page(request, self.answers.trouble(429))
        try:
            page = await self.in_thread(run, secret, *more)
        except Exception as fault:  # noqa: BLE001 - the outermost loop of the form: whatever failed becomes a calm page
            log.error("form.failed", id=token_hex(4), error=type(fault).__name__)
            page = self.answers.trouble(500)
        return self._page(request, page)

    def _page(self, request: web.Request, page: Page) -> web.Response:
        address = f"{PATH}{request.match_info['secret']}"
        more = {"Retry-After": "60"} if page.status == 429 else {}
        return web.Response(
            text=render(page, address, STYLE), status=page.status, content_type="text/html", headers={**HEADERS, **more}
        )


def _same_site(request: web.Request) -> bool:
    """Whether the page itself sent this. There is no cookie to misuse; a foreign page that learned a link is refused too.

    Browsers say `Origin: null` here, since the page sends no referrer, so what counts is Sec-Fetch-Site.
    """
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")


def _address(request: web.Request) -> str:
    # Behind a proxy everybody has the proxy's address; the last entry is what that proxy saw itself.
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    return (forwarded or request.remote or "")[:60]
