"""When somebody does not answer, a person phones: who is asked to, what came of it, and a pace that drops to monthly."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins import content, service
from mvai_slackbot.checkins.answers import readers
from mvai_slackbot.checkins.content import Subject
from mvai_slackbot.checkins.facts import (
    AnswerGiven,
    OutreachBegan,
    OutreachChanged,
    PlanChanged,
    PlanEdited,
    PromptMissed,
)
from mvai_slackbot.checkins.models import About, Answer, Occurrence, Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.models_following import Outreach, Reached, Step
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.plans.schedule import Pace
from mvai_slackbot.checkins.prompts import ladder, service as prompts
from mvai_slackbot.checkins.prompts.ladder import Fate, Past
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident, holder_of
from mvai_slackbot.people import service as people
from mvai_slackbot.people.access import May, is_hidden, may
from mvai_slackbot.people.models import Part, Person
from mvai_slackbot.work import Fact, Work

# So many prompts back silence is looked at: with the monthly pace it leads to, years.
MOST = 60


def follow(work: Work, fact: Fact) -> None:
    """Climb with every prompt that was missed; an answer, or a stop, ends it. A pace that is chosen ends the monthly one.

    The people who were asked to phone still do: whoever chose a pace may be glad of a call.
    """
    if isinstance(fact, PromptMissed):
        _climb(work, fact.plan, fact.incident, fact.prompt.person_id)
    elif isinstance(fact, AnswerGiven):
        _end(work, fact.incident, fact.occurrence.plan_id, fact.answer.person_id)
    elif isinstance(fact, PlanEdited) and fact.paced:
        for one in list_standing(work.session, fact.plan.id, fact.person.id):
            if one.step is Step.MONTHLY:
                one.ended_at = work.now
    elif isinstance(fact, PlanChanged) and fact.plan.state is PlanState.STOPPED:
        _end(work, fact.incident, fact.plan.id)


def _past(work: Work, plan: Plan, incident: Incident, person_id: int) -> list[tuple[Prompt, Past]]:
    rows = select(Prompt).where(Prompt.plan_id == plan.id, Prompt.person_id == person_id)
    latest = list(work.session.scalars(rows.order_by(Prompt.id.desc()).limit(MOST)))
    zero, week = service.zero_of(incident), content.load().schedule.hours.first_week_ends
    ended = select(func.max(Outreach.ended_at)).where(Outreach.plan_id == plan.id, Outreach.person_id == person_id)
    heard = work.session.scalar(ended)
    return [
        (one, Past(_fate(work.session, one, heard), one.asked_at, (one.local_date - zero).days <= week))
        for one in reversed(latest)
    ]


def _fate(session: Session, prompt: Prompt, heard: datetime | None) -> Fate:
    # What came before a word of theirs, or before they chose a pace, is no silence of now.
    if heard is not None and prompt.asked_at <= heard:
        return Fate.HEARD
    given = select(Answer.id).join(Occurrence, Answer.occurrence_id == Occurrence.id)
    given = given.where(Occurrence.prompt_id == prompt.id, Answer.person_id == prompt.person_id)
    if prompt.snoozed_until is not None or session.scalar(given.limit(1)) is not None:
        return Fate.HEARD
    return Fate.MISSED if prompt.state is PromptState.NO_RESPONSE else Fate.SAYS_NOTHING


def _climb(work: Work, plan: Plan, incident: Incident, person_id: int) -> None:
    missed, found = _next_steps(work, plan, _past(work, plan, incident, person_id), work.now)
    for step in found:
        made = Outreach(plan_id=plan.id, person_id=person_id, first_prompt_id=missed[0], step=step, at=work.now)
        work.session.add(made)
        work.session.flush()
        work.record(OutreachBegan(incident, plan, made))


def _next_steps(
    work: Work, plan: Plan, past: Sequence[tuple[Prompt, Past]], at: datetime
) -> tuple[list[int], list[Step]]:
    """Return the prompts missed in a row, and the steps this leads to that nobody was asked for yet."""
    row = ladder.missed_in_a_row([one for _, one in past])
    missed = [prompt.id for prompt, one in past if any(one is found for found in row)]
    if not row:
        return missed, []
    standing = list_standing(work.session, plan.id, past[0][0].person_id)
    # What an earlier row led to, before a press was heard, is not counted again.
    known = {one.step: one for one in standing if one.first_prompt_id in missed}
    asked = known.get(Step.COORDINATOR)
    steps = ladder.steps(row, at, asked.at if asked is not None else None)
    return missed, [step for step in steps if step not in known]


def steps_if_missed(work: Work, plan: Plan, incident: Incident, prompt: Prompt, at: datetime) -> list[Step]:
    """Return what it leads to when a prompt that waits still has no answer at a moment."""
    past = [
        (one, replace(was, fate=Fate.MISSED) if one.id == prompt.id else was)
        for one, was in _past(work, plan, incident, prompt.person_id)
    ]
    return _next_steps(work, plan, past, at)[1]


def list_standing(session: Session, plan_id: int, person_id: int | None = None) -> list[Outreach]:
    """Return the steps that no answer has ended yet, of one person or of everybody in a plan."""
    rows = select(Outreach).where(Outreach.plan_id == plan_id, Outreach.ended_at.is_(None))
    if person_id is not None:
        rows = rows.where(Outreach.person_id == person_id)
    return list(session.scalars(rows.order_by(Outreach.id)))


def _end(work: Work, incident: Incident, plan_id: int, person_id: int | None = None) -> None:
    for one in list_standing(work.session, plan_id, person_id):
        one.ended_at = work.now
        work.record(OutreachChanged(incident, work.session.get_one(Plan, plan_id), one))


def list_asked(work: Work, incident: Incident, step: Step) -> list[Person]:
    """Return who is asked to phone: the SME lead, else whoever holds the incident; for the second step the latter."""
    leads = readers.list_leads(work, incident) if step is Step.LEAD else []
    return leads or holder_of(work, incident)


def list_second_contacts(work: Work, incident: Incident, besides: int) -> list[Person]:
    """Return whom to try when the person does not answer: deputy, then contacts."""
    found = people.list_in_part(work.session, incident.id, Part.DEPUTY, Part.CONTACT)
    return [one for one in found if one.id != besides]


def get_outreach(work: Work, outreach_id: int) -> tuple[Outreach, Plan, Incident]:
    """Return a task to somebody who may have it: staff, or the incident's SME lead."""
    found = work.session.get(Outreach, outreach_id, with_for_update=True)
    if found is None:
        raise Refused("That is not on record anymore.")
    plan = work.session.get_one(Plan, found.plan_id)
    incident, me = get_incident(work.session, plan.incident_id), work.actor.person_id
    leads = found.step is Step.LEAD and Part.SME_LEAD in people.parts_of(work.session, incident.id, me or 0)
    # A locked incident shows nothing to anybody but staff, a task neither.
    if not (leads and not is_hidden(work.session, incident.id)) and not may(work.session, me, May.STAFF, incident.id):
        raise Refused(service.NOT_YOURS)
    return found, plan, incident


