"""Where a process can die: around a call to Slack, and around a commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from sqlalchemy.orm import Session

from mvai_slackbot.outbox.models import Entry, State

When = Literal["before", "after"]


@dataclass(frozen=True)
class Point:
    """The `number`-th time (from 1) that `what` happens, before it or after it."""

    place: Literal["call", "commit"]
    what: str
    number: int
    when: When

    def __str__(self) -> str:
        return f"{self.when:6} {self.place:6} {self.what} #{self.number}"


def points_of(place: Literal["call", "commit"], happened: Iterable[str]) -> list[Point]:
    """Return both sides of everything that happened, in order."""
    seen: dict[str, int] = {}
    points = []
    for what in happened:
        seen[what] = seen.get(what, 0) + 1
        points += [Point(place, what, seen[what], "before"), Point(place, what, seen[what], "after")]
    return points


class Names:
    """What one transaction does, in words that are the same in each run.

    Claims of several lanes may share one commit or not, so each claimed or settled entry has a name of its own.
    """

    def __init__(self) -> None:
        self.entries: set[str] = set()
        self.tables: set[str] = set()

    def note(self, session: Session) -> None:
        """Note what is about to be flushed."""
        for one in (*session.new, *session.dirty):
            if not isinstance(one, Entry):
                self.tables.add(type(one).__name__)
            elif one not in session.new and session.is_modified(one):
                self.entries.add(f"{_doing(one)} {one.step or one.kind}")

    def all(self) -> list[str]:
        """Return the names; empty when nothing was changed."""
        work = ["work on " + ", ".join(sorted(self.tables))] if self.tables else []
        return sorted(self.entries) or work


def _doing(entry: Entry) -> str:
    if entry.state is State.LEASED:
        return "claim"
    return "put back" if entry.state is State.WAITING else "settle"
