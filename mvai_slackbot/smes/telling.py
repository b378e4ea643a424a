"""The messages about an assignment that several announcements share, and their keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from slackblocks import Button as SlackButton

from mvai_slackbot import areas
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.leadership import leader_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import post_in_channel, tell
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.announce import card_effects
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.blocks import message, quiet_message, section
from mvai_slackbot.slack.text import person
from mvai_slackbot.smes import facts, service, zones
from mvai_slackbot.smes.assignments import views as views_card, views_meeting
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import cards, questions
from mvai_slackbot.smes.offers.terms import terms_of
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.work import Work

ROLES = {
    Part.SME_LEAD: " You are the SME lead of this incident.",
    Part.MENTAL_HEALTH_SME: " You are a mental-health SME of this incident.",
}


def _no_lines(work: Work, incident: Incident, request: AssistanceRequest) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Handed:
    """What higher floors hand in: the button that asks for a call (in an incident, or in none), lines of the briefing."""

    call: Callable[[int | None], SlackButton]
    briefing: Callable[[Work, Incident, AssistanceRequest], Sequence[str]] = _no_lines


def offer_key(assignment: Assignment) -> str:
    """Return the key of the offer's direct message."""
    return f"offer-{assignment.id}"


def reminder_key(assignment: Assignment) -> str:
    """Return the key of the reminder's direct message."""
    return f"offer-{assignment.id}-reminder"


def card_key(assignment: Assignment) -> str:
    """Return the key of the assignment card."""
    return f"assignment-{assignment.id}"


def areas_of(work: Work, assignment: Assignment) -> str:
    return areas.in_words(requests.get_by_id(work.session, assignment.request_id).areas)


def waiting_offer(work: Work, fact: facts.AssignmentFact) -> Message:
    """Return the offer as it should stand while it waits."""
    assignment, incident = fact.assignment, fact.incident
    sme = roster.get_sme(work.session, fact.person.id)
    request = requests.get_by_id(work.session, assignment.request_id)
    at = cards.Waiting(
        incident=incident,
        assignment=assignment,
        terms=terms_of(work.session, assignment),
        sme=sme,
        asked_for=areas.in_words(request.areas),
        urgency=request.urgency or "",
        apart=zones.apart(work.now, sme.timezone or fact.person.timezone, incident.timezone),
        asker=service.offerer_of(work.session, assignment),
        asked=questions.find_open(work.session, assignment.id) is not None,
    )
    return cards.offer(at)


def tell_offer(work: Work, fact: facts.AssignmentFact, words: Message) -> Iterator[e.Effect]:
    """Yield the offer's message as it should stand; the reminder below it asks no longer than the offer does."""
    assignment = fact.assignment
    yield from tell(fact.person, words, offer_key(assignment), assignment.subject)
    if terms_of(work.session, assignment).reminded_at is not None and assignment.state is not State.OFFERED:
        quiet = cards.offer_ended(fact.incident, "Nothing is asked here anymore. The offer above says how it ended.")
        yield from tell(fact.person, quiet, reminder_key(assignment), assignment.subject)


def request_card(work: Work, assignment: Assignment) -> Iterator[e.Effect]:
    request = requests.get_by_id(work.session, assignment.request_id)
    yield from card_effects(work, request, service.helpers_of)


def staff_of(work: Work, incident: Incident, assignment: Assignment) -> list[Person]:
    """Return who asked and who holds the incident now, each once."""
    asker = service.offerer_of(work.session, assignment)
    found = {one.id: one for one in incidents.holder_of(work, incident)}
    # An SME who hands over asks, too; what staff read is not for them.
    if asker is not None and people.roles_of(work.session, asker.id) & STAFF:
        found[asker.id] = asker
    return list(found.values())


def tell_giver(work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    """Tell an SME who wanted to hand over that somebody cannot take it; it stays with them, and staff know."""
    replaces = terms_of(work.session, fact.assignment).replaces_id
    before = service.get_assignment(work.session, replaces) if replaces is not None else None
    if before is not None and before.state is State.ACCEPTED:
        name = person(fact.person.user_id, fact.person.name.reveal())
        words = (
            f"{name} cannot take request {before.request_number} over this time. It is with you still; a coordinator "
            f"knows. You can ask somebody else: `/mvai-sme hand-over {before.request_number} @name`"
        )
        giver = people.get_person(work.session, before.person_id)
        yield from tell(giver, cards.offer_ended(fact.incident, words))


def _hours(work: Work, assignment: Assignment, leader: Person | None) -> str:
    """Return when the leader likes to talk, in their own words, where the request says so."""
    request = requests.get_by_id(work.session, assignment.request_id)
    theirs = leader is not None and request.requester_id == leader.id
    return request.contact_hours.reveal() if theirs and request.contact_hours is not None else ""


def assignment_card(
    handed: Handed, work: Work, incident: Incident, assignment: Assignment, who: Person
) -> Iterator[e.Effect]:
    """Yield the assignment card as it should stand now."""
    parts = people.parts_of(work.session, incident.id, who.id)
    leader = leader_of(work, incident.id)
    at = views_card.Card(
        incident=incident,
        assignment=assignment,
        terms=terms_of(work.session, assignment),
        asked_for=areas_of(work, assignment),
        lead=views_meeting.leader_for_sme(incident, leader, work.now, _hours(work, assignment, leader)),
        led=leader is not None,
        role="".join(words for part, words in ROLES.items() if part in parts),
        call=handed.call(incident.id),
    )
    yield from tell(who, views_card.assignment_card(at), card_key(assignment), assignment.subject)


def introduce(work: Work, incident: Incident, assignment: Assignment, who: Person) -> Iterator[e.Effect]:
    """Introduce the SME to the leader, if there is one with an account."""
    leader, sme = leader_of(work, incident.id), roster.get_sme(work.session, who.id)
    terms = terms_of(work.session, assignment)
    words = views_meeting.sme_for_leader(incident, assignment, areas_of(work, assignment), who, sme, terms, work.now)
    yield from tell(leader, words, meet_key(assignment, leader))


def meet_key(assignment: Assignment, leader: Person | None) -> str:
    return f"meet-{assignment.id}-{leader.id if leader else 0}"


def no_longer(work: Work, fact: facts.AssignmentFact, to: Person | None = None) -> Iterator[e.Effect]:
    """Tell leader and channel that somebody has handed over, without why; `to` is who has it now."""
    incident, number = fact.incident, fact.assignment.request_number
    name = person(fact.person.user_id, fact.person.name.reveal())
    then = (
        f"{person(to.user_id, to.name.reveal())} has it now." if to else "A coordinator is looking for somebody else."
    )
    text = f"{incident.mark}{name} has handed over request {number}. {then}"
    leader = leader_of(work, incident.id)
    quiet = quiet_message(section(text), drill=incident.drill)
    yield from tell(leader, quiet, meet_key(fact.assignment, leader))
    yield from post_in_channel(work, incident, message(text, section(text)))
