"""Ask somebody on the roster about a request; accept, decline, take back. A no needs no reason and counts against nobody."""

from dataclasses import dataclass

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.closing import check_open
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_staff
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.requests import models as requested, service as requests
from mvai_slackbot.requests.deciding import service as decisions
from mvai_slackbot.requests.drafts import verifying
from mvai_slackbot.requests.following.correcting import name_areas
from mvai_slackbot.requests.models import AssistanceRequest, RequestStatus, Verdict
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.assignments import protection, service as deployments
from mvai_slackbot.smes.assignments.ends import hold, hold_of, leave_incident, settle_request
from mvai_slackbot.smes.models import OPEN_STATES, Assignment, Mode, Sme, State
from mvai_slackbot.smes.offers import by_mail, lists
from mvai_slackbot.smes.offers.answered import answered_words
from mvai_slackbot.smes.offers.facts import LateYes
from mvai_slackbot.smes.offers.terms import PLAIN, Agreed, agree, is_late, set_deadline, terms_of, zone_of
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.work import Work


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
    # What speaks against asking, a sentence each; one press more asks all the same.
    against: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """Return what speaks against asking them, as one text."""
        return " ".join(self.against)


def prepare(work: Work, request: AssistanceRequest, person: Person, mode: Mode | None) -> Question:
    """Return what is about to be asked; raise `Refused` in words when it cannot be."""
    incident = incident_of(work, request)
    check_request(work, request)
    check_open(incident)
    sme = roster.get_sme(work.session, person.id)
    _check_person(work, incident, request, sme, person)
    against = _against(work, incident, sme, person)
    undecided = not decisions.is_decided(work.session, request.id)
    how = mode or mode_of(work, request)
    return Question(request, incident, sme, person, how, bool(against), undecided, tuple(against))


def _against(work: Work, incident: Incident, sme: Sme, person: Person) -> list[str]:
    """Return what speaks against asking; raise `Refused` where the program asks no more of anybody."""
    name, current = person.name.reveal(), service.count_current(work.session, person.id)
    exposure = protection.exposure_of(work, person.id, besides=incident.id)
    if not incident.drill and (words := protection.hard_words(exposure, name)) is not None:
        raise Refused(words)
    own = [f"{name} has {current} of {sme.most} assignments now."] if current >= sme.most else []
    return own + (protection.soft_words(exposure, name) if not incident.drill else [])


def incident_of(work: Work, request: AssistanceRequest) -> Incident:
    """Return the incident of a request; raise `Refused` while it has none."""
    incident = requests.incident_of(work.session, request)
    if incident is None:
        raise Refused(
            f"{request.name} belongs to no incident yet. Open or choose its incident first: "
            f"`/mvai-request show {request.number}` has the buttons."
        )
    return incident


def check_request(work: Work, request: AssistanceRequest) -> None:
    """Raise `Refused` when nobody may be asked about a request: it is closed, decided otherwise, or not verified."""
    if not request.open:
        raise Refused(f"{request.name} is closed. Log a new one with `/mvai-request log &lt;text&gt;`.")
    for body, decision in decisions.latest_of(work.session, request.id).items():
        if decision.verdict in (Verdict.REFER, Verdict.DECLINE):
            raise Refused(
                f"{body.value.upper()} decided about {request.name}: {decision.verdict.value}. If that changed, record it "
                f"first: `/mvai-request decide {request.number} …`"
            )
    verifying.check_disclosable(work.session, request)


def waits_for_call(work: Work, request: AssistanceRequest) -> bool:
    """Whether an open request that has its incident waits for nothing but the call back."""
    attached = request.open and request.incident_id is not None
    return attached and not verifying.disclosable(work.session, request)


def _check_person(work: Work, incident: Incident, request: AssistanceRequest, sme: Sme, person: Person) -> None:
    name = person.name.reveal()
    by_mail.check_reach(person)
    if not sme.active:
        raise Refused(f"{name} is resting from the roster. Choose somebody else: `/mvai-sme list`")
    if people.parts_of(work.session, incident.id, person.id) & {Part.LEADER, Part.DEPUTY}:
        raise Refused(f"{name} leads {incident.number} and cannot be its SME. Choose somebody else: `/mvai-sme list`")
    known = _open_one(work, request, person)
    if known is None or (known.state is State.OFFERED and not known.anyway and protection.is_full(work, sme)):
        return
    if known.state is State.ACCEPTED:
        raise Refused(f"{name} helps with {request.name} already.")
    raise Refused(f"{name} was asked about {request.name} already and has not answered yet.")


def _open_one(work: Work, request: AssistanceRequest, person: Person) -> Assignment | None:
    found = service.list_of_request(work.session, request.id, *OPEN_STATES)
    return next((one for one in found if one.person_id == person.id), None)


