"""What of requests waits for somebody, for the page that `/mvai` shows."""

from collections.abc import Sequence

from slackblocks import Block as SlackBlock
from sqlalchemy import or_, select

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.people.service import list_incidents_of, roles_of
from mvai_slackbot.requests import service, views
from mvai_slackbot.requests.decisions import body_of
from mvai_slackbot.requests.models import AssistanceRequest, Body, RequestDecision, RequestStatus
from mvai_slackbot.requests.sight import list_seen
from mvai_slackbot.slack.blocks import context, section
from mvai_slackbot.slack.buttons import Value, button
from mvai_slackbot.work import Work

MOST = 5
# Where a view may still be missing: help may begin before it.
ASSESSED = (RequestStatus.UNDER_ASSESSMENT, RequestStatus.ASSIGNED, RequestStatus.DONE)


def waiting(work: Work, person: Person) -> list[SlackBlock]:
    """Return, for staff, requests without an incident and theirs that nobody helps with; for reviewers, undecided ones."""
    blocks: list[SlackBlock] = []
    if roles_of(work.session, person.id) & STAFF:
        blocks += _lines(work, _without_incident(work), "Open or choose its incident.", "Show")
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
    for place, request in enumerate(found[:MOST]):
        incident = service.incident_of(work.session, request)
        press = button(label, _value(request, label), nth=place)
        blocks.append(section(f"{views.named(request, incident)}. {what}", press))
    if len(found) > MOST:
        blocks.append(context(f"{len(found) - MOST} more like these: `/mvai-request list`"))
    return blocks


def _value(request: AssistanceRequest, label: str) -> Value:
    if label == "Assign":
        return views.AssignHere(request=request.id, incident=request.incident_id or 0)
    return views.ShowRequest(request=request.id) if label == "Show" else views.DecideThis(request=request.id)
