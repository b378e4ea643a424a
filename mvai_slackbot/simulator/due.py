"""What is due next, as whoever started the workspace tells it: the workspace itself knows of no such thing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from .state.records import JSON


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that will happen by the clock: when (aware), what, and for whom."""

    at: datetime
    what: str
    whom: str = ""

    def shape(self) -> JSON:
        """As JSON, for the page."""
        return {"at": self.at.timestamp(), "what": self.what, "whom": self.whom}


Lister = Callable[[], Iterable[Due]]
"""Answers what is due, in any order, and also what is past but has not happened; called in a thread of its own."""


def upcoming(lister: Lister | None, now: datetime, most: int) -> list[Due]:
    """The next things due, earliest first; what should have happened already does not count."""
    found = lister() if lister is not None else ()
    return sorted((one for one in found if one.at > now), key=lambda one: one.at)[:most]
