"""What of offers and assignments waits for staff, for the page that `/mvai` shows."""

from collections.abc import Iterator

from slackblocks import Block as SlackBlock
from sqlalchemy import select

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.incidents.views import FindHelpHere, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Person
from mvai_slackbot.slack.blocks import actions, section
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.text import escape, person as mention
from mvai_slackbot.smes.assignments.service import is_late
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import lists, policy
from mvai_slackbot.smes.offers.models import AssignmentTerms, ListState, OfferList, OfferQuestion
from mvai_slackbot.smes.offers.views_by_mail import answer_buttons
from mvai_slackbot.smes.offers.views_staff import AnswerQuestion, AskNext, StandDown
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.work import Work


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return a line for each question of an SME, each wish for somebody else, and each late first contact."""
    if not people.roles_of(work.session, person.id) & STAFF:
        return []
    return list(_lines(work))


def _lines(work: Work) -> Iterator[SlackBlock]:
    for place, (asked, assignment, incident) in enumerate(_questions(work)):
        who = _name(work, assignment)
        words = f"{title(incident)}: {who} asks something before answering about request {assignment.request_number}."
        yield section(words, button("Answer", AnswerQuestion(question=asked.id), nth=place))
    yield from _by_mail(work)
    yield from _choices(work)
    for place, (assignment, terms) in enumerate(_helping(work)):
        incident, who = incidents.get_incident(work.session, assignment.incident_id), _name(work, assignment)
        number = assignment.request_number
        if terms.someone_else_at is not None:
            down = StandDown(incident=incident.id, assignment=assignment.id)
            words = f"{title(incident)}: the leader asks for somebody else in place of {who}, request {number}."
            yield section(words, button("Relieve them kindly", down, nth=place))
        elif is_late(terms, work.now):
            words = f"{title(incident)}: the first contact of {who} for request {number} is not recorded yet."
            yield section(words, button("Find help", FindHelpHere(incident=incident.id), nth=place))


def _by_mail(work: Work) -> Iterator[SlackBlock]:
    """Yield the offers that went by mail and wait for an answer that staff record."""
    rows = (
        select(Assignment, Person, Incident)
        .join(Person, Person.id == Assignment.person_id)
        .join(Incident, Incident.id == Assignment.incident_id)
        .where(Assignment.state == State.OFFERED, Person.user_id.is_(None), Incident.team_id == work.team_id)
    )
    for place, (assignment, who, incident) in enumerate(work.session.execute(rows)):
        name, chooses = escape(who.name.reveal()), roster.chooses_each_time(work.session, who.id)
        yield section(f"{title(incident)}: {name} was asked by e-mail about request {assignment.request_number}.")
        yield actions(*answer_buttons(assignment, chooses=chooses, nth=place))


def _choices(work: Work) -> Iterator[SlackBlock]:
    """Yield the lists on which nobody is asked until staff say so, each with the last who could not."""
    if policy.by_itself():
        return
    open_ones = select(OfferList).join(Incident, Incident.id == OfferList.incident_id)
    rows = open_ones.where(OfferList.state == ListState.OPEN, Incident.team_id == work.team_id).order_by(OfferList.id)
    for place, made in enumerate(work.session.scalars(rows)):
        up, last = lists.next_up(work.session, made), lists.last_over(work.session, made.id)
        if up is not None and last is not None:
            incident = incidents.get_incident(work.session, made.incident_id)
            name = mention(up.user_id, up.name.reveal())
            words = (
                f"{title(incident)}: {name} is next on the list for request {last.request_number}; nobody is asked yet."
            )
            ask = AskNext(list=made.id, person=up.id, after=last.id)
            yield section(words, button(f"Ask {up.name.reveal()}", ask, nth=place))


def _questions(work: Work) -> list[tuple[OfferQuestion, Assignment, Incident]]:
    rows = (
        select(OfferQuestion, Assignment, Incident)
        .join(Assignment, Assignment.id == OfferQuestion.assignment_id)
        .join(Incident, Incident.id == Assignment.incident_id)
        .where(OfferQuestion.answered_at.is_(None), Assignment.state == State.OFFERED, Incident.team_id == work.team_id)
        .order_by(OfferQuestion.id)
    )
    return [(one, assignment, incident) for one, assignment, incident in work.session.execute(rows)]


def _helping(work: Work) -> list[tuple[Assignment, AssignmentTerms]]:
    late = AssignmentTerms.first_contact_at.is_(None) & (AssignmentTerms.first_contact_due <= work.now)
    rows = (
        select(Assignment, AssignmentTerms)
        .join(AssignmentTerms, AssignmentTerms.assignment_id == Assignment.id)
        .join(Incident, Incident.id == Assignment.incident_id)
        .where(
            Assignment.state == State.ACCEPTED,
            Incident.team_id == work.team_id,
            Incident.status == Status.OPEN,
            AssignmentTerms.someone_else_at.is_not(None) | late,
        )
        .order_by(Assignment.id)
    )
    return [(assignment, terms) for assignment, terms in work.session.execute(rows)]


def _name(work: Work, assignment: Assignment) -> str:
    who = people.get_person(work.session, assignment.person_id)
    return mention(who.user_id, who.name.reveal())
