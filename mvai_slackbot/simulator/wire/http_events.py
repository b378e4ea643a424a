"""Signed HTTP requests to the app's request URL, over kept connections."""

import asyncio
import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import aiohttp

from ..state.hub import Hub
from ..state.records import JSON
from .deliveries import LIMIT_SECONDS, Answer

FORM = "application/x-www-form-urlencoded"


def signature_headers(secret: str, body: bytes, timestamp: int | None = None) -> dict[str, str]:
    """The two headers that prove a request comes from Slack; ``timestamp`` in seconds, now unless given.

    https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    stamp = str(int(time.time()) if timestamp is None else timestamp)
    digest = hmac.new(secret.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def request_body(kind: str, payload: JSON) -> tuple[bytes, str]:
    """Body and content type: events are JSON, commands a form, interactions a form with one field of JSON."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), FORM


class HttpTransport:
    """Posts to one request URL; the connections are kept open between requests, as Slack's are."""

    def __init__(self, url: str, hub: Hub) -> None:
        self.url = url
        self._hub = hub
        self._session: aiohttp.ClientSession | None = None

    async def send(self, kind: str, payload: JSON, *, retry: int = 0, reason: str = "") -> Answer:
        """One signed POST; redirects are not followed, three seconds at most (times the hub's patience)."""
        body, content_type = request_body(kind, payload)
        headers = {"Content-Type": content_type, "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)"}
        headers |= signature_headers(self._hub.signing_secret, body)
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        try:
            async with asyncio.timeout(LIMIT_SECONDS * self._hub.patience):
                return await self._post(body, headers)
        except TimeoutError:
            return Answer(None, error="operation_timeout")
        except aiohttp.ClientError:
            return Answer(None, error="connection_failed")

    async def _post(self, body: bytes, headers: dict[str, str]) -> Answer:
        if self._session is None:
            self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=30))
        async with self._session.post(self.url, data=body, headers=headers, allow_redirects=False) as answer:
            text = await answer.text(errors="replace")
            return Answer(answer.status, text, no_retry=answer.headers.get("X-Slack-No-Retry") == "1")

    async def close(self) -> None:
        """Closes the kept connections."""
        if self._session is not None:
            await self._session.close()
            self._session = None