def mode_of(work: Work, request: AssistanceRequest) -> Mode:
    """Return how help is given when nobody said: as decided, else as asked for, else virtual."""
    decided = {one.verdict for one in decisions.latest_of(work.session, request.id).values()}
    if decided == {Verdict.IN_PERSON} or (not decided and request.mode is requested.Mode.IN_PERSON):
        return Mode.IN_PERSON
    return Mode.VIRTUAL


def offer(
    work: Work, request: AssistanceRequest, person: Person, mode: Mode | None, *, anyway: bool, agreed: Agreed = PLAIN
) -> Assignment:
    """Ask somebody; raise `Refused` when something speaks against it, unless `anyway`."""
    hold(work, incident_of(work, request), request)
    sme = roster.get_sme(work.session, person.id, locked=True)
    question = prepare(work, request, person, mode)
    if question.full and not anyway:
        raise Refused(question.why)
    incident, known = question.incident, _open_one(work, request, person)
    if known is not None:
        known.anyway = True
        set_deadline(work, terms_of(work.session, known), request, zone_of(sme, person, incident))
        work.record(facts.OfferMade(known, incident, person, again=True))
        return known
    assignment = Assignment(
        request_id=request.id,
        request_number=request.number,
        incident_id=incident.id,
        person_id=person.id,
        mode=question.mode,
        open_key=_open_key(request.id, person.id),
        anyway=question.full,
        offered_by=agreed.asker_id or work.actor.person_id,
        offered_at=work.now,
    )
    work.session.add(assignment)
    work.session.flush()
    agree(work, assignment, request, agreed, zone_of(sme, person, incident))
    name_areas(work, request, agreed.areas)
    requests.note_help_before_decision(work, request)
    work.record(facts.OfferMade(assignment, incident, person))
    return assignment


def _open_key(request_id: int, person_id: int) -> str:
    return f"{request_id}:{person_id}"


def _answerable(
    work: Work, assignment_id: int, *, late: bool = False, recorded: bool = False
) -> tuple[Assignment, Incident, AssistanceRequest, Sme]:
    known = service.get_assignment(work.session, assignment_id) if recorded else service.addressed(work, assignment_id)
    incident, request = hold_of(work, known)
    sme = roster.get_sme(work.session, known.person_id, locked=True)
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    in_time = assignment.state is State.OFFERED or (late and is_late(work.session, assignment))
    if not in_time:
        raise Refused(answered_words(work.session, assignment))
    return assignment, incident, request, sme


def accept(work: Work, assignment_id: int, *, recorded: bool = False) -> Assignment:
    """Accept: only this opens the incident to the SME. After the time to answer it counts while a place is free.

    `recorded`: staff write down a yes that was given by mail or by phone.
    """
    assignment, incident, request, sme = _answerable(work, assignment_id, late=True, recorded=recorded)
    person = people.get_person(work.session, assignment.person_id)
    if incident.status is Status.CLOSED or not request.open:
        raise Refused(answered_words(work.session, assignment))
    protection.check_free(work, assignment, incident, sme)
    if assignment.state is not State.OFFERED and not lists.has_room(work.session, assignment):
        terms_of(work.session, assignment).late_yes_at = work.now
        work.record(LateYes(assignment, incident, person))
        return assignment
    assignment.state, assignment.answered_at, assignment.ended_at = State.ACCEPTED, work.now, None
    assignment.open_key = _open_key(request.id, person.id)
    deployments.begin(work, assignment, incident, request, sme)
    requests.set_status(work, request, RequestStatus.ASSIGNED)
    work.record(facts.OfferAccepted(assignment, incident, person))
    return assignment


def decline(work: Work, assignment_id: int, *, recorded: bool = False) -> Assignment:
    """Decline: no reason is asked for. `recorded`: as in `accept`."""
    assignment, incident, request, _ = _answerable(work, assignment_id, recorded=recorded)
    assignment.state, assignment.answered_at, assignment.open_key = State.DECLINED, work.now, None
    settle_request(work, request)
    person = people.get_person(work.session, assignment.person_id)
    work.record(facts.OfferDeclined(assignment, incident, person))
    return assignment


def give_reason(work: Work, assignment_id: int, words: str) -> Assignment:
    """Keep why not, for staff only; nothing counts it."""
    service.addressed(work, assignment_id)
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state is not State.DECLINED:
        waits = "This offer still waits: press Accept or Decline first."
        raise Refused(waits if assignment.state is State.OFFERED else answered_words(work.session, assignment))
    if assignment.reason is not None:
        raise Refused("You told us already. Thank you; it needs nothing more.")
    assignment.reason = Private(words)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    work.record(facts.ReasonGiven(assignment, incident, people.get_person(work.session, assignment.person_id)))
    return assignment


def take_back(work: Work, assignment_id: int) -> Assignment:
    """Take an offer back within ten minutes, accepted or not; what the person saw is recorded."""
    assignment = service.get_assignment(work.session, assignment_id)
    if assignment.offered_by != work.actor.person_id and not is_staff(work.session, work.actor.person_id or 0):
        raise Refused("This was addressed to somebody else.")
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
