"""What of requests waits for somebody, for the page that `/mvai` shows."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock
from sqlalchemy import or_, select

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.people.service import list_incidents_of, roles_of
from mvai_slackbot.requests import service, views
from mvai_slackbot.requests.deciding.service import body_of
from mvai_slackbot.requests.deciding.targets import list_late
from mvai_slackbot.requests.drafts.views import ReferThis, TakeThis
from mvai_slackbot.requests.models import AssistanceRequest, Body, RequestDecision, RequestStatus
from mvai_slackbot.requests.sight import list_seen
from mvai_slackbot.slack.blocks import section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.slack.text import moment
from mvai_slackbot.work import Work

# Where a view may still be missing: help may begin before it.
ASSESSED = (RequestStatus.UNDER_ASSESSMENT, RequestStatus.ASSIGNED, RequestStatus.DONE)


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return, for staff, drafts, calls to make, and theirs that nobody helps with; for reviewers, undecided ones."""
    blocks: list[SlackBlock] = []
    if roles_of(work.session, person.id) & STAFF:
        drafts = _without_incident(work)
        free = [one for one in drafts if one.status is RequestStatus.RECEIVED]
        blocks += _lines(work, free, "Nobody has it yet.", "I have it")
        blocks += _lines(work, _to_call(work), "Please call: who can help instead.", "Record the call")
        taken = [one for one in drafts if one.status is RequestStatus.ACKNOWLEDGED]
        blocks += _lines(work, taken, "Open or choose its incident.", "Show")
        blocks += _lines(work, _unhelped(work, person), "Nobody helps with it yet.", "Assign")
    body = body_of(work.session, person.id)
    if body is not None:
        blocks += _lines(work, _undecided(work, body), f"{body.value.upper()} has not decided.", "Record decision")
    return blocks


def _without_incident(work: Work) -> list[AssistanceRequest]:
    rows = select(AssistanceRequest).where(
        AssistanceRequest.team_id == work.team_id,
        AssistanceRequest.incident_id.is_(None),
        AssistanceRequest.status != RequestStatus.CLOSED,
    )
    return list(work.session.scalars(rows.order_by(AssistanceRequest.id)))


def _to_call(work: Work) -> list[AssistanceRequest]:
    rows = select(AssistanceRequest).where(
        AssistanceRequest.team_id == work.team_id,
        AssistanceRequest.status.in_((RequestStatus.REFERRED, RequestStatus.DECLINED)),
    )
    return list(work.session.scalars(rows.order_by(AssistanceRequest.id)))


def _unhelped(work: Work, person: Person) -> list[AssistanceRequest]:
    own = list_incidents_of(work.session, person.id, Part.OWNER)
    rows = select(AssistanceRequest).where(
        AssistanceRequest.incident_id.in_(own),
        AssistanceRequest.status.in_((RequestStatus.UNDER_ASSESSMENT, RequestStatus.APPROVED)),
    )
    return list(work.session.scalars(rows.order_by(AssistanceRequest.id)))


def _undecided(work: Work, body: Body) -> list[AssistanceRequest]:
    decided = select(RequestDecision.id).where(
        RequestDecision.request_id == AssistanceRequest.id, RequestDecision.body == body
    )
    rows = (
        select(AssistanceRequest)
        .outerjoin(Incident, Incident.id == AssistanceRequest.incident_id)
        .where(
            AssistanceRequest.team_id == work.team_id,
            AssistanceRequest.status.in_(ASSESSED),
            # Approved with its incident: reviewers are told, not asked.
            AssistanceRequest.approved_at.is_(None),
            # In a drill only people named for it are asked.
            or_(Incident.id.is_(None), Incident.drill.is_(False)),
            ~decided.exists(),
        )
    )
    return list_seen(work, work.session.scalars(rows.order_by(AssistanceRequest.id)))


def _lines(work: Work, found: Sequence[AssistanceRequest], what: str, label: str) -> list[SlackBlock]:
    blocks: list[SlackBlock] = []
    for place, request in enumerate(found):
        incident = service.incident_of(work.session, request)
        press = button(label, _value(request, label), nth=place)
        late = " ".join(f"The {step} was due {moment(at)}." for step, at in list_late(request, work.now))
        # What runs late is for staff: a reviewer is asked for a view and for nothing else.
        due = f" {late}" if late and label != "Record decision" else ""
        blocks.append(section(f"{views.named(request, incident)}. {what}{due}", press))
    return blocks


def _value(request: AssistanceRequest, label: str) -> Value:
    values: dict[str, Value] = {
        "Assign": views.AssignHere(request=request.id, incident=request.incident_id or 0),
        "I have it": TakeThis(request=request.id),
        "Record the call": ReferThis(request=request.id),
        "Show": views.ShowRequest(request=request.id),
    }
    return values.get(label, views.DecideThis(request=request.id))
