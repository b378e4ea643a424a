"""What a scenario consists of."""

from dataclasses import dataclass

from mvai_slackbot.areas import Area
from mvai_slackbot.people.models import Rank, Role
from mvai_slackbot.smes.models import Kind, Travel


@dataclass(frozen=True)
class OnRoster:
    """What the roster says of an SME."""

    kind: Kind
    areas: tuple[Area, ...]
    home_state: str
    travel: Travel
    most: int = 2


@dataclass(frozen=True)
class Someone:
    """A fictional person of the workspace."""

    handle: str
    real_name: str
    title: str
    tz: str
    roles: tuple[Role, ...] = ()
    on_call: Rank | None = None
    roster: OnRoster | None = None


@dataclass(frozen=True)
class Scenario:
    """A workspace at a moment: its name, one line about it, and its people."""

    name: str
    says: str
    people: tuple[Someone, ...]
    # What the first administrator writes into #general when the workspace is new.
    welcome: tuple[str, ...] = ()

    @property
    def administrators(self) -> list[str]:
        """Return the handles of the first administrators."""
        return [one.handle for one in self.people if Role.ADMINISTRATOR in one.roles]
