"""Who is asked for the views of IACP and BJA: a reviewer, then their substitutes, then staff who may phone."""

from collections.abc import Sequence

from sqlalchemy import select

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.facts import IncidentUnlocked
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.watch import lock_that_ends
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_staff, list_staff_on_call
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.requests import facts, service
from mvai_slackbot.requests.deciding import standing_in
from mvai_slackbot.requests.deciding.service import combine, latest_of, suffices
from mvai_slackbot.requests.lifecycle import NO, Move
from mvai_slackbot.requests.models import AssistanceRequest, Body, RequestAsking, RequestStatus
from mvai_slackbot.work import Fact, Work

# Whoever got the role first is asked first; the others are the substitutes, in the order in which they got it.
# With these moves an assessment begins, or goes on where it stood.
ANEW = (Move.ASSESS.value, Move.TAKE_BACK_UNDECIDED.value)
ROLE_OF = {Body.IACP: Role.IACP_REVIEWER, Body.BJA: Role.BJA_REVIEWER}


def follow(work: Work, fact: Fact) -> None:
    """Ask both reviewers when an assessment begins; tell them of a need whose help is approved already."""
    if isinstance(fact, facts.RequestLogged):
        if fact.request.status is RequestStatus.UNDER_ASSESSMENT:
            begin(work, fact.request)
        elif fact.request.status is RequestStatus.APPROVED:
            work.record(facts.NeedTold(fact.request))
    elif isinstance(fact, facts.RequestStatusChanged) and fact.move in ANEW:
        begin(work, fact.request)
    elif isinstance(fact, IncidentUnlocked):
        _go_on(work, fact.incident)


def begin(work: Work, request: AssistanceRequest) -> None:
    """Ask one reviewer of each body whose view is not in. In a drill nobody is asked who was not named for it."""
    incident = service.incident_of(work.session, request)
    if incident is not None and incident.drill:
        return
    if suffices(latest_of(work.session, request.id)):
        # There was a view of the draft already.
        combine(work, request)
    for body in missing_views(work, request):
        asked = list_askings(work, request, body)
        if asked:
            # It was withdrawn by mistake: whoever was asked last is asked again.
            _ask_again(work, request, asked[-1])
        else:
            ask_next(work, request, body)


def _go_on(work: Work, incident: Incident) -> None:
    """Ask again what nobody could be asked while the incident was locked; everybody's time begins anew."""
    since = lock_that_ends(work, incident)
    if since is None:
        return
    for request in service.list_of_incident(work.session, incident.id):
        for body in missing_views(work, request):
            for asking in list_askings(work, request, body)[-1:]:
                if asking.at >= since:
                    _ask_again(work, request, asking)
                asking.at = work.now


def _ask_again(work: Work, request: AssistanceRequest, asking: RequestAsking) -> None:
    asking.at = work.now
    work.record(facts.ViewAsked(request, asking))


def ask_next(work: Work, request: AssistanceRequest, body: Body) -> bool:
    """Ask the next person for a body's view, staff last; False when there is nobody left to ask."""
    askings = list_askings(work, request, body)
    asked = {one.person_id for one in askings}
    for reviewer in _in_line(work, body, [one.person_id for one in askings]):
        if reviewer.id not in asked and not people.is_absent(work.session, reviewer.id, work.now):
            _ask(work, request, body, reviewer, staff=False)
            return True
    staff = next((one for one in holders_of(work, request) if one.id not in asked), None)
    if staff is not None:
        _ask(work, request, body, staff, staff=True)
    return staff is not None


def _in_line(work: Work, body: Body, asked: Sequence[int]) -> list[Person]:
    """Return who reviews for a body in the order in which they are asked, once these were.

    First who was named to stand in for them; then each who has the role, with who stands in for them behind.
    """
    holders = people.list_holders(work.session, work.team_id, ROLE_OF[body])
    named = [standing_in.find(work, one) for one in reversed(asked)]
    for holder in holders:
        named += [holder, standing_in.find(work, holder.id)]
    known = {one.id for one in holders}
    return [one for one in named if one is not None and one.id in known]


def _ask(work: Work, request: AssistanceRequest, body: Body, person: Person, *, staff: bool) -> None:
    asking = RequestAsking(
        request_id=request.id, body=body, person_id=person.id, at=work.now, staff=staff,
        key=f"{request.id}:{body.value}:{person.id}",
    )  # fmt: skip
    work.session.add(asking)
    work.session.flush()
    work.record(facts.ViewAsked(request, asking))


def list_askings(work: Work, request: AssistanceRequest, body: Body | None = None) -> list[RequestAsking]:
    """Return who was asked, earliest first."""
    rows = select(RequestAsking).where(RequestAsking.request_id == request.id)
    if body is not None:
        rows = rows.where(RequestAsking.body == body)
    return list(work.session.scalars(rows.order_by(RequestAsking.id)))


def holders_of(work: Work, request: AssistanceRequest) -> list[Person]:
    """Return who of staff has a request: its owner, else who holds its incident, else who is on call, else everybody."""
    owner = service.contact_of(work.session, request.owner_id)
    if owner is not None and _takes_tasks(work, owner):
        return [owner]
    incident = service.incident_of(work.session, request)
    if incident is not None:
        return incidents.holder_of(work, incident)
    return list_staff_on_call(work)[:1] or people.list_holders(work.session, work.team_id, Role.COORDINATOR)


def _takes_tasks(work: Work, person: Person) -> bool:
    there = not person.deactivated and not people.is_absent(work.session, person.id, work.now)
    return there and is_staff(work.session, person.id)


def missing_views(work: Work, request: AssistanceRequest) -> list[Body]:
    """Return whose view is still missing; none once it is decided."""
    if request.approved_at is not None or not request.open or request.status in NO:
        return []
    latest = latest_of(work.session, request.id)
    return [body for body in Body if body not in latest]
