"""The time after an incident in phases, and the kinds of hard days in it; read from data files."""

from itertools import pairwise

from pydantic import Field

from mvai_slackbot.data_files import Entry, Folder, Strict, check_twice, from_files, read_file
from mvai_slackbot.errors import Refused

PHASES, EVENTS = "phases.json", "event_kinds.json"


class Phase(Entry):
    """Days since the incident's local date, both ends included; the last one has no end."""

    key: str = Field(pattern=r"^[a-z_]{2,30}$")
    label: str = Field(max_length=40)
    from_day: int = Field(ge=0)
    to_day: int | None
    # While the phase is held, or begun early, check-ins keep the rhythm of this day.
    paced_like_day: int = Field(ge=1)


class Phases(Strict):
    """The file of phases."""

    about: str
    phases: tuple[Phase, ...] = Field(min_length=1)


class EventKind(Entry):
    """A kind of hard day; after one with `loss` nothing is asked until a person has called."""

    key: str = Field(pattern=r"^[a-z-]{2,30}$")
    label: str = Field(max_length=60)
    loss: bool = False


class EventKinds(Strict):
    """The file of kinds of hard days."""

    about: str
    kinds: tuple[EventKind, ...] = Field(min_length=1)


def read_phases(folder: Folder) -> tuple[Phase, ...]:
    """Return the phases in their order; raise `Refused` when days are missing between them, or are there twice."""
    phases = read_file(folder.find(PHASES), Phases).phases
    check_twice(PHASES, "phase", [one.key for one in phases])
    for before, after in pairwise(phases):
        if before.to_day is None or after.from_day != before.to_day + 1:
            raise Refused(f"{PHASES}: {after.key} does not begin on the day after {before.key} ends.")
    if phases[0].from_day != 0 or phases[-1].to_day is not None:
        raise Refused(f"{PHASES}: the first phase begins on day 0 and the last one has no end (to_day: null).")
    return phases


def read_kinds(folder: Folder) -> tuple[EventKind, ...]:
    """Return the kinds of hard days."""
    kinds = read_file(folder.find(EVENTS), EventKinds).kinds
    check_twice(EVENTS, "kind", [one.key for one in kinds])
    return kinds


# The phases, and the kinds of hard days, in use.
list_phases = from_files(read_phases)
list_kinds = from_files(read_kinds)


def find_kind(key: str) -> EventKind | None:
    """Return a kind of hard day."""
    return next((one for one in list_kinds() if one.key == key), None)


def phase_on(number: int) -> Phase:
    """Return the phase of a day since the incident by the clock; before day 0 the first."""
    return next((one for one in reversed(list_phases()) if one.from_day <= number), list_phases()[0])


def find_phase(key: str) -> Phase | None:
    """Return a phase by its key."""
    return next((one for one in list_phases() if one.key == key), None)


def next_phase(phase: Phase) -> Phase | None:
    """Return the phase after one, None after the last."""
    phases = list_phases()
    place = phases.index(phase) + 1
    return phases[place] if place < len(phases) else None
