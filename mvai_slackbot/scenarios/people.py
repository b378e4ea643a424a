"""What a scenario consists of."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mvai_slackbot.areas import Area
from mvai_slackbot.people.models import Rank, Role
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.due import Lister
from mvai_slackbot.smes.models import Kind, Travel

# Well within the hours in which check-ins are asked: a rehearsal takes a while.
FIRST_HOUR, LAST_HOUR = 8, 19

Live = Callable[[Simulator, Lister, Callable[[], None], datetime], list[str]]
"""Lives in the workspace up to a moment: told what is due, and how to let the bot look; answers what went astray."""


@dataclass(frozen=True)
class OnRoster:
    """What the roster says of an SME."""

    kind: Kind
    areas: tuple[Area, ...]
    home_state: str
    travel: Travel
    most: int = 2
    languages: tuple[str, ...] = ()
    # Kinds of place where they lived through an incident.
    experience: tuple[str, ...] = ()
    agency_type: str = ""
    agency_size: str = ""
    # Days from today on, first and last, on which nobody asks them.
    away: tuple[int, int] | None = None
    # A hard day of their own, so many days from today.
    own_date_in: int | None = None
    # Who is there for them while they help.
    support: str = ""
    active: bool = True


@dataclass(frozen=True)
class Someone:
    """A fictional person of the workspace."""

    handle: str
    real_name: str
    title: str
    tz: str
    roles: tuple[Role, ...] = ()
    on_call: Rank | None = None
    # On call, they said that what the bot sends reaches them: from then on the safety question is asked.
    reached: bool = False
    roster: OnRoster | None = None


@dataclass(frozen=True)
class Scenario:
    """A workspace at a moment: its name, one line about it, and its people."""

    name: str
    says: str
    people: tuple[Someone, ...]
    # What the first administrator writes into #general when the workspace is new.
    welcome: tuple[str, ...] = ()
    # How long before now the workspace begins, and what is lived through until now.
    earlier: timedelta = timedelta(0)
    live: Live | None = None
    # Where it is day when a new workspace begins: at night nobody there would be asked anything. Empty for anywhere.
    by_day_in: str = ""

    def begins(self, now: datetime, *, nights: bool) -> datetime:
        """Return the moment at which a new workspace begins; with `nights`, where it is one, the morning after."""
        if not (nights and self.by_day_in):
            return now - self.earlier
        local = now.astimezone(ZoneInfo(self.by_day_in))
        if FIRST_HOUR <= local.hour < LAST_HOUR:
            return now
        morning = local.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
        return (morning if morning > local else morning + timedelta(days=1)).astimezone(UTC)

    @property
    def administrators(self) -> list[str]:
        """Return the handles of the first administrators."""
        return [one.handle for one in self.people if Role.ADMINISTRATOR in one.roles]
