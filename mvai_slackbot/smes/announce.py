"""What Slack is told of offers and their answers."""

from collections.abc import Iterator

from mvai_slackbot.incidents import facts as incident_facts
from mvai_slackbot.incidents.leadership import leader_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import may_post, post_in_channel, tell
from mvai_slackbot.incidents.views import FindHelpHere
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.smes import cards, facts, roster, service, views, zones
from mvai_slackbot.smes.ends import HELPING
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.telling import (
    areas_of,
    assignment_card,
    card_key,
    meet_key,
    no_longer,
    offer_key,
    request_card,
    staff_of,
    tell_offer,
)
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


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
    yield from tell_offer(work, fact, cards.offer(incident, assignment, areas_of(work, assignment), sme, apart, asker))
    yield from request_card(work, assignment)


@announcers.of(facts.OfferAccepted)
def _accepted(work: Work, fact: facts.OfferAccepted) -> Iterator[e.Effect]:
    assignment, incident, who = fact.assignment, fact.incident, fact.person
    # The channel opens first; the messages about it follow.
    yield from _invite(work, incident, who, assignment.subject)
    yield from tell_offer(
        work, fact, cards.offer_ended(incident, "You accepted. Thank you. What follows stands below.")
    )
    yield from assignment_card(work, incident, assignment, who)
    yield from _introduce(work, incident, assignment, who)
    yield from post_in_channel(work, incident, cards.joined_line(incident, assignment, areas_of(work, assignment), who))
    yield from request_card(work, assignment)
    for one in staff_of(work, incident, assignment):
        yield from tell(one, views.accepted_news(incident, assignment, who, leader_of(work, incident.id)))


def _invite(work: Work, incident: Incident, who: Person, subject: str) -> Iterator[e.Effect]:
    if incident.channel_id and who.user_id and may_post(work, incident):
        yield e.Invite(channel=incident.channel_id, people=(who.user_id,), subject=subject)


def _introduce(work: Work, incident: Incident, assignment: Assignment, who: Person) -> Iterator[e.Effect]:
    """Introduce the SME to the leader, if there is one with an account."""
    leader, sme = leader_of(work, incident.id), roster.get_sme(work.session, who.id)
    words = cards.sme_for_leader(incident, assignment, areas_of(work, assignment), who, sme, work.now)
    yield from tell(leader, words, meet_key(assignment, leader))


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
    yield from tell_offer(work, fact, cards.declined(incident, assignment))
    again = FindHelpHere(incident=incident.id)
    for one in staff_of(work, incident, assignment):
        words = views.declined_news(incident, assignment, fact.person, again)
        yield from tell(one, words, f"declined-{assignment.id}-{one.id}")
    yield from request_card(work, assignment)


@announcers.of(facts.OfferTakenBack)
def _taken_back(work: Work, fact: facts.OfferTakenBack) -> Iterator[e.Effect]:
    words = "This came to you too early, and a coordinator took it back. Nothing is asked of you. Thank you."
    yield from tell_offer(work, fact, cards.offer_ended(fact.incident, words))
    if fact.accepted:
        over = "This was taken back. Nothing is asked of you, and nothing is held against you. Thank you."
        yield from tell(fact.person, cards.offer_ended(fact.incident, over), card_key(fact.assignment))
        yield from no_longer(work, fact)
    yield from request_card(work, fact.assignment)


@announcers.of(incident_facts.ChannelOpened, incident_facts.IncidentUnlocked)
def _open_channel(work: Work, fact: incident_facts.IncidentFact) -> Iterator[e.Effect]:
    """Invite SMEs who accepted before there was a channel, or while it was closed to invitations."""
    for one in service.list_assignments(work.session, fact.incident.id):
        who = people.get_person(work.session, one.person_id)
        parts = people.parts_of(work.session, fact.incident.id, who.id)
        if one.state is State.ACCEPTED and parts & set(HELPING):
            yield from _invite(work, fact.incident, who, one.subject)
            yield from assignment_card(work, fact.incident, one, who)
