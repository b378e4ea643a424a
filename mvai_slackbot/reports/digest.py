"""Trends for their readers: gathered as far as each may see, and brought weekly to day 45, then monthly."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mvai_slackbot.calls.models import CallAsked
from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.answers import readers, roles, service as answering
from mvai_slackbot.checkins.answers.readers import Sight
from mvai_slackbot.checkins.models import Answerer, Occurrence, Plan
from mvai_slackbot.checkins.plans import calendars, schedule, times
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.incidents import service_calendar
from mvai_slackbot.incidents.facts_calendar import kind_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.reports.facts import TrendsDue
from mvai_slackbot.reports.models import Digest, TrendShown
from mvai_slackbot.reports.trends import Mark, Rater, Said, Trend, build
from mvai_slackbot.work import Work

# By day for everybody from one coast to the other.
NOON = time(12)
# Year marks that stand in a picture: the bot asks for two years, and reads a little longer.
YEARS = 3
WEEK, MONTH, WEEKLY_UNTIL = 7, 28, 42
# A form that was asked last so long ago says nothing new: it is shown on request, not in a digest.
OLD = timedelta(days=60)


@dataclass(frozen=True)
class Reading:
    """What one reader may see of an incident: trends, and with full sight how many calls were asked for."""

    incident: Incident
    reader: Person
    trends: tuple[Trend, ...]
    own: bool
    calls: int
    # In words only, how it last moved: for an SME of one area.
    in_short: bool = False


def is_day(number: int) -> bool:
    """Whether a digest goes out on a day since the incident: each week to day 42, then every four weeks."""
    if number <= WEEKLY_UNTIL:
        return number > 0 and number % WEEK == 0
    return (number - WEEKLY_UNTIL) % MONTH == 0


def list_plans(work: Work) -> Sequence[int]:
    """Return the incidents in which somebody gets check-ins, or has paused them."""
    live = select(Plan.incident_id).where(Plan.state.in_(service.LIVE)).distinct()
    return work.session.scalars(live.order_by(Plan.incident_id)).all()


def list_due(work: Work) -> Sequence[int]:
    """Return those of them whose day it is, told by one question however many there are."""
    live = select(Plan.incident_id).where(Plan.state.in_(service.LIVE))
    rows = select(Incident.id, Incident.timezone, Incident.occurred_on, Incident.opened_at).where(Incident.id.in_(live))
    return [
        incident_id
        for incident_id, named, occurred_on, opened_at in work.session.execute(rows.order_by(Incident.id))
        if _has_come(work.now, ZoneInfo(named or "UTC"), occurred_on, opened_at)
    ]


def _has_come(now: datetime, zone: ZoneInfo, occurred_on: date | None, opened_at: datetime) -> bool:
    today = times.local_date(now, zone)
    number = (today - times.day_zero(occurred_on, opened_at, zone)).days
    return is_day(number) and now >= times.at_local(today, NOON, zone)


def look_at(work: Work, incident_id: int) -> None:
    """Bring an incident's trends to their readers when it is their day, once."""
    incident = get_incident(work.session, incident_id)
    zone = ZoneInfo(incident.timezone or "UTC")
    today = times.local_date(work.now, zone)
    if not _has_come(work.now, zone, incident.occurred_on, incident.opened_at):
        return
    if is_hidden(work.session, incident.id) or not has_news(work, incident, today):
        return
    done = select(Digest.id).where(Digest.incident_id == incident.id, Digest.day == today)
    if work.session.scalar(done) is None:
        work.session.add(Digest(incident_id=incident.id, day=today, at=work.now))
        work.session.flush()
        work.record(TrendsDue(incident, tuple(list_readers(work, incident)), today))


def has_news(work: Work, incident: Incident, today: date) -> bool:
    """Whether anything was asked in the four weeks before a day: without it there is nothing to bring."""
    asked = (
        select(Occurrence.id)
        .join(Plan, Plan.id == Occurrence.plan_id)
        .where(Plan.incident_id == incident.id, Occurrence.local_date > today - timedelta(days=MONTH))
    )
    return work.session.scalar(asked.limit(1)) is not None


def list_readers(work: Work, incident: Incident) -> list[Person]:
    """Return to whom a digest goes: those who read answers in full."""
    parts = (Part.SME_LEAD, Part.MENTAL_HEALTH_SME)
    found = [*readers.list_told(work, incident), *people.list_in_part(work.session, incident.id, *parts)]
    return list({one.id: one for one in found if one.user_id and not one.deactivated}.values())


