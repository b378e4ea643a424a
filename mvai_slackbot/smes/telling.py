"""The messages about an assignment that several announcements share, and their keys."""

from collections.abc import Iterator

from mvai_slackbot import areas
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.leadership import leader_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import post_in_channel, tell
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.announce import card_effects
from mvai_slackbot.slack.blocks import message, quiet_message, section
from mvai_slackbot.slack.text import person
from mvai_slackbot.smes import cards, facts, service
from mvai_slackbot.smes.models import Assignment
from mvai_slackbot.work import Work

ROLES = {
    Part.SME_LEAD: " You are the SME lead of this incident.",
    Part.MENTAL_HEALTH_SME: " You are a mental-health SME of this incident.",
}


def offer_key(assignment: Assignment) -> str:
    """Return the key of the offer's direct message."""
    return f"offer-{assignment.id}"


def card_key(assignment: Assignment) -> str:
    """Return the key of the assignment card."""
    return f"assignment-{assignment.id}"


def areas_of(work: Work, assignment: Assignment) -> str:
    return areas.in_words(requests.get_by_id(work.session, assignment.request_id).areas)


def tell_offer(work: Work, fact: facts.AssignmentFact, words: Message) -> Iterator[e.Effect]:
    yield from tell(fact.person, words, offer_key(fact.assignment), fact.assignment.subject)


def request_card(work: Work, assignment: Assignment) -> Iterator[e.Effect]:
    request = requests.get_by_id(work.session, assignment.request_id)
    yield from card_effects(work, request, service.helpers_of)


def staff_of(work: Work, incident: Incident, assignment: Assignment) -> list[Person]:
    """Return who asked and who holds the incident now, each once."""
    asker = service.offerer_of(work.session, assignment)
    found = {one.id: one for one in incidents.holder_of(work, incident)}
    return list((found | {asker.id: asker} if asker is not None else found).values())


def _hours(work: Work, assignment: Assignment, leader: Person | None) -> str:
    """Return when the leader likes to talk, in their own words, where the request says so."""
    request = requests.get_by_id(work.session, assignment.request_id)
    theirs = leader is not None and request.requester_id == leader.id
    return request.contact_hours.reveal() if theirs and request.contact_hours is not None else ""


def assignment_card(work: Work, incident: Incident, assignment: Assignment, who: Person) -> Iterator[e.Effect]:
    """Yield the assignment card as it should stand now."""
    parts = people.parts_of(work.session, incident.id, who.id)
    role = "".join(words for part, words in ROLES.items() if part in parts)
    leader = leader_of(work, incident.id)
    lead = cards.leader_for_sme(incident, leader, work.now, _hours(work, assignment, leader))
    words = cards.assignment_card(incident, assignment, areas_of(work, assignment), lead, role)
    yield from tell(who, words, card_key(assignment), assignment.subject)


def meet_key(assignment: Assignment, leader: Person | None) -> str:
    return f"meet-{assignment.id}-{leader.id if leader else 0}"


def no_longer(work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    """Tell leader and channel that somebody helps no longer, without why."""
    incident, number = fact.incident, fact.assignment.request_number
    name = person(fact.person.user_id, fact.person.name.reveal())
    text = f"{incident.mark}{name} no longer helps with request {number}. A coordinator looks for somebody else."
    leader = leader_of(work, incident.id)
    quiet = quiet_message(section(text), drill=incident.drill)
    yield from tell(leader, quiet, meet_key(fact.assignment, leader))
    yield from post_in_channel(work, incident, message(text, section(text)))
