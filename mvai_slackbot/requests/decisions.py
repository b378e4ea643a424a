"""What IACP and BJA decide about a request."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.people.service import roles_of
from mvai_slackbot.requests import facts
from mvai_slackbot.requests.models import AssistanceRequest, Body, RequestDecision, Verdict
from mvai_slackbot.work import Work

BODY_OF = {Role.IACP_REVIEWER: Body.IACP, Role.BJA_REVIEWER: Body.BJA}
# A reviewer who types the decision tells staff by that.
TOLD_IN_SLACK = "slack"


def body_of(session: Session, person_id: int) -> Body | None:
    """Return for whom somebody decides; None for somebody who reviews for neither, or for both."""
    bodies = {BODY_OF[role] for role in roles_of(session, person_id) if role in BODY_OF}
    return bodies.pop() if len(bodies) == 1 else None


def decide(
    work: Work,
    request: AssistanceRequest,
    body: Body,
    verdict: Verdict,
    *,
    reason: str | None,
    decided_by: Person | None,
    how: str,
    decided_on: date | None = None,
) -> RequestDecision:
    """Record a decision; an earlier one of the same body stays on record. Raise `Refused` for a closed request."""
    if not request.open:
        raise Refused(f"{request.name} is closed. A decision can be recorded while it is open.")
    decision = RequestDecision(
        request_id=request.id,
        body=body,
        verdict=verdict,
        reason=Private.of(reason),
        decided_by=decided_by.id if decided_by else None,
        recorded_by=work.actor.person_id,
        recorded_at=work.now,
        how=how,
        decided_on=decided_on,
    )
    work.session.add(decision)
    work.session.flush()
    work.record(facts.RequestDecided(request, decision))
    return decision


def list_decisions(session: Session, request_id: int) -> list[RequestDecision]:
    """Return every decision on record, earliest first."""
    rows = select(RequestDecision).where(RequestDecision.request_id == request_id).order_by(RequestDecision.id)
    return list(session.scalars(rows))


def latest_of(session: Session, request_id: int) -> dict[Body, RequestDecision]:
    """Return the decision of each body that counts: its latest."""
    return {decision.body: decision for decision in list_decisions(session, request_id)}


def is_decided(session: Session, request_id: int) -> bool:
    """Whether both IACP and BJA have decided."""
    return set(latest_of(session, request_id)) == set(Body)
