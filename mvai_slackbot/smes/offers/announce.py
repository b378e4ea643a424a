"""What Slack is told of offers and their answers."""

from collections.abc import Iterator
from functools import partial

from mvai_slackbot.incidents import facts as incident_facts
from mvai_slackbot.incidents.leadership import leader_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import may_post, post_in_channel, tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.assignments import views as views_card, views_meeting
from mvai_slackbot.smes.assignments.ends import HELPING
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import answered, cards, views
from mvai_slackbot.smes.offers.announce_turns import declined_news, turn_after
from mvai_slackbot.smes.telling import (
    Handed,
    areas_of,
    assignment_card,
    card_key,
    introduce,
    no_longer,
    offer_key,
    request_card,
    staff_of,
    tell_giver,
    tell_offer,
    waiting_offer,
)
from mvai_slackbot.work import Announcers, Work


def build(handed: Handed) -> Announcers:
    """Return the announcers; `handed` is what higher floors know."""
    announcers = Announcers()
    announcers.of(facts.OfferMade)(_offer)
    announcers.of(facts.OfferAccepted)(partial(_accepted, handed))
    announcers.of(facts.OfferDeclined, facts.ReasonGiven)(_declined)
    announcers.of(facts.OfferTakenBack)(_taken_back)
    announcers.of(*incident_facts.PART_FACTS)(partial(_leader_named, handed))
    announcers.of(incident_facts.ChannelOpened, incident_facts.IncidentUnlocked)(partial(_open_channel, handed))
    return announcers


def _offer(work: Work, fact: facts.OfferMade) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    yield from tell_offer(work, fact, waiting_offer(work, fact))
    if fact.again:
        again = "The offer above is open to you all the same: a coordinator asked once more. Yes and no are both fine."
        yield from tell(fact.person, cards.offer_ended(incident, again), f"{offer_key(assignment)}-again")
        return
    yield from request_card(work, assignment)


def _accepted(handed: Handed, work: Work, fact: facts.OfferAccepted) -> Iterator[e.Effect]:
    assignment, incident, who = fact.assignment, fact.incident, fact.person
    # The channel opens first; the messages about it follow.
    yield from _invite(work, incident, who, assignment.subject)
    yield from tell_offer(work, fact, cards.offer_ended(incident, "You accepted. Thank you. What comes next is below."))
    yield from assignment_card(handed, work, incident, assignment, who)
    yield from _brief(handed, work, incident, assignment, who)
    yield from introduce(work, incident, assignment, who)
    about = areas_of(work, assignment)
    yield from post_in_channel(work, incident, views_meeting.joined_line(incident, assignment, about, who))
    yield from request_card(work, assignment)
    for one in staff_of(work, incident, assignment):
        yield from tell(one, views.accepted_news(incident, assignment, who, leader_of(work, incident.id)))


def _brief(handed: Handed, work: Work, incident: Incident, assignment: Assignment, who: Person) -> Iterator[e.Effect]:
    """Yield what is known today, with what other features know of area and phase."""
    request = requests.get_by_id(work.session, assignment.request_id)
    others = people.list_in_part(work.session, incident.id, Part.SME, Part.SME_LEAD)
    team = [one for one in others if one.id != who.id]
    words = views_card.briefing(incident, request, team, handed.briefing(work, incident, request), work.now)
    yield from tell(who, words, f"briefing-{assignment.id}", assignment.subject)


def _invite(work: Work, incident: Incident, who: Person, subject: str) -> Iterator[e.Effect]:
    if incident.channel_id and who.user_id and may_post(work, incident):
        yield e.Invite(channel=incident.channel_id, people=(who.user_id,), subject=subject)


def _leader_named(handed: Handed, work: Work, fact: incident_facts.PartFact) -> Iterator[e.Effect]:
    # Nothing goes out while it is locked; a wrong leader's name and number leave what helpers read.
    if fact.part is not Part.LEADER or is_hidden(work.session, fact.incident.id):
        return
    for one in service.list_assignments(work.session, fact.incident.id):
        if one.state is State.ACCEPTED:
            who = people.get_person(work.session, one.person_id)
            yield from assignment_card(handed, work, fact.incident, one, who)
            yield from introduce(work, fact.incident, one, who)


def _declined(work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    assignment, incident = fact.assignment, fact.incident
    yield from tell_offer(work, fact, cards.declined(incident, assignment))
    if isinstance(fact, facts.OfferDeclined):
        yield from tell_giver(work, fact)
    yield from declined_news(work, incident, assignment, turn_after(work, assignment))
    yield from request_card(work, assignment)


def _taken_back(work: Work, fact: facts.OfferTakenBack) -> Iterator[e.Effect]:
    yield from tell_offer(work, fact, cards.offer_ended(fact.incident, answered.TOO_EARLY))
    if fact.accepted:
        over = cards.offer_ended(fact.incident, answered.TAKEN_BACK)
        yield from tell(fact.person, over, card_key(fact.assignment))
        yield from tell(fact.person, over, f"briefing-{fact.assignment.id}")
        yield from no_longer(work, fact)
    yield from request_card(work, fact.assignment)


def _open_channel(handed: Handed, work: Work, fact: incident_facts.IncidentFact) -> Iterator[e.Effect]:
    """Invite SMEs who accepted before there was a channel, or while it was closed to invitations."""
    for one in service.list_assignments(work.session, fact.incident.id):
        who = people.get_person(work.session, one.person_id)
        parts = people.parts_of(work.session, fact.incident.id, who.id)
        if one.state is State.ACCEPTED and parts & set(HELPING):
            yield from _invite(work, fact.incident, who, one.subject)
            yield from assignment_card(handed, work, fact.incident, one, who)
