"""Edit a plan: by its own person or by staff, in one or two presses, without a reason."""

from datetime import date, time, timedelta

from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.facts import PlanEdited
from mvai_slackbot.checkins.models import Plan, PlanState
from mvai_slackbot.checkins.plans import calendars, calling, times
from mvai_slackbot.checkins.plans.models import FreeDays, WhyCalled, WhyFree
from mvai_slackbot.checkins.plans.schedule import Pace
from mvai_slackbot.clock import hour_words
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, may
from mvai_slackbot.work import Work

LONGEST = timedelta(days=366)


def get_editable(work: Work, plan_id: int) -> Plan:
    """Return a plan that the actor may change: their own, or any as staff; held until this work ends."""
    plan = service.get_plan(work, plan_id)
    own = plan.person_id == work.actor.person_id
    if not own and not may(work.session, work.actor.person_id, May.STAFF, plan.incident_id):
        raise Refused(service.NOT_YOURS)
    return plan


def _changeable(work: Work, plan_id: int) -> Plan:
    plan = get_editable(work, plan_id)
    if plan.state is PlanState.STOPPED:
        raise Refused("These check-ins have stopped. If they are wanted again, please offer them again.")
    return plan


def _edited(work: Work, plan: Plan, *, paced: bool = False) -> Plan:
    work.session.flush()
    person = people.get_person(work.session, plan.person_id)
    work.record(PlanEdited(get_incident(work.session, plan.incident_id), plan, person, paced))
    return plan


def today_of(work: Work, plan: Plan) -> date:
    """Return the day the plan's person lives in now."""
    incident = get_incident(work.session, plan.incident_id)
    return times.local_date(work.now, service.zone_of(incident, people.get_person(work.session, plan.person_id)))


def set_state(work: Work, plan_id: int, state: PlanState) -> Plan:
    """Pause, go on or stop."""
    plan = get_editable(work, plan_id)
    service.set_state(work, plan, state)
    return plan


def pause_until(work: Work, plan_id: int, day: date) -> Plan:
    """Ask nothing before a day; on that day it goes on by itself."""
    plan, today = _changeable(work, plan_id), today_of(work, service.get_plan(work, plan_id))
    if day <= today:
        raise Refused("Please choose a day after today.")
    if day - today > LONGEST:
        raise Refused("Please choose a day within a year, or press “Pause” to pause without an end.")
    service.set_state(work, plan, PlanState.PAUSED)
    plan.paused_until = day
    return _edited(work, plan)


def set_pace(work: Work, plan_id: int, pace: Pace) -> Plan:
    """Ask as planned, half as often, or every four weeks; a pace that is chosen ends the one that silence led to."""
    plan = _changeable(work, plan_id)
    plan.pace = pace
    return _edited(work, plan, paced=True)


def skip_next(work: Work, plan_id: int) -> date:
    """Leave out the next day on which something would be asked; return that day."""
    plan = _changeable(work, plan_id)
    incident = get_incident(work.session, plan.incident_id)
    after = max(plan.settled_through, today_of(work, plan) - timedelta(days=1))
    day = calendars.next_day(work.session, plan, incident, after)
    if day is None:
        raise Refused("No further check-in is planned, so there is none to skip.")
    _keep(work, plan, day, day, WhyFree.SKIPPED)
    return day


def keep_free(work: Work, plan_id: int, first: date, last: date) -> Plan:
    """Ask nothing on these days, both included."""
    plan = _changeable(work, plan_id)
    if last < first:
        raise Refused("The last day comes before the first one. Please choose them the other way round.")
    if last < today_of(work, plan):
        raise Refused("These days have passed already.")
    if last - first > LONGEST:
        raise Refused("Please keep at most a year free, or stop the check-ins.")
    return _keep(work, plan, first, last, WhyFree.KEPT_FREE)


def _keep(work: Work, plan: Plan, first: date, last: date, why: WhyFree) -> Plan:
    work.session.add(
        FreeDays(plan_id=plan.id, first=first, last=last, why=why, set_at=work.now, set_by=work.actor.person_id)
    )
    return _edited(work, plan)


def end_free(work: Work, free_id: int) -> Plan:
    """Ask again on days that were left free."""
    found = work.session.get(FreeDays, free_id, with_for_update=True)
    if found is None:
        raise Refused("Those days are not on record.")
    plan = _changeable(work, found.plan_id)
    if found.ended_at is None:
        found.ended_at = work.now
        _edited(work, plan)
    return plan


def set_hour(work: Work, plan_id: int, hour: time | None) -> Plan:
    """Ask at an hour of the person's own choice, or at the schedule's again."""
    plan, hours = _changeable(work, plan_id), content.load().schedule.hours
    if hour is not None and not hours.quiet_until <= hour < hours.quiet_from:
        raise Refused(
            f"Nothing is sent from {hour_words(hours.quiet_from)} to {hour_words(hours.quiet_until)}. Please choose an hour "
            "between."
        )
    plan.hour = f"{hour:%H:%M}" if hour is not None else ""
    return _edited(work, plan)


def want_mark(work: Work, plan_id: int, *, wanted: bool) -> Plan:
    """Send, or do not send, the quiet word on the year mark."""
    plan = _changeable(work, plan_id)
    plan.no_mark = not wanted
    return _edited(work, plan)


def ask_less(work: Work, plan_id: int) -> Plan:
    """Stop the questions and ask a person to call: the person's own wish, no reason asked."""
    plan = service.get_own_plan(work, plan_id)
    if plan.state is PlanState.STOPPED:
        raise Refused("These check-ins have stopped. Nothing is asked of you.")
    incident = get_incident(work.session, plan.incident_id)
    person = people.get_person(work.session, plan.person_id)
    calling.spare(work, incident, person, WhyCalled.REST)
    return plan
