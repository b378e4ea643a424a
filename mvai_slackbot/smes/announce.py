"""What Slack is told of offers and assignments."""

from collections.abc import Iterator

from mvai_slackbot import areas
from mvai_slackbot.incidents import facts as incident_facts
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.leadership import leader_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import may_post, post_in_channel, tell
from mvai_slackbot.incidents.views import FindHelpHere, link
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.announce import card_effects
from mvai_slackbot.slack.blocks import message, quiet_message, section
from mvai_slackbot.slack.text import escape, person
from mvai_slackbot.smes import cards, facts, roster, service, views, zones
from mvai_slackbot.smes.ends import HELPING
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()
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


def _areas(work: Work, assignment: Assignment) -> str:
    return areas.in_words(requests.get_by_id(work.session, assignment.request_id).areas)


def _tell_offer(work: Work, fact: facts.AssignmentFact, words: Message) -> Iterator[e.Effect]:
    yield from tell(fact.person, words, offer_key(fact.assignment), fact.assignment.subject)


def _request_card(work: Work, assignment: Assignment) -> Iterator[e.Effect]:
    request = requests.get_by_id(work.session, assignment.request_id)
    yield from card_effects(work, request, service.helpers_of)


def _staff(work: Work, incident: Incident, assignment: Assignment) -> list[Person]:
    """Return who asked and who holds the incident now, each once."""
    asker = service.offerer_of(work.session, assignment)
    found = {one.id: one for one in incidents.holder_of(work, incident)}
    return list((found | {asker.id: asker} if asker is not None else found).values())


def assignment_card(work: Work, incident: Incident, assignment: Assignment, who: Person) -> Iterator[e.Effect]:
    """Yield the assignment card as it should stand now."""
    parts = people.parts_of(work.session, incident.id, who.id)
    role = "".join(words for part, words in ROLES.items() if part in parts)
    lead = cards.leader_for_sme(incident, leader_of(work, incident.id), work.now)
    words = cards.assignment_card(incident, assignment, _areas(work, assignment), lead, role)
    yield from tell(who, words, card_key(assignment), assignment.subject)


@announcers.of(facts.OfferMade)
def _offer(work: Work, fact: facts.OfferMade) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    if fact.again:
        again = "The offer above is open to you all the same: a coordinator asked once more. Yes and no are both fine."
        yield from tell(fact.person, cards.offer_ended(incident, again), f"{offer_key(assignment)}-again")
        return
    sme = roster.get_sme(work.session, fact.person.id)
    apart = zones.apart(work.now, sme.timezone or fact.person.timezone, incident.timezone)
    asker = service.offerer_of(work.session, assignment)
    yield from _tell_offer(work, fact, cards.offer(incident, assignment, _areas(work, assignment), sme, apart, asker))
    yield from _request_card(work, assignment)


@announcers.of(facts.OfferAccepted)
def _accepted(work: Work, fact: facts.OfferAccepted) -> Iterator[e.Effect]:
    assignment, incident, who = fact.assignment, fact.incident, fact.person
    # The channel opens first; the messages about it follow.
    yield from _invite(work, incident, who, assignment.subject)
    yield from _tell_offer(
        work, fact, cards.offer_ended(incident, "You accepted. Thank you. What follows stands below.")
    )
    yield from assignment_card(work, incident, assignment, who)
    yield from _introduce(work, incident, assignment, who)
    yield from post_in_channel(work, incident, cards.joined_line(incident, assignment, _areas(work, assignment), who))
    yield from _request_card(work, assignment)
    for one in _staff(work, incident, assignment):
        yield from tell(one, views.accepted_news(incident, assignment, who))


def _invite(work: Work, incident: Incident, who: Person, subject: str) -> Iterator[e.Effect]:
    if incident.channel_id and who.user_id and may_post(work, incident):
        yield e.Invite(channel=incident.channel_id, people=(who.user_id,), subject=subject)


def _meet_key(assignment: Assignment, leader: Person | None) -> str:
    return f"meet-{assignment.id}-{leader.id if leader else 0}"


def _introduce(work: Work, incident: Incident, assignment: Assignment, who: Person) -> Iterator[e.Effect]:
    """Introduce the SME to the leader, if there is one with an account."""
    leader, sme = leader_of(work, incident.id), roster.get_sme(work.session, who.id)
    words = cards.sme_for_leader(incident, assignment, _areas(work, assignment), who, sme, work.now)
    yield from tell(leader, words, _meet_key(assignment, leader))


@announcers.of(incident_facts.PartTaken)
def _leader_named(work: Work, fact: incident_facts.PartTaken) -> Iterator[e.Effect]:
    if fact.part is not Part.LEADER:
        return
    for one in service.list_assignments(work.session, fact.incident.id):
        if one.state is State.ACCEPTED:
            who = people.get_person(work.session, one.person_id)
            yield from assignment_card(work, fact.incident, one, who)
            yield from _introduce(work, fact.incident, one, who)


