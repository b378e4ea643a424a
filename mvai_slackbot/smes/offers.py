"""Ask somebody on the roster about a request; accept, decline, take back. A no needs no reason and counts against nobody."""

from dataclasses import dataclass

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.closing import check_open
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests import decisions
from mvai_slackbot.requests import models as requested
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.models import AssistanceRequest, RequestStatus, Verdict
from mvai_slackbot.smes import facts, roster, service
from mvai_slackbot.smes.ends import hold, hold_of, leave_incident, settle_request
from mvai_slackbot.smes.models import MENTAL_HEALTH_KINDS, OPEN_STATES, Assignment, Mode, Sme, State
from mvai_slackbot.work import Work

ANSWERED = {
    State.ACCEPTED: "You accepted this already. Its card stands in this conversation.",
    State.DECLINED: "You answered already: not this time. That is fine. If you would like to help after all, please write "
    "to the coordinator who asked you.",
    State.TAKEN_BACK: "This was taken back. Nothing is asked of you, and nothing is held against you.",
    State.ENDED: "This ended meanwhile: the request or the incident closed. Nothing is asked of you. Thank you for "
    "being ready.",
    State.DONE: "This assignment is done. Thank you.",
    State.STEPPED_BACK: "You stepped back from this. That is fine, and nothing is asked of you.",
    State.HANDED_OVER: "Somebody else took this over. Nothing is asked of you.",
}


@dataclass(frozen=True)
class Question:
    """What somebody is about to be asked."""

    request: AssistanceRequest
    incident: Incident
    sme: Sme
    person: Person
    mode: Mode
    full: bool
    undecided: bool


def prepare(work: Work, request: AssistanceRequest, person: Person, mode: Mode | None) -> Question:
    """Return what is about to be asked; raise `Refused` in words when it cannot be."""
    incident = _incident_of(work, request)
    _check_request(work, request)
    check_open(incident)
    sme = roster.get_sme(work.session, person.id)
    _check_person(work, incident, request, sme, person)
    full = service.count_current(work.session, person.id) >= sme.most
    undecided = not decisions.is_decided(work.session, request.id)
    return Question(request, incident, sme, person, mode or mode_of(work, request), full, undecided)


def _incident_of(work: Work, request: AssistanceRequest) -> Incident:
    incident = requests.incident_of(work.session, request)
    if incident is None:
        raise Refused(
            f"{request.name} belongs to no incident yet. Open or choose its incident first: "
            f"`/mvai-request show {request.number}` has the buttons."
        )
    return incident


def _check_request(work: Work, request: AssistanceRequest) -> None:
    if not request.open:
        raise Refused(f"{request.name} is closed. Log a new one with `/mvai-request log &lt;text&gt;`.")
    for body, decision in decisions.latest_of(work.session, request.id).items():
        if decision.verdict in (Verdict.REFER, Verdict.DECLINE):
            raise Refused(
                f"{body.value.upper()} decided about {request.name}: {decision.verdict.value}. If that changed, record it "
                f"first: `/mvai-request decide {request.number} …`"
            )


def _check_person(work: Work, incident: Incident, request: AssistanceRequest, sme: Sme, person: Person) -> None:
    name = person.name.reveal()
    if person.deactivated or not person.user_id:
        raise Refused(f"{name} has no active Slack account now. Choose somebody else: `/mvai-sme list`")
    if not sme.active:
        raise Refused(f"{name} is resting from the roster. Choose somebody else: `/mvai-sme list`")
    if people.parts_of(work.session, incident.id, person.id) & {Part.LEADER, Part.DEPUTY}:
        raise Refused(f"{name} leads {incident.number} and cannot be its SME. Choose somebody else: `/mvai-sme list`")
    known = _open_one(work, request, person)
    if known is None or (known.state is State.OFFERED and not known.anyway and _is_full(work, sme)):
        return
    if known.state is State.ACCEPTED:
        raise Refused(f"{name} helps with {request.name} already.")
    raise Refused(f"{name} was asked about {request.name} already and has not answered yet.")


def _is_full(work: Work, sme: Sme) -> bool:
    return service.count_current(work.session, sme.person_id) >= sme.most


def _open_one(work: Work, request: AssistanceRequest, person: Person) -> Assignment | None:
    found = service.list_of_request(work.session, request.id, *OPEN_STATES)
    return next((one for one in found if one.person_id == person.id), None)


def mode_of(work: Work, request: AssistanceRequest) -> Mode:
    """Return how help is given when nobody said: as decided, else as asked for, else virtual."""
    decided = {one.verdict for one in decisions.latest_of(work.session, request.id).values()}
    if decided == {Verdict.IN_PERSON} or (not decided and request.mode is requested.Mode.IN_PERSON):
        return Mode.IN_PERSON
    return Mode.VIRTUAL


