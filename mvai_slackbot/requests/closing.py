"""How a request ends: with an outcome, and with a no only once a person has told it."""

from mvai_slackbot.db import Private
from mvai_slackbot.requests import lifecycle
from mvai_slackbot.requests.lifecycle import Move
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome
from mvai_slackbot.work import Work


def close_request(work: Work, request: AssistanceRequest, outcome: RequestOutcome, *, move: Move = Move.CLOSE) -> None:
    """Close a request; raise `Refused` when it is closed already, or when it would be a no that nobody has told."""
    moves = {RequestOutcome.WITHDRAWN: Move.WITHDRAW, **dict.fromkeys(lifecycle.NOES, Move.TELL)}
    chosen = moves.get(outcome, move) if move is Move.CLOSE else move
    no = Move.REFER if outcome is RequestOutcome.REFERRED else Move.DECLINE
    if chosen is Move.TELL and lifecycle.can(request, no):
        lifecycle.moved(work, request, no)
    lifecycle.moved(work, request, chosen, outcome=outcome)


def tell_no(work: Work, request: AssistanceRequest, outcome: RequestOutcome, who_can_help: str) -> None:
    """Close with a no that the actor has just told by phone, saying who can help instead."""
    lifecycle.hold(work, request)
    request.who_can_help = Private.of(who_can_help.strip())
    request.told_at, request.told_by = work.now, work.actor.person_id
    close_request(work, request, outcome)
