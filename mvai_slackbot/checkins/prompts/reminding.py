"""Put a snoozed prompt again, remind, and let go: what becomes of a prompt that waits for its answer."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select

from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.facts import PromptChanged
from mvai_slackbot.checkins.models import Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.plans import calendars, times
from mvai_slackbot.checkins.prompts import closing, ladder, service as prompts
from mvai_slackbot.checkins.prompts.ladder import Day, Put
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

# A snoozed prompt that comes later than this is not put again: the bot was down.
STALE = timedelta(hours=12)


def look_at(work: Work, plan_id: int) -> None:
    """Follow up what waits for an answer in one plan."""
    waiting = prompts.list_unanswered_prompts(work.session, plan_id)
    if not waiting:
        return
    plan = work.session.get_one(Plan, plan_id)
    incident = incidents.get_incident(work.session, plan.incident_id)
    if (
        plan.state is not PlanState.ACTIVE
        or incident.situation == service.ACTIVE
        or is_hidden(work.session, incident.id)
    ):
        return
    for prompt in waiting:
        _follow_up(work, plan, incident, prompt)


def _follow_up(work: Work, plan: Plan, incident: Incident, prompt: Prompt) -> None:
    """Do what is due, by whichever process holds the prompt first."""
    person = people.get_person(work.session, prompt.person_id)
    hours, zone = content.load().schedule.hours, service.zone_of(incident, person)
    # Neither at night nor over their scheduled Do Not Disturb.
    if person.deactivated or not calendars.is_awake(work.session, incident, person, work.now):
        return
    if not _is_due(work.now, incident, prompt, zone):
        return
    prompt = prompts.get_prompt(work, prompt.id)
    if prompt.state not in prompts.UNANSWERED or not _is_due(work.now, incident, prompt, zone):
        return
    put, day = put_of(incident, prompt), day_of(work, person, prompt, zone)
    if prompt.state is PromptState.SNOOZED:
        _put_again(work, plan, incident, prompt, day)
    elif work.now >= put.ends_at:
        closing.close(work, plan, incident, prompt)
    elif ladder.reminds(put, work.now, zone, hours, day):
        prompt.reminders, prompt.reminded_at = prompt.reminders + 1, work.now
        prompts.show_again(work, plan, incident, prompt, times.local_date(work.now, zone))


def put_of(incident: Incident, prompt: Prompt) -> Put:
    """Return a prompt as the ladder sees it. Who snoozed has seen it and is not reminded."""
    zero, hours = service.zero_of(incident), content.load().schedule.hours
    first_week = (prompt.local_date - zero).days <= hours.first_week_ends
    most = len(ladder.rungs(hours, first_week=first_week))
    return Put(prompt.asked_at, first_week, most if prompt.snoozed_until is not None else prompt.reminders)


def _is_due(now: datetime, incident: Incident, prompt: Prompt, zone: ZoneInfo) -> bool:
    """Whether there may be something to do; cheap, since it is asked at every tick."""
    if prompt.state is PromptState.SNOOZED:
        return prompt.snoozed_until is not None and prompt.snoozed_until <= now
    put = put_of(incident, prompt)
    due = ladder.reminder_at(put, zone, content.load().schedule.hours)
    return now >= put.ends_at or (due is not None and due <= now)


def day_of(work: Work, person: Person, prompt: Prompt, zone: ZoneInfo) -> Day:
    """Return what a person's local day has brought or will still bring, from every incident."""
    today = times.local_date(work.now, zone)
    plan = work.session.get_one(Plan, prompt.plan_id)
    incident = incidents.get_incident(work.session, plan.incident_id)
    shown = select(Prompt).where(Prompt.person_id == person.id, Prompt.shown_on == today, Prompt.id != prompt.id)
    begins = times.at_local(today, time(0), zone)
    reminded = select(Prompt.id).where(Prompt.person_id == person.id, Prompt.reminded_at >= begins)
    return Day(
        reminded=work.session.scalar(reminded.limit(1)) is not None,
        own=times.local_date(prompt.asked_at, zone) == today,
        other=work.session.scalar(shown.limit(1)) is not None or _asks_later_today(work, person, prompt),
        free=calendars.is_left_free(work.session, plan, incident, today),
    )


def _asks_later_today(work: Work, person: Person, prompt: Prompt) -> bool:
    """Whether the day's own questions still come: their plan, or another of the person's."""
    plans = {one.id: one for one in service.list_live_of(work.session, person.id) if one.state is PlanState.ACTIVE}
    plans.setdefault(prompt.plan_id, work.session.get_one(Plan, prompt.plan_id))
    for plan in plans.values():
        incident = incidents.get_incident(work.session, plan.incident_id)
        leader = people.get_person(work.session, plan.person_id)
        today = times.local_date(work.now, service.zone_of(incident, leader))
        if plan.settled_through >= today:
            continue
        due = calendars.due_forms(work.session, plan, incident, today)
        if prompts.asks(work, plan, person.id, due):
            return True
    return False


def _put_again(work: Work, plan: Plan, incident: Incident, prompt: Prompt, day: Day) -> None:
    # Never on a day left free, nor on one that brings a message already, except in the first week, when there are two.
    put = put_of(incident, prompt)
    stale = prompt.snoozed_until is not None and work.now - prompt.snoozed_until > STALE
    taken = day.free or ((day.other or day.own or day.reminded) and not put.first_week)
    if taken or stale:
        prompt.state = PromptState.OPEN
        work.record(PromptChanged(incident, prompt))
        return
    zone = service.zone_of(incident, people.get_person(work.session, prompt.person_id))
    prompts.show_again(work, plan, incident, prompt, times.local_date(work.now, zone))
