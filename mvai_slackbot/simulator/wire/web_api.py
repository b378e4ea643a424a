"""Slack's Web API over HTTP: who asks, may they, may they now, what happens, and the log of it."""

import asyncio
import json
import time
from datetime import UTC, datetime

from aiohttp import web

from ..methods.ask import Ask, Method, invalid
from ..methods.table import all_methods
from ..state.records import JSON, SlackError
from ..state.workspace import Workspace
from .arguments import read_arguments
from .conditions import Conditions
from .faults import Fault
from .rates import HUNDREDS, TIERS


class CutConnection(Exception):
    """The connection is to end without an answer."""


class WebApi:
    """Answers ``/api/<method>``; ``routes`` are for an application."""

    def __init__(self, workspace: Workspace, conditions: Conditions) -> None:
        self._ws = workspace
        self._hub = workspace.hub
        self._conditions = conditions
        self._methods = all_methods()

    def routes(self) -> list[web.RouteDef]:
        """Where methods are called, with any HTTP verb."""
        return [web.route("*", "/api/{method}", self.handle)]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One call, from its request to its line in the log."""
        started = time.perf_counter()
        arrived = datetime.now(UTC)
        name = request.match_info["method"]
        arguments: JSON = {}
        method = self._methods.get(name)
        unknown: tuple[str, ...] = ()
        try:
            arguments, token = await read_arguments(request)
            if method is not None:
                unknown = tuple(key for key in arguments if key not in method.required and key not in method.optional)
            response, answer = await self._answer(request, started, name, arguments, token)
        except SlackError as refusal:
            response, answer = self._reply(_refused(refusal))
        except CutConnection as cut:
            response, answer = None, {"error": str(cut)}
        log = self._conditions.log
        call = log.add(
            method=name,
            arguments=arguments,
            answer=answer,
            status=0 if response is None else response.status,
            milliseconds=(time.perf_counter() - started) * 1000,
            at=arrived,
            unknown=unknown,
        )
        self._hub.notify("call", call=call)
        return _cut(request) if response is None else response

    async def _answer(
        self, request: web.Request, started: float, name: str, arguments: JSON, token: str
    ) -> tuple[web.Response, JSON]:
        conditions = self._conditions
        due = await conditions.before(request, started)
        fault = conditions.faults.take(name, arguments)
        if fault is not None:
            broken = self._broken(fault)
            if broken is not None:
                await conditions.after(due)
                return broken
            if fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
        limited = self._limited(name, arguments, token)
        if limited:
            await conditions.after(due)
            answer: JSON = {"ok": False, "error": "ratelimited"}
            return self._reply(answer, status=429, retry_after=limited)
        answer = await self._lasting(name, arguments, token)
        if fault is not None and fault.kind == "lost":
            raise CutConnection("lost")
        if fault is not None and fault.kind == "repeat":
            answer = await self._lasting(name, arguments, token)
        await conditions.after(due)
        return self._reply(answer)

    def _broken(self, fault: Fault) -> tuple[web.Response, JSON] | None:
        if fault.kind == "500":
            # Slack's front answers an outage with a page, not with JSON.
            body = "<!DOCTYPE html><html><body>Server Error</body></html>"
            return web.Response(status=500, text=body, content_type="text/html"), {"error": "500"}
        if fault.kind == "429":
            return self._reply(
                {"ok": False, "error": "ratelimited"}, status=429, retry_after=max(1, round(fault.seconds))
            )
        if fault.kind == "error":
            return self._reply({"ok": False, "error": fault.error})
        if fault.kind == "drop":
            raise CutConnection("drop")
        return None

    def _limited(self, name: str, arguments: JSON, token: str) -> int:
        method = self._methods.get(name)
        if not self._conditions.enforce_rates or method is None or not token:
            return 0
        channel = str(arguments.get("channel", "")) if name == "chat.postMessage" else ""
        return self._conditions.rates.wait(name, TIERS.get(method.tier, HUNDREDS), channel)

    async def _lasting(self, name: str, arguments: JSON, token: str) -> JSON:
        # Slack has written down what it says it has done: a bot that was told of a channel finds it after any crash.
        changes = self._hub.changes
        answer = self._do(name, arguments, token)
        if self._hub.changes != changes:
            await self._hub.kept()
        return answer

    def _do(self, name: str, arguments: JSON, token: str) -> JSON:
        method = self._methods.get(name)
        try:
            if method is None:
                raise SlackError("unknown_method", req_method=name)
            self._admit(method, token)
            ask = Ask(self._ws, arguments)
            if method.scopes:
                ask.need(*method.scopes)
            _require(method, arguments)
            return {"ok": True, **method.does(ask)}
        except SlackError as refusal:
            return _refused(refusal)

    def _admit(self, method: Method, token: str) -> None:
        if method.caller == "none":
            return
        if not token:
            raise SlackError("not_authed")
        if token not in (self._hub.bot_token, self._hub.app_token):
            raise SlackError("invalid_auth")
        if (token == self._hub.app_token) != (method.caller == "app"):
            raise SlackError("not_allowed_token_type")
        if not self._hub.installed:
            raise SlackError("account_inactive")

    def _reply(self, answer: JSON, *, status: int = 200, retry_after: int = 0) -> tuple[web.Response, JSON]:
        headers = {"x-oauth-scopes": ",".join(sorted(self._hub.scopes)), "x-slack-req-id": self._hub.ids.new("")}
        if retry_after:
            headers["Retry-After"] = str(retry_after)
        body = json.dumps(answer, ensure_ascii=False, separators=(",", ":")).encode()
        content = "application/json"
        return web.Response(status=status, body=body, headers=headers, content_type=content, charset="utf-8"), answer


def _require(method: Method, arguments: JSON) -> None:
    for name in method.required:
        # An empty topic is a topic; any other empty required argument is a missing one.
        if arguments.get(name) is None or (arguments[name] == "" and name not in ("topic", "purpose")):
            if name in method.missing:
                raise SlackError(method.missing[name])
            raise invalid(f"missing required field: {name}")


def _refused(refusal: SlackError) -> JSON:
    return {"ok": False, "error": refusal.code, **refusal.extra}


def _cut(request: web.Request) -> web.StreamResponse:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
