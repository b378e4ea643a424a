"""The paging service: a signed request that says that a call is asked for, and nothing of who or why."""

import hashlib
import hmac
import json
import time

from aiohttp import ClientSession, ClientTimeout

from mvai_slackbot.outbox import effects as e
from mvai_slackbot.settings import Settings
from mvai_slackbot.slack.calls import Outcome, Try
from mvai_slackbot.slack.carriers import NotTaken

SECONDS = ClientTimeout(total=10)
# What passes by itself, or by waiting, besides what is wrong on their side (5xx).
FOR_NOW = (408, 425, 429)
WORDS: dict[e.RingEvent, str] = {
    "call.asked": "MVAI: a call is asked for. Please look in Slack.",
    "call.taken": "MVAI: somebody has the call.",
    "call.ended": "MVAI: the call has ended.",
    "test": "MVAI: a test. Nobody waits for you. Please press in Slack how it reached you.",
}


class Later(OSError):
    """They cannot take it for now; its name is what the outbox notes."""


class PagingService:
    """Posts to the address of the settings, signed with HMAC-SHA256 over the time and the body (docs/operations.md)."""

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._secret = secret.encode()

    async def perform(self, effect: e.Effect, this: Try) -> Outcome:
        """Send one event; the same entry again carries the same delivery name."""
        if not isinstance(effect, e.Ring):
            raise TypeError(f"{effect.kind}: not for a paging service")
        body = self.body(effect)
        async with (
            ClientSession(timeout=SECONDS) as session,
            session.post(self._url, data=body, headers=self.headers(body, this), allow_redirects=False) as answer,
        ):
            if answer.status in FOR_NOW or answer.status >= 500:
                raise Later(answer.status)
            if answer.status >= 300:
                raise NotTaken(f"http_{answer.status}")
        return Outcome()

    def body(self, effect: e.Ring) -> bytes:
        """Return what is sent: no name, no number, no incident, no reason."""
        said = {"event": effect.event, "id": effect.about, "round": effect.nth, "text": WORDS[effect.event]}
        return json.dumps(said, sort_keys=True).encode()

    def headers(self, body: bytes, this: Try) -> dict[str, str]:
        """Return the headers: when it was sent, its name, and the signature over time and body."""
        at = str(int(time.time()))
        signature = hmac.new(self._secret, at.encode() + b"." + body, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json",
            "X-MVAI-Timestamp": at,
            "X-MVAI-Signature": f"v1={signature}",
            "X-MVAI-Delivery": hashlib.sha256(this.mark.encode()).hexdigest()[:32],
        }


def paging_service(settings: Settings) -> PagingService | None:
    """Return the paging service of the settings, None when there is none."""
    if not settings.paging_url:
        return None
    return PagingService(settings.paging_url, settings.paging_secret.get_secret_value())
