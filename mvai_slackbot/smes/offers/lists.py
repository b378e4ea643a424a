"""The list of who is asked about a request: who stands on it, how many said yes, whose turn it is."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes import service
from mvai_slackbot.smes.models import OPEN_STATES, Assignment, State
from mvai_slackbot.smes.offers.models import AssignmentTerms, ListState, OfferList, OfferListPlace
from mvai_slackbot.smes.offers.terms import find_terms
from mvai_slackbot.work import Work


def find_open(session: Session, request_id: int) -> OfferList | None:
    """Return the list from which people are being asked about a request."""
    rows = select(OfferList).where(OfferList.request_id == request_id, OfferList.state == ListState.OPEN)
    return session.scalar(rows.execution_options(populate_existing=True))


def get_list(session: Session, list_id: int) -> OfferList:
    """Return a list by row id."""
    made = session.get(OfferList, list_id)
    if made is None:
        raise Refused("That list is not on record anymore.")
    return made


def list_open(session: Session, incident_id: int) -> list[OfferList]:
    """Return the open lists of an incident."""
    rows = select(OfferList).where(OfferList.incident_id == incident_id, OfferList.state == ListState.OPEN)
    return list(session.scalars(rows.order_by(OfferList.id)))


def list_places(session: Session, list_id: int) -> list[OfferListPlace]:
    """Return who stands on a list, in its order."""
    rows = select(OfferListPlace).where(OfferListPlace.list_id == list_id)
    return list(session.scalars(rows.order_by(OfferListPlace.id)))


def list_left(session: Session, list_id: int) -> list[OfferListPlace]:
    """Return whose turn has not come yet, in the order of the list."""
    return [one for one in list_places(session, list_id) if one.assignment_id is None and one.skipped_at is None]


def next_up(session: Session, made: OfferList) -> Person | None:
    """Return who would be asked next; None while enough are asked, when nobody is left, and once the list has ended."""
    left = list_left(session, made.id)
    if made.state is not ListState.OPEN or not left:
        return None
    missing = made.wanted - count_in(session, made.id, State.ACCEPTED, State.DONE)
    return people.get_person(session, left[0].person_id) if count_out(session, made.id) < missing else None


def list_of_assignment(session: Session, assignment: Assignment) -> OfferList | None:
    """Return the list an offer stands on, None for one that was made by itself."""
    terms = find_terms(session, assignment.id)
    if terms is None or terms.list_id is None:
        return None
    return session.get_one(OfferList, terms.list_id)


def count_in(session: Session, list_id: int, *states: State) -> int:
    """Return how many offers of a list stand so."""
    rows = (
        select(func.count())
        .select_from(Assignment)
        .join(AssignmentTerms, AssignmentTerms.assignment_id == Assignment.id)
        .where(AssignmentTerms.list_id == list_id, Assignment.state.in_(states))
    )
    return session.scalar(rows) or 0


def list_waiting(session: Session, list_id: int) -> list[Assignment]:
    """Return the offers of a list that wait for an answer."""
    rows = (
        select(Assignment)
        .join(AssignmentTerms, AssignmentTerms.assignment_id == Assignment.id)
        .where(AssignmentTerms.list_id == list_id, Assignment.state == State.OFFERED)
    )
    return list(session.scalars(rows.order_by(Assignment.id)))


def last_over(session: Session, list_id: int) -> Assignment | None:
    """Return the latest offer of a list that waits for no answer and became no help."""
    rows = (
        select(Assignment)
        .join(AssignmentTerms, AssignmentTerms.assignment_id == Assignment.id)
        .where(AssignmentTerms.list_id == list_id, Assignment.state.in_((State.DECLINED, State.ENDED)))
    )
    return session.scalar(rows.order_by(Assignment.id.desc()).limit(1))


def count_out(session: Session, list_id: int) -> int:
    """Return how many offers of a list wait with somebody whom they reached."""
    waiting = list_waiting(session, list_id)
    found = [find_terms(session, one.id) for one in waiting]
    return sum(one is not None and one.unreached_at is None for one in found)


def has_room(session: Session, assignment: Assignment) -> bool:
    """Whether a late yes still finds a place; the request must be held."""
    others = [
        one for one in service.list_of_request(session, assignment.request_id, *OPEN_STATES) if one.id != assignment.id
    ]
    if any(one.person_id == assignment.person_id for one in others):
        return False
    made = list_of_assignment(session, assignment)
    if made is None:
        return not others
    return made.state is ListState.OPEN and count_in(session, made.id, State.ACCEPTED) < made.wanted


def asked_since(work: Work, assignment: Assignment) -> Sequence[Person]:
    """Return who on the same list was asked in the instant in which this one could not, because of that."""
    made = list_of_assignment(work.session, assignment)
    if made is None:
        return ()
    then = assignment.ended_at or assignment.answered_at or work.now
    fresh = [one for one in list_waiting(work.session, made.id) if one.offered_at == then]
    return [people.get_person(work.session, one.person_id) for one in fresh if one.id > assignment.id]


def covering(work: Work, before: Assignment) -> Person | None:
    """Return the team lead who holds what somebody handed over in this instant."""
    found = service.list_of_request(work.session, before.request_id, State.ACCEPTED)
    for one in found:
        terms = find_terms(work.session, one.id)
        if terms is not None and terms.covering and one.offered_at == work.now:
            return people.get_person(work.session, one.person_id)
    return None
