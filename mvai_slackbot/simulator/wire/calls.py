"""The log of Web API calls: what was asked, what was answered, and in how many milliseconds."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..state.records import JSON

# The workspace may run for days behind a page: the oldest calls go when there are more than this.
KEPT = 20_000
_DROPPED_AT_ONCE = 5_000


@dataclass(slots=True, frozen=True)
class Call:
    """One Web API call; the token is never kept."""

    number: int
    """Counts from 1 and never repeats."""
    method: str
    arguments: JSON
    answer: JSON
    status: int
    """HTTP status; 0 when the connection was cut without an answer."""
    milliseconds: float
    """From the parsed request to the answer, latency that was asked for included."""
    at: datetime
    """Machine time at which the request arrived, aware UTC."""
    unknown: tuple[str, ...] = ()
    """Arguments that the method does not know; Slack ignores them, and so does the simulator."""

    def shape(self) -> JSON:
        """As JSON, for the page."""
        return {
            "number": self.number,
            "method": self.method,
            "arguments": self.arguments,
            "answer": self.answer,
            "status": self.status,
            "milliseconds": round(self.milliseconds, 3),
            "at": self.at.isoformat(),
            "unknown": list(self.unknown),
        }


@dataclass(slots=True)
class CallLog:
    """The calls in the order of their answers; ``calls`` may be read from any thread."""

    calls: list[Call] = field(default_factory=list)
    count: int = 0

    def add(self, **fields: Any) -> Call:
        """Keeps one call (fields of ``Call`` without its number)."""
        self.count += 1
        call = Call(self.count, **fields)
        self.calls.append(call)
        if len(self.calls) > KEPT:
            del self.calls[:_DROPPED_AT_ONCE]
        return call

    def after(self, number: int) -> list[Call]:
        """The calls whose number is higher."""
        return [call for call in self.calls if call.number > number]
