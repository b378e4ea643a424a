"""Target times, the rule that combines two views, and who can help instead: a data file, checked when it is read."""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import Field

from mvai_slackbot.data_files import Entry, Folder, Strict, from_files, read_file
from mvai_slackbot.requests.models import Asker, AssistanceRequest, RequestStatus

FILE = "requests.json"


class Targets(Entry):
    """Minutes from the moment a request came in; `view_minutes` from the moment somebody was asked for a view."""

    nobody_owns_minutes: int = Field(ge=1)
    acknowledge_minutes: int = Field(ge=1)
    view_minutes: int = Field(ge=1)
    assessment_call_minutes: int = Field(ge=1)
    team_named_minutes: int = Field(ge=1)


class Combining(Entry):
    """`both`: IACP and BJA must say the same; `either`: the first view decides, unless the other differs."""

    rule: Literal["both", "either"]


class Referral(Entry):
    """Who can help those whom the program does not."""

    asker: Asker
    who: str = Field(min_length=3, max_length=500)


class Content(Strict):
    """The file."""

    about: str
    targets: Targets
    combining: Combining
    referrals: tuple[Referral, ...]

    def who_can_help(self, asker: Asker) -> str:
        """Return who can help instead, for this kind of asker; empty for an agency, which a person thinks about."""
        return next((one.who for one in self.referrals if one.asker is asker), "")


def read(folder: Folder) -> Content:
    """Return the content of a folder; raise `Refused` with one line that names file and entry."""
    return read_file(folder.find(FILE), Content)


load = from_files(read)


# Since when each step is due, and where a request must stand for it to be missing.
WAITING_FOR_TEAM = (
    RequestStatus.RECEIVED,
    RequestStatus.ACKNOWLEDGED,
    RequestStatus.UNDER_ASSESSMENT,
    RequestStatus.APPROVED,
)


def list_awaited(request: AssistanceRequest) -> list[tuple[str, datetime]]:
    """Return what a request still waits for, each with when it is due: "acknowledgement", "assessment call", "team"."""
    targets = load().targets
    awaited = [("team", request.team_named_at, targets.team_named_minutes)]
    if request.outside:
        awaited[:0] = [
            ("acknowledgement", request.acknowledged_at, targets.acknowledge_minutes),
            ("assessment call", request.call_held_at, targets.assessment_call_minutes),
        ]
    if request.status not in WAITING_FOR_TEAM:
        return []
    return [(what, request.logged_at + timedelta(minutes=minutes)) for what, met, minutes in awaited if met is None]


def list_late(request: AssistanceRequest, now: datetime) -> list[tuple[str, datetime]]:
    """Return what of it runs late."""
    return [(what, at) for what, at in list_awaited(request) if at < now]
