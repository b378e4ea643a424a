"""Somebody's scheduled Do Not Disturb, as Slack tells it: kept as local hours, since it comes back every day."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from mvai_slackbot.checkins.plans.models import ScheduledRest
from mvai_slackbot.people import service as people
from mvai_slackbot.work import Work


def rest_known(work: Work, person_id: int, read: Mapping[str, Any]) -> None:
    """Take over what dnd.info says; somebody without a schedule has 1 and 1 there."""
    row = work.session.scalar(select(ScheduledRest).where(ScheduledRest.person_id == person_id))
    if row is None:
        return
    zone = people.zone_of(people.get_person(work.session, person_id))
    begins, ends = int(read.get("next_dnd_start_ts") or 0), int(read.get("next_dnd_end_ts") or 0)
    row.begins = row.ends = ""
    if read.get("dnd_enabled") and 1 < begins < ends:
        row.begins, row.ends = (f"{datetime.fromtimestamp(at, UTC).astimezone(zone):%H:%M}" for at in (begins, ends))
