"""The carrier to a paging service: a signed request that says that a call is asked for, and nothing of who or why."""

import hashlib
import hmac
import json
import time

from aiohttp import ClientError, ClientSession, ClientTimeout

from mvai_slackbot.outbox.carrying import Later, Never, Outcome, Try
from mvai_slackbot.outbox.effects import By, Effect, Ring, RingEvent

SECONDS = ClientTimeout(total=10)
AT_ONCE = 4
NO_SERVICE = "no_paging_service"
# What passes by itself, or by waiting, besides what is wrong on their side (5xx).
FOR_NOW = (408, 425, 429)
WORDS: dict[RingEvent, str] = {
    "call.asked": "MVAI: a call is asked for. Please look in Slack.",
    "call.taken": "MVAI: somebody has the call.",
    "call.ended": "MVAI: the call has ended.",
    "test": "MVAI: a test. Nobody waits for you. Please press in Slack how it reached you.",
}


class Paging:
    """Posts to the address of the settings, signed with HMAC-SHA256 over time and body (docs/operations.md)."""

    by = By.PAGING

    def __init__(self, url: str, secret: str) -> None:
        self._url = url
        self._secret = secret.encode()

    def wait(self, effect: Effect) -> float:
        """A phone rings at once."""
        return 0.0

    async def perform(self, effect: Effect, this: Try) -> Outcome:
        """Send one event; every try of one entry carries the same delivery name."""
        if not isinstance(effect, Ring):
            raise Never("not_a_page")
        if not self._url:
            raise Never(NO_SERVICE)
        said = body(effect)
        try:
            async with (
                ClientSession(timeout=SECONDS) as session,
                session.post(self._url, data=said, headers=self._headers(said, this), allow_redirects=False) as answer,
            ):
                status = answer.status
        except ClientError as fault:
            raise Later(type(fault).__name__.lower()) from fault
        if status in FOR_NOW or status >= 500:
            raise Later(f"http_{status}")
        if status >= 300:
            raise Never(f"http_{status}")
        return Outcome()

    def _headers(self, said: bytes, this: Try) -> dict[str, str]:
        at = str(int(time.time()))
        signature = hmac.new(self._secret, at.encode() + b"." + said, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json",
            "X-MVAI-Timestamp": at,
            "X-MVAI-Signature": f"v1={signature}",
            "X-MVAI-Delivery": hashlib.sha256(this.mark.encode()).hexdigest()[:32],
        }


def body(effect: Ring) -> bytes:
    """Return what is sent: no name, no number, no incident, no reason."""
    said = {"event": effect.event, "id": effect.about, "round": effect.nth, "text": WORDS[effect.event]}
    return json.dumps(said, sort_keys=True).encode()
