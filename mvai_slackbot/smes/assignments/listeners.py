"""What is said while somebody helps: first contact, the record, what is shared, somebody else, rest."""

from typing import Annotated

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.listeners import Which, incident_meant
from mvai_slackbot.incidents.views import form_title, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may, require
from mvai_slackbot.people.linking import change_person
from mvai_slackbot.people.models import Part
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.arguments import Arguments, RequestNumber, Rest
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments import milestones, protection, service as deployments, views_care, views_meeting
from mvai_slackbot.smes.assignments.models import HelperRest, Hours, MilestoneKind
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers import cards, views_staff
from mvai_slackbot.smes.offers.forms_around import RecordForm, ShareForm
from mvai_slackbot.smes.offers.terms import terms_of
from mvai_slackbot.smes.words_offers import MILESTONES
from mvai_slackbot.work import Work

listeners = Listeners()
NOT_THEIRS = (
    "That is for the people of that incident, reviewers and auditors. Type `/mvai` to see what you can do here."
)


class Recording(Arguments):
    """`log 7 kickoff 1-2 <a few words>`."""

    request: RequestNumber
    kind: MilestoneKind
    hours: Hours | None = None
    note: Annotated[str | None, Rest(guarded=True, label="A few words")] = None


@listeners.button(cards.ContactMade, needs=May.ADDRESSEE)
def contact_made(work: Work, by: Invocation, said: cards.ContactMade) -> Answer:
    """Record that SME and leader have talked; the card shows it."""
    service.addressed(work, said.assignment)
    deployments.contact_made(work, said.assignment)
    return None


@listeners.button(cards.RecordDone, needs=May.ADDRESSEE, repeatable=True)
def ask_record(work: Work, by: Invocation, said: cards.RecordDone) -> Answer:
    """Open the form."""
    assignment = service.addressed(work, said.assignment)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    start = {"assignment": assignment.id, "kind": MilestoneKind.CONTACT.value}
    return Open(RecordForm.view(start=start, title=form_title(incident, RecordForm)))


@listeners.form(RecordForm, needs=May.ADDRESSEE)
def record_by_form(work: Work, by: Invocation, said: RecordForm) -> Answer:
    """Keep what was done."""
    assignment = service.addressed(work, said.assignment)
    done = milestones.Done(said.kind, said.on, said.hours, said.area or "", said.note)
    return _keep(work, assignment, done)


@listeners.command("sme", "log", Recording, needs=May.SME,
                   usage="log 7 contact|kickoff|on-site-arrival|area-consult|document-shared|check-in-reviewed|"
                   "referral-made|hand-over|close-out-call|feedback-received [under-1|1-2|2-4|4-8|over-8] <a few words>",
                   help="put down what was done, with hours in bands")  # fmt: skip
def record(work: Work, by: Invocation, said: Recording) -> Answer:
    """Keep what was done for a request, by an SME of its incident or staff."""
    request = requests.find_request(work.session, work.team_id, said.request)
    if request is None or request.incident_id is None:
        raise Refused(requests.unknown(said.request))
    own = service.list_of_request(work.session, request.id, State.ACCEPTED, State.DONE)
    mine = next((one for one in own if one.person_id == work.actor.person_id), None)
    _check_may_record(work, request, own=mine is not None)
    done = milestones.Done(said.kind, None, said.hours, "", said.note)
    incident = incidents.get_incident(work.session, request.incident_id)
    milestones.record(work, incident, request, done, mine.id if mine is not None else None)
    if mine is not None and mine.state is State.ACCEPTED:
        _counts_as_contact(work, mine, said.kind)
    return say(f"{title(incident)}: {MILESTONES[said.kind].lower()} for request {request.number} is in the record.")


def _check_may_record(work: Work, request: AssistanceRequest, *, own: bool) -> None:
    """Raise `Refused` unless the request is the actor's own, or they are staff or its SME lead."""
    incident_id, me = request.incident_id or 0, work.actor.person_id or 0
    if not may(work.session, me, May.HELP_INCIDENT, incident_id):
        raise Refused(requests.unknown(request.number))
    leads = Part.SME_LEAD in people.parts_of(work.session, incident_id, me)
    if not (own or leads or may(work.session, me, May.STAFF, incident_id)):
        raise Refused(
            f"You do not help with {request.name}. Who does, the SME lead and staff put down what was done there. Yours: "
            "`/mvai-sme log &lt;number&gt; contact`"
        )


