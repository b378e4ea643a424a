"""One piece of work: one transaction, one reading of the clock; facts become effects, then commit."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session

from mvai_slackbot.clock import Clock, machine_now
from mvai_slackbot.db import Database
from mvai_slackbot.outbox import service as promises
from mvai_slackbot.outbox.effect_base import By
from mvai_slackbot.outbox.effects import Effect

WAKE_CHANNEL = "mvai_outbox"
WAKE = text("SELECT pg_notify(:channel, :carriers)")


@dataclass(frozen=True)
class Actor:
    """Who does the work: a person by row id, or the bot itself (None)."""

    person_id: int | None = None


class Fact:
    """Something that became true. Subclasses are frozen dataclasses named in the past tense."""

    # A line that only staff read in the timeline; others see nothing in its place.
    staff_only: ClassVar[bool] = False

    @property
    def incident_id(self) -> int | None:
        """Return the incident whose timeline this belongs to, None when it belongs to none."""
        return None

    def line(self) -> str | None:
        """Return its line for the timeline, None when the timeline does not speak of it."""
        return None


F = TypeVar("F", bound=Fact)
Announcer = Callable[["Work", Any], Iterable[Effect]]
Reader = Callable[["Work", Fact], None]


class Announcers:
    """What Slack is told of each kind of fact."""

    def __init__(self) -> None:
        self._by_kind: dict[type[Fact], list[Announcer]] = defaultdict(list)

    def of(self, *kinds: type[Fact]) -> Callable[[Announcer], Announcer]:
        """Register a function that turns facts of these kinds into effects."""

        def register(announcer: Announcer) -> Announcer:
            for kind in kinds:
                self._by_kind[kind].append(announcer)
            return announcer

        return register

    def include(self, other: "Announcers") -> None:
        """Take over what another feature announces."""
        for kind, announcers in other._by_kind.items():  # noqa: SLF001 - the same class
            self._by_kind[kind].extend(announcers)

    def effects(self, work: "Work", fact: Fact) -> Iterator[Effect]:
        """Yield everything Slack is told of this fact."""
        for announcer in self._by_kind.get(type(fact), ()):
            yield from announcer(work, fact)


@dataclass
class Work:
    """What a use case gets: the session, the moment, the actor; it records facts and nothing else."""

    session: Session
    now: datetime
    actor: Actor
    team_id: str
    facts: list[Fact] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    # The carriers that have something to do once this is committed.
    told: set[By] = field(default_factory=set)

    def record(self, fact: Fact) -> None:
        """Record that something became true."""
        self.facts.append(fact)

    def tell(self, effect: Effect) -> None:
        """Promise an effect that follows from no fact."""
        self.effects.append(effect)


def _owned(effect: Effect, fact: Fact) -> Effect:
    # What belongs to nothing else belongs to its incident: if it cannot be delivered, staff hear of it there.
    if effect.subject or fact.incident_id is None:
        return effect
    return effect.model_copy(update={"subject": f"posts:{fact.incident_id}"})


class Works:
    """Begins work; hands each fact to its readers and announcers, and wakes delivery after the commit."""

    def __init__(
        self, database: Database, clock: Clock, announcers: Announcers, readers: Iterable[Reader], *, team_id: str = ""
    ) -> None:
        self.database = database
        self.clock = clock
        self.team_id = team_id
        self.wake: Callable[[Collection[By]], None] = lambda carriers: None
        self._announcers = announcers
        self._readers = tuple(readers)

    @contextmanager
    def begin(self, actor: Actor | None = None) -> Iterator[Work]:
        """Open one transaction; it commits when the block ends, and leaves nothing when something is raised."""
        with self.database.write() as session:
            work = Work(session, self.clock.now(), actor or Actor(), self.team_id)
            yield work
            self.settle(work)
        if work.told:
            self.wake(work.told)

    @contextmanager
    def read(self) -> Iterator[Work]:
        """Open a reading: a session that writes nothing."""
        with self.database.read() as session:
            yield Work(session, self.clock.now(), Actor(), self.team_id)

    def settle(self, work: Work) -> None:
        """Turn the work's facts into rows and effects; a use case that must see them may settle before the end."""
        while work.facts:
            fact = work.facts.pop(0)
            work.session.flush()
            for reader in self._readers:
                reader(work, fact)
            work.effects.extend(_owned(effect, fact) for effect in self._announcers.effects(work, fact))
        if not work.effects:
            return
        for effect in work.effects:
            promises.write(work.session, effect, now=machine_now())
        news = {effect.by for effect in work.effects} - work.told
        work.effects.clear()
        if not self.database.is_sqlite and news:
            work.session.execute(WAKE, {"channel": WAKE_CHANNEL, "carriers": " ".join(sorted(news))})
        work.told |= news
