"""What becomes true of the roster, of offers and assignments; no line names a reason, and a no names nobody."""

from dataclasses import dataclass

from mvai_slackbot.incidents.facts import IncidentFact
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes.models import Assignment, AssignmentNote, Sme
from mvai_slackbot.work import Fact

# Why an offer or assignment ended, where nobody who held it ended it.
REQUEST, INCIDENT, ACCOUNT, STOOD_DOWN, WITHDRAWN = "request", "incident", "account", "stood-down", "withdrawn"
# The request stays, and somebody else is needed.
LEFT_OPEN = (ACCOUNT, STOOD_DOWN, WITHDRAWN)


@dataclass(frozen=True)
class SmeAdded(Fact):
    """Somebody is on the roster, or what it says of them was corrected."""

    sme: Sme
    person: Person


@dataclass(frozen=True)
class AssignmentFact(Fact):
    """A fact of one offer or assignment."""

    assignment: Assignment
    incident: Incident
    person: Person

    @property
    def incident_id(self) -> int | None:
        """Return the incident it belongs to."""
        return self.incident.id


@dataclass(frozen=True)
class OfferMade(AssignmentFact):
    """An SME was asked; `again` when it is asked once more because staff lifted the limit."""

    again: bool = False

    def line(self) -> str | None:
        """Say that somebody was asked; who is said only when they accept."""
        return None if self.again else f"An SME was asked about request {self.assignment.request_number}"


@dataclass(frozen=True)
class OfferAccepted(AssignmentFact):
    """The SME accepted."""

    def line(self) -> str:
        """Say who helps with what."""
        mode = self.assignment.mode.value.replace("-", " ")
        return f"{self.person.name.reveal()} helps with request {self.assignment.request_number} ({mode})"


@dataclass(frozen=True)
class OfferDeclined(AssignmentFact):
    """The SME declined."""

    def line(self) -> str:
        """Say that an offer was declined, without who and why."""
        return f"An offer about request {self.assignment.request_number} was declined"


@dataclass(frozen=True)
class ReasonGiven(AssignmentFact):
    """The SME chose to say why not; nothing counts it."""


@dataclass(frozen=True)
class OfferTakenBack(AssignmentFact):
    """Staff took the offer back; `accepted` when the SME had accepted it."""

    accepted: bool = False

    def line(self) -> str:
        """Say so, without who."""
        return f"An offer about request {self.assignment.request_number} was taken back"


@dataclass(frozen=True)
class AssignmentDone(AssignmentFact):
    """The assignment is done."""

    def line(self) -> str:
        """Say whose, and for which request."""
        return f"{self.person.name.reveal()}: help with request {self.assignment.request_number} is done"


@dataclass(frozen=True)
class SteppedBack(AssignmentFact):
    """The SME stepped back; no reason is asked.

    `needed`: the help was not done yet. `left`: no other assignment keeps them with the incident. `lead`: they were SME lead.
    """

    needed: bool
    left: bool
    lead: bool

    def line(self) -> str:
        """Say who, without why or how: leader and team read that somebody has handed over, and nothing else."""
        if self.needed:
            return f"{self.person.name.reveal()} has handed over request {self.assignment.request_number}"
        return f"{self.person.name.reveal()} is no longer with the incident"


@dataclass(frozen=True)
class AssignmentEnded(AssignmentFact):
    """An offer or assignment ended with its request or incident, or with the person's account."""

    because: str
    answered: bool

    def line(self) -> str | None:
        """Say who has handed over when staff relieved them; of all else the request or the incident tells."""
        if self.because != STOOD_DOWN:
            return None
        return f"{self.person.name.reveal()} has handed over request {self.assignment.request_number}"


@dataclass(frozen=True)
class OfferUndelivered(AssignmentFact):
    """The offer's direct message could not be delivered."""

    code: str


@dataclass(frozen=True)
class AccessLeft(AssignmentFact):
    """Nothing keeps the person in the incident's channel any more."""


@dataclass(frozen=True)
class NoteWritten(IncidentFact):
    """A note was written for staff and the SMEs of the incident."""

    note: AssignmentNote
    person: Person

    def line(self) -> str:
        """Say who wrote one, never what."""
        return f"Note by {self.person.name.reveal()}"
