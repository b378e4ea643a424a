"""What staff say about a request from outside: take it, verify it, merge it, refer it; and what withdraws it."""

from collections.abc import Callable

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service_apart import list_about
from mvai_slackbot.incidents.views import form_title, opened, title
from mvai_slackbot.people.access import May
from mvai_slackbot.requests import lifecycle, service, sight, views
from mvai_slackbot.requests.answering import check_here, incident_choices
from mvai_slackbot.requests.deciding import service as decisions
from mvai_slackbot.requests.deciding.targets import load
from mvai_slackbot.requests.drafts import matching, merging, verifying, views as drafts
from mvai_slackbot.requests.drafts.forms import MergeForm
from mvai_slackbot.requests.ending import closing, views as withdrawing
from mvai_slackbot.requests.forms import AttachForm, CloseForm
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome, RequestStatus
from mvai_slackbot.slack.arguments import Arguments, RequestNumber
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.slack.text import clip
from mvai_slackbot.work import Work

# What a menu holds.
MOST = 100


class Withdrawing(Arguments):
    """`withdraw 7`."""

    number: RequestNumber


def _name(work: Work, request: AssistanceRequest) -> str:
    return views.named(request, service.incident_of(work.session, request))


def build(end_checkins: Callable[[Work, Incident], object]) -> Listeners:
    """Return what is heard; `end_checkins` ends the check-ins of an incident."""
    built = Listeners()
    built.all.extend(listeners.all)

    @built.button(withdrawing.CheckinsGoOn, needs=May.STAFF)
    def checkins(work: Work, by: Invocation, said: withdrawing.CheckinsGoOn) -> Answer:
        """Let check-ins go on, or end them."""
        incident = incidents.get_incident(work.session, said.incident)
        if said.go_on:
            return say(f"{title(incident)}: check-ins go on. `/mvai-checkin stop` ends them.", replace=True)
        end_checkins(work, incident)
        return say(f"{title(incident)}: check-ins have ended, and the leader is told.", replace=True)

    return built


listeners = Listeners()


@listeners.button(drafts.TakeThis, needs=May.STAFF)
def take(work: Work, by: Invocation, said: drafts.TakeThis) -> Answer:
    """Have a request that nobody has; the first wins."""
    request = service.get_by_id(work.session, said.request)
    service.take(work, request)
    return say(
        f"You have {request.name}. Please call whoever asks; `/mvai-request show {request.number}` has the rest."
    )


@listeners.button(drafts.VerifiedBy, needs=May.STAFF)
def verified(work: Work, by: Invocation, said: drafts.VerifiedBy) -> Answer:
    """Record the call back: who, when and where the number was found, in one press."""
    request = service.get_by_id(work.session, said.request)
    verifying.verify(work, request, said.found)
    then = (
        "SMEs can be offered now."
        if request.incident_id is not None
        else "Once it has an incident, SMEs can be offered."
    )
    return say(f"{_name(work, request)}: the call back is on record. {then}")


@listeners.button(drafts.CallHeld, needs=May.STAFF)
def call_held(work: Work, by: Invocation, said: drafts.CallHeld) -> Answer:
    """Record the assessment call."""
    request = service.get_by_id(work.session, said.request)
    verifying.hold_call(work, request)
    return say(f"{_name(work, request)}: the assessment call is on record.")


@listeners.button(views.OpenIncidentFor, needs=May.STAFF)
def open_incident_for(work: Work, by: Invocation, said: views.OpenIncidentFor) -> Answer:
    """Open an incident from the request; first show what may be the same."""
    request = service.get_by_id(work.session, said.request)
    matches = [] if said.anyway or not request.draft else matching.find_matches(work, request)
    if matches:
        return Say(drafts.look_first(request, matches))
    incident = service.open_incident_for(work, request)
    recent = incidents.list_recent(work, besides=incident.id)
    return Say(opened(incident, recent, list_about(work.session, recent), ready=False))


@listeners.button(drafts.AttachHere, needs=May.STAFF)
def attach_here(work: Work, by: Invocation, said: drafts.AttachHere) -> Answer:
    """Add a request to the incident that was suggested."""
    request = service.get_by_id(work.session, said.request)
    service.attach(work, request, incidents.get_incident(work.session, said.incident))
    return say(f"{_name(work, request)}: attached. IACP and BJA are asked.")


@listeners.button(views.AttachTo, needs=May.STAFF, repeatable=True)
def ask_incident(work: Work, by: Invocation, said: views.AttachTo) -> Answer:
    """Ask which incident a request belongs to."""
    choices = incident_choices(work, none_yet=False)
    if not choices:
        return say("No incident is open. Press “Open incident” to open one from this request.")
    request = service.get_by_id(work.session, said.request)
    intro = [section(f"*{views.named(request, None)}*")]
    return Open(AttachForm.view(start={"request": request.id}, choices={"where": choices}, intro=intro))


