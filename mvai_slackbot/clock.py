"""What time it is: the turned clock that people see, and the machine's own."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """The clock of everything a person sees; a simulator hands in one that can be turned forward."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock, for every day outside a rehearsal."""

    def now(self) -> datetime:
        """Return the machine's time in UTC."""
        return datetime.now(UTC)


def machine_now() -> datetime:
    """Return the machine's time in UTC: leases, retries and time-outs never follow a turned clock."""
    return datetime.now(UTC)
