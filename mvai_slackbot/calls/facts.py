"""What becomes true of a call; lines for the timeline carry no detail."""

from dataclasses import dataclass
from typing import ClassVar

from mvai_slackbot.calls.models import CallAsked, CallAsking, CallTest
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class CallFact(Fact):
    """A fact of one call; who asked for one is nothing that an SME or a leader reads in the timeline."""

    staff_only: ClassVar[bool] = True
    call: CallAsked

    @property
    def incident_id(self) -> int | None:
        """Return the incident it was asked for in, if any."""
        return self.call.incident_id


@dataclass(frozen=True)
class CallWanted(CallFact):
    """Somebody asked for a call while somebody is on call."""

    def line(self) -> str:
        """Say so, without who or why."""
        return "A call was asked for"


@dataclass(frozen=True)
class CallRefusedForNobody(CallFact):
    """Somebody asked for a call while nobody is on call."""

    def line(self) -> str:
        """Say so, without who or why."""
        return "A call was asked for; nobody was on call"


@dataclass(frozen=True)
class PersonAsked(CallFact):
    """Somebody on call is asked to make it."""

    asking: CallAsking
    person: Person


@dataclass(frozen=True)
class PhonesRung(CallFact):
    """People are asked in this round, the nth: phones are to ring for it."""

    nth: int


@dataclass(frozen=True)
class CallTaken(CallFact):
    """Somebody has the call."""

    by: Person

    def line(self) -> str:
        """Say who has it."""
        return f"{self.by.name.reveal()} has the call"


@dataclass(frozen=True)
class NobodyHasItYet(CallFact):
    """Ten, or twenty, minutes have passed and nobody has it."""

    minutes: int


@dataclass(frozen=True)
class NotDelivered(CallFact):
    """A message that asks somebody could not be delivered, and nobody has the call."""


@dataclass(frozen=True)
class OutcomeAwaited(CallFact):
    """Whoever has the call has not said what came of it, and it goes back in ten minutes."""

    by: Person


@dataclass(frozen=True)
class CallReturned(CallFact):
    """Whoever had the call did not say what came of it in time: people on call are asked again."""

    had: Person

    def line(self) -> str:
        """Say so."""
        return f"{self.had.name.reveal()} had the call and did not say how it went; people on call are asked again"


@dataclass(frozen=True)
class StillOnIt(CallFact):
    """Whoever has the call is still busy with it."""

    by: Person


@dataclass(frozen=True)
class NobodyLeft(CallFact):
    """Everybody who is on call was passed over, or nobody is on call any more."""

    def line(self) -> str:
        """Say so."""
        return "Nobody was left to ask for the call"


@dataclass(frozen=True)
class CallWithdrawn(CallFact):
    """The person does not need it any more."""

    def line(self) -> str:
        """Say so."""
        return "The call is not needed anymore"


@dataclass(frozen=True)
class CallOutcomeRecorded(CallFact):
    """Whoever has the call said what came of it."""

    def line(self) -> str:
        """Say that it was recorded; what, stands with the call only."""
        return "How the call went was recorded"


@dataclass(frozen=True)
class NumberGiven(CallFact):
    """The person gave a phone number while somebody is asked, or has the call."""


@dataclass(frozen=True)
class TestSent(Fact):
    """Somebody on call gets a test message."""

    test: CallTest
    person: Person


@dataclass(frozen=True)
class TestAcknowledged(Fact):
    """Somebody said that a test message reached them."""

    test: CallTest
    person: Person