@listeners.button(drafts.MergeThis, needs=May.STAFF, repeatable=True)
def ask_merge(work: Work, by: Invocation, said: drafts.MergeThis) -> Answer:
    """Ask which request this one is the same as."""
    request = service.get_by_id(work.session, said.request)
    others = [one for one in service.list_latest(work.session, work.team_id) if one.open and one.id != request.id]
    if not others:
        return say("No other request is open.")
    choices = [(str(one.id), clip(_name(work, one), 75)) for one in others[:MOST]]
    intro = [section(f"*{_name(work, request)}* is closed then and goes on as the other, which keeps both requesters.")]
    heading = form_title(service.incident_of(work.session, request), MergeForm)
    return Open(
        MergeForm.view(start={"request": request.id}, choices={"into": choices}, intro=intro, title=heading)
    )  # fmt: skip


@listeners.form(MergeForm, needs=May.STAFF)
def merge(work: Work, by: Invocation, said: MergeForm) -> Answer:
    """Merge into the chosen request."""
    return _merge(work, said.request, said.into)


@listeners.button(drafts.MergeHere, needs=May.STAFF)
def merge_here(work: Work, by: Invocation, said: drafts.MergeHere) -> Answer:
    """Merge into the request that was suggested."""
    return _merge(work, said.request, said.into)


def _merge(work: Work, request_id: int, into_id: int) -> Answer:
    request, into = (service.get_by_id(work.session, one) for one in (request_id, into_id))
    merging.merge(work, request, into)
    incident = service.incident_of(work.session, into)
    mark = incident.mark if incident is not None else ""
    return say(f"{mark}{request.name} goes on as {_name(work, into)}, which keeps both requesters.")


@listeners.button(drafts.ReferThis, needs=May.STAFF, repeatable=True)
def refer(work: Work, by: Invocation, said: drafts.ReferThis) -> Answer:
    """Open the form that closes with a referral, filled with who can usually help."""
    request = service.get_by_id(work.session, said.request)
    if not request.open:
        return say(lifecycle.not_from_here(request))
    latest = decisions.latest_of(work.session, request.id).values()
    said_so = [one.refer_to.reveal() for one in latest if one.refer_to is not None]
    known = "; ".join(said_so) or load().who_can_help(request.asker)
    outcome = RequestOutcome.DECLINED if request.status is RequestStatus.DECLINED else RequestOutcome.REFERRED
    start = {"request": request.id, "outcome": outcome, "who_can_help": known}
    intro = [section(f"*{_name(work, request)}*. Please call first; then write down who can help.")]
    heading = form_title(service.incident_of(work.session, request), CloseForm)
    return Open(CloseForm.view(start=start, intro=intro, title=heading))


@listeners.command("request", "withdraw", Withdrawing, needs=May.ANYONE, usage="withdraw <number>",
                   help="nothing is asked anymore: offers end, no reason is needed")  # fmt: skip
def withdraw(work: Work, by: Invocation, said: Withdrawing) -> Answer:
    """Withdraw: staff, the leader, the deputy, or who asked."""
    request, _ = sight.get_seen(work, said.number)
    check_here(work, by, request)
    return _withdraw(work, request)


@listeners.button(drafts.WithdrawThis, needs=May.ANYONE)
def withdraw_pressed(work: Work, by: Invocation, said: drafts.WithdrawThis) -> Answer:
    """Withdraw in one press."""
    return _withdraw(work, sight.get_seen_by_id(work, said.request)[0])


def _withdraw(work: Work, request: AssistanceRequest) -> Answer:
    closing.close_request(work, request, RequestOutcome.WITHDRAWN)
    staff = lifecycle.may_move(work, request, lifecycle.By.STAFF)
    return Say(withdrawing.withdrawn(request, service.incident_of(work.session, request), staff=staff))


@listeners.button(withdrawing.TakeBack, needs=May.STAFF)
def take_back(work: Work, by: Invocation, said: withdrawing.TakeBack) -> Answer:
    """Open a request again that was withdrawn by mistake."""
    request = service.get_by_id(work.session, said.request)
    closing.take_back(work, request)
    then = (
        f"Offers and assignments that ended stay ended; `/mvai-sme assign {request.number}` asks again."
        if request.incident_id is not None
        else f"`/mvai-request show {request.number}` has what comes next."
    )
    return say(f"{_name(work, request)} is open again. {then}")
