"""What is due of offers and assignments: the one reminder, the end of the time to answer, the first contact."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import and_, or_, select

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments.ends import hold_of, settle_request
from mvai_slackbot.smes.assignments.facts import FirstContactLate
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import questions
from mvai_slackbot.smes.offers.facts import OfferExpired, OfferReminded, QuestionWaits
from mvai_slackbot.smes.offers.models import AssignmentTerms
from mvai_slackbot.smes.offers.terms import terms_of
from mvai_slackbot.work import Work


def list_due(work: Work) -> Sequence[int]:
    """Return the assignments of which something is due, earliest first."""
    row, now = AssignmentTerms, work.now
    remind = and_(row.reminded_at.is_(None), row.remind_at <= now)
    waits = and_(Assignment.state == State.OFFERED, or_(remind, row.answer_by <= now))
    contact = and_(
        Assignment.state == State.ACCEPTED,
        row.first_contact_due <= now,
        row.first_contact_at.is_(None),
        row.first_contact_told_at.is_(None),
    )
    due = select(Assignment.id).join(row, row.assignment_id == Assignment.id).where(or_(waits, contact))
    return work.session.scalars(due.order_by(Assignment.id)).all()


def look_at(work: Work, assignment_id: int) -> None:
    """Do what is due of one; nothing while its incident is locked."""
    incident, request = hold_of(work, service.get_assignment(work.session, assignment_id))
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if is_hidden(work.session, incident.id):
        return
    terms = terms_of(work.session, assignment)
    work.session.refresh(terms)
    person = people.get_person(work.session, assignment.person_id)
    if assignment.state is State.OFFERED:
        _look_at_offer(work, assignment, terms, incident, person)
        settle_request(work, request)
    elif assignment.state is State.ACCEPTED:
        _look_at_contact(work, assignment, terms, incident, person)


def _look_at_offer(
    work: Work, assignment: Assignment, terms: AssignmentTerms, incident: Incident, person: Person
) -> None:
    asked = questions.find_open(work.session, assignment.id)
    over = terms.answer_by is not None and terms.answer_by <= work.now
    if asked is not None:
        # The person waits for us, not we for them: the offer waits with the question.
        terms.reminded_at = terms.reminded_at or work.now
        if over:
            terms.answer_by, terms.question_told_at = None, work.now
            work.record(QuestionWaits(assignment, incident, person, asked))
    elif terms.reminded_at is None and terms.remind_at is not None and terms.remind_at <= work.now:
        _remind(work, assignment, terms, incident, person)
    elif over:
        assignment.state, assignment.open_key, assignment.ended_at = State.ENDED, None, work.now
        terms.expired_at = work.now
        work.record(OfferExpired(assignment, incident, person))


def _remind(work: Work, assignment: Assignment, terms: AssignmentTerms, incident: Incident, person: Person) -> None:
    # Nobody's time is over without the reminder: after hours in which the bot was down they have what was left then.
    left = timedelta()
    if terms.answer_by is not None and terms.remind_at is not None:
        left = terms.answer_by - terms.remind_at
    terms.reminded_at = work.now
    if terms.answer_by is not None and terms.answer_by <= work.now:
        terms.answer_by = work.now + left
    work.record(OfferReminded(assignment, incident, person))


def _look_at_contact(
    work: Work, assignment: Assignment, terms: AssignmentTerms, incident: Incident, person: Person
) -> None:
    due = terms.first_contact_due
    if due is None or due > work.now or terms.first_contact_at or terms.first_contact_told_at:
        return
    terms.first_contact_told_at = work.now
    work.record(FirstContactLate(assignment, incident, person))
