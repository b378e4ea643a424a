"""What reviewers and staff say about the decision on a request."""

from datetime import UTC
from typing import Annotated

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.views import form_title
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import Person
from mvai_slackbot.requests import lifecycle, service, sight, views, words
from mvai_slackbot.requests.answering import check_here, unposted
from mvai_slackbot.requests.deciding import service as decisions, views as assessing
from mvai_slackbot.requests.forms import DecideForm, OwnViewForm
from mvai_slackbot.requests.models import AssistanceRequest, Body, RequestDecision, Verdict
from mvai_slackbot.slack.arguments import RequestNumber, Rest, Typed
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Reject, say
from mvai_slackbot.work import Work

listeners = Listeners()


class Deciding(Typed):
    """`decide 7 virtual|in-person|both|refer|decline|more-information <words>`."""

    number: RequestNumber
    verdict: Verdict | None = None
    reason: Annotated[str | None, Rest(guarded=True, label="Reason")] = None

    @classmethod
    def most(cls) -> int:
        """Return how many characters are taken: what the form's box for the reason holds."""
        return 1000


@listeners.command("request", "decide", Deciding, needs=May.DECIDE,
                   usage="decide <number> virtual|in-person|both|refer|decline|more-information <words>",
                   help="record IACP's or BJA's decision; staff are asked in a form whose it is")  # fmt: skip
def decide(work: Work, by: Invocation, said: Deciding) -> Answer:
    """Record a reviewer's own decision at once; ask anybody else whose it is and how it reached staff."""
    request, _ = sight.get_seen(work, said.number)
    check_here(work, by, request)
    if said.verdict is None and said.reason:
        raise Refused(
            "A decision is virtual, in-person, both, refer, decline or more-information. Type for example "
            f"`/mvai-request decide {said.number} virtual &lt;reason&gt;`, or leave the words out for a form."
        )
    body = decisions.body_of(work.session, work.actor.person_id or 0)
    if body is None or said.verdict is None:
        return _ask(work, request, said.verdict, said.reason)
    # After "refer" a reviewer types to whom.
    refer_to = said.reason if said.verdict is Verdict.REFER else None
    if decisions.missing(said.verdict, said.reason, refer_to):
        return _ask(work, request, said.verdict, said.reason)
    return _own(work, request, body, said.verdict, said.reason, refer_to)


def _own(
    work: Work, request: AssistanceRequest, body: Body, verdict: Verdict, reason: str | None, refer_to: str | None
) -> Answer:
    decision = decisions.decide(
        work, request, body, verdict, reason=reason, refer_to=refer_to, decided_by=_actor(work),
        how=decisions.TOLD_IN_SLACK,
    )  # fmt: skip
    return _confirm(work, request, decision)


@listeners.button(assessing.ViewIs, needs=May.DECIDE, repeatable=True)
def view_pressed(work: Work, by: Invocation, said: assessing.ViewIs) -> Answer:
    """Record a reviewer's yes in one press; a no and a question need words, so a form asks."""
    request, _ = sight.get_seen_by_id(work, said.request)
    body = decisions.body_of(work.session, work.actor.person_id or 0)
    if body is None or said.verdict not in words.YES:
        return _ask(work, request, said.verdict, None)
    latest = decisions.latest_of(work.session, request.id).get(body)
    if latest is not None and latest.verdict is said.verdict:
        return _confirm(work, request, latest)
    return _own(work, request, body, said.verdict, None, None)


@listeners.button(views.DecideThis, needs=May.DECIDE, repeatable=True)
def ask_decision(work: Work, by: Invocation, said: views.DecideThis) -> Answer:
    """Open the form for a decision."""
    return _ask(work, sight.get_seen_by_id(work, said.request)[0], None, None)


