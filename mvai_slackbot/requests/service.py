"""Log or receive a request, give it an incident, move it on, find it again."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.closing import check_open
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.numbers import take_number
from mvai_slackbot.people.models import Person
from mvai_slackbot.people.service import get_person
from mvai_slackbot.requests import facts, lifecycle
from mvai_slackbot.requests.contacts import Contact, person_of
from mvai_slackbot.requests.deciding.service import is_decided
from mvai_slackbot.requests.lifecycle import Move
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome, RequestStatus, Source
from mvai_slackbot.work import Work

# What a form's text box holds: longer words could not be shown for correction.
MOST_TEXT = 3000
# Lines of who helps with a request (row id), in mrkdwn, fit for everybody in the channel: handed in, smes know them.
HelpersOf = Callable[[Session, int], Sequence[str]]


def log_request(
    work: Work,
    text: str,
    *,
    incident: Incident | None = None,
    requester: Contact | None = None,
    second_contact: Contact | None = None,
    contact_hours: str | None = None,
    **details: Any,
) -> AssistanceRequest:
    """Log a request that staff wrote down; `details` are columns of it. Raise `Refused` for no words, or too many.

    Without an incident it came from outside and is a draft, which the actor has; in an incident it is a need of that one.
    """
    if incident is not None:
        _hold_open(work, incident)
    approved = incident is not None and is_approved(work.session, incident.id)
    request = _new(work, text, requester, second_contact, contact_hours, incident, details)
    request.status = lifecycle.start_of(outside=incident is None, taken=True, approved=approved)
    request.approved_at = work.now if approved else None
    request.acknowledged_at, request.owner_id = work.now, work.actor.person_id
    work.session.flush()
    work.record(facts.RequestLogged(request))
    return request


def receive_request(
    work: Work,
    text: str,
    *,
    requester: Contact | None,
    source: Source,
    second_contact: Contact | None = None,
    contact_hours: str | None = None,
    **details: Any,
) -> AssistanceRequest:
    """Receive a request from outside: a draft that nobody has yet, and that staff accept, attach, merge or decline.

    `details` are columns: areas, urgency, mode, asker, state, place (`Private`), occurred_on, contact_way. Until it is
    accepted it has no incident and no channel. Raise `Refused` for no words, or too many.
    """
    request = _new(work, text, requester, second_contact, contact_hours, None, {"source": source, **details})
    work.record(facts.RequestReceived(request))
    return request


def _new(
    work: Work,
    text: str,
    requester: Contact | None,
    second_contact: Contact | None,
    contact_hours: str | None,
    incident: Incident | None,
    details: dict[str, Any],
) -> AssistanceRequest:
    request = AssistanceRequest(
        team_id=work.team_id,
        number=take_number(work.session, f"{work.team_id}:request"),
        incident_id=incident.id if incident else None,
        text=Private(checked_text(text)),
        contact_hours=Private.of(contact_hours),
        logged_at=work.now,
        logged_by=work.actor.person_id,
        outside=incident is None,
        **details,
    )
    request.requester_id = person_of(work, requester)
    request.second_contact_id = person_of(work, second_contact)
    work.session.add(request)
    work.session.flush()
    return request


def is_approved(session: Session, incident_id: int) -> bool:
    """Whether help for an incident is approved: what else it needs is told to the reviewers, not asked."""
    # Help that was withdrawn, or ended by mistake, approves nothing of what is asked for later.
    stands = or_(AssistanceRequest.outcome.is_(None), AssistanceRequest.outcome == RequestOutcome.COMPLETED)
    rows = select(AssistanceRequest.id).where(
        AssistanceRequest.incident_id == incident_id, AssistanceRequest.approved_at.is_not(None), stands
    )
    return session.scalar(rows.limit(1)) is not None


def checked_text(text: str) -> str:
    """Return the words without blanks around them; raise `Refused` when there are none, or more than a form holds."""
    words = text.strip()
    if not words:
        raise Refused("Please say what is asked for, for example: a victim services lead for the family center.")
    if len(words) > MOST_TEXT:
        raise Refused(
            f"That is {len(words):,} characters; a request takes {MOST_TEXT:,}. Nothing was saved. Please shorten it, "
            "or log it in parts."
        )
    return words


def attach(work: Work, request: AssistanceRequest, incident: Incident) -> None:
    """Accept a request that came first: give it its incident, and let IACP and BJA be asked.

    Raise `Refused` when it has an incident already, or is closed.
    """
    # Two people may press at once: the second reads what the first wrote.
    _hold_open(work, incident)
    lifecycle.hold(work, request)
    _check_draft(work, request)
    request.incident_id = incident.id
    if lifecycle.can(request, Move.ASSESS):
        accept(work, request)
    work.record(facts.RequestAttached(request))


def _hold_open(work: Work, incident: Incident) -> None:
    """Raise `Refused` when the incident is closed; whoever closes it waits for us, and ends what we add to it."""
    incidents.hold(work, incident)
    check_open(incident)


def accept(work: Work, request: AssistanceRequest) -> None:
    """Take a request if nobody has it, and let IACP and BJA be asked."""
    if lifecycle.can(request, Move.TAKE):
        take(work, request)
    lifecycle.moved(work, request, Move.ASSESS)


def take(work: Work, request: AssistanceRequest) -> None:
    """Let the actor have a request that nobody had: the requester hears that a person has it."""
    lifecycle.moved(work, request, Move.TAKE)
    request.acknowledged_at, request.owner_id = work.now, work.actor.person_id


def _check_draft(work: Work, request: AssistanceRequest) -> None:
    if request.incident_id is not None:
        known = incidents.get_incident(work.session, request.incident_id)
        raise Refused(f"{request.name} belongs to {known.mark}{known.number} already.")
    if not request.open:
        raise Refused(lifecycle.not_from_here(request))


def open_incident_for(work: Work, request: AssistanceRequest) -> Incident:
    """Open an incident from a request that came first; its words stay with the request."""
    lifecycle.hold(work, request)
    _check_draft(work, request)
    opener = get_person(work.session, work.actor.person_id or 0)
    incident = incidents.open_incident(work, description=None, zone=opener.timezone or "UTC")
    attach(work, request, incident)
    return incident


def set_status(work: Work, request: AssistanceRequest, status: RequestStatus) -> bool:
    """Move a request on as its helpers answer: LOGGED (nobody helps), ASSIGNED, DONE; False when that changes nothing."""
    moves = {
        RequestStatus.LOGGED: Move.RELEASE if request.approved_at is not None else Move.RELEASE_UNDECIDED,
        RequestStatus.ASSIGNED: Move.NAME_TEAM,
        RequestStatus.DONE: Move.FINISH,
    }
    if not lifecycle.can(request, moves[status]):
        return False
    lifecycle.moved(work, request, moves[status])
    if status is RequestStatus.ASSIGNED:
        request.team_named_at = request.team_named_at or work.now
    return True


def note_help_before_decision(work: Work, request: AssistanceRequest) -> bool:
    """Record "Help now, decide after", once, unless both have decided; return whether it was recorded now."""
    if request.helped_before_decision_at is not None or is_decided(work.session, request.id):
        return False
    request.helped_before_decision_at = work.now
    work.record(facts.HelpBeganBeforeDecision(request))
    return True


def find_request(session: Session, team_id: str, number: int) -> AssistanceRequest | None:
    """Return the request of a number."""
    return session.scalar(
        select(AssistanceRequest).where(AssistanceRequest.team_id == team_id, AssistanceRequest.number == number)
    )


def get_request(work: Work, number: int) -> AssistanceRequest:
    """Return the request of a number; raise `Refused` that says what to type."""
    request = find_request(work.session, work.team_id, number)
    if request is None:
        raise Refused(unknown(number))
    return request


def unknown(number: int) -> str:
    """Return the words for a number that is not there, or that a person may not know of."""
    return f"There is no request {number} here. Type `/mvai-request list` to see the numbers."


def get_by_id(session: Session, request_id: int) -> AssistanceRequest:
    """Return a request by row id, as buttons carry it."""
    request = session.get(AssistanceRequest, request_id)
    if request is None:
        raise Refused("That request is not on record.")
    return request


def list_of_incident(session: Session, incident_id: int) -> list[AssistanceRequest]:
    """Return an incident's requests, earliest first."""
    rows = select(AssistanceRequest).where(AssistanceRequest.incident_id == incident_id)
    return list(session.scalars(rows.order_by(AssistanceRequest.id)))


def list_latest(session: Session, team_id: str, *, limit: int = 200) -> list[AssistanceRequest]:
    """Return the latest requests of the workspace, open ones first."""
    rows = select(AssistanceRequest).where(AssistanceRequest.team_id == team_id)
    closed_last = AssistanceRequest.status == RequestStatus.CLOSED
    return list(session.scalars(rows.order_by(closed_last, AssistanceRequest.id.desc()).limit(limit)))


def incident_of(session: Session, request: AssistanceRequest) -> Incident | None:
    """Return the incident of a request, None while it has none."""
    return incidents.get_incident(session, request.incident_id) if request.incident_id is not None else None


def contact_of(session: Session, person_id: int | None) -> Person | None:
    """Return the requester or the second contact."""
    return get_person(session, person_id) if person_id is not None else None