def may_read(work: Work, incident: Incident, person: Person) -> bool:
    """Whether somebody may read answers of an incident, were there any: theirs, or as one of those named to the leader."""
    roles = people.roles_of(work.session, person.id)
    if roles & readers.COORDINATORS:
        return True
    if is_hidden(work.session, incident.id):
        return False
    parts = people.parts_of(work.session, incident.id, person.id)
    asked = service.find_plan(work.session, incident.id, person.id) is not None
    return asked or bool(parts & (readers.FULL_PARTS | {Part.SME}))


def gather(work: Work, incident: Incident, reader: Person, *, since: date | None = None) -> Reading:
    """Return the trends of an incident as far as a reader may see them; `since`: only forms asked after it."""
    seen = [(one.form, *_said(work, incident, one, reader)) for one in _asked(work, incident)]
    most = max((sees for _, sees, said in seen if said.rater is not None), default=Sight.NOTHING)
    # Who reads some answers in full does not read those as lines of which they were promised a summary only.
    least = min(most, Sight.ITEMS)
    by_form: dict[str, list[Said]] = {}
    for form, sees, said in seen:
        if said.rater is None or (sees >= least and sees is not Sight.NOTHING):
            by_form.setdefault(form, []).append(said)
    own, marks = most is Sight.ALL, list_marks(work, incident)
    trends: list[Trend] = []
    for questions in content.load().forms.sets:
        said_to = by_form.get(questions.key, [])
        if since is None or any(one.day > since for one in said_to):
            trends += build(questions, said_to, marks, own=own)
    in_short, calls = most is Sight.SUMMARY, _calls(work, incident, reader) if own else 0
    return Reading(incident, reader, tuple(trends), own, calls, in_short)


def _asked(work: Work, incident: Incident) -> list[Occurrence]:
    rows = (
        select(Occurrence)
        .join(Plan, Plan.id == Occurrence.plan_id)
        .where(Plan.incident_id == incident.id)
        .order_by(Occurrence.local_date, Occurrence.id)
    )
    return list(work.session.scalars(rows))


def _said(work: Work, incident: Incident, occurrence: Occurrence, reader: Person) -> tuple[Sight, Said]:
    answer = prompts.latest_answer(work.session, occurrence.id)
    if answer is None:
        return Sight.NOTHING, Said(occurrence.local_date, None, {})
    sees = readers.sight(work, incident, answer, reader.id)
    who = people.get_person(work.session, answer.person_id)
    told = answering.said_of(answer, sees)
    rater = Rater(who.id, who.name.reveal(), "" if answer.role is Answerer.LEADER else roles.of_answer(answer))
    return sees, Said(occurrence.local_date, rater, dict(told.items), tuple(told.helps))


def list_marks(work: Work, incident: Incident) -> list[Mark]:
    """Return the days that stand in every picture of an incident: its year marks, by their name, and its hard days."""
    first, name = calendars.first_mark(work.session, incident), calendars.mark_name(work.session, incident).capitalize()
    marks = [
        Mark(schedule.on_year(first, first.year + later), name if later == 0 else f"{name} {later + 1}")
        for later in range(YEARS)
    ]
    hard = service_calendar.list_hard_days(work.session, incident.id)
    return sorted([*marks, *(Mark(one.day, kind_words(one.kind)) for one in hard)], key=lambda mark: mark.day)


def _calls(work: Work, incident: Incident, reader: Person) -> int:
    """Return how many calls were asked for: of everybody to those named to the leader, to others only their own."""
    asked = select(CallAsked.id).where(CallAsked.incident_id == incident.id, CallAsked.drill == incident.drill)
    if not readers.is_named(work, incident, reader.id):
        asked = asked.where(CallAsked.person_id == reader.id)
    return len(work.session.scalars(asked).all())


def note_shown(work: Work, reading: Reading) -> TrendShown | None:
    """Record that trends went to a reader; the last row names the message."""
    row = None
    for trend in reading.trends:
        row = TrendShown(
            incident_id=reading.incident.id,
            person_id=reading.reader.id,
            of_id=trend.rater.person_id,
            at=work.now,
            answers=trend.answered,
            own=reading.own and any(line.item.own_capacity for line in trend.lines),
        )
        work.session.add(row)
    work.session.flush()
    return row
