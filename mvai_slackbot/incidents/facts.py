"""What becomes true of an incident; a fact carries its own line for the timeline."""

from dataclasses import dataclass, field
from datetime import datetime

from mvai_slackbot.incidents.models import Incident, Outcome
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class IncidentFact(Fact):
    """A fact of one incident."""

    incident: Incident

    @property
    def incident_id(self) -> int | None:
        """Return the incident it belongs to."""
        return self.incident.id


@dataclass(frozen=True)
class IncidentOpened(IncidentFact):
    """An incident was opened."""

    owner: Person

    def line(self) -> str:
        """Say who opened it."""
        return f"Opened as {self.incident.number}; owner {self.owner.name.reveal()}"


@dataclass(frozen=True)
class ChannelOpened(IncidentFact):
    """Slack made the private channel; `answer_url` is where the opener's private answer can be replaced."""

    answer_url: str = field(default="", repr=False)

    def line(self) -> str:
        """Say that the channel stands."""
        return "Private channel made"


@dataclass(frozen=True)
class CardPosted(IncidentFact):
    """The card stands in the channel."""


@dataclass(frozen=True)
class SetUpChanged(IncidentFact):
    """A step of the set-up needs another try, needs help, or is done after that."""

    step: str
    state: str
    reason: str = ""


@dataclass(frozen=True)
class StillWaiting(IncidentFact):
    """The channel has not come for five seconds."""


@dataclass(frozen=True)
class DetailsChanged(IncidentFact):
    """Details were added or corrected."""

    def line(self) -> str:
        """Say so, without the details."""
        return "Details updated"


@dataclass(frozen=True)
class PartFact(IncidentFact):
    """Something about somebody's part in the incident."""

    person: Person
    part: Part


@dataclass(frozen=True)
class PartTaken(PartFact):
    """Somebody has a part in the incident now; `relieved_at`: again, since a mistake took it from them then."""

    invited: bool = True
    relieved_at: datetime | None = None

    def line(self) -> str:
        """Say who and what."""
        return f"{self.person.name.reveal()}: {self.part.value.replace('_', ' ')}"


@dataclass(frozen=True)
class PartCorrected(PartFact):
    """What is on record of somebody with a part was corrected: those who are told of them read it anew."""


@dataclass(frozen=True)
class PartEnded(PartFact):
    """Somebody's part ended; `wrong` when it had gone to the wrong person and was taken back.

    `given` is when it went there; `known`: they led or stood beside the leader here before, which was no mistake.
    """

    wrong: bool = False
    given: datetime | None = None
    known: bool = False

    def line(self) -> str:
        """Say so."""
        if self.wrong:
            return f"{self.part.value.capitalize()}: taken back, it had gone to the wrong person"
        return f"{self.person.name.reveal()}: no longer {self.part.value}"


PART_FACTS = (PartTaken, PartCorrected, PartEnded)


@dataclass(frozen=True)
class OwnerChanged(IncidentFact):
    """Somebody else owns the incident now."""

    owner: Person
    before: Person | None
    note: str | None

    def line(self) -> str:
        """Say who."""
        return f"Handed over to {self.owner.name.reveal()}"


@dataclass(frozen=True)
class IncidentClosed(IncidentFact):
    """The incident was closed; what belongs to it ends, check-ins only where staff said so."""

    outcome: Outcome
    checkins_go_on: bool = False

    def line(self) -> str:
        """Say how it ended; whoever is of this incident need have no part in the other one, so it is not named."""
        return f"Closed: {self.outcome.in_words()}"


@dataclass(frozen=True)
class IncidentReopened(IncidentFact):
    """The incident was opened again."""

    def line(self) -> str:
        """Say so."""
        return "Reopened"


@dataclass(frozen=True)
class ArchiveDue(IncidentFact):
    """A closed incident's channel is to be archived now."""

    def line(self) -> str:
        """Say so."""
        return "Channel archived"


@dataclass(frozen=True)
class ChannelChanged(IncidentFact):
    """Somebody renamed, archived or unarchived the channel by hand."""

    what: str

    def line(self) -> str:
        """Say what happened."""
        return f"Channel {self.what}"


@dataclass(frozen=True)
class ChannelExposed(IncidentFact):
    """The channel is not as private as it was made: the owner is alarmed and posts stop."""

    reason: str

    def line(self) -> str:
        """Say why."""
        return f"Posts stopped: {self.reason}"


@dataclass(frozen=True)
class PeopleMissed(IncidentFact):
    """Slack did not let the bot invite these people (user ids)."""

    people: tuple[str, ...]


@dataclass(frozen=True)
class IncidentLocked(IncidentFact):
    """The incident is hidden from all but coordinators; posts and invites stopped."""

    def line(self) -> str:
        """Say so."""
        return "Locked"


@dataclass(frozen=True)
class IncidentUnlocked(IncidentFact):
    """The lock ended."""

    def line(self) -> str:
        """Say so."""
        return "Unlocked"


@dataclass(frozen=True)
class LookDue(IncidentFact):
    """It is time to look whether the channel is still private, and with `count` who is in it."""

    count: bool = False
