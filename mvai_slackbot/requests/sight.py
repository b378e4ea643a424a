"""Who may see what of a request: the request itself, phone and e-mail of its contacts, the reasons of its decisions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.errors import Refused
from mvai_slackbot.people.access import HELPERS, PARTS, PAUSED, STAFF, May, is_hidden, is_paused_for, may, refusal
from mvai_slackbot.people.models import HiddenIncident, Part, Role
from mvai_slackbot.people.service import list_incidents_of, parts_of, roles_of
from mvai_slackbot.requests.lifecycle import REVIEWERS
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.requests.service import get_by_id, get_request, unknown
from mvai_slackbot.work import Work

# They read every request, of incidents that are not locked; phone and e-mail they do not.
READERS = REVIEWERS | {Role.AUDITOR}
# They see every request of their incident; an SME of one area sees those of that area.
WHOLE = PARTS[May.SEE_INCIDENT] - {Part.SME}


@dataclass(frozen=True)
class Reach:
    """What an SME of one area works on in an incident: the requests they help with, and the areas of those."""

    requests: frozenset[int] = frozenset()
    areas: frozenset[str] = frozenset()

    def holds(self, request: AssistanceRequest) -> bool:
        """Whether a request is theirs to see; one that names no area is for those who help with it."""
        return request.id in self.requests or bool(self.areas & set(request.areas))


# By incident and person (row ids); told by the feature that knows who covers what.
ReachOf = Callable[[Session, int, int], Reach]


def no_reach(session: Session, incident_id: int, person_id: int) -> Reach:
    """Return that nothing is known of anybody's area: an SME of one area sees nothing then."""
    return Reach()


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


def sight_of(work: Work, request: AssistanceRequest, reach_of: ReachOf = no_reach) -> Sight:
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
    works = bool(parts & HELPERS & WHOLE) or (Part.SME in parts and _in_reach(work, request, reach_of))
    reads = bool(roles & READERS)
    asked = person_id == request.requester_id
    return Sight(
        request=works or reads or asked or bool(parts & WHOLE),
        contacts=works,
        # A reason is internal to those who decide and those who answer for it: an SME needs the decision only.
        reasons=reads,
        decide=bool(roles & REVIEWERS),
        withdraw=asked or bool(parts & {Part.LEADER, Part.DEPUTY}),
        person_id=person_id,
    )


def _in_reach(work: Work, request: AssistanceRequest, reach_of: ReachOf) -> bool:
    incident_id, person_id = request.incident_id or 0, work.actor.person_id or 0
    return reach_of(work.session, incident_id, person_id).holds(request)


def get_seen(work: Work, number: int, reach_of: ReachOf = no_reach) -> tuple[AssistanceRequest, Sight]:
    """Return a request that the actor may see; one they may not see is refused like one that is not there."""
    request = get_request(work, number)
    return request, _checked(work, request, reach_of)


def get_seen_by_id(work: Work, request_id: int, reach_of: ReachOf = no_reach) -> tuple[AssistanceRequest, Sight]:
    """Return the request of a button, when the actor may see it."""
    request = get_by_id(work.session, request_id)
    return request, _checked(work, request, reach_of)


def _checked(work: Work, request: AssistanceRequest, reach_of: ReachOf) -> Sight:
    sight = sight_of(work, request, reach_of)
    if sight.request:
        return sight
    if is_paused_for(work.session, work.actor.person_id, request.incident_id):
        # What they asked for is there, and they know it: it is not denied, and not shown.
        raise Refused(PAUSED)
    if may(work.session, work.actor.person_id, May.HELP_INCIDENT, request.incident_id):
        # Its card stands in the channel they are in: that it is there is no news to them. They only ever read it.
        area = f"{request.name} is in another area than yours. The SME lead or a coordinator can say more."
        raise Refused(refusal(May.LEAD_INCIDENT) if reach_of is no_reach else area)
    raise Refused(unknown(request.number))


def list_seen(
    work: Work, requests: Iterable[AssistanceRequest], reach_of: ReachOf = no_reach
) -> list[AssistanceRequest]:
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
    whole = set(list_incidents_of(work.session, person_id, *WHOLE))
    reach = {
        one: reach_of(work.session, one, person_id) for one in list_incidents_of(work.session, person_id, Part.SME)
    }
    return [
        one
        for one in open_to_them
        if one.incident_id in whole
        or one.requester_id == person_id
        or reach.get(one.incident_id or 0, Reach()).holds(one)
    ]
