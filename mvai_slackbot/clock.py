"""What time it is: the turned clock that people see, and the machine's own."""

from datetime import UTC, datetime
from functools import cache
from typing import Protocol
from zoneinfo import available_timezones


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


@cache
def zone_names() -> frozenset[str]:
    """Return the IANA zones this machine knows; asked once, since each look goes through some six hundred files."""
    return frozenset(available_timezones())
