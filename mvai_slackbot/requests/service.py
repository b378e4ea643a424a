"""Log a request, correct it, give it an incident, move it on, close it, find it again."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.db import Private
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.closing import check_open
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.numbers import take_number
from mvai_slackbot.people.models import Person
from mvai_slackbot.people.service import get_person
from mvai_slackbot.requests import facts
from mvai_slackbot.requests.contacts import Contact, correct_contact, keep_words, person_of
from mvai_slackbot.requests.decisions import is_decided
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome, RequestStatus
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
    """Log a request; `details` are columns of the request. Raise `Refused` when there are no words or too many."""
    if incident is not None:
        check_open(incident)
    request = AssistanceRequest(
        team_id=work.team_id,
        number=take_number(work.session, f"{work.team_id}:request"),
        incident_id=incident.id if incident else None,
        text=Private(checked_text(text)),
        contact_hours=Private.of(contact_hours),
        logged_at=work.now,
        logged_by=work.actor.person_id,
        **details,
    )
    request.requester_id = person_of(work, requester)
    request.second_contact_id = person_of(work, second_contact)
    work.session.add(request)
    work.session.flush()
    work.record(facts.RequestLogged(request))
    return request


def checked_text(text: str) -> str:
    """Return the words without blanks around them; raise `Refused` when there are none, or more than a form holds."""
    words = text.strip()
    if not words:
        raise Refused("Please say what is asked for, for example: a victim services lead for the family centre.")
    if len(words) > MOST_TEXT:
        raise Refused(
            f"That is {len(words):,} characters; a request takes {MOST_TEXT:,}. Nothing was saved. Please shorten it, "
            "or log it in parts."
        )
    return words


def correct_request(
    work: Work,
    request: AssistanceRequest,
    *,
    text: str,
    requester: Contact | None = None,
    second_contact: Contact | None = None,
    contact_hours: str | None = None,
    **details: Any,
) -> bool:
    """Correct a request; what its texts said before stays on record. Return whether anything changed."""
    changed = _replace_words(work, request, "text", checked_text(text))
    changed |= _replace_words(work, request, "contact_hours", contact_hours)
    for name, value in details.items():
        if getattr(request, name) != value:
            setattr(request, name, value)
            changed = True
    changed |= correct_contact(work, request, "requester_id", requester)
    changed |= correct_contact(work, request, "second_contact_id", second_contact)
    if changed:
        work.record(facts.RequestCorrected(request))
    return changed


def _replace_words(work: Work, request: AssistanceRequest, name: str, words: str | None) -> bool:
    old, new = getattr(request, name), Private.of(words)
    if old == new:
        return False
    if old is not None:
        keep_words(work, request, name, old)
    setattr(request, name, new)
    return True


def attach(work: Work, request: AssistanceRequest, incident: Incident) -> None:
    """Give a request that came first its incident; raise `Refused` when it has one already."""
    # Two people may press at once: the second reads what the first wrote.
    work.session.refresh(request, with_for_update=True)
    if request.incident_id is not None:
        known = incidents.get_incident(work.session, request.incident_id)
        raise Refused(f"{request.name} belongs to {known.mark}{known.number} already.")
    request.incident_id = incident.id
    work.record(facts.RequestAttached(request))


def open_incident_for(work: Work, request: AssistanceRequest) -> Incident:
    """Open an incident from a request that came first; its words stay with the request."""
    work.session.refresh(request, with_for_update=True)
    if request.incident_id is not None:
        known = incidents.get_incident(work.session, request.incident_id)
        raise Refused(f"{request.name} belongs to {known.mark}{known.number} already.")
    opener = get_person(work.session, work.actor.person_id or 0)
    incident = incidents.open_incident(work, description=None, zone=opener.timezone or "UTC")
    attach(work, request, incident)
    return incident


def set_status(work: Work, request: AssistanceRequest, status: RequestStatus) -> bool:
    """Move an open request on (logged, assigned, done); False when it stands there already or is closed."""
    if request.status is status or not request.open:
        return False
    if status is RequestStatus.CLOSED:
        raise ValueError("a request is closed with an outcome: close_request")
    before, request.status = request.status, status
    work.record(facts.RequestStatusChanged(request, before))
    return True


def close_request(work: Work, request: AssistanceRequest, outcome: RequestOutcome) -> None:
    """Close a request; raise `Refused` when it is closed already."""
    work.session.refresh(request, with_for_update=True)
    if not request.open:
        ended = request.outcome.value.replace("-", " ") if request.outcome else "closed"
        raise Refused(f"{request.name} is closed already: {ended}.")
    request.status, request.outcome = RequestStatus.CLOSED, outcome
    request.closed_at, request.closed_by = work.now, work.actor.person_id
    work.record(facts.RequestClosed(request, outcome))


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
