"""How an assignment ends: done, stepped back, or with its request, its incident, or the person's account."""

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.facts import ArchiveDue, IncidentClosed, IncidentReopened
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_staff
from mvai_slackbot.people.facts import PersonDeactivated
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.facts import RequestClosed
from mvai_slackbot.requests.models import AssistanceRequest, RequestStatus
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.assignments import facts as facts_work
from mvai_slackbot.smes.assignments.notes import write_note
from mvai_slackbot.smes.models import OPEN_STATES, Assignment, State
from mvai_slackbot.work import Fact, Work

HELPING = (Part.SME, Part.SME_LEAD, Part.MENTAL_HEALTH_SME)
# They read answers and are asked to make calls: nobody does whose help ended.
ENTRUSTED = (Part.SME_LEAD, Part.MENTAL_HEALTH_SME)


def hold(work: Work, incident: Incident, request: AssistanceRequest) -> None:
    """Let others who change the same incident, then the same request, wait: one order, so that nobody waits in a circle."""
    # Not so tight that a line in the timeline, which points at the incident, has to wait: that would be a circle again.
    held = {"key_share": True}
    work.session.refresh(incident, with_for_update=held)
    work.session.refresh(request, with_for_update=held)


def hold_of(work: Work, assignment: Assignment) -> tuple[Incident, AssistanceRequest]:
    """Hold the incident and the request of an assignment, and return them; the assignment itself is locked after that."""
    incident = incidents.get_incident(work.session, assignment.incident_id)
    request = requests.get_by_id(work.session, assignment.request_id)
    hold(work, incident, request)
    return incident, request


def done(work: Work, assignment_id: int, note: str | None) -> Assignment:
    """Close an assignment; the person stays with the incident until it is archived, or until they leave it."""
    incident, request = hold_of(work, service.get_assignment(work.session, assignment_id))
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state is not State.ACCEPTED:
        words = "is waiting for an answer" if assignment.state is State.OFFERED else "has ended already"
        raise Refused(f"That assignment for request {assignment.request_number} {words}.")
    assignment.state, assignment.open_key, assignment.ended_at = State.DONE, None, work.now
    if note:
        assignment.note = write_note(work, incident, note, assignment.id).words
    person = people.get_person(work.session, assignment.person_id)
    settle_request(work, request)
    work.record(facts.AssignmentDone(assignment, incident, person))
    return assignment


def leave_incident(work: Work, assignment: Assignment, incident: Incident, person: Person) -> bool:
    """End somebody's parts as an SME unless another assignment needs them; return whether they ended."""
    others = service.list_of_person(work.session, person.id, State.ACCEPTED)
    if any(one.incident_id == incident.id and one.id != assignment.id for one in others):
        return False
    for part in HELPING:
        people.end_part(work, incident.id, part, person)
    work.session.flush()
    staff = is_staff(work.session, person.id) and not incident.drill
    if not staff and not people.parts_of(work.session, incident.id, person.id):
        work.record(facts.AccessLeft(assignment, incident, person))
    return True


def settle_request(work: Work, request: AssistanceRequest) -> None:
    """Move a request to where its assignments say it stands."""
    work.session.flush()
    states = {one.state for one in service.list_of_request(work.session, request.id, *State)}
    if State.ACCEPTED in states:
        requests.set_status(work, request, RequestStatus.ASSIGNED)
    elif State.DONE in states and State.OFFERED not in states:
        requests.set_status(work, request, RequestStatus.DONE)
    else:
        requests.set_status(work, request, RequestStatus.LOGGED)


def end_for_incident(work: Work, incident: Incident) -> None:
    """End what is open of an incident that closed, and what its people were entrusted with.

    They stay in its channel, with the notes and the record, until it is archived or the incident is opened again.
    """
    for part in ENTRUSTED:
        people.end_part(work, incident.id, part)
    for one in service.list_assignments(work.session, incident.id):
        _end(work, one, incident, facts.INCIDENT)
        if one.state is State.DONE and people.parts_of(work.session, incident.id, one.person_id) & set(HELPING):
            # Their card says what part they have.
            work.record(facts_work.PartsChanged(one, incident, people.get_person(work.session, one.person_id)))


def stay_ended(work: Work, incident: Incident) -> None:
    """Let help that ended with an incident stay ended when it is opened again: nobody is back in without being asked."""
    for assignment, person in list_helped(work, incident):
        if leave_incident(work, assignment, incident, person):
            work.record(facts_work.StaysEnded(assignment, incident, person))


def list_helped(work: Work, incident: Incident) -> list[tuple[Assignment, Person]]:
    """Return who is still in an incident for help, each with their last assignment."""
    last = {one.person_id: one for one in service.list_assignments(work.session, incident.id)}
    found = people.list_in_part(work.session, incident.id, *HELPING)
    return [(last[person.id], person) for person in found if person.id in last]


def end_for_request(work: Work, request: AssistanceRequest) -> None:
    """End what is open of a request that closed; whoever is told so and helps with nothing else is entrusted no more."""
    for one in service.list_of_request(work.session, request.id, *OPEN_STATES):
        incident = incidents.get_incident(work.session, one.incident_id)
        _end(work, one, incident, facts.REQUEST)
        others = service.list_of_person(work.session, one.person_id, State.ACCEPTED, State.DONE)
        if all(other.incident_id != incident.id for other in others):
            for part in ENTRUSTED:
                people.end_part(work, incident.id, part, people.get_person(work.session, one.person_id))


def _end(work: Work, assignment: Assignment, incident: Incident, because: str) -> None:
    assignment = service.get_assignment(work.session, assignment.id, locked=True)
    if assignment.state not in OPEN_STATES:
        return
    answered = assignment.state is State.ACCEPTED
    assignment.state, assignment.open_key, assignment.ended_at = State.ENDED, None, work.now
    person = people.get_person(work.session, assignment.person_id)
    work.record(facts.AssignmentEnded(assignment, incident, person, because, answered))


def _end_for_person(work: Work, person: Person) -> None:
    for one in service.list_of_person(work.session, person.id, *OPEN_STATES):
        incident, request = hold_of(work, one)
        _end(work, one, incident, facts.ACCOUNT)
        leave_incident(work, one, incident, person)
        settle_request(work, request)


def _end_parts(work: Work, incident: Incident) -> None:
    for part in HELPING:
        people.end_part(work, incident.id, part)


def follow(work: Work, fact: Fact) -> None:
    """Read the facts of others that end offers, assignments, or the parts of SMEs."""
    if isinstance(fact, IncidentClosed):
        end_for_incident(work, fact.incident)
    elif isinstance(fact, IncidentReopened):
        stay_ended(work, fact.incident)
    elif isinstance(fact, RequestClosed):
        end_for_request(work, fact.request)
    elif isinstance(fact, PersonDeactivated):
        _end_for_person(work, fact.person)
    elif isinstance(fact, ArchiveDue):
        _end_parts(work, fact.incident)


def endings(work: Work, incident: Incident) -> list[str]:
    """Return what ends of SMEs with an incident, for the question before it closes."""
    return service.ending_lines(work.session, incident.id)
