"""What becomes true of a request; the timeline's lines name numbers and decisions, never words or contacts."""

from dataclasses import dataclass
from datetime import datetime

from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.models import (
    AssistanceRequest,
    RequestAsking,
    RequestDecision,
    RequestOutcome,
    RequestStatus,
)
from mvai_slackbot.requests.words import STANDING, ended
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class RequestFact(Fact):
    """A fact of one request."""

    request: AssistanceRequest

    @property
    def incident_id(self) -> int | None:
        """Return the incident of the request, None while it has none."""
        return self.request.incident_id


@dataclass(frozen=True)
class RequestReceived(RequestFact):
    """A request came from outside and nobody of staff has it yet."""

    def line(self) -> str:
        """Say so."""
        return f"{self.request.name} received"


@dataclass(frozen=True)
class RequestLogged(RequestFact):
    """A request was logged, with or without an incident."""

    def line(self) -> str:
        """Say so."""
        return f"{self.request.name} logged"


@dataclass(frozen=True)
class RequestAttached(RequestFact):
    """A request that came before its incident belongs to one now."""

    def line(self) -> str:
        """Say so."""
        return f"{self.request.name} attached"


@dataclass(frozen=True)
class RequestCorrected(RequestFact):
    """The words or details of a request were corrected."""

    def line(self) -> str:
        """Say so, without the words."""
        return f"{self.request.name} corrected"


@dataclass(frozen=True)
class RequestDecided(RequestFact):
    """IACP or BJA decided."""

    decision: RequestDecision

    def line(self) -> str:
        """Say whose view it is; what it is reads the leader from a person, when it is no."""
        return f"{self.request.name}: {self.decision.body.value.upper()} gave its view"


@dataclass(frozen=True)
class HelpBeganBeforeDecision(RequestFact):
    """Somebody was asked to help before both decisions were made."""

    def line(self) -> str:
        """Say so in the program's words."""
        return f"{self.request.name}: help now, decide after"


@dataclass(frozen=True)
class RequestStatusChanged(RequestFact):
    """A request moved on; `move` is a key of `lifecycle.Move`, its reason stays in `RequestMove`."""

    before: RequestStatus
    move: str = ""

    def line(self) -> str | None:
        """Say where it stands now; nothing where a no is decided and not told."""
        if self.request.status in (RequestStatus.REFERRED, RequestStatus.DECLINED):
            return None
        return f"{self.request.name}: {STANDING[self.request.status]}"


@dataclass(frozen=True)
class RequestClosed(RequestFact):
    """A request was closed."""

    # None: it ended with its incident, and nobody was helping with it then or had finished.
    outcome: RequestOutcome | None
    move: str = ""

    def line(self) -> str:
        """Say how it ended."""
        return f"{self.request.name} closed{ended(self.request)}"


@dataclass(frozen=True)
class RequestVerified(RequestFact):
    """Staff called back a number found independently: who asks is who they say."""

    def line(self) -> str:
        """Say so."""
        return f"{self.request.name}: verified by a call back"


@dataclass(frozen=True)
class AssessmentCallHeld(RequestFact):
    """Staff talked with the requester about what is needed."""

    def line(self) -> str:
        """Say so."""
        return f"{self.request.name}: assessment call held"


@dataclass(frozen=True)
class RequestMergedInto(RequestFact):
    """Another request goes on as this one."""

    merged: AssistanceRequest

    def line(self) -> str:
        """Say which."""
        return f"{self.merged.name} goes on as {self.request.name}"


@dataclass(frozen=True)
class NobodyOwnsIt(RequestFact):
    """Half an hour after it came in nobody has it: this is asked once."""


@dataclass(frozen=True)
class ViewAsked(RequestFact):
    """Somebody was asked for the view of IACP or BJA, or staff to phone for it."""

    asking: RequestAsking
    staff_only = True

    def line(self) -> str:
        """Say whose view is asked for."""
        whose = self.asking.body.value.upper()
        return (
            f"{self.request.name}: staff are asked to phone for {whose}'s view"
            if self.asking.staff
            else (f"{self.request.name}: {whose} is asked for its view")
        )


@dataclass(frozen=True)
class NeedTold(RequestFact):
    """A need inside an incident whose help is approved: reviewers are told, not asked."""


@dataclass(frozen=True)
class StandInNamed(Fact):
    """Somebody stands in for a reviewer from then on."""

    reviewer: Person
    person: Person
    since: datetime
    until: datetime | None
