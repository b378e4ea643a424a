"""What becomes true of a request; the timeline's lines name numbers and decisions, never words or contacts."""

from dataclasses import dataclass

from mvai_slackbot.requests.models import AssistanceRequest, RequestDecision, RequestOutcome, RequestStatus
from mvai_slackbot.requests.words import ENDED, STANDING
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
        """Say so in the programme's words."""
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

    outcome: RequestOutcome
    move: str = ""

    def line(self) -> str:
        """Say how it ended."""
        return f"{self.request.name} closed: {ENDED[self.outcome]}"
