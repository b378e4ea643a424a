"""What becomes true while somebody helps: roles, first contact, hand-over, milestones; no line names a reason."""

from dataclasses import dataclass
from typing import ClassVar

from mvai_slackbot.incidents.facts import IncidentFact
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes.assignments.models import HelperRest, Milestone
from mvai_slackbot.smes.facts import AssignmentFact
from mvai_slackbot.smes.offers.models import Role
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class RoleChanged(AssignmentFact):
    """Somebody helps in another role."""

    role: Role

    def line(self) -> str:
        """Say who and as what."""
        role = self.role.value.replace("-", " ")
        return f"{self.person.name.reveal()}: {role} for request {self.assignment.request_number}"


@dataclass(frozen=True)
class PartsChanged(AssignmentFact):
    """Somebody's parts in the incident changed because somebody else leads the team now."""


@dataclass(frozen=True)
class FirstContactMade(AssignmentFact):
    """SME and leader have talked."""

    def line(self) -> str:
        """Say so."""
        return f"Request {self.assignment.request_number}: first contact made"


@dataclass(frozen=True)
class FirstContactLate(AssignmentFact):
    """The target time of the first contact passed: a task for staff, nobody's fault."""


@dataclass(frozen=True)
class HandedOver(AssignmentFact):
    """Somebody else accepted what this person held."""

    to: Person

    def line(self) -> str:
        """Say who to whom."""
        names = f"{self.person.name.reveal()} has handed over to {self.to.name.reveal()}"
        return f"Request {self.assignment.request_number}: {names}"


@dataclass(frozen=True)
class LeadCovers(AssignmentFact):
    """The team lead holds what somebody handed over, until somebody else is found."""

    before: Person

    def line(self) -> str:
        """Say who."""
        return f"Request {self.assignment.request_number}: with {self.person.name.reveal()} for now"


@dataclass(frozen=True)
class SomebodyElseWanted(AssignmentFact):
    """The leader asked for somebody else; no reason is asked, and only staff read it."""

    staff_only: ClassVar[bool] = True
    leader: Person

    def line(self) -> str:
        """Say so, without who or why."""
        return f"Request {self.assignment.request_number}: the leader asks for somebody else"


@dataclass(frozen=True)
class SharingChosen(AssignmentFact):
    """The SME chose what the leader may have of theirs."""


@dataclass(frozen=True)
class MilestoneRecorded(IncidentFact):
    """Something that was done stands in the record."""

    milestone: Milestone
    person: Person

    def line(self) -> str:
        """Say what kind and who, never the words."""
        kind = self.milestone.kind.value.replace("-", " ")
        return f"Request {self.milestone.request_number}: {kind} ({self.person.name.reveal()})"


@dataclass(frozen=True)
class CareDue(Fact):
    """It is time for the one calm message after a deployment; it belongs to no incident's timeline."""

    rest: HelperRest
    person: Person


@dataclass(frozen=True)
class CareAnswered(Fact):
    """The helper pressed something; `longer` when they want to rest longer."""

    rest: HelperRest
    person: Person
    longer: bool


@dataclass(frozen=True)
class StaysEnded(AssignmentFact):
    """The incident was opened again, and somebody's help that had ended with it stays ended."""
