"""What staff write down for an SME without a Slack account: yes or no, that they talked, that it is done, a step back."""

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments import ends, protection, service as deployments, stepping_back
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import service as offers
from mvai_slackbot.smes.offers.terms import is_late, terms_of
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.work import Work

IN_WORDS = {
    State.ACCEPTED: "it is a yes already",
    State.DECLINED: "it is a no already",
    State.TAKEN_BACK: "it was taken back",
}


def _of_somebody_away(work: Work, assignment_id: int) -> tuple[Assignment, Person]:
    assignment = service.get_assignment(work.session, assignment_id)
    person = people.get_person(work.session, assignment.person_id)
    if person.user_id:
        raise Refused(f"{person.name.reveal()} has a Slack account now and answers there.")
    return assignment, person


def record_answer(work: Work, assignment_id: int, *, yes: bool) -> Assignment:
    """Write down somebody's yes or no; after the time to answer a yes counts while a place is free."""
    assignment, person = _of_somebody_away(work, assignment_id)
    late = yes and is_late(work.session, assignment)
    if assignment.state is not State.OFFERED and not late:
        why = IN_WORDS.get(assignment.state, "it has ended")
        raise Refused(f"Nothing waits for an answer of {person.name.reveal()} anymore: {why}.")
    if yes:
        _check_free(work, assignment, person)
        answered = offers.accept(work, assignment_id, recorded=True)
    else:
        answered = offers.decline(work, assignment_id, recorded=True)
    terms_of(work.session, answered).recorded_by = work.actor.person_id
    return answered


def _check_free(work: Work, assignment: Assignment, person: Person) -> None:
    incident = incidents.get_incident(work.session, assignment.incident_id)
    try:
        protection.check_free(work, assignment, incident, roster.get_sme(work.session, person.id))
    except Refused:
        # Those words are for the SME; limits and rest hold whoever presses.
        raise Refused(
            f"{person.name.reveal()} should not take one more now: they rest, or help as much as they chose or as the "
            "program asks of anybody. Nothing was recorded; please thank them, and ask somebody else."
        ) from None


def talked(work: Work, assignment_id: int) -> Assignment:
    """Write down that they and the leader have talked."""
    _of_somebody_away(work, assignment_id)
    return deployments.contact_made(work, assignment_id)


def done(work: Work, assignment_id: int) -> Assignment:
    """Close their assignment."""
    _of_somebody_away(work, assignment_id)
    return ends.done(work, assignment_id, None)


def steps_back(work: Work, assignment_id: int) -> Assignment:
    """Let them leave, as they asked; no reason is asked."""
    assignment, person = _of_somebody_away(work, assignment_id)
    if assignment.state not in (State.ACCEPTED, State.DONE):
        raise Refused(f"{person.name.reveal()} does not help with this anymore. Nothing more is needed.")
    return stepping_back.step_back(work, assignment_id)
