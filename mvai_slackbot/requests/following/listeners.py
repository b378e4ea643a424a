"""What people say to follow a request: show, correct, close, and the incident of one that came first."""

from mvai_slackbot import counties
from mvai_slackbot.incidents.views import form_title
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import lifecycle, service, sight, views, words
from mvai_slackbot.requests.answering import check_here, incident_chosen, told_where, unposted
from mvai_slackbot.requests.ending import closing
from mvai_slackbot.requests.following.correcting import correct_request
from mvai_slackbot.requests.following.showing import shown_of
from mvai_slackbot.requests.following.views import show
from mvai_slackbot.requests.forms import CALLED_FIRST, OUTSIDE, AttachForm, CloseForm, CorrectForm
from mvai_slackbot.requests.listeners import details
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome
from mvai_slackbot.slack.arguments import Arguments, RequestNumber
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Reject, Say, say
from mvai_slackbot.work import Work

listeners = Listeners()


class Which(Arguments):
    """`show 7`."""

    number: RequestNumber


class Closing(Arguments):
    """`close 7 <outcome>`."""

    number: RequestNumber
    outcome: RequestOutcome | None = None


def build(helpers_of: service.HelpersOf, reach_of: sight.ReachOf) -> Listeners:
    """Return what is heard; `helpers_of` returns the lines of who helps with a request, `reach_of` what an SME works on."""
    built = Listeners()

    @built.command("request", "show", Which, needs=May.ANYONE, usage="show <number>", help="one request", reads=True)
    def show_request(work: Work, by: Invocation, said: Which) -> Answer:
        """Show what the person may see of a request."""
        request, seen = sight.get_seen(work, said.number, reach_of)
        return Say(told_where(work, by, request, show(shown_of(work, request, seen, helpers_of))))

    @built.button(views.ShowRequest, needs=May.ANYONE, repeatable=True)
    def show_pressed(work: Work, by: Invocation, said: views.ShowRequest) -> Answer:
        """Show it from the card or the list."""
        return Say(show(shown_of(work, *sight.get_seen_by_id(work, said.request, reach_of), helpers_of)))

    built.all.extend(listeners.all)
    return built


@listeners.command("request", "close", Closing, needs=May.STAFF, help="close a request; without an outcome, a form",
                   usage="close <number> completed|withdrawn|referred|declined|duplicate|logged-by-mistake")  # fmt: skip
def close(work: Work, by: Invocation, said: Closing) -> Answer:
    """Close at once, or ask for the outcome."""
    request = service.get_request(work, said.number)
    check_here(work, by, request)
    if said.outcome is None or said.outcome in lifecycle.NOES:
        return _ask_outcome(work, request, said.outcome)
    return _close(work, request, said.outcome)


@listeners.button(views.CloseThis, needs=May.STAFF, repeatable=True)
def close_pressed(work: Work, by: Invocation, said: views.CloseThis) -> Answer:
    """Ask for the outcome."""
    return _ask_outcome(work, service.get_by_id(work.session, said.request))


@listeners.form(CloseForm, needs=May.STAFF)
def close_by_form(work: Work, by: Invocation, said: CloseForm) -> Answer:
    """Close with the outcome of the form; a no needs the call, and who can help instead."""
    request = service.get_by_id(work.session, said.request)
    if said.outcome not in lifecycle.NOES:
        return _close(work, request, said.outcome)
    if not said.who_can_help:
        return Reject({"who_can_help": "Please say who can help instead: nobody is left with a no alone."})
    if not said.called:
        return Reject({"called": CALLED_FIRST})
    closing.tell_no(work, request, said.outcome, said.who_can_help)
    return _confirm(work, request, words.standing(request))


def _ask_outcome(work: Work, request: AssistanceRequest, outcome: RequestOutcome | None = None) -> Answer:
    incident = service.incident_of(work.session, request)
    name = views.named(request, incident)
    if not request.open:
        return say(lifecycle.not_from_here(request))
    heading = form_title(incident, CloseForm)
    return Open(
        CloseForm.view(start={"request": request.id, "outcome": outcome}, intro=[section(f"*{name}*")], title=heading)
    )


def _close(work: Work, request: AssistanceRequest, outcome: RequestOutcome) -> Answer:
    closing.close_request(work, request, outcome)
    return _confirm(work, request, words.standing(request))


def _confirm(work: Work, request: AssistanceRequest, what: str) -> Answer:
    incident = service.incident_of(work.session, request)
    return say(f"{views.named(request, incident)}: {what}. {unposted(work, incident)}".strip())


@listeners.button(views.CorrectThis, needs=May.STAFF, repeatable=True)
def ask_correction(work: Work, by: Invocation, said: views.CorrectThis) -> Answer:
    """Open the form, filled with what is on record."""
    request = service.get_by_id(work.session, said.request)
    start: dict[str, object] = {"request": request.id, "incident": request.incident_id, "text": request.text.reveal()}
    kept = ("areas", "urgency", "mode", "source", "contact_way", "asker", "state", "occurred_on")
    start |= {name: getattr(request, name) for name in kept}
    start["county"] = counties.name_of(request.county)
    start["place"] = request.place.reveal() if request.place else None
    start["contact_hours"] = request.contact_hours.reveal() if request.contact_hours else None
    for prefix, person_id in (("requester", request.requester_id), ("second", request.second_contact_id)):
        start |= _start_of(prefix, service.contact_of(work.session, person_id))
    incident = service.incident_of(work.session, request)
    name = views.named(request, incident)
    return Open(
        CorrectForm.view(
            start=start,
            only=[name for name in CorrectForm.asks() if name != "where" and (request.outside or name not in OUTSIDE)],
            intro=[section(f"*{name}*. What it says now stays on record.")],
            title=form_title(incident, CorrectForm),
        )
    )


def _start_of(prefix: str, person: Person | None) -> dict[str, object]:
    if person is None:
        return {}
    known = {name: getattr(person, name) for name in ("name", "rank", "agency", "phone", "email")}
    start: dict[str, object] = {f"{prefix}_{name}": value.reveal() for name, value in known.items() if value}
    return {**start, f"{prefix}_account": person.user_id}


@listeners.form(CorrectForm, needs=May.STAFF)
def correct(work: Work, by: Invocation, said: CorrectForm) -> Answer:
    """Save the correction."""
    if nameless := said.nameless():
        return Reject(nameless)
    request = service.get_by_id(work.session, said.request)
    changed = correct_request(
        work,
        request,
        text=said.text,
        requester=said.requester,
        second_contact=said.second_contact,
        contact_hours=said.contact_hours,
        **details(said),
    )
    return _confirm(work, request, "the correction is saved" if changed else "nothing was changed")


@listeners.form(AttachForm, needs=May.STAFF)
def attach(work: Work, by: Invocation, said: AttachForm) -> Answer:
    """Give the request its incident."""
    request, incident = service.get_by_id(work.session, said.request), incident_chosen(work, said.where)
    if incident is None:
        return Reject({"where": "Please choose one of the list."})
    service.attach(work, request, incident)
    return _confirm(work, request, "attached")
