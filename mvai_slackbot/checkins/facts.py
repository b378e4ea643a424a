"""What becomes true of check-ins; only the offer has a line, since the timeline is read by the whole incident."""

from dataclasses import dataclass

from mvai_slackbot.checkins.models import Answer, Delegation, Occurrence, Offer, Plan, Prompt
from mvai_slackbot.checkins.models_following import FormLink, Outreach
from mvai_slackbot.checkins.plans.models import CallToMake
from mvai_slackbot.incidents.facts import IncidentFact
from mvai_slackbot.people.models import Person


@dataclass(frozen=True)
class CheckinsOffered(IncidentFact):
    """Somebody is asked whether they want check-ins."""

    offer: Offer
    person: Person

    def line(self) -> str:
        """Say that it was offered; what came of it is nobody else's business."""
        return "Check-ins offered"


@dataclass(frozen=True)
class SecondViewAsked(IncidentFact):
    """The leader asked somebody for a second view. It has no line: whom a leader asks is the leader's."""

    offer: Offer
    person: Person


@dataclass(frozen=True)
class OfferAnswered(IncidentFact):
    """The person said yes, later or no."""

    offer: Offer
    person: Person


@dataclass(frozen=True)
class OfferTakenBack(IncidentFact):
    """The offer reached a wrong person, or ended with its incident."""

    offer: Offer
    person: Person


@dataclass(frozen=True)
class PlanChanged(IncidentFact):
    """A plan began, paused, went on or stopped."""

    plan: Plan
    person: Person


@dataclass(frozen=True)
class StartedAgain(IncidentFact):
    """The person took their own stop back."""

    plan: Plan
    person: Person


@dataclass(frozen=True)
class PlanHeld(IncidentFact):
    """A plan was paused by the bot: the person's Slack account is deactivated."""

    plan: Plan
    person: Person


@dataclass(frozen=True)
class PromptShown(IncidentFact):
    """A prompt is put before its person, as a message of its own."""

    prompt: Prompt


@dataclass(frozen=True)
class PromptChanged(IncidentFact):
    """A prompt that stands in somebody's messages says something else now."""

    prompt: Prompt


@dataclass(frozen=True)
class QuietDayCame(IncidentFact):
    """It is the year mark: a quiet word, no question."""

    plan: Plan
    person: Person


@dataclass(frozen=True)
class DelegateAsked(IncidentFact):
    """The leader asked somebody to answer in their place."""

    delegation: Delegation


@dataclass(frozen=True)
class DelegationChanged(IncidentFact):
    """The delegate said yes or no, or the delegation ended."""

    delegation: Delegation


@dataclass(frozen=True)
class AnswerGiven(IncidentFact):
    """An answer, or a newer version of it, is in. It has no line: nobody else learns that there was one."""

    occurrence: Occurrence
    answer: Answer


@dataclass(frozen=True)
class PromptMissed(IncidentFact):
    """A prompt closed without an answer. It has no line: silence is nobody else's business."""

    plan: Plan
    prompt: Prompt


@dataclass(frozen=True)
class OutreachBegan(IncidentFact):
    """Silence has led to the next step: a person is asked to phone, or the pace drops to monthly."""

    plan: Plan
    outreach: Outreach


@dataclass(frozen=True)
class OutreachChanged(IncidentFact):
    """Somebody said what came of a phone call, or it is not needed any more."""

    plan: Plan
    outreach: Outreach


@dataclass(frozen=True)
class HelpWanted(IncidentFact):
    """A request was logged from an answer; the request has its own line, this has none."""

    prompt: Prompt


@dataclass(frozen=True)
class LinkWanted(IncidentFact):
    """Somebody without an account needs a link, and a person has to pass it on; `again` when an old one had expired."""

    prompt: Prompt
    again: FormLink | None = None


@dataclass(frozen=True)
class PlanEdited(IncidentFact):
    """Pace, hour or free days of a plan changed; nothing of it is on the timeline. `paced`: somebody chose a pace."""

    plan: Plan
    person: Person
    paced: bool = False


@dataclass(frozen=True)
class RestUnknown(IncidentFact):
    """It is time to read somebody's scheduled Do Not Disturb."""

    person: Person


@dataclass(frozen=True)
class CallNeeded(IncidentFact):
    """Nothing is asked of somebody, and a person is asked to phone them; why is nobody's business."""

    call: CallToMake
    person: Person


@dataclass(frozen=True)
class CallStillNeeded(IncidentFact):
    """A day has passed and nobody has phoned them."""

    call: CallToMake
    person: Person


@dataclass(frozen=True)
class CallMade(IncidentFact):
    """A person has phoned them."""

    call: CallToMake
    person: Person


@dataclass(frozen=True)
class ReaderJoined(IncidentFact):
    """Somebody who came later reads answers from now on: the plan's person is told before earlier ones open."""

    plan: Plan
    reader: Person
