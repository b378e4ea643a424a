"""What staff say: assign, take back."""

from typing import Literal

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents, watch
from mvai_slackbot.incidents.listeners import went_out
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.views import after_reaching, title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.answering import check_here
from mvai_slackbot.requests.drafts import verifying
from mvai_slackbot.requests.drafts.views import call_back_first
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.views import AssignHere
from mvai_slackbot.slack.arguments import Arguments, RequestNumber, UserId
from mvai_slackbot.slack.buttons import button
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.smes.models import Assignment, Mode, State
from mvai_slackbot.smes.offers import service as offers, views
from mvai_slackbot.smes.offers.forms import AssignForm
from mvai_slackbot.smes.offers.terms import PLAIN, Agreed
from mvai_slackbot.smes.ranking import finding
from mvai_slackbot.smes.roster import service as roster
from mvai_slackbot.smes.service import list_of_request
from mvai_slackbot.smes.words import kind_words
from mvai_slackbot.work import Work

listeners = Listeners()
# What Slack's menus hold.
MOST_OPTIONS = 100


class Assigning(Arguments):
    """`assign 7 @ana [virtual|in-person]`."""

    request: RequestNumber
    person: UserId
    mode: Literal["virtual", "in-person"] | None = None


@listeners.command("sme", "assign", Assigning, needs=May.STAFF, usage="assign 7 @name [virtual|in-person]",
                   help="ask an SME to help with a request", reads=True)  # fmt: skip
def ask_assign(work: Work, by: Invocation, said: Assigning) -> Answer:
    """Show once more who is asked about what."""
    request = requests.get_request(work, said.request)
    check_here(work, by, request)
    person = people.reachable(work, said.person)
    return _question(work, request, person.id, Mode(said.mode) if said.mode else None, anyway=False)


@listeners.button(views.AskAssign, needs=May.STAFF, repeatable=True)
def ask_assign_pressed(work: Work, by: Invocation, said: views.AskAssign) -> Answer:
    """Show once more who is asked about what, from a list or past somebody's limit."""
    agreed = Agreed(role=said.role, starts_on=said.starts_on, ends_on=said.ends_on, areas=said.areas)
    request = requests.get_by_id(work.session, said.request)
    return _question(work, request, said.person, said.mode, anyway=said.anyway, agreed=agreed)


def _question(
    work: Work, request: AssistanceRequest, person_id: int, mode: Mode | None, *, anyway: bool, agreed: Agreed = PLAIN
) -> Answer:
    check_unlocked(work, request)
    if offers.waits_for_call(work, request):
        again = views.AskAssign(
            incident=request.incident_id or 0, request=request.id, person=person_id, mode=mode, anyway=anyway,
            role=agreed.role, starts_on=agreed.starts_on, ends_on=agreed.ends_on, areas=agreed.areas,
        )  # fmt: skip
        first = verifying.to_verify(work.session, request)
        return Say(call_back_first(first, button("Go on", again)))
    asked = offers.prepare(work, request, people.get_person(work.session, person_id), mode)
    if asked.full and not anyway:
        return Say(views.too_many(asked, agreed))
    cautions = finding.cautions(work, request, person_id, asked.mode)
    return Say(views.question(asked, agreed, cautions), replace=anyway)


def check_unlocked(work: Work, request: AssistanceRequest) -> None:
    """Raise `Refused` while the incident of a request is locked: nobody is asked about it then."""
    incident = requests.incident_of(work.session, request)
    if incident is not None:
        watch.check_unlocked(work, incident)


@listeners.button(views.SendOffer, needs=May.STAFF)
def send_offer(work: Work, by: Invocation, said: views.SendOffer) -> Answer:
    """Send the offer; the way back stands in the answer."""
    request = requests.get_by_id(work.session, said.request)
    person = people.get_person(work.session, said.person)
    check_unlocked(work, request)
    agreed = Agreed(said.role, said.starts_on, said.ends_on, replaces_id=said.replaces, areas=said.areas)
    assignment = offers.offer(work, request, person, said.mode, anyway=said.anyway, agreed=agreed)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    sent = _sent(incident, assignment, person.name.reveal())
    return went_out(work, by, after_reaching(incident, person, sent, _way_back(assignment)))


def _sent(incident: Incident, assignment: Assignment, name: str) -> str:
    return (
        f"{incident.number}: {name} was asked about request {assignment.request_number}. You are told when they answer."
    )


def _way_back(assignment: Assignment) -> views.TakeBackOffer:
    return views.TakeBackOffer(incident=assignment.incident_id, assignment=assignment.id)


def sent_now(work: Work, request: AssistanceRequest) -> list[tuple[Person, views.TakeBackOffer]]:
    """Return who was asked about a request in this piece of work, each with the way back."""
    out = [one for one in list_of_request(work.session, request.id, State.OFFERED) if one.offered_at == work.now]
    return [
        (people.get_person(work.session, one.person_id), _way_back(one).model_copy(update={"several": True}))
        for one in out
    ]


@listeners.button(views.TakeBackOffer, needs=May.ADDRESSEE)
def take_back(work: Work, by: Invocation, said: views.TakeBackOffer) -> Answer:
    """Take the offer back, and record what the person could see: for staff, and for who asked."""
    assignment = offers.take_back(work, said.assignment)
    incident = incidents.get_incident(work.session, assignment.incident_id)
    person = people.get_person(work.session, assignment.person_id)
    words = f"{title(incident)}: taken back from {person.name.reveal()}. What they could see until now is on record."
    return say(words, replace=not said.several)


@listeners.button(AssignHere, needs=May.STAFF, repeatable=True)
def choose_here(work: Work, by: Invocation, said: AssignHere) -> Answer:
    """Open the form to choose who and how, those who fit best first."""
    request = requests.get_by_id(work.session, said.request)
    incident = incidents.get_incident(work.session, said.incident)
    check_unlocked(work, request)
    fitting = {one.who.id: place for place, one in enumerate(finding.find(work, request).ranking.ranked)}
    rows = roster.list_roster(work.session, work.team_id)
    if not rows:
        raise Refused("Nobody is on the roster yet. Type `/mvai-sme add @name` first.")
    rows.sort(key=lambda row: fitting.get(row[1].id, len(fitting)))
    options = [(str(who.id), f"{who.name.reveal()} · {kind_words(sme.kind)}") for sme, who in rows[:MOST_OPTIONS]]
    mode = offers.mode_of(work, request).value
    start = {"incident": incident.id, "request": request.id, "mode": mode, "person": rows[0][1].id}
    return Open(
        AssignForm.view(
            start=start, choices={"person": options}, title=f"{incident.mark}Assign: request {request.number}"
        )
    )


@listeners.form(AssignForm, needs=May.STAFF)
def assign_by_form(work: Work, by: Invocation, said: AssignForm) -> Answer:
    """Show once more who is asked about what."""
    agreed = Agreed(role=said.role, starts_on=said.starts_on, ends_on=said.ends_on)
    request = requests.get_by_id(work.session, said.request)
    return _question(work, request, said.person, said.mode, anyway=False, agreed=agreed)
