"""What an accepted offer becomes: role and parts, first contact, hand-over, stand-down, somebody else, please."""

from datetime import datetime
from typing import Literal

from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.assignments import facts as facts_work
from mvai_slackbot.smes.assignments.ends import hold_of, leave_incident, settle_request
from mvai_slackbot.smes.models import MENTAL_HEALTH_KINDS, Assignment, Sme, State
from mvai_slackbot.smes.offers import policy
from mvai_slackbot.smes.offers.models import AssignmentTerms, Role
from mvai_slackbot.smes.offers.terms import due, role_of, terms_of, zone_of
from mvai_slackbot.work import Work

Share = Literal["phone", "email", "experience"]
ENDED_ALREADY = "That has ended already. Nothing more is needed."


def begin(work: Work, assignment: Assignment, incident: Incident, request: AssistanceRequest, sme: Sme) -> None:
    """Give the parts that go with a new assignment, set the time of the first contact, relieve who handed over."""
    person, terms = people.get_person(work.session, assignment.person_id), terms_of(work.session, assignment)
    give_parts(work, incident, person, sme, terms.role)
    if _first_contact_is_theirs(work, request):
        entry, zone = policy.offers().of(request.urgency), zone_of(sme, person, incident)
        terms.first_contact_due = due(work.now, entry.first_contact_minutes, entry, zone)
    if terms.replaces_id is not None:
        _relieve(work, service.get_assignment(work.session, terms.replaces_id, locked=True), incident, person)
    for covered in service.list_of_request(work.session, request.id, State.ACCEPTED):
        if covered.id != assignment.id and terms_of(work.session, covered).covering:
            _relieve(work, covered, incident, person)


def give_parts(work: Work, incident: Incident, person: Person, sme: Sme, role: Role) -> None:
    """Give the parts of a role; the first to come leads the team until somebody is named for it."""
    people.give_part(work, incident.id, person, Part.SME)
    leads = people.list_in_part(work.session, incident.id, Part.SME_LEAD)
    if role is Role.TEAM_LEAD and person.id not in {one.id for one in leads}:
        people.end_part(work, incident.id, Part.SME_LEAD)
        work.session.flush()
        _show_again(work, incident, leads)
        leads = []
    # Whoever leads by coming first has to be there: the team and its tasks are in Slack.
    if not leads and (person.user_id or role is Role.TEAM_LEAD):
        people.give_part(work, incident.id, person, Part.SME_LEAD)
    if role is Role.MENTAL_HEALTH or sme.kind in MENTAL_HEALTH_KINDS:
        people.give_part(work, incident.id, person, Part.MENTAL_HEALTH_SME)


def _show_again(work: Work, incident: Incident, those: list[Person]) -> None:
    for one in those:
        for held in service.list_of_person(work.session, one.id, State.ACCEPTED):
            if held.incident_id == incident.id:
                work.record(facts_work.PartsChanged(held, incident, one))


def _first_contact_is_theirs(work: Work, request: AssistanceRequest) -> bool:
    # A leader is called by one person, not by a team of four.
    rows = (
        select(AssignmentTerms.assignment_id)
        .join(Assignment, Assignment.id == AssignmentTerms.assignment_id)
        .where(
            Assignment.request_id == request.id,
            Assignment.state.in_((State.ACCEPTED, State.DONE)),
            AssignmentTerms.first_contact_due.is_not(None),
        )
    )
    return work.session.scalar(rows.limit(1)) is None


def _relieve(work: Work, before: Assignment, incident: Incident, to: Person) -> None:
    if before.state is not State.ACCEPTED:
        return
    person = people.get_person(work.session, before.person_id)
    before.state, before.open_key, before.ended_at = State.HANDED_OVER, None, work.now
    if not terms_of(work.session, before).covering:
        leave_incident(work, before, incident, person)
    work.record(facts_work.HandedOver(before, incident, person, to))


def accepted(work: Work, assignment_id: int) -> tuple[Assignment, Incident, AssistanceRequest]:
    """Return an assignment somebody has now, held; everything else is refused in words."""
    incident, request = hold_of(work, service.get_assignment(work.session, assignment_id))
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state is not State.ACCEPTED:
        words = "has not been answered yet" if assignment.state is State.OFFERED else "has ended already"
        raise Refused(f"That assignment for request {assignment.request_number} {words}.")
    return assignment, incident, request


def contact_made(work: Work, assignment_id: int) -> Assignment:
    """Record that SME and leader have talked; a second time changes nothing."""
    assignment, incident, _ = accepted(work, assignment_id)
    terms = terms_of(work.session, assignment)
    if terms.first_contact_at is None:
        terms.first_contact_at = work.now
        person = people.get_person(work.session, assignment.person_id)
        work.record(facts_work.FirstContactMade(assignment, incident, person))
    return assignment


def stand_down(work: Work, assignment_id: int) -> Assignment:
    """End what somebody holds, or withdraw what they were asked, kindly and without a reason."""
    incident, request = hold_of(work, service.get_assignment(work.session, assignment_id))
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state not in (State.ACCEPTED, State.OFFERED):
        raise Refused(ENDED_ALREADY)
    helped = assignment.state is State.ACCEPTED
    assignment.state, assignment.open_key, assignment.ended_at = State.ENDED, None, work.now
    terms_of(work.session, assignment).stood_down_at = work.now
    person = people.get_person(work.session, assignment.person_id)
    if helped:
        leave_incident(work, assignment, incident, person)
    settle_request(work, request)
    because = facts.STOOD_DOWN if helped else facts.WITHDRAWN
    work.record(facts.AssignmentEnded(assignment, incident, person, because, helped))
    return assignment


def set_role(work: Work, assignment_id: int, role: Role, sme: Sme) -> Assignment:
    """Let somebody help in another role; there is one team lead at a time."""
    assignment, incident, _ = accepted(work, assignment_id)
    person = people.get_person(work.session, assignment.person_id)
    if role_of(work.session, assignment) is role:
        raise Refused(f"{person.name.reveal()} has that role already.")
    terms_of(work.session, assignment).role = role
    give_parts(work, incident, person, sme, role)
    work.record(facts_work.RoleChanged(assignment, incident, person, role))
    return assignment


def somebody_else(work: Work, assignment_id: int) -> Assignment:
    """Let the leader ask for somebody else; the SME is not told by the bot, a coordinator sees to it."""
    assignment, incident, _ = accepted(work, assignment_id)
    leading = people.list_in_part(work.session, incident.id, Part.LEADER, Part.DEPUTY)
    me = next((one for one in leading if one.id == work.actor.person_id), None)
    if me is None:
        raise Refused("This was addressed to somebody else.")
    terms = terms_of(work.session, assignment)
    if terms.someone_else_at is None:
        terms.someone_else_at = work.now
        person = people.get_person(work.session, assignment.person_id)
        work.record(facts_work.SomebodyElseWanted(assignment, incident, person, me))
    return assignment


def share(work: Work, assignment_id: int, shares: list[str]) -> Assignment:
    """Keep what the SME lets the leader have: phone, e-mail, what they lived through."""
    assignment, incident, _ = accepted(work, assignment_id)
    terms_of(work.session, assignment).shares = sorted(set(shares))
    person = people.get_person(work.session, assignment.person_id)
    work.record(facts_work.SharingChosen(assignment, incident, person))
    return assignment


def is_late(terms: AssignmentTerms, now: datetime) -> bool:
    """Whether the first contact is awaited and its time has passed."""
    return terms.first_contact_due is not None and terms.first_contact_at is None and terms.first_contact_due <= now
