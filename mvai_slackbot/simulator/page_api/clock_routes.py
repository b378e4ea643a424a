"""The page's routes for time: turning the clock, and what is due next."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from aiohttp import web

from ..due import Due, Lister, upcoming
from ..state.records import JSON, SlackError
from .answers import answering, body_of
from .viewer import Viewers

SHOWN = 40
"""Things due in one answer."""


class ClockRoutes:
    """POST /page/clock turns it; GET /page/due tells what comes."""

    def __init__(self, viewers: Viewers, due: Callable[[], Lister | None]) -> None:
        self._viewers = viewers
        self._due = due

    def table(self) -> list[web.RouteDef]:
        """The routes to mount."""
        return [web.post("/page/clock", answering(self.clock)), web.get("/page/due", answering(self.due))]

    async def clock(self, request: web.Request) -> JSON:
        """Turns the clock: ``advance`` seconds, ``to`` an ISO time, ``next`` to what is due next, or ``pause``."""
        body = await body_of(request)
        # Whoever listens to the clock is called in this thread, and must not hold up the workspace's loop.
        await asyncio.to_thread(self._turn, body)
        return {"clock": self._viewers.clock()}

    async def due(self, _request: web.Request) -> JSON:
        """What is due next and for whom; ``known`` is false when nobody tells."""
        found = await asyncio.to_thread(self._upcoming)
        return {"due": [one.shape() for one in found], "known": self._due() is not None}

    def _upcoming(self) -> list[Due]:
        return upcoming(self._due(), self._viewers.workspace.clock.now(), SHOWN)

    def _turn(self, body: JSON) -> None:
        clock = self._viewers.workspace.clock
        if "advance" in body:
            clock.advance(timedelta(seconds=float(body["advance"])))
        elif "to" in body:
            clock.to(datetime.fromisoformat(body["to"]))
        elif body.get("next"):
            found = self._upcoming()
            if not found:
                raise SlackError("Nothing is due that anybody here knows of.")
            clock.to(found[0].at)
        elif body["pause"]:
            clock.pause()
        else:
            clock.resume()
