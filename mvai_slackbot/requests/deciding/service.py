"""What IACP and BJA decide about a request."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people.models import Person, Role
from mvai_slackbot.people.service import roles_of
from mvai_slackbot.requests import facts, lifecycle
from mvai_slackbot.requests.deciding.targets import load
from mvai_slackbot.requests.lifecycle import Move
from mvai_slackbot.requests.models import AssistanceRequest, Body, RequestDecision, RequestStatus, Verdict
from mvai_slackbot.requests.words import YES
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
    refer_to: str | None = None,
    on_behalf: bool = False,
) -> RequestDecision:
    """Record a decision; an earlier one of the same body stays on record. Raise `Refused` for a closed request."""
    # It may be withdrawn in this instant: whoever comes second sees what the first did.
    lifecycle.hold(work, request)
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
        refer_to=Private.of(refer_to),
        on_behalf=on_behalf,
    )
    work.session.add(decision)
    work.session.flush()
    work.record(facts.RequestDecided(request, decision))
    combine(work, request)
    return decision


def list_decisions(session: Session, request_id: int) -> list[RequestDecision]:
    """Return every decision on record, earliest first."""
    rows = select(RequestDecision).where(RequestDecision.request_id == request_id).order_by(RequestDecision.id)
    return list(session.scalars(rows))


def latest_of(session: Session, request_id: int) -> dict[Body, RequestDecision]:
    """Return the decision of each body that counts: its latest."""
    return {decision.body: decision for decision in list_decisions(session, request_id)}


def is_decided(session: Session, request_id: int) -> bool:
    """Whether help is approved, or the views that are in decide; two that differ decide nothing."""
    request = session.get(AssistanceRequest, request_id)
    if request is not None and request.approved_at is not None:
        return True
    return _meaning(latest_of(session, request_id)) is not Move.RECONSIDER


def suffices(latest: dict[Body, RequestDecision]) -> bool:
    """Whether the views that are in can decide by the rule: both, or the first one."""
    return set(latest) == set(Body) or (bool(latest) and load().combining.rule == "either")


def combine(work: Work, request: AssistanceRequest) -> None:
    """Move a request to where the views of both say it stands."""
    move = _meaning(latest_of(work.session, request.id))
    if move is Move.APPROVE and request.status in (RequestStatus.ASSIGNED, RequestStatus.DONE):
        # Help began before: what is decided now changes nothing of where it stands.
        request.approved_at = request.approved_at or work.now
    elif lifecycle.can(request, move):
        lifecycle.moved(work, request, move)


# What each yes means: where the two have nothing in common, they differ.
MODES = {Verdict.VIRTUAL: {"virtual"}, Verdict.IN_PERSON: {"in-person"}, Verdict.BOTH: {"virtual", "in-person"}}


def differ(latest: dict[Body, RequestDecision]) -> bool:
    """Whether both have a view and the two do not go together: that is shown, never averaged."""
    said = [one.verdict for one in latest.values() if one.verdict is not Verdict.MORE_INFORMATION]
    if len(said) < len(Body):
        return False
    yes = [MODES[verdict] for verdict in said if verdict in YES]
    return not set.intersection(*yes) if len(yes) == len(said) else bool(yes)


def _meaning(latest: dict[Body, RequestDecision]) -> Move:
    said = {one.verdict for one in latest.values()}
    if not suffices(latest) or Verdict.MORE_INFORMATION in said or differ(latest):
        return Move.RECONSIDER
    if said <= YES:
        return Move.APPROVE
    return Move.DECLINE if said == {Verdict.DECLINE} else Move.REFER


def missing(verdict: Verdict, reason: str | None, refer_to: str | None, *, on_behalf: bool = False) -> dict[str, str]:
    """Return words for each field that a view needs and lacks."""
    if verdict is Verdict.REFER and not refer_to:
        return {"refer_to": "Please say to whom: nobody is left with a no alone."}
    if verdict in (Verdict.DECLINE, Verdict.MORE_INFORMATION) and not reason:
        what = "what is missing" if verdict is Verdict.MORE_INFORMATION else "why; only staff and reviewers read it"
        return {"reason": f"Please say {what}."}
    return {"reason": "Please say why staff decide on its behalf."} if on_behalf and not reason else {}
