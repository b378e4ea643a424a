"""What is due of those who help: time to answer an offer, the first contact, the word after their help ended."""

from collections.abc import Iterator

from sqlalchemy import select

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.people.service import zone_of
from mvai_slackbot.simulator.due import Due
from mvai_slackbot.smes.assignments.models import HelperRest
from mvai_slackbot.smes.models import Assignment, Sme, State
from mvai_slackbot.smes.offers import daytime, policy, questions
from mvai_slackbot.smes.offers.models import AssignmentTerms, ListState, OfferList
from mvai_slackbot.work import Work


def _in_state(work: Work, state: State) -> Iterator[tuple[Assignment, AssignmentTerms, str]]:
    rows = (
        select(Assignment, AssignmentTerms, Person, Incident)
        .join(AssignmentTerms, AssignmentTerms.assignment_id == Assignment.id)
        .join(Person, Person.id == Assignment.person_id)
        .join(Incident, Incident.id == Assignment.incident_id)
        .where(Assignment.state == state)
    )
    for assignment, terms, person, incident in work.session.execute(rows):
        if not is_hidden(work.session, incident.id):
            yield assignment, terms, f"{person.name.reveal()} · request {assignment.request_number}"


def offers(work: Work) -> Iterator[Due]:
    """The one reminder, and the end of the time to answer, after which the next on the list is asked."""
    for assignment, terms, whom in _in_state(work, State.OFFERED):
        asked = questions.find_open(work.session, assignment.id) is not None
        if terms.answer_by is not None:
            yield Due(terms.answer_by, _over(work, terms, asked=asked), whom)
        if terms.remind_at is not None and terms.reminded_at is None and not asked:
            yield Due(terms.remind_at, "Offer: the one reminder", whom)


def _over(work: Work, terms: AssignmentTerms, *, asked: bool) -> str:
    if asked:
        return "Offer: staff hear that its question still waits"
    made = work.session.get(OfferList, terms.list_id) if terms.list_id is not None else None
    goes_on = (
        made is not None
        and made.state is ListState.OPEN
        and not made.all_at_once
        and policy.offers().next.after_no_answer == "list"
    )
    return f"Offer: the time to answer is over{', the next is asked' if goes_on else ''}"


def first_contacts(work: Work) -> Iterator[Due]:
    """When staff hear that a first contact was not put down yet."""
    for _, terms, whom in _in_state(work, State.ACCEPTED):
        awaited = terms.first_contact_at is None and terms.first_contact_told_at is None
        if awaited and terms.first_contact_due is not None:
            yield Due(terms.first_contact_due, "First contact: staff hear that it is late", whom)


def care(work: Work) -> Iterator[Due]:
    """The calm message some days after somebody's help ended, in their own daytime."""
    rows = (
        select(HelperRest, Person, Incident, Sme.timezone)
        .join(Person, Person.id == HelperRest.person_id)
        .join(Incident, Incident.id == HelperRest.incident_id)
        .outerjoin(Sme, Sme.person_id == HelperRest.person_id)
        .where(HelperRest.asked_at.is_(None), Person.deactivated.is_(False))
    )
    for rest, person, incident, zone in work.session.execute(rows):
        if rest.ask_at is None:
            continue
        at = daytime.waking(rest.ask_at, zone_of(person, zone or ""), policy.offers().daytime)
        yield Due(at, "A word after their help ended", f"{person.name.reveal()} · {incident.number}")
