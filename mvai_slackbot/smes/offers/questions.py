"""A question about an offer: it goes to staff, is answered there, and the offer waits for as long."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments.ends import hold_of
from mvai_slackbot.smes.models import OPEN_STATES, State
from mvai_slackbot.smes.offers import policy
from mvai_slackbot.smes.offers.answered import answered_words
from mvai_slackbot.smes.offers.facts import QuestionAnswered, QuestionAsked
from mvai_slackbot.smes.offers.models import OfferQuestion
from mvai_slackbot.smes.offers.terms import due, terms_of, zone_of
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.work import Work


def find_open(session: Session, assignment_id: int) -> OfferQuestion | None:
    """Return the question about an offer that waits for staff."""
    rows = select(OfferQuestion).where(
        OfferQuestion.assignment_id == assignment_id, OfferQuestion.answered_at.is_(None)
    )
    return session.scalar(rows.order_by(OfferQuestion.id).limit(1))


def get_question(session: Session, question_id: int) -> OfferQuestion:
    """Return a question by row id."""
    found = session.get(OfferQuestion, question_id)
    if found is None:
        raise Refused("That question is not on record anymore.")
    return found


def ask(work: Work, assignment_id: int, words: str) -> OfferQuestion:
    """Ask staff something before answering; one question at a time, so that none is lost."""
    assignment = service.addressed(work, assignment_id)
    incident, _ = hold_of(work, assignment)
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state is not State.OFFERED:
        raise Refused(answered_words(work.session, assignment))
    if find_open(work.session, assignment.id) is not None:
        raise Refused("Your earlier question is with the staff already. You are told here as soon as they answer.")
    asked = OfferQuestion(assignment_id=assignment.id, asked_at=work.now, question=Private(words))
    work.session.add(asked)
    work.session.flush()
    person = people.get_person(work.session, assignment.person_id)
    work.record(QuestionAsked(assignment, incident, person, asked))
    return asked


def answer(work: Work, question_id: int, words: str) -> OfferQuestion:
    """Answer; the person has at least an hour of their day from now on for the offer itself."""
    asked = get_question(work.session, question_id)
    incident, request = hold_of(work, service.get_assignment(work.session, asked.assignment_id))
    assignment = service.get_assignment(work.session, asked.assignment_id, locked=True)
    work.session.refresh(asked)
    person = people.get_person(work.session, assignment.person_id)
    if asked.answered_at is not None:
        by = people.get_person(work.session, asked.answered_by or 0).name.reveal()
        raise Refused(f"{by} answered this question already. Nothing was sent; your words stay in this form.")
    if assignment.state not in OPEN_STATES:
        raise Refused(f"{person.name.reveal()} is not asked about this anymore, so nothing was sent.")
    asked.answered_at, asked.answered_by, asked.answer = work.now, work.actor.person_id, Private(words)
    terms = terms_of(work.session, assignment)
    if assignment.state is State.OFFERED:
        entry, minutes = policy.offers().of(request.urgency), policy.offers().next.answered_question_minutes
        zone = zone_of(roster.get_sme(work.session, person.id), person, incident)
        latest = due(work.now, minutes, entry, zone)
        terms.answer_by = max(terms.answer_by or latest, latest)
    by_whom = people.get_person(work.session, work.actor.person_id or 0)
    work.record(QuestionAnswered(assignment, incident, person, asked, by_whom))
    return asked