def _keep(work: Work, assignment: Assignment, done: milestones.Done) -> Answer:
    require(work, May.HELP_INCIDENT, assignment.incident_id)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    request = requests.get_by_id(work.session, assignment.request_id)
    milestones.record(work, incident, request, done, assignment.id)
    if assignment.state is State.ACCEPTED:
        _counts_as_contact(work, assignment, done.kind)
    return say(f"{title(incident)}: {MILESTONES[done.kind].lower()} for request {request.number} is in the record.")


def _counts_as_contact(work: Work, assignment: Assignment, kind: MilestoneKind) -> None:
    # Whoever has put down a first talk need not press one more button.
    if kind in (MilestoneKind.CONTACT, MilestoneKind.KICKOFF, MilestoneKind.ON_SITE):
        deployments.contact_made(work, assignment.id)


@listeners.command("sme", "milestones", Which, needs=May.ADDRESSEE, usage="milestones [number]",
                   help="read what was done in an incident", reads=True)  # fmt: skip
def recorded(work: Work, by: Invocation, said: Which) -> Answer:
    """Show the record of an incident, only to who asks; the words beside it to staff and its SMEs alone."""
    incident = incident_meant(work, by, said.number, otherwise=NOT_THEIRS)
    reads = milestones.reads(work, incident.id)
    if reads is milestones.Reads.NOTHING:
        raise Refused(NOT_THEIRS)
    found = milestones.list_of_incident(work.session, incident.id)
    counted = [(MILESTONES[kind], number) for kind, number in milestones.count_kinds(work.session, incident.id).items()]
    rows = [(one, people.get_person(work.session, one.person_id)) for one in found]
    return Say(views_staff.record(incident, rows, counted, words=reads is milestones.Reads.ALL))


@listeners.button(cards.ShareReach, needs=May.ADDRESSEE, repeatable=True)
def ask_share(work: Work, by: Invocation, said: cards.ShareReach) -> Answer:
    """Open the form, filled with what was chosen before."""
    assignment = service.addressed(work, said.assignment)
    me = people.get_person(work.session, assignment.person_id)
    start = {
        "assignment": assignment.id,
        "shares": terms_of(work.session, assignment).shares,
        "phone": me.phone.reveal() if me.phone else None,
    }
    incident = incidents.get_incident(work.session, assignment.incident_id)
    return Open(ShareForm.view(start=start, title=form_title(incident, ShareForm)))


@listeners.form(ShareForm, needs=May.ADDRESSEE)
def share(work: Work, by: Invocation, said: ShareForm) -> Answer:
    """Keep what the leader may have; a number that is ticked must be there."""
    assignment = service.addressed(work, said.assignment)
    me = people.get_person(work.session, assignment.person_id)
    change_person(work, me, phone=said.phone)
    if "phone" in said.shares and me.phone is None:
        raise Refused("You checked the phone number, and none is on record. Please type it below, or uncheck it.")
    deployments.share(work, assignment.id, list(said.shares))
    return say("Kept. The leader reads what you checked, and nothing else of yours.")


@listeners.button(views_meeting.SomebodyElse, needs=May.ADDRESSEE)
def somebody_else(work: Work, by: Invocation, said: views_meeting.SomebodyElse) -> Answer:
    """Let the leader ask for somebody else; the introduction shows that it is seen to."""
    deployments.somebody_else(work, said.assignment)
    return None


@listeners.button(views_care.CareAllRight, needs=May.ADDRESSEE)
def all_right(work: Work, by: Invocation, said: views_care.CareAllRight) -> Answer:
    """Nothing is needed."""
    protection.answer(work, _rest(work, said.rest), longer=False)
    return None


@listeners.button(views_care.RestLonger, needs=May.ADDRESSEE)
def rest_longer(work: Work, by: Invocation, said: views_care.RestLonger) -> Answer:
    """Rest longer than planned."""
    protection.answer(work, _rest(work, said.rest), longer=True)
    return None


def _rest(work: Work, rest_id: int) -> HelperRest:
    rest = work.session.get(HelperRest, rest_id)
    if rest is None or rest.person_id != work.actor.person_id:
        raise Refused("This was addressed to somebody else.")
    return rest
