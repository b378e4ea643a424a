"""Which plans the clock has to look at: told by a few bulk questions, however many plans and prompts there are."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select

from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.models import Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.plans import calendars, times
from mvai_slackbot.checkins.plans.models import ScheduledRest
from mvai_slackbot.checkins.plans.schedule import Calendar, is_mark, mark_day
from mvai_slackbot.checkins.plans.times import Rest
from mvai_slackbot.checkins.service import ACTIVE
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.models_calendar import YearMark
from mvai_slackbot.people.models import HiddenIncident, Person
from mvai_slackbot.work import Work

DAY = timedelta(days=1)
# So many plans are settled in one transaction; the others come two seconds later, and nobody waits long for the database.
MOST = 100

ROWS = (
    select(
        Plan.id, Plan.state, Plan.settled_through, Plan.paused_until, Plan.hour, Person.timezone, Person.deactivated,
        Incident.timezone, Incident.occurred_on, Incident.opened_at, Incident.situation,
        YearMark.first_on, ScheduledRest.begins, ScheduledRest.ends,
    )
    .join(Person, Person.id == Plan.person_id)
    .join(Incident, Incident.id == Plan.incident_id)
    .outerjoin(YearMark, YearMark.incident_id == Plan.incident_id)
    .outerjoin(ScheduledRest, ScheduledRest.person_id == Plan.person_id)
    .where(
        or_(Plan.state == PlanState.ACTIVE, Plan.paused_until.is_not(None)),
        ~select(HiddenIncident.id)
        .where(HiddenIncident.incident_id == Plan.incident_id, HiddenIncident.until.is_(None))
        .exists(),
    )
    .order_by(Plan.id)
)  # fmt: skip


def list_due(work: Work) -> list[int]:
    """Return the plans of which something may be due now: first those with a day to settle, then those to remind."""
    settle = [row.id for row in work.session.execute(ROWS) if is_due(Looked._make(row), work.now)][:MOST]
    return settle + [one for one in _list_waiting(work) if one not in set(settle)]


def _list_waiting(work: Work) -> list[int]:
    hours = content.load().schedule.hours
    soonest = timedelta(hours=min(*hours.reminders_first_week, *hours.reminders_later))
    waits = (
        select(Prompt.id)
        .where(
            Prompt.plan_id == Plan.id,
            # Said first, and by itself: the index on it leaves aside all that ever was.
            Prompt.state.in_((PromptState.OPEN, PromptState.SNOOZED)),
            or_(
                # Until it is answered or let go, which is after four days at the latest.
                and_(Prompt.state == PromptState.OPEN, Prompt.asked_at <= work.now - soonest),
                and_(Prompt.state == PromptState.SNOOZED, Prompt.snoozed_until <= work.now),
            ),
        )
        .exists()
    )
    return list(work.session.scalars(select(Plan.id).where(Plan.state == PlanState.ACTIVE, waits).order_by(Plan.id)))


class Looked(NamedTuple):
    """What is read of a plan to know whether anything can be due: no text of anybody."""

    id: int
    state: PlanState
    settled_through: date
    paused_until: date | None
    hour: str
    own_zone: str
    deactivated: bool
    zone: str
    occurred_on: date | None
    opened_at: datetime
    situation: str
    first_on: date | None
    rest_begins: str | None
    rest_ends: str | None

    @property
    def rest(self) -> Rest | None:
        """Return the person's scheduled Do Not Disturb."""
        return calendars.rest_from(self.rest_begins or "", self.rest_ends or "")


def is_due(plan: Looked, now: datetime) -> bool:
    """Whether a plan has a day to settle, a pause to end, or a person who has left."""
    zone = ZoneInfo(plan.own_zone or plan.zone or "UTC")
    today = times.local_date(now, zone)
    if plan.state is PlanState.PAUSED:
        return plan.paused_until is not None and plan.paused_until <= today
    if plan.deactivated or plan.settled_through < today - DAY:
        return True
    return plan.settled_through < today and _has_come(plan, now, today, zone)


def _has_come(plan: Looked, now: datetime, today: date, zone: ZoneInfo) -> bool:
    hours = content.load().schedule.hours
    zero = times.day_zero(plan.occurred_on, plan.opened_at, ZoneInfo(plan.zone or "UTC"))
    if is_mark(Calendar(zero, plan.first_on or mark_day(zero)), today):
        return now >= times.at_local(today, min(hours.mark_hours), zone)
    slot = times.slot(today, zero, zone, hours, time.fromisoformat(plan.hour) if plan.hour else None)
    if plan.situation == ACTIVE:
        return now >= slot
    return now >= (times.awake_slot(today, slot, zone, hours, plan.rest) or slot)
