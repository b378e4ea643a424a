"""The life of a request in one table: who may make each move, from where to where, what it needs, what becomes true.

A request from outside starts at `received`; one that staff wrote down from a call at `acknowledged`. A need logged inside
an incident starts approved when help for that incident is approved, else under assessment. Virtual or in person is a
field. What a team does once it is there belongs to its assignments, not to the request.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.people.access import STAFF
from mvai_slackbot.people.models import Part, Role
from mvai_slackbot.people.service import parts_of, roles_of
from mvai_slackbot.requests import facts
from mvai_slackbot.requests.models import AssistanceRequest, RequestMove, RequestOutcome, RequestStatus
from mvai_slackbot.requests.words import ended
from mvai_slackbot.work import Work


class Move(StrEnum):
    """What can be done with a request."""

    TAKE = "take"
    ASSESS = "assess"
    APPROVE = "approve"
    REFER = "refer"
    DECLINE = "decline"
    RECONSIDER = "reconsider"
    NAME_TEAM = "name-team"
    RELEASE = "release"
    RELEASE_UNDECIDED = "release-undecided"
    FINISH = "finish"
    TELL = "tell"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    CLOSE = "close"
    END = "end"
    TAKE_BACK = "take-back"
    TAKE_BACK_UNDECIDED = "take-back-undecided"
    TAKE_BACK_DRAFT = "take-back-draft"


class By(StrEnum):
    """Who may make a move; the bot itself, which follows what others did, may make any."""

    STAFF = "staff"
    DECIDERS = "reviewers and staff"
    ASKER = "whoever asked, the leader and deputy of the incident, and staff"
    ANSWER = "whoever answers an offer: the move follows from that"


REVIEWERS = frozenset({Role.IACP_REVIEWER, Role.BJA_REVIEWER})
Check = Callable[[AssistanceRequest], str]


def _incident(request: AssistanceRequest) -> str:
    if request.incident_id is not None:
        return ""
    return f"{request.name} belongs to no incident yet. `/mvai-request show {request.number}` has the buttons."


def _who_can_help(request: AssistanceRequest) -> str:
    if request.who_can_help is not None:
        return ""
    return "Please say who can help instead: nobody is left with a no alone."


def _called(request: AssistanceRequest) -> str:
    if request.told_at is not None:
        return _who_can_help(request)
    return (
        f"Please call before this is closed: nobody reads a no that no person has told them. {request.name} stays open."
    )


def _merged(request: AssistanceRequest) -> str:
    return "" if request.merged_into_id is not None else "Please choose the request it is merged into."


def _withdrawn(request: AssistanceRequest) -> str:
    return "" if request.outcome is RequestOutcome.WITHDRAWN else not_from_here(request)


def _nothing(request: AssistanceRequest) -> str:
    return ""


S = RequestStatus
OPEN = tuple(one for one in RequestStatus if one is not S.CLOSED)
TAKEN = (S.ACKNOWLEDGED, S.UNDER_ASSESSMENT, S.APPROVED)
BEFORE = (S.RECEIVED, *TAKEN, S.ASSIGNED)
# Decided that no team comes; nobody outside reads that before a person has called.
NO = (S.REFERRED, S.DECLINED)


@dataclass(frozen=True)
class Step:
    """A row of the table."""

    by: By
    start: tuple[RequestStatus, ...]
    to: RequestStatus
    needs: Check
    then: str


# fmt: off
TABLE: dict[Move, Step] = {
    # move: who may, from where, to where, what it needs, and what is true then
    Move.TAKE: Step(By.STAFF, (S.RECEIVED,), S.ACKNOWLEDGED, _nothing, "somebody of staff has it"),
    Move.ASSESS: Step(By.STAFF, (S.RECEIVED, S.ACKNOWLEDGED), S.UNDER_ASSESSMENT, _nothing, "IACP and BJA are asked"),
    Move.APPROVE: Step(By.DECIDERS, (S.UNDER_ASSESSMENT, *NO), S.APPROVED, _nothing, "a team can be named"),
    Move.REFER: Step(By.DECIDERS, (*BEFORE, S.DECLINED), S.REFERRED, _nothing, "a person calls: who else can help"),
    Move.DECLINE: Step(By.DECIDERS, (*BEFORE, S.REFERRED), S.DECLINED, _nothing, "a person calls: who else can help"),
    Move.RECONSIDER: Step(By.DECIDERS, (S.APPROVED, *NO), S.UNDER_ASSESSMENT, _nothing, "nothing is decided anymore"),
    Move.NAME_TEAM: Step(By.ANSWER, (*TAKEN, S.DONE), S.ASSIGNED, _incident, "somebody helps"),
    Move.RELEASE: Step(By.ANSWER, (S.ASSIGNED, S.DONE), S.APPROVED, _nothing, "nobody helps now"),
    Move.RELEASE_UNDECIDED: Step(By.ANSWER, (S.ASSIGNED, S.DONE), S.UNDER_ASSESSMENT, _nothing, "nobody helps now"),
    Move.FINISH: Step(By.ANSWER, (*TAKEN, S.ASSIGNED), S.DONE, _incident, "the help is done"),
    Move.TELL: Step(By.STAFF, NO, S.CLOSED, _called, "the requester knows, from a person, who can help"),
    Move.WITHDRAW: Step(By.ASKER, OPEN, S.CLOSED, _nothing, "nothing is asked anymore; offers end"),
    Move.MERGE: Step(By.STAFF, OPEN, S.CLOSED, _merged, "it goes on as another, with both requesters; offers end"),
    Move.CLOSE: Step(By.STAFF, OPEN, S.CLOSED, _nothing, "it is over; offers end"),
    Move.END: Step(By.STAFF, OPEN, S.CLOSED, _incident, "it ended with its incident"),
    # A withdrawal by mistake is taken back to where the request stands without anybody's help, since that has ended.
    Move.TAKE_BACK: Step(By.STAFF, (S.CLOSED,), S.APPROVED, _withdrawn, "a team can be named again"),
    Move.TAKE_BACK_UNDECIDED: Step(By.STAFF, (S.CLOSED,), S.UNDER_ASSESSMENT, _withdrawn, "views that miss are asked"),
    Move.TAKE_BACK_DRAFT: Step(By.STAFF, (S.CLOSED,), S.ACKNOWLEDGED, _withdrawn, "it is a draft of staff again"),
}
# fmt: on
# A no is closed by `TELL` alone, however somebody tries to close it.
NOES = frozenset({RequestOutcome.REFERRED, RequestOutcome.DECLINED})
WHO = {
    By.STAFF: "That is for program staff.",
    By.DECIDERS: "That is for IACP and BJA reviewers and program staff.",
    By.ASKER: "That is for whoever asked, and for staff.",
    By.ANSWER: "That is for the SMEs who were asked.",
}


def start_of(*, outside: bool, taken: bool = False, approved: bool = False) -> RequestStatus:
    """Return where a request starts; `taken`: staff wrote it down themselves, `approved`: its incident has help."""
    if outside:
        return S.ACKNOWLEDGED if taken else S.RECEIVED
    return S.APPROVED if approved else S.UNDER_ASSESSMENT


def hold(work: Work, request: AssistanceRequest) -> None:
    """Let others who move the same request wait, and see what those before us did."""
    work.session.flush()
    work.session.refresh(request, with_for_update={"key_share": True})


def can(request: AssistanceRequest, move: Move) -> bool:
    """Whether a move starts from where the request stands."""
    return request.status in TABLE[move].start


def moved(
    work: Work,
    request: AssistanceRequest,
    move: Move,
    *,
    reason: str | None = None,
    outcome: RequestOutcome | None = None,
) -> None:
    """Make a move; raise `Refused` in words when it cannot be made from here, by this person, or without what it needs."""
    hold(work, request)
    step, before = TABLE[move], request.status
    if before not in step.start:
        raise Refused(not_from_here(request))
    if not may_move(work, request, step.by):
        raise Refused(WHO[step.by])
    if outcome in NOES and move is not Move.TELL:
        raise Refused(_called(request) or f"{request.name}: record the call first.")
    if lacking := step.needs(request):
        raise Refused(lacking)
    if (step.to is S.CLOSED) != (outcome is not None) and move is not Move.END:
        raise ValueError(
            "a request is closed with an outcome, and with nothing else, but for one that nobody helped with"
        )
    request.status = step.to
    request.approved_at = _approved(work, request, move)
    work.session.add(
        RequestMove(
            request_id=request.id, move=move.value, before=before.value, after=step.to.value, at=work.now,
            actor_id=work.actor.person_id, reason=Private.of(reason),
        )
    )  # fmt: skip
    _record(work, request, move, before, outcome)


def _approved(work: Work, request: AssistanceRequest, move: Move) -> datetime | None:
    if move is Move.APPROVE:
        return request.approved_at or work.now
    return None if move in (Move.REFER, Move.DECLINE, Move.RECONSIDER) else request.approved_at


def _record(
    work: Work, request: AssistanceRequest, move: Move, before: RequestStatus, outcome: RequestOutcome | None
) -> None:
    if request.open:
        request.outcome = request.closed_at = request.closed_by = None
        work.record(facts.RequestStatusChanged(request, before, move.value))
        return
    request.outcome, request.closed_at, request.closed_by = outcome, work.now, work.actor.person_id
    work.record(facts.RequestClosed(request, outcome, move.value))


def was_received(session: Session, request: AssistanceRequest) -> bool:
    """Whether it came in while nobody of staff had it: all of them were told then."""
    free = RequestMove.before == S.RECEIVED.value
    moves = select(RequestMove.id).where(RequestMove.request_id == request.id, free)
    return request.status is S.RECEIVED or session.scalar(moves.limit(1)) is not None


def count_noes(session: Session, request: AssistanceRequest) -> int:
    """Return how often it was decided that no team comes."""
    noes = (RequestMove.request_id == request.id, RequestMove.after.in_([one.value for one in NO]))
    return session.scalar(select(func.count(RequestMove.id)).where(*noes)) or 0


def not_from_here(request: AssistanceRequest) -> str:
    """Say why something cannot be done from where a request stands."""
    if not request.open:
        return f"{request.name} is closed already{ended(request)}."
    stands = request.status.value.replace("-", " ")
    return f"{request.name} is {stands}; from there that is not the next step. `/mvai-request show {request.number}`"


def may_move(work: Work, request: AssistanceRequest, by: By) -> bool:
    """Whether the actor is among those who may."""
    person_id = work.actor.person_id
    if person_id is None or by is By.ANSWER:
        return True
    roles = roles_of(work.session, person_id)
    if roles & STAFF or (by is By.DECIDERS and roles & REVIEWERS):
        return True
    if by is not By.ASKER:
        return False
    parts = parts_of(work.session, request.incident_id, person_id) if request.incident_id is not None else set()
    return person_id == request.requester_id or bool(parts & {Part.LEADER, Part.DEPUTY})
