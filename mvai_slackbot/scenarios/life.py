"""A life lived in the simulator before anybody opens the page: people act, the clock is turned, the real bot answers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mvai_slackbot.simulator import Person, Simulator
from mvai_slackbot.simulator.due import Lister, upcoming


@dataclass(frozen=True)
class Moment:
    """Something people do on a day after the beginning, at an hour where the town is."""

    day: int
    hour: int
    what: str
    do: Callable[["Life"], object]


@dataclass
class Life:
    """Lives through moments; what the bot has due in between happens at its own time."""

    sim: Simulator
    due: Lister
    # Lets the bot look at its clock and waits until Slack has nothing left to hear.
    look: Callable[[], None]
    zone: ZoneInfo
    # Told what people do whenever the bot looked: answer what was asked, or not.
    follow: Callable[["Life"], None] = lambda life: None
    # What could not be done, in words; the rest of the life goes on.
    missed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin tomorrow: whatever the hour is now, the first day has all of its own."""
        self.began = self.sim.clock.now() + timedelta(days=1)

    @property
    def day(self) -> int:
        """The days since the beginning, where the town is."""
        return (self.sim.clock.now().astimezone(self.zone).date() - self.began.astimezone(self.zone).date()).days

    def person(self, handle: str) -> Person:
        """Return somebody of the workspace."""
        return self.sim.person(handle)

    def live(self, moments: Sequence[Moment], until: datetime) -> None:
        """Live through all of it, in order; the clock stands at `until` afterwards."""
        for moment in sorted(moments, key=lambda one: (one.day, one.hour)):
            if self._at(moment) > until:
                break
            self._turn_to(self._at(moment))
            self.tries(moment.what, lambda moment=moment: moment.do(self))  # type: ignore[misc]  # bound at once
            self.look()
            self.follow(self)
        self._turn_to(until)

    def tries(self, what: str, act: Callable[[], object]) -> None:
        """Act; when the bot's screens are not as this life knows them, the life goes on without it."""
        try:
            act()
        except (AssertionError, LookupError) as fault:
            self.missed.append(f"day {self.day}, {what}: {str(fault).splitlines()[0]}")

    def _at(self, moment: Moment) -> datetime:
        day = self.began.astimezone(self.zone).date() + timedelta(days=moment.day)
        return datetime.combine(day, time(moment.hour), tzinfo=self.zone).astimezone(UTC)

    def _turn_to(self, moment: datetime) -> None:
        while (comes := self._next(moment)) is not None:
            self._turn(comes)
        self._turn(moment)

    def _turn(self, moment: datetime) -> None:
        # The clock runs on while people act: a moment that just passed, or passes now, is lived at once.
        if moment - self.sim.clock.now() > timedelta(seconds=1):
            self.sim.clock.to(moment)
        self.look()
        self.follow(self)

    def _next(self, before: datetime) -> datetime | None:
        found = upcoming(self.due, self.sim.clock.now(), 1)
        return found[0].at if found and found[0].at < before else None

    def leave_unread_since(self, moment: datetime, people: Iterable[Person]) -> None:
        """Let everybody have read what was written before this moment, and have opened Slack anew since."""
        for person in people:
            person.reloads()
            person.has_read(before=moment)
            for channel in person.channels():
                person.has_read(channel, before=moment)
