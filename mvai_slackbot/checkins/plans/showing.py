"""Put together what a plan shows: the next weeks of each subject, and who is asked."""

from collections import defaultdict
from datetime import date, time, timedelta

from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.answers import roles
from mvai_slackbot.checkins.models import About, Offer, Plan
from mvai_slackbot.checkins.plans import calendars, holding, seconding, times
from mvai_slackbot.checkins.plans.schedule import Calendar, Due, list_marks, phase_on
from mvai_slackbot.checkins.plans.views import MOST_ROWS, NOUN, Row, Shown, free_words
from mvai_slackbot.checkins.prompts import outreach, service as prompts
from mvai_slackbot.clock import date_words, hour_words, zone_words
from mvai_slackbot.incidents import service_calendar
from mvai_slackbot.incidents.facts_calendar import kind_words
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

# So far ahead days are looked for; the table ends with the last row that fits, or with the last day.
AHEAD = 120
NEAR_MARK = 60


def show(work: Work, plan: Plan) -> Shown:
    """Return everything that a plan shows to whoever looks at it now."""
    incident, who = get_incident(work.session, plan.incident_id), people.get_person(work.session, plan.person_id)
    zone = service.zone_of(incident, who)
    today = times.local_date(work.now, zone)
    calendar = calendars.calendar_of(work.session, plan, incident)
    begins = max(today, plan.settled_through + timedelta(days=1), plan.paused_until or today)
    mark = next((one for one in list_marks(calendar) if one >= today), None)
    name = calendars.mark_name(work.session, incident)
    return Shown(
        plan=plan,
        incident=incident,
        who=who,
        own=plan.person_id == work.actor.person_id,
        phase=phase_on(calendar, today).label,
        hours=f"{_hours(plan, calendar, today)} ({zone_words(zone)})",
        rows=_rows(work, plan, incident, calendar, begins)[:MOST_ROWS],
        free=[one for one in calendars.list_free(work.session, plan.id) if one.last >= today],
        mark=name if mark is not None and (mark - today).days <= NEAR_MARK else "",
        seconds=[
            (one, people.get_person(work.session, one.person_id), _role(work, one))
            for one in seconding.list_second(work.session, plan.id)
        ],
        monthly=outreach.is_monthly(work.session, plan.id, plan.person_id),
        locked=is_hidden(work.session, incident.id),
        waits_for_call=holding.find_waiting(work.session, incident.id, plan.person_id) is not None,
    )


def _role(work: Work, second: Plan) -> str:
    return roles.as_words(work.session.get_one(Offer, second.offer_id).answers_as)


def _hours(plan: Plan, calendar: Calendar, today: date) -> str:
    hours = content.load().schedule.hours
    if plan.hour:
        return f"at {hour_words(time.fromisoformat(plan.hour))}"
    if (today - calendar.zero).days > hours.first_week_ends:
        return f"at {hour_words(hours.later_slot)}"
    return f"at {hour_words(hours.first_slot)} in the first week, at {hour_words(hours.later_slot)} after it"


def _rows(work: Work, plan: Plan, incident: Incident, calendar: Calendar, begins: date) -> list[Row]:
    """Return a row for each day that brings something, or on which something is left out."""
    due: dict[date, list[Due]] = defaultdict(list)
    for one in calendars.list_due(work.session, plan, incident, begins, AHEAD):
        due[one.day].append(one)
    days = outreach.list_days(work, plan, plan.person_id, list(due))
    rows = [_asked(work, plan, day, due[day]) for day in days]
    last = begins + timedelta(days=AHEAD)
    name = calendars.mark_name(work.session, incident)
    rows += [
        Row(day, f"{name.capitalize()}: {'nothing' if plan.no_mark else 'a quiet word, no question'}", "")
        for day in list_marks(calendar)
        if begins <= day < last
    ]
    rows += [
        Row(one.day, f"{kind_words(one.kind)}: nothing is asked", "")
        for one in service_calendar.list_hard_days(work.session, incident.id)
        if begins <= one.day < last
    ]
    for free in calendars.list_free(work.session, plan.id):
        if free.last >= begins:
            until = f" until {date_words(free.last, this_year=free.first.year)}" if free.last > free.first else ""
            rows.append(Row(max(free.first, begins), f"{free_words(free)}{until}", ""))
    return sorted(rows, key=lambda row: row.day)


def _asked(work: Work, plan: Plan, day: date, asked: list[Due]) -> Row:
    forms = content.load().forms
    parts, names = [], []
    for one in asked:
        found = forms.get(one.form)
        minutes = "1 minute" if found.minutes == 1 else f"{found.minutes} minutes"
        parts.append(f"{NOUN[one.subject]}, {minutes}")
        names.append(_name(work, prompts.answerer_for(work, plan, About(one.subject))))
    return Row(day, " and ".join(parts), " and ".join(dict.fromkeys(names)))


def _name(work: Work, person: Person | None) -> str:
    if person is None:
        return "rests: they are away"
    return "you" if person.id == work.actor.person_id else person.name.reveal()
