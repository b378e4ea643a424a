"""What becomes true of reading; none has a line: the timeline is read by the whole incident."""

from dataclasses import dataclass
from datetime import date

from mvai_slackbot.incidents.facts import IncidentFact
from mvai_slackbot.people.models import Person
from mvai_slackbot.reports.models import Alert, LooksReminder
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class TrendsDue(IncidentFact):
    """Trends go to their readers; `asked` when one of them asked, and gets forms from long ago too."""

    readers: tuple[Person, ...]
    day: date
    asked: bool = False


@dataclass(frozen=True)
class AlertFact(IncidentFact):
    """A fact of one alert."""

    alert: Alert


@dataclass(frozen=True)
class HelpOffered(AlertFact):
    """Whoever gave an answer that is urgent is thanked, and offered a call."""

    person: Person


@dataclass(frozen=True)
class AlertTold(AlertFact):
    """An alert is told to those who look at it."""


@dataclass(frozen=True)
class AlertChanged(AlertFact):
    """An alert that was told says something else now: another answer, or what came of it."""


@dataclass(frozen=True)
class LooksAwaited(Fact):
    """Somebody is asked what came of all the looks that wait for a word; what was asked before is out of date."""

    person: Person
    reminder: LooksReminder
    before: LooksReminder | None