def offer(work: Work, request: AssistanceRequest, person: Person, mode: Mode | None, *, anyway: bool) -> Assignment:
    """Ask somebody; raise `Refused` when they have as many assignments as they take, unless `anyway`."""
    hold(work, _incident_of(work, request), request)
    roster.get_sme(work.session, person.id, locked=True)
    question = prepare(work, request, person, mode)
    if question.full and not anyway:
        raise Refused(full_words(work, question))
    incident, known = question.incident, _open_one(work, request, person)
    if known is not None:
        known.anyway = True
        work.record(facts.OfferMade(known, incident, person, again=True))
        return known
    assignment = Assignment(
        request_id=request.id,
        request_number=request.number,
        incident_id=incident.id,
        person_id=person.id,
        mode=question.mode,
        open_key=f"{request.id}:{person.id}",
        anyway=question.full,
        offered_by=work.actor.person_id,
        offered_at=work.now,
    )
    work.session.add(assignment)
    work.session.flush()
    requests.note_help_before_decision(work, request)
    work.record(facts.OfferMade(assignment, incident, person))
    return assignment


def full_words(work: Work, question: Question) -> str:
    """Say that somebody has as many assignments as they take."""
    current = service.count_current(work.session, question.person.id)
    return f"{question.person.name.reveal()} has {current} of {question.sme.most} assignments now."


def addressed(work: Work, assignment_id: int) -> Assignment:
    """Return an offer for the person it was made to; everybody else is refused."""
    assignment = service.get_assignment(work.session, assignment_id)
    if assignment.person_id != work.actor.person_id:
        raise Refused("This was addressed to somebody else.")
    return assignment


def _answerable(work: Work, assignment_id: int) -> tuple[Assignment, Incident, AssistanceRequest, Sme]:
    assignment = addressed(work, assignment_id)
    incident, request = hold_of(work, assignment)
    sme = roster.get_sme(work.session, assignment.person_id, locked=True)
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state is not State.OFFERED:
        raise Refused(ANSWERED[assignment.state])
    return assignment, incident, request, sme


def accept(work: Work, assignment_id: int) -> Assignment:
    """Accept: only this opens the incident to the SME."""
    assignment, incident, request, sme = _answerable(work, assignment_id)
    person = people.get_person(work.session, assignment.person_id)
    if incident.status is Status.CLOSED or not request.open:
        raise Refused(ANSWERED[State.ENDED])
    if not sme.active:
        raise Refused(
            "You are resting from the roster now, so this is not for you to take. Nothing is asked of you. If that is not "
            "as you want it, please write to the coordinator who asked you."
        )
    if not assignment.anyway and _is_full(work, sme):
        raise Refused(
            f"You have {sme.most} of {sme.most} assignments now, the number you chose. That limit is there for you. If you "
            "want to take this one as well, please write to the coordinator who asked you: they can lift it."
        )
    assignment.state, assignment.answered_at = State.ACCEPTED, work.now
    _give_parts(work, incident, person, sme)
    requests.set_status(work, request, RequestStatus.ASSIGNED)
    work.record(facts.OfferAccepted(assignment, incident, person))
    return assignment


def _give_parts(work: Work, incident: Incident, person: Person, sme: Sme) -> None:
    people.give_part(work, incident.id, person, Part.SME)
    if not people.list_in_part(work.session, incident.id, Part.SME_LEAD):
        people.give_part(work, incident.id, person, Part.SME_LEAD)
    if sme.kind in MENTAL_HEALTH_KINDS:
        people.give_part(work, incident.id, person, Part.MENTAL_HEALTH_SME)


def decline(work: Work, assignment_id: int) -> Assignment:
    """Decline: no reason is asked for."""
    assignment, incident, request, _ = _answerable(work, assignment_id)
    assignment.state, assignment.answered_at, assignment.open_key = State.DECLINED, work.now, None
    settle_request(work, request)
    person = people.get_person(work.session, assignment.person_id)
    work.record(facts.OfferDeclined(assignment, incident, person))
    return assignment


def give_reason(work: Work, assignment_id: int, words: str) -> Assignment:
    """Keep why not, for staff only; nothing counts it."""
    addressed(work, assignment_id)
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state is not State.DECLINED:
        raise Refused(ANSWERED.get(assignment.state, "This offer still waits: press Accept or Decline first."))
    if assignment.reason is not None:
        raise Refused("You told us already. Thank you; it needs nothing more.")
    assignment.reason = Private(words)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    work.record(facts.ReasonGiven(assignment, incident, people.get_person(work.session, assignment.person_id)))
    return assignment


def take_back(work: Work, assignment_id: int) -> Assignment:
    """Take an offer back within ten minutes, accepted or not; what the person saw is recorded."""
    assignment = service.get_assignment(work.session, assignment_id)
    incident, request = hold_of(work, assignment)
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    person = people.get_person(work.session, assignment.person_id)
    if assignment.state not in OPEN_STATES:
        words = assignment.state.value.replace("-", " ")
        raise Refused(f"There is nothing to take back: {person.name.reveal()}, {request.name}: {words}.")
    incidents.take_back(work, incident, person, "offer", assignment.offered_at)
    accepted = assignment.state is State.ACCEPTED
    assignment.state, assignment.open_key, assignment.ended_at = State.TAKEN_BACK, None, work.now
    work.record(facts.OfferTakenBack(assignment, incident, person, accepted=accepted))
    if accepted:
        leave_incident(work, assignment, incident, person)
    settle_request(work, request)
    return assignment
