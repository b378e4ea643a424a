"""What staff are told of an SME without a Slack account: one message until the answer is there, another while they help."""

from collections.abc import Iterator

from mvai_slackbot.incidents import facts as incident_facts
from mvai_slackbot.incidents.leadership import leader_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.assignments import facts as facts_work
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import facts as facts_offers, views_by_mail
from mvai_slackbot.smes.offers.by_mail import is_by_mail
from mvai_slackbot.smes.offers.terms import is_late, terms_of
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.telling import staff_of
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(
    facts.OfferMade,
    facts.OfferAccepted,
    facts.OfferDeclined,
    facts.OfferTakenBack,
    facts.AssignmentEnded,
    facts_offers.OfferExpired,
    facts_offers.OfferFilled,
    facts_offers.LateYes,
)
def _answer(work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    """Keep the message about the question as it should stand."""
    if not is_by_mail(fact.person):
        return
    assignment, incident, who = fact.assignment, fact.incident, fact.person
    terms, chooses = terms_of(work.session, assignment), roster.chooses_each_time(work.session, who.id)
    by = people.get_person(work.session, terms.recorded_by) if terms.recorded_by is not None else None
    if assignment.state is State.OFFERED:
        words = views_by_mail.asked(incident, assignment, who, terms, chooses=chooses)
    elif is_late(work.session, assignment) and terms.late_yes_at is None:
        words = views_by_mail.expired(incident, assignment, who, chooses=chooses)
    else:
        words = views_by_mail.over(incident, assignment, who, by)
    yield from _tell(work, incident, assignment, words, "asked")


@announcers.of(
    facts.OfferAccepted,
    facts.OfferTakenBack,
    facts.AssignmentDone,
    facts.SteppedBack,
    facts.AssignmentEnded,
    facts_work.FirstContactMade,
    facts_work.HandedOver,
)
def _help(work: Work, fact: facts.AssignmentFact) -> Iterator[e.Effect]:
    """Keep the message about their help as it should stand."""
    never_helped = fact.assignment.answered_at is None
    if is_by_mail(fact.person) and not never_helped:
        yield from _helping(work, fact.incident, fact.assignment, fact.person)


@announcers.of(*incident_facts.PART_FACTS)
def _leader_named(work: Work, fact: incident_facts.PartFact) -> Iterator[e.Effect]:
    if fact.part is not Part.LEADER:
        return
    for one in service.list_assignments(work.session, fact.incident.id):
        who = people.get_person(work.session, one.person_id)
        if one.state is State.ACCEPTED and is_by_mail(who):
            yield from _helping(work, fact.incident, one, who)


def _helping(work: Work, incident: Incident, assignment: Assignment, who: Person) -> Iterator[e.Effect]:
    if assignment.state is State.ACCEPTED:
        terms = terms_of(work.session, assignment)
        words = views_by_mail.helping(incident, assignment, who, terms, leader_of(work, incident.id))
    else:
        words = views_by_mail.helped(incident, assignment, who)
    yield from _tell(work, incident, assignment, words, "helps")


def _tell(work: Work, incident: Incident, assignment: Assignment, words: Message, what: str) -> Iterator[e.Effect]:
    for one in staff_of(work, incident, assignment):
        yield from tell(one, words, f"by-mail-{what}-{assignment.id}-{one.id}")
