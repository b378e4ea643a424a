"""One list of what went over the wire, both ways, for the page's wire panel."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ..state.records import JSON
from ..wire.calls import Call
from ..wire.deliveries import Delivery

KEPT = 400
"""Rows; the panel is for looking, the complete logs are the simulator's own."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    at: float
    entry: Call | Delivery


class WireLog:
    """Numbers calls and deliveries in the order they ended; shaped only when somebody looks."""

    def __init__(self) -> None:
        self._rows: deque[_Row] = deque(maxlen=KEPT)
        self.count = 0

    def hear(self, change: dict[str, Any]) -> None:
        """Keeps a call or a delivery; anything else passes by."""
        entry = change.get("call") if change["type"] == "call" else change.get("delivery")
        if isinstance(entry, Call | Delivery):
            self.count += 1
            self._rows.append(_Row(self.count, datetime.now(UTC).timestamp(), entry))

    def after(self, number: int) -> list[JSON]:
        """The rows whose number is higher, oldest first."""
        return [_shape(row) for row in self._rows if row.number > number]


def _shape(row: _Row) -> JSON:
    entry = row.entry
    shape: JSON = {"n": row.number, "at": row.at, "milliseconds": entry.milliseconds}
    if isinstance(entry, Call):
        return shape | {
            "direction": "in",
            "name": entry.method,
            "arguments": entry.arguments,
            "answer": entry.answer,
            "status": entry.status,
        }
    return shape | {
        "direction": "out",
        "name": entry.what,
        "arguments": entry.payload,
        "answer": entry.answer or entry.error or "",
        # Without an answer in time there is no status; the page shows it as one that did not work.
        "status": entry.status or 504,
        "retry": entry.retry,
    }
