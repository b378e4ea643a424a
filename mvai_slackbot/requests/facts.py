"""What becomes true of a request; the timeline's lines name numbers and decisions, never words or contacts."""

from dataclasses import dataclass

from mvai_slackbot.requests.models import AssistanceRequest, RequestDecision, RequestOutcome, RequestStatus
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
        """Say who and what, without the reason."""
        verdict = self.decision.verdict.value.replace("-", " ")
        return f"{self.request.name}: {self.decision.body.value.upper()} decided: {verdict}"


@dataclass(frozen=True)
class HelpBeganBeforeDecision(RequestFact):
    """Somebody was asked to help before both decisions were made."""

    def line(self) -> str:
        """Say so in the programme's words."""
        return f"{self.request.name}: help now, decide after"


@dataclass(frozen=True)
class RequestStatusChanged(RequestFact):
    """A request moved on: logged, assigned, done."""

    before: RequestStatus

    def line(self) -> str:
        """Say where it stands now."""
        return f"{self.request.name}: {self.request.status.value}"


@dataclass(frozen=True)
class RequestClosed(RequestFact):
    """A request was closed."""

    outcome: RequestOutcome

    def line(self) -> str:
        """Say how it ended."""
        return f"{self.request.name} closed: {self.outcome.value.replace('-', ' ')}"
