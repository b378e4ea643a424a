"""Ask now or by the clock, snooze; never twice for the same day, never a burst."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.content import Subject
from mvai_slackbot.checkins.facts import PlanHeld, PromptChanged
from mvai_slackbot.checkins.models import About, Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.plans import calendars, settling, times
from mvai_slackbot.checkins.plans.schedule import is_free
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.checkins.service import ACTIVE, NOT_YOURS, get_plan, zero_of, zone_of
from mvai_slackbot.clock import hour_words
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents, watch
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work


def check_now(work: Work, plan: Plan, incident: Incident, person: Person) -> None:
    """Raise `Refused` when nothing can be asked now: locked, paused, stopped, not over yet, at rest, or asked today already."""
    name = person.name.reveal()
    watch.check_unlocked(work, incident)
    if plan.state is PlanState.PAUSED:
        raise Refused(f"{name} has paused the check-ins. Nothing is sent until {name} goes on.")
    if plan.state is PlanState.STOPPED:
        raise Refused(f"{name} has no check-ins now. Type `/mvai-checkin offer` to ask whether they want them.")
    if person.deactivated:
        raise Refused(f"{name}'s Slack account is deactivated. Please phone them.")
    if incident.situation == ACTIVE:
        raise Refused(
            f"{incident.mark}{incident.number} is on record as active, and nothing is asked while it is. Once its details say "
            "contained or secured, check-ins begin."
        )
    zone = zone_of(incident, person)
    today = times.local_date(work.now, zone)
    if prompts.asked_on(work.session, plan.id, today):
        raise Refused(f"{name} was asked today already. One message a day is the most.")
    _check_awake(work, plan, incident, zone, today)


def _check_awake(work: Work, plan: Plan, incident: Incident, zone: ZoneInfo, today: date) -> None:
    hours = content.load().schedule.hours
    for one in _asked(work, plan, _due_now(work, plan, incident, today)):
        if settling.had_message(work, plan, incident, one):
            raise Refused(f"{one.name.reveal()} was asked today already. One message a day is the most.")
        if calendars.is_awake(work.session, incident, one, work.now):
            continue
        clock = hour_words(work.now.astimezone(zone_of(incident, one)).time())
        begins, ends = hour_words(hours.quiet_from), hour_words(hours.quiet_until)
        raise Refused(
            f"It is {clock} where {one.name.reveal()} is, and they rest. Nothing is sent from {begins} to "
            f"{ends}, or while Slack says Do Not Disturb. Please try again later, or phone."
        )


def _due_now(work: Work, plan: Plan, incident: Incident, today: date) -> dict[Subject, str]:
    due = calendars.due_forms(work.session, plan, incident, today)
    if due:
        return due
    if is_free(calendars.calendar_of(work.session, plan, incident), today):
        raise Refused("Today was left free, so nothing is asked today.")
    if calendars.is_mark_day(work.session, incident, today):
        raise Refused(f"Today is the {calendars.mark_name(work.session, incident)}. Nothing is asked today.")
    return _usual(plan, first_week=(today - zero_of(incident)).days <= content.load().schedule.hours.first_week_ends)


def _usual(plan: Plan, *, first_week: bool) -> dict[Subject, str]:
    # With nothing due: the shortest form in the first week, the fullest one later, whatever the content calls them.
    subject: Subject = plan.subject.value if plan.subject is not None else "officer"
    every = content.load().forms.sets
    sets = sorted([one for one in every if one.subject == subject] or every, key=lambda one: one.minutes)
    usual = sets[0] if first_week else sets[-1]
    return {usual.subject: usual.key}


def _asked(work: Work, plan: Plan, due: Mapping[Subject, str]) -> list[Person]:
    found = [prompts.answerer_for(work, plan, About(subject)) for subject in due]
    return list({one.id: one for one in found if one is not None}.values())


def list_asked_now(work: Work, plan: Plan) -> list[Person]:
    """Return who would be asked now: the leader, or whom the leader chose, for each subject once."""
    incident = incidents.get_incident(work.session, plan.incident_id)
    zone = zone_of(incident, people.get_person(work.session, plan.person_id))
    asked = _asked(work, plan, _due_now(work, plan, incident, times.local_date(work.now, zone)))
    if not asked:
        raise Refused("Whoever answers is away, so it rests until they are back.")
    return asked


def ask_now(work: Work, plan: Plan) -> list[Prompt]:
    """Ask today's forms now, or the usual one when none is due today."""
    incident = incidents.get_incident(work.session, plan.incident_id)
    person = people.get_person(work.session, plan.person_id)
    check_now(work, plan, incident, person)
    list_asked_now(work, plan)
    today = times.local_date(work.now, zone_of(incident, person))
    asked = prompts.ask(work, plan, incident, today, _due_now(work, plan, incident, today))
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
        raise Refused("It cannot be taken back anymore: it was answered, or a newer one came.")
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
        raise Refused("Nothing waits for an answer here anymore.")
    plan = get_plan(work, prompt.plan_id)
    if plan.state is PlanState.STOPPED:
        raise Refused("These check-ins have stopped. Nothing waits for an answer here anymore.")
    incident = incidents.get_incident(work.session, plan.incident_id)
    zone = zone_of(incident, people.get_person(work.session, prompt.person_id))
    if prompt.state is PromptState.OPEN:
        prompt.state = PromptState.SNOOZED
        prompt.snoozed_until = times.tomorrow(work.now, zero_of(incident), zone, content.load().schedule.hours)
        work.record(PromptChanged(incident, prompt))
    return prompt


def list_active(work: Work) -> Sequence[int]:
    """Return the plans that ask by the clock, and those whose pause may end."""
    live = or_(Plan.state == PlanState.ACTIVE, Plan.paused_until.is_not(None))
    return work.session.scalars(select(Plan.id).where(live).order_by(Plan.id)).all()


def look_at(work: Work, plan_id: int) -> None:
    """Ask what is due now of one plan."""
    plan = work.session.get_one(Plan, plan_id)
    incident = incidents.get_incident(work.session, plan.incident_id)
    person = people.get_person(work.session, plan.person_id)
    if is_hidden(work.session, incident.id):
        return
    if person.deactivated and plan.state is PlanState.ACTIVE:
        plan = get_plan(work, plan_id)
        plan.state, plan.since, plan.set_by = PlanState.PAUSED, work.now, None
        work.record(PlanHeld(incident, plan, person))
        return
    settling.settle(work, plan_id, incident, person)
