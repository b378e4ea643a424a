"""What becomes true of an incident's calendar, and of a leader whom it hit."""

from dataclasses import dataclass
from typing import ClassVar

from mvai_slackbot import phases
from mvai_slackbot.clock import day_words
from mvai_slackbot.incidents.facts import IncidentFact
from mvai_slackbot.incidents.models_calendar import HardDay, PhaseTurn, YearMark
from mvai_slackbot.people.models import Person


def kind_words(key: str) -> str:
    """Return a kind of hard day in words; one that is not in the file any more by its key."""
    kind = phases.find_kind(key)
    return kind.label if kind is not None else key.replace("-", " ").capitalize()


def is_loss(key: str) -> bool:
    """Whether nothing is asked after it until a person has called."""
    kind = phases.find_kind(key)
    return kind is not None and kind.loss


@dataclass(frozen=True)
class HardDaySet(IncidentFact):
    """A hard day stands on the calendar."""

    hard_day: HardDay

    def line(self) -> str:
        """Say which day it is."""
        return f"On the calendar: {kind_words(self.hard_day.kind)}, {day_words(self.hard_day.day)}"


@dataclass(frozen=True)
class HardDayRemoved(IncidentFact):
    """A hard day was taken off the calendar."""

    hard_day: HardDay

    def line(self) -> str:
        """Say which day it was."""
        return f"Off the calendar: {kind_words(self.hard_day.kind)}, {day_words(self.hard_day.day)}"


@dataclass(frozen=True)
class PhaseTurned(IncidentFact):
    """A coordinator held a phase, began the next one, or let the clock decide again."""

    turn: PhaseTurn

    def line(self) -> str:
        """Say which phase, and what of it."""
        phase = phases.find_phase(self.turn.phase)
        if phase is None:
            return "Phase by the clock again"
        return f"Phase {'held' if self.turn.held else 'begun early'}: {phase.label}"


@dataclass(frozen=True)
class YearMarkSet(IncidentFact):
    """The year mark has a name and a day of its own."""

    mark: YearMark

    def line(self) -> str:
        """Say so."""
        on = f", first on {day_words(self.mark.first_on)}" if self.mark.first_on else ""
        return f"Named the {self.mark.name}{on}"


@dataclass(frozen=True)
class LeaderSpared(IncidentFact):
    """A leader was hit themselves: nothing is asked of them, and nobody asks why. It has no line."""

    staff_only: ClassVar[bool] = True
    person: Person
