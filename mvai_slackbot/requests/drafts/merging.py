"""Merge a request into another that speaks of the same: one goes on, with both requesters."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.errors import Refused
from mvai_slackbot.requests import facts, lifecycle, service
from mvai_slackbot.requests.lifecycle import Move
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome
from mvai_slackbot.work import Work


def merge(work: Work, request: AssistanceRequest, into: AssistanceRequest) -> None:
    """Close a request as one that goes on as another, which keeps both requesters and the areas of both."""
    if request.id == into.id:
        raise Refused("A request cannot be merged into itself. Please choose another.")
    # Always in one order: two who merge the same two the other way round do not wait in a circle.
    for one in sorted((request, into), key=lambda each: each.id):
        lifecycle.hold(work, one)
    if _is_drill(work, request) is not _is_drill(work, into):
        raise Refused(
            f"One of {request.name} and {into.name} belongs to a drill, and the other is real. They are never merged."
        )
    if not into.open:
        raise Refused(f"{into.name} is closed. Please choose one that is open.")
    request.merged_into_id = into.id
    into.areas = sorted({*into.areas, *request.areas})
    lifecycle.moved(work, request, Move.MERGE, outcome=RequestOutcome.DUPLICATE)
    work.record(facts.RequestMergedInto(into, request))


def _is_drill(work: Work, request: AssistanceRequest) -> bool:
    incident = service.incident_of(work.session, request)
    return incident is not None and incident.drill


def list_merged(session: Session, request_id: int) -> list[AssistanceRequest]:
    """Return what was merged into a request, and what was merged into that: their requesters are kept."""
    found: list[AssistanceRequest] = []
    asked = [request_id]
    while asked:
        rows = select(AssistanceRequest).where(AssistanceRequest.merged_into_id.in_(asked))
        new = [one for one in session.scalars(rows.order_by(AssistanceRequest.id)) if one not in found]
        found += new
        asked = [one.id for one in new]
    return found
