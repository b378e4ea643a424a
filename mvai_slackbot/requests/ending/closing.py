"""How a request ends: with an outcome, and with a no only once a person has told it; and how a withdrawal is taken back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.closing import check_open
from mvai_slackbot.requests import lifecycle, service
from mvai_slackbot.requests.lifecycle import Move
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome
from mvai_slackbot.work import Work

# How long a withdrawal can be taken back: as long as a closed incident keeps its channel.
TAKEN_BACK_WITHIN = timedelta(days=7)


def end_with_incident(work: Work, request: AssistanceRequest, outcome: RequestOutcome | None) -> None:
    """Close a request with its incident, without an outcome where nobody had helped; a no is told first as any other."""
    if outcome in lifecycle.NOES:
        close_request(work, request, outcome)
    else:
        lifecycle.moved(work, request, Move.END, outcome=outcome)


def close_request(work: Work, request: AssistanceRequest, outcome: RequestOutcome) -> None:
    """Close a request; raise `Refused` when it is closed already, or when it would be a no that nobody has told."""
    moves = {RequestOutcome.WITHDRAWN: Move.WITHDRAW, **dict.fromkeys(lifecycle.NOES, Move.TELL)}
    chosen = moves.get(outcome, Move.CLOSE)
    no = Move.REFER if outcome is RequestOutcome.REFERRED else Move.DECLINE
    if chosen is Move.TELL and lifecycle.can(request, no):
        lifecycle.moved(work, request, no)
    lifecycle.moved(work, request, chosen, outcome=outcome)


def tell_no(work: Work, request: AssistanceRequest, outcome: RequestOutcome, who_can_help: str) -> None:
    """Close with a no that the actor has just told by phone, saying who can help instead."""
    record_call(work, [request], who_can_help)
    close_request(work, request, outcome)


def record_call(work: Work, found: Sequence[AssistanceRequest], who_can_help: str) -> None:
    """Record that the actor has called and said who can help instead; what closes them with a no comes next."""
    for request in found:
        lifecycle.hold(work, request)
        request.who_can_help = Private.of(who_can_help.strip())
        request.told_at, request.told_by = work.now, work.actor.person_id


def can_take_back(request: AssistanceRequest, now: datetime) -> bool:
    """Whether a request was withdrawn so lately that one press opens it again."""
    withdrawn = request.outcome is RequestOutcome.WITHDRAWN and request.closed_at is not None
    return withdrawn and request.closed_at is not None and now - request.closed_at < TAKEN_BACK_WITHIN


def take_back(work: Work, request: AssistanceRequest) -> None:
    """Open a request again that was withdrawn by mistake; the help that ended with it stays ended.

    Raise `Refused` when it is not withdrawn, was so a week ago, or when its incident is closed.
    """
    lifecycle.hold(work, request)
    if request.outcome is RequestOutcome.WITHDRAWN and not can_take_back(request, work.now):
        raise Refused(f"{request.name} was withdrawn more than a week ago. Please log it again: `/mvai-request log`.")
    incident = service.incident_of(work.session, request)
    if incident is not None:
        check_open(incident)
    lifecycle.moved(work, request, _way_back(request))
    request.acknowledged_at = request.acknowledged_at or work.now
    request.owner_id = request.owner_id or work.actor.person_id


def _way_back(request: AssistanceRequest) -> Move:
    if request.incident_id is None:
        return Move.TAKE_BACK_DRAFT
    return Move.TAKE_BACK if request.approved_at is not None else Move.TAKE_BACK_UNDECIDED
