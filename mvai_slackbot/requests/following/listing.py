"""Find requests by where they stand, area, age, owner and incident: structured fields only, never what was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Select, select

from mvai_slackbot.areas import Area
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.requests.deciding.targets import list_late
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome, RequestStatus
from mvai_slackbot.work import Work

# More than anybody reads: what is beyond is found by a narrower search.
MOST = 2000
OVER = re.compile(r"^(\d{1,4})\s*(m|h|d)[a-z]*$")
HOURS = {"m": 1 / 60, "h": 1, "d": 24}
AREAS = {
    "management": Area.INCIDENT_MANAGEMENT,
    "information": Area.PUBLIC_INFORMATION,
    "investigation": Area.CRIMINAL_INVESTIGATION,
    "victims": Area.VICTIM_WITNESS_WELLNESS,
    "responders": Area.FIRST_RESPONDER_WELLNESS,
    "community": Area.COMMUNITY_WELLNESS,
}
# What can be asked for besides a status: groups of them, and how a request ended.
GROUPS = {
    "open": tuple(one for one in RequestStatus if one is not RequestStatus.CLOSED),
    "assessment": (RequestStatus.UNDER_ASSESSMENT,),
    "to-call": (RequestStatus.REFERRED, RequestStatus.DECLINED),
}
STATUSES = {**{(one.value,): (one,) for one in RequestStatus}, **{(key,): found for key, found in GROUPS.items()}}


@dataclass(frozen=True)
class Search:
    """What is looked for; what is empty is not asked for."""

    stands: str = ""
    outcome: str = ""
    area: str = ""
    owner: int = 0
    over_hours: float = 0
    incident: int = 0
    late: bool = False
    draft: bool = False

    @property
    def in_words(self) -> str:
        """Return what is looked for, as it could be typed."""
        over = f"over {self.over_hours:g}h" if self.over_hours else ""
        area = next((word for word, area in AREAS.items() if area.value == self.area), "")
        late, draft = "late" if self.late else "", "drafts" if self.draft else ""
        return " ".join(filter(None, (self.stands, self.outcome, draft, area, over, late)))


def read_words(words: str) -> tuple[dict[str, object], list[str]]:
    """Return what the words ask for, as fields of a search, and the words that ask for nothing known."""
    found: dict[str, object] = {}
    left: list[str] = []
    left_to_read = words.lower().split()
    while left_to_read:
        word = left_to_read.pop(0)
        if word == "over" and left_to_read and (match := OVER.match(left_to_read[0])):
            found["over_hours"] = int(match[1]) * HOURS[match[2]]
            left_to_read.pop(0)
        elif (named := _named(word)) is not None:
            found |= named
        else:
            left.append(word)
    return found, left


def _named(word: str) -> dict[str, object] | None:
    if (word,) in STATUSES:
        return {"stands": word}
    if word in {one.value for one in RequestOutcome}:
        return {"outcome": word}
    if word in AREAS or word in {one.value for one in Area}:
        return {"area": AREAS[word].value if word in AREAS else word}
    flag = {"late": "late", "drafts": "draft"}.get(word)
    return {flag: True} if flag else None


def find(work: Work, search: Search) -> list[AssistanceRequest]:
    """Return what matches, open ones first, then the latest; whoever asks may not see all of them: see `sight`."""
    rows = _narrowed(select(AssistanceRequest).where(AssistanceRequest.team_id == work.team_id), work, search)
    closed_last = AssistanceRequest.status == RequestStatus.CLOSED
    found: Sequence[AssistanceRequest] = work.session.scalars(
        rows.order_by(closed_last, AssistanceRequest.id.desc()).limit(MOST)
    ).all()
    return [
        one
        for one in found
        if (not search.area or search.area in one.areas) and (not search.late or list_late(one, work.now))
    ]


def _narrowed(rows: Select[AssistanceRequest], work: Work, search: Search) -> Select[AssistanceRequest]:
    if search.stands:
        rows = rows.where(AssistanceRequest.status.in_(STATUSES[search.stands,]))
    if search.outcome:
        rows = rows.where(AssistanceRequest.outcome == RequestOutcome(search.outcome))
    if search.owner:
        rows = rows.where(AssistanceRequest.owner_id == search.owner)
    if search.incident:
        rows = rows.where(AssistanceRequest.incident_id == search.incident)
    if search.draft:
        rows = rows.where(AssistanceRequest.incident_id.is_(None), AssistanceRequest.status != RequestStatus.CLOSED)
    if search.over_hours:
        rows = rows.where(AssistanceRequest.logged_at <= work.now - timedelta(hours=search.over_hours))
    return rows


def incidents_of(work: Work, found: Sequence[AssistanceRequest]) -> dict[int, Incident]:
    """Return the incidents of several requests by row id, read at once."""
    ids = {one.incident_id for one in found if one.incident_id is not None}
    return {one.id: one for one in work.session.scalars(select(Incident).where(Incident.id.in_(ids)))} if ids else {}
