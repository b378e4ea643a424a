"""Settle a plan's days: asked, left out, or let pass in silence; each day once, never a burst."""

from collections.abc import Mapping
from datetime import date, timedelta

from sqlalchemy import select

from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.content import Subject
from mvai_slackbot.checkins.facts import PlanChanged, QuietDayCame, RestUnknown
from mvai_slackbot.checkins.models import About, Occurrence, Plan, PlanState
from mvai_slackbot.checkins.plans import calendars, times
from mvai_slackbot.checkins.plans.holding import is_held
from mvai_slackbot.checkins.plans.models import ScheduledRest
from mvai_slackbot.checkins.prompts import outreach, service as prompts
from mvai_slackbot.checkins.service import ACTIVE, get_plan, list_live_of, settled_now, zero_of, zone_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

DAY = timedelta(days=1)
# How long what Slack said of a scheduled Do Not Disturb is taken for true.
REST_FRESH = timedelta(days=3)


def settle(work: Work, plan_id: int, incident: Incident, person: Person) -> None:
    """Ask what is due today, record what was due while the bot was down, end a pause that is over."""
    today = times.local_date(work.now, zone_of(incident, person))
    plan = work.session.get_one(Plan, plan_id)
    if plan.state is PlanState.PAUSED:
        plan = _end_pause(work, plan_id, incident, person, today)
    if plan.state is not PlanState.ACTIVE or plan.settled_through >= today:
        return
    plan = get_plan(work, plan_id)
    if plan.state is not PlanState.ACTIVE:
        return
    if incident.situation == ACTIVE:
        # Nothing is asked while it is not over, and nothing of it is made up for.
        plan.settled_through = max(plan.settled_through, settled_now(work, incident, person, plan.hour))
        return
    while plan.settled_through < today - DAY:
        plan.settled_through += DAY
        _leave_out(work, plan, incident, plan.settled_through)
    if plan.settled_through < today:
        _today(work, plan, incident, person, today)


def _end_pause(work: Work, plan_id: int, incident: Incident, person: Person, today: date) -> Plan:
    plan = get_plan(work, plan_id)
    over = plan.state is PlanState.PAUSED and plan.paused_until is not None and plan.paused_until <= today
    if over and plan.paused_until is not None and not is_held(work.session, incident, person):
        # Days of the pause are neither asked nor counted; its last day is the one before it ends.
        plan.settled_through = max(plan.settled_through, plan.paused_until - DAY)
        plan.state, plan.since, plan.set_by, plan.paused_until = PlanState.ACTIVE, work.now, None, None
        work.record(PlanChanged(incident, plan, person))
    return plan


def _today(work: Work, plan: Plan, incident: Incident, person: Person, today: date) -> None:
    if calendars.is_mark_day(work.session, incident, today):
        _mark(work, plan, incident, person, today)
        return
    zone, hours = zone_of(incident, person), content.load().schedule.hours
    slot = calendars.slot_of(plan, incident, person, today)
    moment = times.awake_slot(today, slot, zone, hours, calendars.rest_of(work.session, person.id))
    if work.now < (moment or slot):
        return
    due = outreach.thinned(work, plan, today, calendars.due_forms(work.session, plan, incident, today))
    night = (
        moment is None or work.now >= times.night_begins(today, zone, hours) or times.is_quiet(work.now, zone, hours)
    )
    if due and not night and not _all_awake(work, plan, incident, [About(subject) for subject in due]):
        # Held over their rest, not dropped; at night it is too late for today.
        return
    plan.settled_through = today
    look_at_rest(work, incident, person)
    if not due:
        return
    left = due if night or _yields(work, plan, person, today) else _without_room(work, plan, incident, due)
    _write_skipped(work, plan, today, left)
    if asked := {subject: form for subject, form in due.items() if subject not in left}:
        prompts.ask(work, plan, incident, today, asked)


