"""The page's routes for faults: what can go wrong on the wire, switched on and off while everything runs."""

from aiohttp import web

from ..state.records import JSON, SlackError
from ..wire.conditions import Conditions
from ..wire.delivery import Edge
from ..wire.faults import EVER, Fault
from .answers import answering, body_of

KINDS = ("slow", "429", "500", "lost", "drop", "repeat", "error")
# What is no fault of a single call goes by a number of its own, which no fault has.
THRICE, RATES = 0, -1
MOST = 1000
"""Times, and seconds, that can be asked for."""


class FaultRoutes:
    """GET and POST /page/faults: what still waits to strike; one more, or one less."""

    def __init__(self, conditions: Conditions, edge: Edge) -> None:
        self._conditions = conditions
        self._faults = conditions.faults
        self._edge = edge

    def table(self) -> list[web.RouteDef]:
        """The routes to mount."""
        return [
            web.get("/page/faults", answering(self.show)),
            web.post("/page/fault", answering(self.order)),
            web.post("/page/fault_end", answering(self.end)),
        ]

    async def show(self, _request: web.Request) -> JSON:
        """All that can still strike."""
        return self._shape()

    async def order(self, request: web.Request) -> JSON:
        """Orders a fault: ``kind`` (of ``KINDS``, or revoked, rates, event, cut), ``method``, ``times``, ``seconds``.

        ``times`` 0 means until it is taken back.
        """
        body = await body_of(request)
        kind, times = str(body["kind"]), max(0, min(int(body.get("times") or 0), MOST)) or EVER
        if kind == "event":
            self._edge.thrice = times
        elif kind == "rates":
            self._conditions.enforce_rates = True
        elif kind == "cut":
            return self._shape() | {"cut": self._edge.cut()}
        elif kind == "revoked":
            self._faults.add(Fault("*", "error", error="token_revoked", times=times))
        elif kind in KINDS:
            seconds = max(0.0, min(float(body.get("seconds") or 1), MOST))
            error = str(body.get("error") or "internal_error")
            method = str(body.get("method") or "").strip() or "*"
            self._faults.add(Fault(method, kind, error=error, seconds=seconds, times=times))  # type: ignore[arg-type]  # looked up above
        else:
            raise SlackError(f"unknown fault: {kind}")
        return self._shape()

    async def end(self, request: web.Request) -> JSON:
        """Takes one back by its ``number``; without a number, all of them."""
        number = (await body_of(request)).get("number")
        if number is None:
            self._faults.clear()
        else:
            self._faults.end(int(number))
        if number in (None, THRICE):
            self._edge.thrice = 0
        if number in (None, RATES):
            self._conditions.enforce_rates = False
        return self._shape()

    def _shape(self) -> JSON:
        waiting = [
            _row(fault.number, fault.kind, fault.times, method=fault.method, seconds=fault.seconds, error=fault.error)
            for fault in self._faults.waiting()
        ]
        if self._edge.thrice:
            waiting.append(_row(THRICE, "event", self._edge.thrice))
        if self._conditions.enforce_rates:
            waiting.append(_row(RATES, "rates", EVER))
        return {"faults": waiting}


def _row(number: int, kind: str, times: int, **more: object) -> JSON:
    # What goes on until it is taken back has no count.
    return {"number": number, "kind": kind, "left": times if times <= MOST else None, **more}
