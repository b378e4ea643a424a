"""Step back, with help done or not: no reason is asked, and the team lead has the task in the same instant."""

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.assignments import facts as facts_work
from mvai_slackbot.smes.assignments.ends import HELPING, hold_of, leave_incident, settle_request
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers.terms import terms_of
from mvai_slackbot.work import Work


def step_back(work: Work, assignment_id: int) -> Assignment:
    """Leave, with help done or not; no reason is asked."""
    incident, request = hold_of(work, service.get_assignment(work.session, assignment_id))
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state not in (State.ACCEPTED, State.DONE):
        raise Refused("You are not with this incident anymore. Nothing is asked of you.")
    needed = assignment.state is State.ACCEPTED
    person = people.get_person(work.session, assignment.person_id)
    if needed:
        assignment.state, assignment.open_key, assignment.ended_at = State.STEPPED_BACK, None, work.now
        cover(work, assignment, incident, request)
        settle_request(work, request)
    elif not people.parts_of(work.session, incident.id, person.id) & set(HELPING):
        raise Refused("You left this incident already. Nothing is asked of you.")
    parts = people.parts_of(work.session, incident.id, person.id)
    left = leave_incident(work, assignment, incident, person)
    work.record(
        facts.SteppedBack(assignment, incident, person, needed=needed, left=left, lead=left and Part.SME_LEAD in parts)
    )
    return assignment


def cover(work: Work, before: Assignment, incident: Incident, request: AssistanceRequest) -> Assignment | None:
    """Let the team lead hold what somebody handed over; None when there is no other lead, or the lead helps with it."""
    leads = people.list_in_part(work.session, incident.id, Part.SME_LEAD)
    lead = next((one for one in leads if one.id != before.person_id and one.user_id and not one.deactivated), None)
    helping = service.list_of_request(work.session, request.id, State.ACCEPTED, State.OFFERED)
    if lead is None or any(one.person_id == lead.id for one in helping):
        return None
    held = Assignment(
        request_id=request.id,
        request_number=request.number,
        incident_id=incident.id,
        person_id=lead.id,
        mode=before.mode,
        open_key=f"{request.id}:{lead.id}",
        offered_by=None,
        offered_at=work.now,
        state=State.ACCEPTED,
        answered_at=work.now,
    )
    work.session.add(held)
    work.session.flush()
    terms_of(work.session, held).covering = True
    who = people.get_person(work.session, before.person_id)
    work.record(facts_work.LeadCovers(held, incident, lead, who))
    return held
