"""Each person is asked once a day what came of the looks that still wait for a word, all of them in one message."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.content import Hours
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.reports import alerts
from mvai_slackbot.reports.facts import LooksAwaited
from mvai_slackbot.reports.models import Alert, AlertLevel, LooksReminder
from mvai_slackbot.work import Work

AFTER = timedelta(hours=4)
MORNING = time(9)
DAY = timedelta(days=1)


def by_person(work: Work) -> dict[int, list[Alert]]:
    """Return the urgent looks that were told and wait for a word, by who was told of them."""
    found: dict[int, list[Alert]] = defaultdict(list)
    rows = select(Alert).where(Alert.outcome.is_(None), Alert.told_at.is_not(None), Alert.level == AlertLevel.URGENT)
    for alert in work.session.scalars(rows.order_by(Alert.id)):
        for person in alerts.list_told(work, get_incident(work.session, alert.incident_id), alert):
            found[person.id].append(alert)
    return dict(found)


def due_at(told_at: datetime, reminded_on: date | None, zone: ZoneInfo, hours: Hours) -> datetime:
    """Return when somebody is asked about a look, at the earliest: four hours after the word, then each morning at nine.

    Nobody is asked at night; `reminded_on` is the last local day on which a message listed what waited.
    """
    first = times.next_waking(told_at + AFTER, zone, hours)
    day = times.local_date(first, zone)
    if day > times.local_date(told_at, zone):
        first = max(first, times.at_local(day, MORNING, zone))
    if reminded_on is not None and day <= reminded_on:
        return times.at_local(reminded_on + DAY, MORNING, zone)
    return first


def next_at(work: Work, person: Person, waiting: Sequence[Alert]) -> datetime:
    """Return when somebody is asked next about what waits."""
    zone, hours = _zone(work, person, waiting), content.load().schedule.hours
    last = find_last(work, person)
    reminded_on = last.day if last is not None else None
    return min(due_at(one.told_at or work.now, reminded_on, zone, hours) for one in waiting)


def _zone(work: Work, person: Person, waiting: Sequence[Alert]) -> ZoneInfo:
    return people.zone_of(person, get_incident(work.session, waiting[0].incident_id).timezone)


def find_last(work: Work, person: Person) -> LooksReminder | None:
    """Return the last message that listed what waits for somebody's word."""
    rows = select(LooksReminder).where(LooksReminder.person_id == person.id)
    return work.session.scalar(rows.order_by(LooksReminder.day.desc()).limit(1))


def look_at_all(work: Work) -> None:
    """Ask everybody who is due."""
    for person_id, waiting in by_person(work).items():
        _look(work, person_id, waiting)


def look_at(work: Work, person_id: int) -> None:
    """Ask one person, if they are due."""
    _look(work, person_id, by_person(work).get(person_id, []))


def _look(work: Work, person_id: int, waiting: Sequence[Alert]) -> None:
    person = people.get_person(work.session, person_id)
    if not waiting or next_at(work, person, waiting) > work.now:
        return
    zone = _zone(work, person, waiting)
    if times.is_quiet(work.now, zone, content.load().schedule.hours):
        return
    before = find_last(work, person)
    made = LooksReminder(
        person_id=person.id,
        day=times.local_date(work.now, zone),
        at=work.now,
        alerts=[one.id for one in waiting],
    )
    work.session.add(made)
    work.session.flush()
    work.record(LooksAwaited(person, made, before))


def list_listed(work: Work, made: LooksReminder) -> list[Alert]:
    """Return what a message lists and still waits for a word."""
    rows = select(Alert).where(Alert.id.in_(made.alerts), Alert.outcome.is_(None))
    return list(work.session.scalars(rows.order_by(Alert.id)))
