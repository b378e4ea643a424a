"""What time asks of requests: who has it, and whose view is missing."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.requests import facts, lifecycle
from mvai_slackbot.requests.deciding import assessment
from mvai_slackbot.requests.deciding.targets import load
from mvai_slackbot.requests.models import AssistanceRequest, RequestAsking, RequestDecision, RequestStatus
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Look at every request that waits for somebody."""
    for request_id in list_ids(work):
        look_at(work, request_id)


def list_ids(work: Work) -> Sequence[int]:
    """Return the requests that nobody has, or about which a view was asked for that may not have come."""
    targets = load().targets
    nobody = (
        (AssistanceRequest.status == RequestStatus.RECEIVED)
        & AssistanceRequest.alarmed_at.is_(None)
        & (AssistanceRequest.logged_at <= work.now - timedelta(minutes=targets.nobody_owns_minutes))
    )
    # Only where somebody else can be asked: what waits for staff would be held and read again every two seconds.
    later, of_body = aliased(RequestAsking), RequestAsking.body
    after = (later.request_id == RequestAsking.request_id) & (later.body == of_body)
    given = (RequestDecision.request_id == RequestAsking.request_id) & (RequestDecision.body == of_body)
    asked = select(RequestAsking.request_id).where(
        RequestAsking.at <= work.now - timedelta(minutes=targets.view_minutes),
        RequestAsking.staff.is_(False),
        ~select(later.id).where(after, later.id > RequestAsking.id).exists(),
        ~select(RequestDecision.id).where(given).exists(),
    )
    silent = (
        (AssistanceRequest.status == RequestStatus.UNDER_ASSESSMENT)
        & AssistanceRequest.approved_at.is_(None)
        & AssistanceRequest.id.in_(asked)
    )
    rows = select(AssistanceRequest.id).where(or_(nobody, silent))
    return work.session.scalars(rows.order_by(AssistanceRequest.id)).all()


def look_at(work: Work, request_id: int) -> None:
    """Go on with one request."""
    request = work.session.get(AssistanceRequest, request_id)
    if request is None:
        return
    lifecycle.hold(work, request)
    targets = load().targets
    waited = work.now - request.logged_at >= timedelta(minutes=targets.nobody_owns_minutes)
    if request.status is RequestStatus.RECEIVED and request.alarmed_at is None and waited:
        request.alarmed_at = work.now
        work.record(facts.NobodyOwnsIt(request))
    if request.incident_id is not None and is_hidden(work.session, request.incident_id):
        # Reviewers see nothing of it while it is locked, so nobody's silence counts.
        return
    for body in assessment.missing_views(work, request):
        askings = assessment.list_askings(work, request, body)
        # Staff are the end of the line: the request stays in sight for them, and nobody is asked again and again.
        if not askings or any(one.staff for one in askings):
            continue
        if work.now - askings[-1].at >= timedelta(minutes=targets.view_minutes):
            assessment.ask_next(work, request, body)
