"""What staff ask: who could help with a request."""

from mvai_slackbot.incidents import service as incidents, watch
from mvai_slackbot.incidents.views import FindHelpHere
from mvai_slackbot.people.access import May
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.answering import check_here
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.slack.arguments import Arguments, RequestNumber
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say
from mvai_slackbot.smes.ranking import finding, rank as ranking, views
from mvai_slackbot.smes.roster.forms import FindForm
from mvai_slackbot.smes.words import kind_options
from mvai_slackbot.work import Work


class Finding(Arguments):
    """`find 7`."""

    request: RequestNumber


listeners = Listeners()


def build(more_kinds: tuple[str, ...]) -> Listeners:
    """Return all that is heard; raise `Refused` when the rules of ranking are at fault, so that the start tells it."""
    ranking.load()
    heard = Listeners()

    @heard.button(views.AdjustLook, needs=May.STAFF, repeatable=True)
    def ask_adjust(work: Work, by: Invocation, said: views.AdjustLook) -> Answer:
        """Open the form, filled with what is looked for now."""
        request = _readable(work, said.request)
        found = finding.find(work, request, said.criteria())
        start = said.model_dump(exclude={"first"}) | {
            "areas": sorted(found.wanted.areas),
            "mode": found.wanted.mode.value,
        }
        mark = found.incident.mark if found.incident else ""
        kinds = {"kind": kind_options(more_kinds)}
        return Open(FindForm.view(start=start, choices=kinds, title=f"{mark}Look: request {request.number}"))

    heard.all += listeners.all
    return heard


@listeners.command("sme", "find", Finding, needs=May.STAFF, usage="find 7", help="who could help with a request, and why",
                   reads=True)  # fmt: skip
def find(work: Work, by: Invocation, said: Finding) -> Answer:
    """Show who could help, ranked, with reasons."""
    request = requests.get_request(work, said.request)
    check_here(work, by, request)
    return _found(work, views.LookAgain(request=request.id))


@listeners.button(views.LookAgain, needs=May.STAFF, repeatable=True)
def find_again(work: Work, by: Invocation, said: views.LookAgain) -> Answer:
    """Show it again, from another place on, or as adjusted."""
    return _found(work, said, replace=True)


@listeners.button(views.ShowLeftOut, needs=May.STAFF, repeatable=True)
def show_left_out(work: Work, by: Invocation, said: views.ShowLeftOut) -> Answer:
    """Show everybody who is left out, and why."""
    request = _readable(work, said.request)
    return Say(views.left_out(finding.find(work, request, said.criteria()), said), replace=True)


@listeners.form(FindForm, needs=May.STAFF)
def adjust(work: Work, by: Invocation, said: FindForm) -> Answer:
    """Show who could help, as adjusted."""
    values = said.model_dump() | {"kind": said.kind or ""}
    return _found(work, views.LookAgain(**values))


@listeners.button(FindHelpHere, needs=May.STAFF, repeatable=True)
def find_help(work: Work, by: Invocation, said: FindHelpHere) -> Answer:
    """Show who could help with the open request of the incident; with several, ask about which."""
    incident = incidents.get_incident(work.session, said.incident)
    open_requests = [one for one in requests.list_of_incident(work.session, incident.id) if one.open]
    if len(open_requests) == 1:
        return _found(work, views.LookAgain(request=open_requests[0].id))
    return Say(views.which(incident, open_requests))


def _found(work: Work, said: views.LookAgain, *, replace: bool = False) -> Answer:
    request = _readable(work, said.request)
    found = finding.find(work, request, said.criteria())
    # Somebody may have answered meanwhile, and the list be shorter than it was.
    first = said.first if said.first < len(found.ranking.ranked) else 0
    return Say(views.found(found, said.model_copy(update={"first": first})), replace=replace)


def _readable(work: Work, request_id: int) -> AssistanceRequest:
    request = requests.get_by_id(work.session, request_id)
    incident = requests.incident_of(work.session, request)
    if incident is not None:
        watch.check_unlocked(work, incident)
    return request
