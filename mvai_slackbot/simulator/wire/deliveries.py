"""The log of requests to the app, and the answer one request got."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from ..state.records import JSON

LIMIT_SECONDS = 3.0
"""How long Slack waits for an acknowledgement, on the machine's clock."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app answered; without a status nothing came in time and ``error`` says why, in Slack's words."""

    status: int | None
    body: str = ""
    error: str | None = None
    no_retry: bool = False

    @property
    def acknowledged(self) -> bool:
        """Whether Slack counts this as received."""
        return self.status is not None and 200 <= self.status < 300

    def parsed(self) -> Any:
        """The body as JSON; the text itself when it is none, None when it is empty."""
        if not self.body.strip():
            return None
        try:
            return json.loads(self.body)
        except ValueError:
            return self.body


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request to the app, over HTTP or Socket Mode."""

    kind: str
    """``slash_commands``, ``interactive`` or ``events_api``, as Socket Mode calls them."""
    payload: JSON
    status: int | None
    answer: str
    milliseconds: float
    retry: int
    at: datetime
    error: str | None = None

    @property
    def what(self) -> str:
        """The command, the interaction's type or the event's type."""
        event = self.payload.get("event")
        inner = event.get("type") if isinstance(event, dict) else None
        return str(self.payload.get("command") or inner or self.payload.get("type") or self.kind)


class Transport(Protocol):
    """One way to reach the app."""

    async def send(self, kind: str, payload: JSON, *, retry: int = 0, reason: str = "") -> Answer:
        """Hand over one request and wait at most three seconds for its answer."""