@announcers.of(facts.OfferDeclined, facts.ReasonGiven)
def _declined(work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    yield from _tell_offer(work, fact, cards.declined(incident, assignment))
    again = FindHelpHere(incident=incident.id)
    for one in _staff(work, incident, assignment):
        words = views.declined_news(incident, assignment, fact.person, again)
        yield from tell(one, words, f"declined-{assignment.id}-{one.id}")
    yield from _request_card(work, assignment)


@announcers.of(facts.OfferTakenBack)
def _taken_back(work: Work, fact: facts.OfferTakenBack) -> Iterator[e.Effect]:
    words = "This came to you too early, and a coordinator took it back. Nothing is asked of you. Thank you."
    yield from _tell_offer(work, fact, cards.offer_ended(fact.incident, words))
    if fact.accepted:
        over = "This was taken back. Nothing is asked of you, and nothing is held against you. Thank you."
        yield from tell(fact.person, cards.offer_ended(fact.incident, over), card_key(fact.assignment))
        yield from _no_longer(work, fact)
    yield from _request_card(work, fact.assignment)


def _no_longer(work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    """Tell leader and channel that somebody helps no longer, without why."""
    incident, number = fact.incident, fact.assignment.request_number
    name = person(fact.person.user_id, fact.person.name.reveal())
    text = f"{incident.mark}{name} no longer helps with request {number}. A coordinator looks for somebody else."
    leader = leader_of(work, incident.id)
    quiet = quiet_message(section(text), drill=incident.drill)
    yield from tell(leader, quiet, _meet_key(fact.assignment, leader))
    yield from post_in_channel(work, incident, message(text, section(text)))


@announcers.of(facts.AssignmentDone)
def _done(work: Work, fact: facts.AssignmentDone) -> Iterator[e.Effect]:
    yield from assignment_card(work, fact.incident, fact.assignment, fact.person)
    yield from _request_card(work, fact.assignment)


@announcers.of(facts.SteppedBack)
def _stepped_back(work: Work, fact: facts.SteppedBack) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    words = (
        "You stepped back. That is fine, no reason is needed, and nothing is asked of you. Thank you for what you gave."
    )
    yield from tell(fact.person, cards.offer_ended(incident, words), card_key(assignment), assignment.subject)
    if fact.needed:
        yield from _no_longer(work, fact)
    yield from _request_card(work, assignment)
    name = person(fact.person.user_id, escape(fact.person.name.reveal()))
    need = f"{name} stepped back from request {assignment.request_number}." if fact.needed else f"{name} left."
    lead = " They were the SME lead; whoever accepts next becomes SME lead." if fact.lead else ""
    for holder in incidents.holder_of(work, incident):
        again = FindHelpHere(incident=incident.id)
        yield from tell(holder, views.gone_news(incident, f"{need}{lead} Please do not ask why.", again))


@announcers.of(facts.AccessLeft)
def _remove(work: Work, fact: facts.AccessLeft) -> Iterator[e.Effect]:
    incident = fact.incident
    if incident.channel_id and not incident.archived and fact.person.user_id and not fact.person.deactivated:
        yield e.Remove(channel=incident.channel_id, person=fact.person.user_id, subject=fact.assignment.subject)


@announcers.of(facts.AssignmentEnded)
def _ended(work: Work, fact: facts.AssignmentEnded) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    if fact.because == "account":
        words = (
            f"{escape(fact.person.name.reveal())}'s account is deactivated. Request {assignment.request_number} needs "
        )
        for holder in incidents.holder_of(work, incident):
            again = FindHelpHere(incident=incident.id)
            yield from tell(holder, views.gone_news(incident, f"{words}somebody else.", again))
        yield from _request_card(work, assignment)
        return
    what = f"request {assignment.request_number}" if fact.because == "request" else "the incident"
    if fact.answered:
        over = f"This ended: {what} closed. Thank you for your help. Please look after yourself too. {cards.care()}"
        yield from tell(fact.person, cards.offer_ended(incident, over), card_key(assignment), assignment.subject)
    else:
        over = f"This ended meanwhile: {what} closed. Nothing is asked of you. Thank you for being ready."
        yield from _tell_offer(work, fact, cards.offer_ended(incident, over))
    yield from _request_card(work, assignment)


@announcers.of(facts.OfferUndelivered)
def _undelivered(work: Work, fact: facts.OfferUndelivered) -> Iterator[e.Effect]:
    name = escape(fact.person.name.reveal())
    number = fact.assignment.request_number
    words = f"The offer about request {number} could not reach {name}. Please phone, or ask somebody else."
    for one in _staff(work, fact.incident, fact.assignment):
        yield from tell(one, views.gone_news(fact.incident, words, FindHelpHere(incident=fact.incident.id)))


@announcers.of(incident_facts.ChannelOpened, incident_facts.IncidentUnlocked)
def _open_channel(work: Work, fact: incident_facts.IncidentFact) -> Iterator[e.Effect]:
    """Invite SMEs who accepted before there was a channel, or while it was closed to invitations."""
    for one in service.list_assignments(work.session, fact.incident.id):
        who = people.get_person(work.session, one.person_id)
        parts = people.parts_of(work.session, fact.incident.id, who.id)
        if one.state is State.ACCEPTED and parts & set(HELPING):
            yield from _invite(work, fact.incident, who, one.subject)
            yield from assignment_card(work, fact.incident, one, who)


@announcers.of(facts.NoteWritten)
def _note(work: Work, fact: facts.NoteWritten) -> Iterator[e.Effect]:
    """Tell the incident's holder that there is a note; the words are read by command, not in a message."""
    for holder in incidents.holder_of(work, fact.incident):
        if holder.id != fact.person.id:
            who = person(fact.person.user_id, fact.person.name.reveal())
            text = (
                f"{fact.incident.mark}{who} wrote a note. Type `/mvai-sme notes` in {link(fact.incident)} to read it."
            )
            yield from tell(holder, message("MVAI: a note was written", section(text)))
