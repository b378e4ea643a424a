"""What ranking knows: what is wanted, and what is true of each SME at this moment. Plain values; no session, no clock."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from mvai_slackbot.counties import middle_of
from mvai_slackbot.smes.models import Anyway, Mode, Travel
from mvai_slackbot.states import CENTRES, Point, miles

# What somebody already has to do with the request, or with its incident.
Standing = Literal["", "leads", "helping", "asked", "declined", "stepped_back", "here"]


@dataclass(frozen=True)
class Wanted:
    """What is asked for, and what is known of the community; what is empty is not asked for, or not known."""

    areas: frozenset[str] = frozenset()
    mode: Mode = Mode.VIRTUAL
    kind: str = ""
    languages: frozenset[str] = frozenset()
    # At most so many miles away; 0 for any distance.
    within: int = 0
    state: str = ""
    # Five digits, see `counties`.
    county: str = ""
    place_type: str = ""
    agency_type: str = ""
    agency_size: str = ""
    # Agencies that respond, as `agencies.plain` writes them.
    agencies: tuple[str, ...] = ()
    # Help is asked for within hours or a day.
    urgent: bool = False

    @property
    def in_person(self) -> bool:
        """Whether somebody has to travel."""
        return self.mode is Mode.IN_PERSON

    @property
    def point(self) -> Point | None:
        """Where the community is, as far as known: the middle of its county, else of its state."""
        return middle_of(self.county) or CENTRES.get(self.state)


@dataclass(frozen=True)
class Candidate:
    """Somebody on the roster, with what counts for or against asking them."""

    id: int
    name: str
    today: date
    kind: str = ""
    areas: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    agency_type: str = ""
    agency_size: str = ""
    languages: frozenset[str] = frozenset()
    state: str = ""
    county: str = ""
    home: Point | None = None
    travel: Travel = Travel.ANYWHERE
    # How far their clock is ahead of the community's; None when it is not known.
    apart: timedelta | None = None
    # "2:20 PM on their clock", when that is within the hours they chose; empty otherwise.
    reachable: str = ""
    current: int = 0
    most: int = 1
    # The days on which deployments ended.
    ended: tuple[date, ...] = ()
    rest_days: int = 0
    # First and last day away; an open end has no last day.
    absences: tuple[tuple[date, date | None], ...] = ()
    standing: Standing = ""
    agencies: tuple[str, ...] = ()
    own_dates: tuple[tuple[int, int], ...] = ()
    supported: bool = False
    anyway: frozenset[Anyway] = field(default_factory=frozenset)

    @property
    def point(self) -> Point | None:
        """Where they live, as far as known: their own point, else the middle of their county, else of their state."""
        return self.home or middle_of(self.county) or CENTRES.get(self.state)


def miles_apart(wanted: Wanted, one: Candidate) -> float | None:
    """Return how far away somebody lives, None when it is not known."""
    here, there = wanted.point, one.point
    return miles(here, there) if here and there else None
