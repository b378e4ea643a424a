"""What an SME sees: the offer from the first word to its end, and the card of an assignment."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from slackblocks import Block as SlackBlock

from mvai_slackbot import crisis
from mvai_slackbot.incidents.forms import AGENCY_TYPES, PLACES, SWORN_BANDS
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.message import Message
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests.words import URGENCIES, label
from mvai_slackbot.slack.blocks import actions, context, quiet_message, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import escape, moment, person
from mvai_slackbot.smes import zones
from mvai_slackbot.smes.models import Assignment, Kind, Mode, Sme
from mvai_slackbot.smes.offers.models import AssignmentTerms
from mvai_slackbot.smes.words import MODES
from mvai_slackbot.smes.words_offers import ROLE_WORDS, days

NOTICE = (
    "*This message is about an act of mass violence in a community.* It holds no details. Read it when it suits you."
)
NOTICE_DRILL = "*This message is part of a drill: it rehearses how help is offered.* Read it when it suits you."
EXPECTED = {
    Mode.VIRTUAL: "a first call, then advice to the community's leader by phone, video and in a private channel",
    Mode.IN_PERSON: "a first call, then travel to the community, arranged with a coordinator",
}


class AcceptOffer(Value):
    """Accept."""

    action = "offer.accept"
    assignment: int


class DeclineOffer(Value):
    """Decline."""

    action = "offer.decline"
    assignment: int


class GiveReason(Value):
    """Say why not, in one press."""

    action = "offer.reason"
    assignment: int
    reason: Literal["not now", "too close to home"]


class OwnReason(Value):
    """Open the form for own words."""

    action = "offer.own_reason"
    assignment: int


class MarkDone(Value):
    """Open the form that closes the assignment."""

    action = "assignment.done"
    assignment: int


class WriteNote(Value):
    """Open the form for a note."""

    action = "assignment.note"
    assignment: int


class StepBack(Value):
    """Leave the incident."""

    action = "assignment.step_back"
    assignment: int


class ShowPlace(Value):
    """Show the kind of place; before that the offer does not say it."""

    action = "offer.place"
    assignment: int


class AskQuestion(Value):
    """Open the form for a question to staff."""

    action = "offer.question"
    assignment: int


class ContactMade(Value):
    """SME and leader have talked."""

    action = "assignment.contact"
    assignment: int


class RecordDone(Value):
    """Open the form for what was done."""

    action = "assignment.record"
    assignment: int


class ShareReach(Value):
    """Open the form for what the leader may have."""

    action = "assignment.share"
    assignment: int


@dataclass(frozen=True)
class Waiting:
    """What an offer shows while it waits for an answer."""

    incident: Incident
    assignment: Assignment
    terms: AssignmentTerms
    sme: Sme
    asked_for: str
    urgency: str = ""
    apart: timedelta | None = None
    asker: Person | None = None
    # A question of theirs waits for staff.
    asked: bool = False


def care() -> str:
    """Return whom an SME can call or text at any time."""
    return " · ".join(f"{one.title}: {one.contact}" for one in crisis.list_first())


def offer(at: Waiting) -> Message:
    """Return the offer as it waits: no place unless they pressed for its kind, no agency, no words of the request."""
    ident = at.assignment.id
    place = [] if at.terms.place_shown_at else [button("Show the kind of place", ShowPlace(assignment=ident))]
    return quiet_message(
        section(f"{at.incident.mark}{NOTICE_DRILL if at.incident.drill else NOTICE}"),
        section("*Could you help?*\n" + "\n".join(line for line in _offer_lines(at) if line)),
        *([section(_place(at.incident))] if at.terms.place_shown_at else []),
        actions(
            button("Accept", AcceptOffer(assignment=ident)),
            button("Decline", DeclineOffer(assignment=ident)),
            button("Ask a question", AskQuestion(assignment=ident)),
            *place,
        ),
        context(
            "Yes and no are both fine, and a no needs no reason. Only if you accept, the incident is opened to you.",
            f"{_time_words(at)} For staff, this is request {at.assignment.request_number}.",
        ),
        drill=at.incident.drill,
    )


def _offer_lines(at: Waiting) -> list[str]:
    clock, when = zones.in_words(at.apart, "yours"), days(at.terms.starts_on, at.terms.ends_on)
    soon = f", {label(URGENCIES, at.urgency).lower()}" if at.urgency else ""
    role = f", as {ROLE_WORDS[at.terms.role]}" if at.terms.role in ROLE_WORDS else ""
    return [
        f"*How:* {MODES[at.assignment.mode]}{role}{soon}",
        f"*What is expected:* {EXPECTED[at.assignment.mode]}",
        f"*Area:* {escape(at.asked_for) or 'agreed in the first call'}",
        f"*When:* {when}" if when else "",
        f"*The community's clock:* {clock}" if clock else "",
        f"*Who asks:* {person(at.asker.user_id, at.asker.name.reveal())}" if at.asker else "",
        f"*Please answer by:* {moment(at.terms.answer_by)}" if at.terms.answer_by and not at.asked else "",
        "Please think first of who will be there for you while you help." if at.sme.kind == Kind.FAMILY_MEMBER else "",
    ]


def _place(incident: Incident) -> str:
    kind = label(PLACES, incident.place_type) or "not on record yet"
    agency = ", ".join(filter(None, (label(AGENCY_TYPES, incident.agency_type), _sworn(incident))))
    return f"*Kind of place:* {kind}" + (f"\n*Kind of agency:* {agency}" if agency else "")


def _sworn(incident: Incident) -> str:
    band = label(SWORN_BANDS, incident.sworn_band)
    return f"{band.lower()} sworn" if band else ""


def _time_words(at: Waiting) -> str:
    if at.asked:
        return "Your question is with the staff. There is no hurry: the offer waits until they have answered."
    return "If the time passes, somebody else is asked. That is fine, too, and nothing is held against you."


def reminder(incident: Incident, assignment: Assignment, terms: AssignmentTerms) -> Message:
    """Return the one reminder; it names nothing, and the same two buttons stand on it."""
    until = f" until {moment(terms.answer_by)}" if terms.answer_by else ""
    return quiet_message(
        section(f"{incident.mark}You were asked whether you could help. The offer above is open to you{until}."),
        actions(
            button("Accept", AcceptOffer(assignment=assignment.id)),
            button("Decline", DeclineOffer(assignment=assignment.id)),
        ),
        context("This is the only reminder. Yes and no are both fine, and so is no answer."),
        drill=incident.drill,
    )


def expired(incident: Incident, assignment: Assignment) -> Message:
    """Return the offer when its time has passed: nothing is held against anybody, and a late yes is welcome."""
    words = "The time to answer has passed. That is fine, and nothing is held against you. Somebody else may be asked."
    yes = actions(button("I can still help", AcceptOffer(assignment=assignment.id)))
    return offer_ended(incident, words, yes, context("If a place is still free, your yes counts like any other."))


def answered(incident: Incident, question: str, answer: str, by: Person) -> Message:
    """Return what staff answered to a question about an offer."""
    return quiet_message(
        section(
            f"{incident.mark}{person(by.user_id, by.name.reveal())} answered what you asked about the offer above."
        ),
        section(f"*You asked:* {escape(question)}\n*The answer:* {escape(answer)}"),
        context("If you had not answered the offer yet: it waits for you again, and says until when."),
        drill=incident.drill,
    )


def offer_ended(incident: Incident, words: str, *more: SlackBlock) -> Message:
    """Return the offer when nothing is asked any more."""
    return quiet_message(section(f"{incident.mark}{words}"), *more, drill=incident.drill)


def declined(incident: Incident, assignment: Assignment) -> Message:
    """Return the offer after a no: thanks, and a reason only for who wants to give one."""
    if assignment.reason is not None:
        return offer_ended(incident, "Thank you for answering, and for telling us. It needs nothing more.")
    ident = assignment.id
    buttons = actions(
        button("Not now", GiveReason(assignment=ident, reason="not now")),
        button("Too close to home", GiveReason(assignment=ident, reason="too close to home"), nth=1),
        button("Own words", OwnReason(assignment=ident)),
    )
    words = (
        "Thank you for answering. That is fine, and it counts against nobody.\nYou need not say why. If you want to:"
    )
    return offer_ended(incident, words, buttons)