def _without_room(work: Work, plan: Plan, incident: Incident, due: Mapping[Subject, str]) -> dict[Subject, str]:
    """Return what is due of whoever had a message today already: the leader, or whom the leader chose."""
    who = {subject: prompts.answerer_for(work, plan, About(subject)) for subject in due}
    return {
        subject: form
        for subject, form in due.items()
        if (person := who[subject]) is not None and had_message(work, plan, incident, person)
    }


def _all_awake(work: Work, plan: Plan, incident: Incident, subjects: list[About]) -> bool:
    people = [prompts.answerer_for(work, plan, about) for about in subjects]
    return all(calendars.is_awake(work.session, incident, one, work.now) for one in people if one is not None)


def had_message(work: Work, plan: Plan, incident: Incident, person: Person) -> bool:
    """Whether they were written to today, by another incident or, from the second week on, by this one: one is the most.

    What a drill wrote takes the place of nothing real.
    """
    today = times.local_date(work.now, zone_of(incident, person))
    later = (today - zero_of(incident)).days > content.load().schedule.hours.first_week_ends
    besides = 0 if later else plan.id
    return prompts.shown_to_on(work.session, person.id, today, drills=incident.drill, besides=besides)


def _yields(work: Work, plan: Plan, person: Person, today: date) -> bool:
    """Whether the day belongs to another incident of theirs: the one that asked them longest ago goes first."""
    mine, drill = (prompts.last_asked_on(work.session, plan.id), plan.id), _incident_of(work, plan).drill
    for other in list_live_of(work.session, person.id):
        if other.id == plan.id or other.state is not PlanState.ACTIVE or other.settled_through >= today:
            continue
        incident = _incident_of(work, other)
        if incident.drill != drill or incident.situation == ACTIVE or is_hidden(work.session, incident.id):
            continue
        due = outreach.thinned(work, other, today, calendars.due_forms(work.session, other, incident, today))
        if prompts.asks(work, other, person.id, due) and (
            (prompts.last_asked_on(work.session, other.id), other.id) < mine
        ):
            return True
    return False


def _incident_of(work: Work, plan: Plan) -> Incident:
    return get_incident(work.session, plan.incident_id)


def _mark(work: Work, plan: Plan, incident: Incident, person: Person, today: date) -> None:
    zone = zone_of(incident, person)
    at = calendars.mark_at(incident, today, zone)
    if work.now < at:
        return
    if not calendars.is_awake(work.session, incident, person, work.now) and not _noon(work, plan, incident, person):
        return
    plan.settled_through = today
    if plan.no_mark or plan.second_of is not None or _noon(work, plan, incident, person):
        return
    work.record(QuietDayCame(incident, plan, person))


def _noon(work: Work, plan: Plan, incident: Incident, person: Person) -> bool:
    # It is a word of the morning: later in the day it is left unsaid.
    return work.now.astimezone(zone_of(incident, person)).hour >= 12


def _leave_out(work: Work, plan: Plan, incident: Incident, day: date) -> None:
    _write_skipped(work, plan, day, calendars.due_forms(work.session, plan, incident, day))


def _write_skipped(work: Work, plan: Plan, day: date, forms: Mapping[Subject, str]) -> None:
    for subject, form in forms.items():
        work.session.add(Occurrence(plan_id=plan.id, subject=About(subject), local_date=day, form=form, prompt_id=None))


def look_at_rest(work: Work, incident: Incident, person: Person) -> None:
    """Ask Slack for somebody's scheduled Do Not Disturb, unless it was asked lately."""
    row = work.session.scalar(select(ScheduledRest).where(ScheduledRest.person_id == person.id))
    if row is not None and work.now - row.asked_at < REST_FRESH:
        return
    if row is None:
        work.session.add(ScheduledRest(person_id=person.id, asked_at=work.now))
    else:
        row.asked_at = work.now
    work.record(RestUnknown(incident, person))
