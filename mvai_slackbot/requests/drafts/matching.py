"""Two agencies may report one incident: what looks like the same, by place, time and agency, each with its reasons."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from mvai_slackbot.db import Private
from mvai_slackbot.incidents.models import Incident, Status
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.service import get_person
from mvai_slackbot.requests.models import AssistanceRequest, RequestStatus
from mvai_slackbot.work import Work

LOOK_BACK = timedelta(days=14)
NEAR_DAYS = 1
ENOUGH, MOST = 2, 3
# Words that many agencies and places have in common say nothing.
COMMON = frozenset(
    {
        *(
            "police",
            "department",
            "sheriff",
            "sheriffs",
            "office",
            "county",
            "city",
            "town",
            "state",
            "of",
            "the",
            "and",
        ),
        *("near", "public", "safety", "university", "campus", "school", "district", "township", "village", "borough"),
        *(
            "event",
            "shopping",
            "street",
            "scene",
            "secured",
            "fair",
            "shooting",
            "incident",
            "church",
            "high",
            "middle",
        ),
    }
)


@dataclass(frozen=True)
class Told:
    """What is known of where, when and who."""

    state: str
    county: str
    place: frozenset[str]
    day: date | None
    agency: frozenset[str]


@dataclass(frozen=True)
class Match:
    """What may be the same: an incident, or a request that has none yet; the reasons are in words."""

    incident: Incident | None
    request: AssistanceRequest | None
    reasons: tuple[str, ...]


def find_matches(work: Work, request: AssistanceRequest) -> list[Match]:
    """Return what may be the same incident, best first; nothing of a drill or of what is locked."""
    told, found = _told(work, request), []
    for incident in _incidents(work):
        if not is_hidden(work.session, incident.id):
            requests = _requests_of(work, incident)
            found += _compared(told, [_of_incident(incident), *(_told(work, one) for one in requests)], incident, None)
    for other in _drafts(work, request):
        found += _compared(told, [_told(work, other)], None, other)
    return sorted(found, key=lambda match: -len(match.reasons))[:MOST]


def _compared(
    told: Told, others: list[Told], incident: Incident | None, request: AssistanceRequest | None
) -> list[Match]:
    best = max((_reasons(told, other) for other in others), key=len)
    return [Match(incident, request, best)] if len(best) >= ENOUGH else []


def _reasons(one: Told, other: Told) -> tuple[str, ...]:
    county = bool(one.county) and one.county == other.county
    near = one.day and other.day and abs((one.day - other.day).days) <= NEAR_DAYS
    return tuple(
        words
        for words, holds in (
            ("same county" if county else "same state", bool(one.state) and one.state == other.state),
            ("same place", bool(one.place & other.place)),
            ("same day" if one.day == other.day else "a day apart", bool(near)),
            ("same agency", bool(one.agency & other.agency)),
        )
        if holds
    )


def _incidents(work: Work) -> list[Incident]:
    rows = select(Incident).where(
        Incident.team_id == work.team_id,
        Incident.drill.is_(False),
        Incident.status == Status.OPEN,
        Incident.opened_at > work.now - LOOK_BACK,
    )
    return list(work.session.scalars(rows.order_by(Incident.id.desc()).limit(50)))


def _requests_of(work: Work, incident: Incident) -> list[AssistanceRequest]:
    rows = select(AssistanceRequest).where(
        AssistanceRequest.incident_id == incident.id, AssistanceRequest.outside.is_(True)
    )
    return list(work.session.scalars(rows))


def _drafts(work: Work, request: AssistanceRequest) -> list[AssistanceRequest]:
    rows = select(AssistanceRequest).where(
        AssistanceRequest.team_id == work.team_id,
        AssistanceRequest.incident_id.is_(None),
        AssistanceRequest.status != RequestStatus.CLOSED,
        AssistanceRequest.id != request.id,
        AssistanceRequest.logged_at > work.now - LOOK_BACK,
    )
    return list(work.session.scalars(rows.order_by(AssistanceRequest.id.desc()).limit(50)))


def _told(work: Work, request: AssistanceRequest) -> Told:
    asker = get_person(work.session, request.requester_id) if request.requester_id is not None else None
    # Who says no day speaks of today: what happened long ago is rarely asked about without saying so.
    day = request.occurred_on or request.logged_at.date()
    return Told(request.state, request.county, words_of(request.place), day, words_of(asker.agency if asker else None))


def _of_incident(incident: Incident) -> Told:
    agencies = words_of(incident.agency) | words_of(incident.lead_agency)
    day = incident.occurred_on or incident.opened_at.date()
    return Told(incident.state, incident.county, words_of(incident.description), day, agencies)


def words_of(text: Private | None) -> frozenset[str]:
    """Return the telling words of a name of a place or an agency."""
    found = re.findall(r"[^\W\d_]{3,}", text.reveal().casefold()) if text is not None else []
    return frozenset(found) - COMMON
