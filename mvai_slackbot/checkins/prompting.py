"""Ask now or by the clock, snooze; never twice for the same day, never a burst."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mvai_slackbot.checkins import content, outreach, prompts, times
from mvai_slackbot.checkins.content import Subject
from mvai_slackbot.checkins.facts import PlanHeld, PromptChanged, QuietDayCame
from mvai_slackbot.checkins.models import About, Occurrence, Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.service import NOT_YOURS, get_plan, zero_of, zone_of
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import HiddenIncident, Person
from mvai_slackbot.work import Work


def check_now(work: Work, plan: Plan, incident: Incident, person: Person) -> None:
    """Raise `Refused` when nothing can be asked now: paused, stopped, deactivated, or asked today already."""
    name = person.name.reveal()
    if plan.state is PlanState.PAUSED:
        raise Refused(f"{name} has paused the check-ins. Nothing is sent until {name} goes on.")
    if plan.state is PlanState.STOPPED:
        raise Refused(f"{name} has no check-ins now. Type `/mvai-checkin offer` to ask whether they want them.")
    if person.deactivated:
        raise Refused(f"{name}'s Slack account is deactivated. Please phone them.")
    if prompts.asked_on(work.session, plan.id, times.local_date(work.now, zone_of(incident, person))):
        raise Refused(f"{name} was asked today already. One message a day is the most.")


def _due_now(incident: Incident, today: date) -> dict[Subject, str]:
    loaded, zero = content.load(), zero_of(incident)
    usual = "officer_micro" if (today - zero).days <= loaded.schedule.hours.first_week_ends else "officer_full"
    return times.due_forms(today, zero, loaded.schedule, loaded.forms) or {"officer": usual}


def list_asked_now(work: Work, plan: Plan) -> list[Person]:
    """Return who would be asked now: the leader, or whom the leader chose, for each subject once."""
    incident = incidents.get_incident(work.session, plan.incident_id)
    zone = zone_of(incident, people.get_person(work.session, plan.person_id))
    due = _due_now(incident, times.local_date(work.now, zone))
    found = [prompts.answerer_for(work.session, plan, About(subject)) for subject in due]
    return list({one.id: one for one in found}.values())


def ask_now(work: Work, plan: Plan) -> list[Prompt]:
    """Ask today's forms now, or the usual one when none is due today."""
    incident = incidents.get_incident(work.session, plan.incident_id)
    person = people.get_person(work.session, plan.person_id)
    check_now(work, plan, incident, person)
    today = times.local_date(work.now, zone_of(incident, person))
    asked = prompts.ask(work, plan, incident, today, _due_now(incident, today))
    plan.settled_through = max(plan.settled_through, today)
    return asked


def withdraw(work: Work, prompt_id: int) -> None:
    """Take back within ten minutes what staff sent, to whomever it went, unless it was answered."""
    prompt = prompts.get_prompt(work, prompt_id)
    if prompt.state is PromptState.WITHDRAWN:
        raise Refused("It was taken back already.")
    sent = select(Prompt).where(Prompt.plan_id == prompt.plan_id, Prompt.local_date == prompt.local_date)
    waiting = [one for one in work.session.scalars(sent) if one.state in prompts.UNANSWERED]
    if not waiting:
        raise Refused("It cannot be taken back any more: it was answered, or a newer one came.")
    plan = get_plan(work, prompt.plan_id)
    incident = incidents.get_incident(work.session, plan.incident_id)
    for one in waiting:
        person = people.get_person(work.session, one.person_id)
        incidents.take_back(work, incident, person, "check-in", one.asked_at)
        one.state = PromptState.WITHDRAWN
        work.record(PromptChanged(incident, one))


def snooze(work: Work, prompt_id: int) -> Prompt:
    """Let a prompt wait until tomorrow; it is asked again then, unless tomorrow's own takes its place."""
    prompt = prompts.get_prompt(work, prompt_id)
    if prompt.person_id != work.actor.person_id:
        raise Refused(NOT_YOURS)
    if prompt.state not in prompts.UNANSWERED:
        raise Refused("Nothing waits for an answer here any more.")
    plan = get_plan(work, prompt.plan_id)
    if plan.state is PlanState.STOPPED:
        raise Refused("These check-ins have stopped. Nothing waits for an answer here any more.")
    incident = incidents.get_incident(work.session, plan.incident_id)
    zone = zone_of(incident, people.get_person(work.session, prompt.person_id))
    if prompt.state is PromptState.OPEN:
        prompt.state = PromptState.SNOOZED
        prompt.snoozed_until = times.tomorrow(work.now, zero_of(incident), zone, content.load().schedule.hours)
        work.record(PromptChanged(incident, prompt))
    return prompt


def list_active(work: Work) -> Sequence[int]:
    """Return the plans that ask by the clock."""
    return work.session.scalars(select(Plan.id).where(Plan.state == PlanState.ACTIVE).order_by(Plan.id)).all()


def look_at(work: Work, plan_id: int) -> None:
    """Ask what is due now of one plan."""
    plan = work.session.get_one(Plan, plan_id)
    incident = incidents.get_incident(work.session, plan.incident_id)
    person = people.get_person(work.session, plan.person_id)
    hidden = select(HiddenIncident.id).where(HiddenIncident.incident_id == incident.id, HiddenIncident.until.is_(None))
    if work.session.scalar(hidden.limit(1)) is not None:
        return
    if person.deactivated:
        plan = get_plan(work, plan_id)
        plan.state, plan.since, plan.set_by = PlanState.PAUSED, work.now, None
        work.record(PlanHeld(incident, plan, person))
        return
    zone = zone_of(incident, person)
    if plan.settled_through < times.local_date(work.now, zone):
        _settle(work, plan_id, incident, person, zone)


def _settle(work: Work, plan_id: int, incident: Incident, person: Person, zone: ZoneInfo) -> None:
    loaded, zero = content.load(), zero_of(incident)
    hours = loaded.schedule.hours
    today = times.local_date(work.now, zone)
    due_today = times.slot(today, zero, zone, hours) <= work.now
    plan = work.session.get_one(Plan, plan_id)
    yesterday = today - timedelta(days=1)
    if plan.settled_through >= yesterday and not due_today:
        return
    plan = get_plan(work, plan_id)
    if plan.state is not PlanState.ACTIVE:
        return
    while plan.settled_through < yesterday:
        plan.settled_through += timedelta(days=1)
        _skip(work, plan, plan.settled_through, zero)
    if not due_today or plan.settled_through >= today:
        return
    plan.settled_through = today
    if times.is_quiet(work.now, zone, hours):
        _skip(work, plan, today, zero)
    elif times.is_quiet_day(today, zero, loaded.schedule):
        work.record(QuietDayCame(incident, plan, person))
    elif due := outreach.thinned(work, plan, today, times.due_forms(today, zero, loaded.schedule, loaded.forms)):
        prompts.ask(work, plan, incident, today, due)


def _skip(work: Work, plan: Plan, day: date, zero: date) -> None:
    loaded = content.load()
    for subject, form in times.due_forms(day, zero, loaded.schedule, loaded.forms).items():
        work.session.add(Occurrence(plan_id=plan.id, subject=About(subject), local_date=day, form=form, prompt_id=None))