def _ask(work: Work, request: AssistanceRequest, verdict: Verdict | None, reason: str | None) -> Answer:
    incident = service.incident_of(work.session, request)
    name = views.named(request, incident)
    if not request.open:
        return say(f"{name} is {words.standing(request)}. A decision can be recorded while it is open.")
    body, actor = decisions.body_of(work.session, work.actor.person_id or 0), _actor(work)
    if body is not None and not lifecycle.may_move(work, request, lifecycle.By.STAFF):
        return Open(_own_form(work, request, body, verdict, reason))
    own = {"body": body, "decided_by": actor.user_id, "how": decisions.TOLD_IN_SLACK} if body and actor else {}
    start = {"request": request.id, "verdict": verdict, **own}
    start["refer_to" if verdict is Verdict.REFER else "reason"] = reason
    return Open(DecideForm.view(start=start, intro=[section(f"*{name}*")], title=form_title(incident, DecideForm)))


def _own_form(
    work: Work, request: AssistanceRequest, body: Body, verdict: Verdict | None, reason: str | None
) -> dict[str, object]:
    """Return a reviewer's form, with what they said before."""
    incident, before = (
        service.incident_of(work.session, request),
        decisions.latest_of(work.session, request.id).get(body),
    )
    start: dict[str, object] = {"request": request.id, "verdict": verdict or (before.verdict if before else None)}
    if before is not None and before.verdict is start["verdict"]:
        start["refer_to"] = before.refer_to.reveal() if before.refer_to else None
        start["reason"] = before.reason.reveal() if before.reason else None
    if reason:
        start["refer_to" if verdict is Verdict.REFER else "reason"] = reason
    intro = [section(f"*{views.named(request, incident)}*: the view of {body.value.upper()}")]
    return OwnViewForm.view(start=start, intro=intro, title=form_title(incident, OwnViewForm))


@listeners.form(OwnViewForm, needs=May.DECIDE)
def own_view(work: Work, by: Invocation, said: OwnViewForm) -> Answer:
    """Record a reviewer's own view."""
    request, _ = sight.get_seen_by_id(work, said.request)
    body = decisions.body_of(work.session, work.actor.person_id or 0)
    if body is None:
        raise Refused("That is for IACP and BJA reviewers. `/mvai-request decide` writes down what they said.")
    if lacking := decisions.missing(said.verdict, said.reason, said.refer_to):
        return Reject(lacking)
    return _own(work, request, body, said.verdict, said.reason, said.refer_to)


def _actor(work: Work) -> Person | None:
    return service.contact_of(work.session, work.actor.person_id)


@listeners.form(DecideForm, needs=May.DECIDE)
def decide_by_form(work: Work, by: Invocation, said: DecideForm) -> Answer:
    """Record what the form says; a reviewer speaks for their own body only."""
    request, seen = sight.get_seen_by_id(work, said.request)
    body = decisions.body_of(work.session, work.actor.person_id or 0)
    if not seen.change and body is not None and said.body is not body:
        own = body.value.upper()
        return Reject({"body": f"You decide for {own}. Staff write down what the other side decided."})
    on_behalf = said.how == "on-behalf"
    if on_behalf and not seen.change:
        return Reject({"how": "Only staff decide on behalf of somebody else."})
    if lacking := decisions.missing(said.verdict, said.reason, said.refer_to, on_behalf=on_behalf):
        return Reject(lacking)
    actor = _actor(work)
    # Today is today where the person is: in Guam it begins ten hours before Greenwich.
    today = work.now.astimezone(people.zone_of(actor) if actor else UTC).date()
    if said.decided_on is not None and said.decided_on > today:
        return Reject({"decided_on": "That day is still to come."})
    decision = decisions.decide(
        work,
        request,
        said.body,
        said.verdict,
        reason=said.reason,
        decided_by=people.meet(work, said.decided_by) if said.decided_by else None,
        how=said.how,
        decided_on=said.decided_on,
        refer_to=said.refer_to,
        on_behalf=on_behalf,
    )
    return _confirm(work, request, decision)


def _confirm(work: Work, request: AssistanceRequest, decision: RequestDecision) -> Answer:
    incident = service.incident_of(work.session, request)
    said = f"{decision.body.value.upper()}: {words.VERDICT_WORDS[decision.verdict]}"
    both = assessing.where_it_stands(request, decisions.latest_of(work.session, request.id))
    text = f"{views.named(request, incident)}: recorded, {said}. {both} {unposted(work, incident)}"
    return say(text.strip())
