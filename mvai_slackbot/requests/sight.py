"""Who may see what of a request: the request itself, phone and e-mail of its contacts, the reasons of its decisions."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.people.access import HELPERS, PARTS, STAFF, May, is_hidden
from mvai_slackbot.people.models import HiddenIncident, Part, Role
from mvai_slackbot.people.service import list_incidents_of, parts_of, roles_of
from mvai_slackbot.requests.lifecycle import REVIEWERS
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.service import get_by_id, get_request, unknown
from mvai_slackbot.work import Work

# They read every request, of incidents that are not locked; phone and e-mail they do not.
READERS = REVIEWERS | {Role.AUDITOR}


@dataclass(frozen=True)
class Sight:
    """What somebody may see of one request; `person_id` is they themselves, who always see their own details."""

    request: bool
    contacts: bool = False
    reasons: bool = False
    change: bool = False
    decide: bool = False
    withdraw: bool = False
    person_id: int | None = None


def sight_of(work: Work, request: AssistanceRequest) -> Sight:
    """Return what the actor may see; a locked incident is for coordinators and administrators."""
    person_id = work.actor.person_id
    if person_id is None:
        return Sight(request=False)
    roles = roles_of(work.session, person_id)
    if roles & STAFF:
        return Sight(True, contacts=True, reasons=True, change=True, decide=True, withdraw=True, person_id=person_id)
    if request.incident_id is not None and is_hidden(work.session, request.incident_id):
        return Sight(request=False)
    parts = parts_of(work.session, request.incident_id, person_id) if request.incident_id is not None else set()
    works, reads = bool(parts & HELPERS), bool(roles & READERS)
    asked = person_id == request.requester_id
    return Sight(
        request=works or reads or asked or bool(parts & PARTS[May.SEE_INCIDENT]),
        contacts=works,
        # A reason is internal to those who decide and those who answer for it: an SME needs the decision only.
        reasons=reads,
        decide=bool(roles & REVIEWERS),
        withdraw=asked or bool(parts & {Part.LEADER, Part.DEPUTY}),
        person_id=person_id,
    )


def get_seen(work: Work, number: int) -> tuple[AssistanceRequest, Sight]:
    """Return a request that the actor may see; one they may not see is refused like one that is not there."""
    request = get_request(work, number)
    return request, _checked(work, request)


def get_seen_by_id(work: Work, request_id: int) -> tuple[AssistanceRequest, Sight]:
    """Return the request of a button, when the actor may see it."""
    request = get_by_id(work.session, request_id)
    return request, _checked(work, request)


def _checked(work: Work, request: AssistanceRequest) -> Sight:
    sight = sight_of(work, request)
    if not sight.request:
        raise Refused(unknown(request.number))
    return sight


def list_seen(work: Work, requests: Iterable[AssistanceRequest]) -> list[AssistanceRequest]:
    """Return those of the requests that the actor may see."""
    person_id = work.actor.person_id
    if person_id is None:
        return []
    roles = roles_of(work.session, person_id)
    if roles & STAFF:
        return list(requests)
    hidden = set(work.session.scalars(select(HiddenIncident.incident_id).where(HiddenIncident.until.is_(None))))
    open_to_them = [one for one in requests if one.incident_id not in hidden]
    if roles & READERS:
        return open_to_them
    own = set(list_incidents_of(work.session, person_id, *PARTS[May.SEE_INCIDENT]))
    return [one for one in open_to_them if one.incident_id in own or one.requester_id == person_id]
