"""What becomes true of an offer while it waits, and of the list it stands on; no line names who was asked."""

from dataclasses import dataclass, field

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes.facts import AssignmentFact
from mvai_slackbot.smes.models import Assignment
from mvai_slackbot.smes.offers.models import OfferList, OfferQuestion
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class OfferReminded(AssignmentFact):
    """The one reminder went out."""


@dataclass(frozen=True)
class PlaceShown(AssignmentFact):
    """The person pressed to read the kind of place."""


@dataclass(frozen=True)
class OfferExpired(AssignmentFact):
    """The time to answer passed."""

    def line(self) -> str:
        """Say so, without who."""
        return f"An offer about request {self.assignment.request_number} had no answer in time"


@dataclass(frozen=True)
class OfferFilled(AssignmentFact):
    """Enough others said yes first."""


@dataclass(frozen=True)
class LateYes(AssignmentFact):
    """Somebody said yes when the place was taken already."""


@dataclass(frozen=True)
class QuestionFact(AssignmentFact):
    """A fact of a question about an offer."""

    question: OfferQuestion


@dataclass(frozen=True)
class QuestionAsked(QuestionFact):
    """The person asked something before answering."""


@dataclass(frozen=True)
class QuestionAnswered(QuestionFact):
    """Staff answered."""

    by: Person


@dataclass(frozen=True)
class QuestionWaits(QuestionFact):
    """The time to answer is over and the question still waits for staff; the offer waits with it."""


@dataclass(frozen=True)
class ListFact(Fact):
    """A fact of a list of people to ask."""

    list: OfferList
    incident: Incident
    number: int

    @property
    def incident_id(self) -> int | None:
        """Return the incident it belongs to."""
        return self.incident.id


@dataclass(frozen=True)
class ListMade(ListFact):
    """Staff chose whom to ask, and how many are wanted."""

    def line(self) -> str:
        """Say how many are wanted."""
        return f"Request {self.number}: {self.list.wanted} SMEs are wanted"


@dataclass(frozen=True)
class ListFilled(ListFact):
    """As many as were wanted said yes."""

    def line(self) -> str:
        """Say so."""
        return f"Request {self.number}: the team is complete"


@dataclass(frozen=True)
class ListEmpty(ListFact):
    """Nobody is left to ask and not enough said yes."""

    accepted: int

    def line(self) -> str:
        """Say so, without who."""
        return f"Request {self.number}: everybody on the list was asked"


@dataclass(frozen=True)
class NextAsked(ListFact):
    """Staff asked the next on the list by hand; nobody (None) where none of those left could be asked.

    `after`: whose no, or silence, it was about.
    """

    person: Person | None
    after: Assignment
    by: Person


@dataclass(frozen=True)
class ListEnded(ListFact):
    """Staff said that nobody else on the list is asked."""

    after: Assignment
    by: Person

    def line(self) -> str:
        """Say so."""
        return f"Request {self.number}: nobody else on the list is asked"


@dataclass(frozen=True)
class PlaceSkipped(ListFact):
    """Somebody could not be asked when their turn came; `why` is for staff only."""

    person: Person
    why: str = field(repr=False)