def say_what_came(work: Work, outreach_id: int, came: Reached) -> Outreach:
    """Record what came of the call; the latest word counts, and nothing of what was said is kept."""
    found, plan, incident = get_outreach(work, outreach_id)
    if found.came_of_it is not came:
        found.came_of_it, found.told_at, found.told_by = came, work.now, work.actor.person_id
        work.record(OutreachChanged(incident, plan, found))
    return found


def is_monthly(session: Session, plan_id: int, person_id: int) -> bool:
    """Whether somebody is asked once a month only, since nothing came back."""
    return any(one.step is Step.MONTHLY for one in list_standing(session, plan_id, person_id))


def thinned(work: Work, plan: Plan, today: date, due: Mapping[Subject, str]) -> dict[Subject, str]:
    """Return what is due today without what a monthly pace leaves out."""
    return {
        subject: form
        for subject, form in due.items()
        if not _rests(work, plan, prompts.answerer_for(work, plan, About(subject)), today)
    }


def list_days(work: Work, plan: Plan, person_id: int, days: Sequence[date]) -> list[date]:
    """Return which days of a calendar bring something after all, where silence led to a monthly pace; earliest first."""
    if plan.pace is Pace.MONTHLY or not is_monthly(work.session, plan.id, person_id):
        return list(days)
    rows = select(func.max(Prompt.local_date)).where(Prompt.plan_id == plan.id, Prompt.person_id == person_id)
    last, found = work.session.scalar(rows), []
    for day in sorted(days):
        if not ladder.rests(last, day, content.load().schedule.hours.monthly_days):
            found.append(day)
            last = day
    return found


def _rests(work: Work, plan: Plan, person: Person | None, today: date) -> bool:
    # Who chose every four weeks is asked as they chose: two such paces on top of each other would skip every other time.
    if person is None or plan.pace is Pace.MONTHLY or not is_monthly(work.session, plan.id, person.id):
        return False
    rows = select(Prompt).where(Prompt.plan_id == plan.id, Prompt.person_id == person.id)
    last = work.session.scalar(rows.order_by(Prompt.id.desc()).limit(1))
    zone = service.zone_of(get_incident(work.session, plan.incident_id), person)
    asked = times.local_date(last.asked_at, zone) if last is not None else None
    return ladder.rests(asked, today, content.load().schedule.hours.monthly_days)
