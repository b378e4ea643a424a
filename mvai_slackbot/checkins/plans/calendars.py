"""A plan's calendar from its rows, and what the plan asks: computed each time, never stored beforehand."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.content import Subject
from mvai_slackbot.checkins.models import Plan
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.plans.models import FreeDays, ScheduledRest
from mvai_slackbot.checkins.plans.schedule import Calendar, Due, Turn, due_on, is_free, is_mark, mark_day, occurrences
from mvai_slackbot.checkins.plans.times import Rest
from mvai_slackbot.incidents import service_calendar as calendar
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person

# How far ahead a next time is looked for: a little more than the longest step of the schedule.
FAR = timedelta(days=400)


def first_mark(session: Session, incident: Incident) -> date:
    """Return the day the year mark first comes: the one staff chose, else a year after day 0."""
    said = calendar.find_mark(session, incident.id)
    return said.first_on if said is not None and said.first_on else mark_day(calendar.zero_of(incident))


def mark_name(session: Session, incident: Incident) -> str:
    """Return what this incident calls its year mark."""
    said = calendar.find_mark(session, incident.id)
    return said.name if said is not None else calendar.NAMES[0]


def list_free(session: Session, plan_id: int) -> list[FreeDays]:
    """Return the days of a plan on which nothing is asked, earliest first."""
    rows = select(FreeDays).where(FreeDays.plan_id == plan_id, FreeDays.ended_at.is_(None))
    return list(session.scalars(rows.order_by(FreeDays.first, FreeDays.id)))


def calendar_of(session: Session, plan: Plan, incident: Incident) -> Calendar:
    """Return everything that decides on which days a plan asks."""
    return Calendar(
        zero=calendar.zero_of(incident),
        first_mark=first_mark(session, incident),
        pace=plan.pace,
        events=tuple(one.day for one in calendar.list_hard_days(session, incident.id)),
        turns=tuple(Turn(one.since, one.phase, one.held) for one in calendar.list_turns(session, incident.id)),
        free=tuple((one.first, one.last) for one in list_free(session, plan.id)),
        only=plan.subject.value if plan.subject is not None else None,
    )


def due_forms(session: Session, plan: Plan, incident: Incident, day: date) -> dict[Subject, str]:
    """Return which form a plan asks on a day about which subject."""
    return due_on(calendar_of(session, plan, incident), content.load(), day)


def list_due(session: Session, plan: Plan, incident: Incident, first: date, days: int) -> list[Due]:
    """Return what a plan asks in so many days from a first one on."""
    found = calendar_of(session, plan, incident)
    return list(occurrences(found, content.load(), first, first + timedelta(days=days - 1)))


def hour_of(plan: Plan) -> time | None:
    """Return the hour somebody picked, None for the schedule's."""
    return time.fromisoformat(plan.hour) if plan.hour else None


def slot_of(plan: Plan, incident: Incident, person: Person, day: date) -> datetime:
    """Return the moment of a day at which a plan asks, before anybody's rest is looked at."""
    zone = people.zone_of(person, incident.timezone)
    return times.slot(day, calendar.zero_of(incident), zone, content.load().schedule.hours, hour_of(plan))


def next_day(session: Session, plan: Plan, incident: Incident, after: date) -> date | None:
    """Return the next day on which a plan asks something, None when the schedule has ended."""
    found, loaded = calendar_of(session, plan, incident), content.load()
    return next((due.day for due in occurrences(found, loaded, after + timedelta(days=1), after + FAR)), None)


def next_at(session: Session, plan: Plan, incident: Incident, person: Person, now: datetime) -> datetime | None:
    """Return the next moment at which something is asked, None when the schedule has ended."""
    today = times.local_date(now, people.zone_of(person, incident.timezone))
    after = max(plan.settled_through, today - timedelta(days=1))
    if plan.paused_until is not None:
        after = max(after, plan.paused_until - timedelta(days=1))
    day = next_day(session, plan, incident, after)
    return slot_of(plan, incident, person, day) if day is not None else None


def is_mark_day(session: Session, incident: Incident, day: date) -> bool:
    """Whether a day is the incident's year mark."""
    return is_mark(Calendar(calendar.zero_of(incident), first_mark(session, incident)), day)


def is_left_free(session: Session, plan: Plan, incident: Incident, day: date) -> bool:
    """Whether nothing at all is sent of a plan on a day, a reminder neither: a year mark, or a day left free."""
    found = calendar_of(session, plan, incident)
    return is_mark(found, day) or is_free(found, day)


def mark_at(incident: Incident, day: date, zone: ZoneInfo) -> datetime:
    """Return when the quiet word of the year mark comes to somebody in a zone."""
    return times.mark_slot(day, calendar.happened_at(incident), zone, content.load().schedule.hours)


def rest_of(session: Session, person_id: int) -> Rest | None:
    """Return somebody's scheduled Do Not Disturb, None when there is none or nobody knows."""
    row = session.scalar(select(ScheduledRest).where(ScheduledRest.person_id == person_id))
    return rest_from(row.begins, row.ends) if row is not None else None


def rest_from(begins: str, ends: str) -> Rest | None:
    """Return a rest from its two stored hours."""
    return Rest(time.fromisoformat(begins), time.fromisoformat(ends)) if begins and ends and begins != ends else None


def is_awake(session: Session, incident: Incident, person: Person, now: datetime) -> bool:
    """Whether something may be sent to somebody now: neither night nor a scheduled Do Not Disturb."""
    zone = people.zone_of(person, incident.timezone)
    return times.is_awake(now, zone, content.load().schedule.hours, rest_of(session, person.id))
