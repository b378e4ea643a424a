"""Prompts and their occurrences: make them, find them, put them before a person again."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins.content import Subject
from mvai_slackbot.checkins.facts import PromptChanged, PromptShown
from mvai_slackbot.checkins.models import (
    About,
    Answer,
    Delegation,
    DelegationState,
    Occurrence,
    Plan,
    Prompt,
    PromptState,
)
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.checkins.prompts import closing
from mvai_slackbot.checkins.service import zone_of
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.incidents.service import get_incident
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

UNANSWERED = (PromptState.OPEN, PromptState.SNOOZED)
# Nothing more is said of these, and an answer is welcome all the same while no newer one asks.
CLOSED = (PromptState.PASSED, PromptState.NO_RESPONSE, PromptState.UNDELIVERED)


def get_prompt(work: Work, prompt_id: int) -> Prompt:
    """Return a prompt, held until this work ends."""
    prompt = work.session.scalar(
        select(Prompt).where(Prompt.id == prompt_id).with_for_update().execution_options(populate_existing=True)
    )
    if prompt is None:
        raise Refused("That check-in is not on record.")
    return prompt


def list_occurrences(session: Session, prompt_id: int) -> list[Occurrence]:
    """Return what a prompt asks, officers first."""
    rows = session.scalars(select(Occurrence).where(Occurrence.prompt_id == prompt_id)).all()
    return sorted(rows, key=lambda one: times.SUBJECTS.index(one.subject.value))


def list_unanswered(session: Session, prompt_id: int) -> list[Occurrence]:
    """Return what a prompt asks and nobody answered."""
    return [one for one in list_occurrences(session, prompt_id) if latest_answer(session, one.id) is None]


def latest_answer(session: Session, occurrence_id: int) -> Answer | None:
    """Return the latest version of an answer."""
    rows = select(Answer).where(Answer.occurrence_id == occurrence_id)
    return session.scalar(rows.order_by(Answer.version.desc()).limit(1))


def find_newer(session: Session, occurrence: Occurrence) -> Occurrence | None:
    """Return the latest later occurrence of the same subject that was asked."""
    rows = select(Occurrence).where(
        Occurrence.plan_id == occurrence.plan_id,
        Occurrence.subject == occurrence.subject,
        Occurrence.local_date > occurrence.local_date,
        Occurrence.prompt_id.is_not(None),
    )
    return session.scalar(rows.order_by(Occurrence.local_date.desc()).limit(1))


def list_unanswered_prompts(session: Session, plan_id: int) -> list[Prompt]:
    """Return the prompts of a plan that still wait for an answer."""
    rows = select(Prompt).where(Prompt.plan_id == plan_id, Prompt.state.in_(UNANSWERED))
    return list(session.scalars(rows.order_by(Prompt.id)))


def last_prompt(session: Session, plan_id: int) -> Prompt | None:
    """Return the latest prompt of a plan."""
    return session.scalar(select(Prompt).where(Prompt.plan_id == plan_id).order_by(Prompt.id.desc()).limit(1))


def is_latest(session: Session, prompt: Prompt) -> bool:
    """Whether nothing newer of the plan was asked of the same person."""
    return find_last(session, prompt.plan_id, prompt.person_id) == prompt.id


def find_last(session: Session, plan_id: int, person_id: int) -> int | None:
    """Return the latest prompt of a plan that one person got."""
    rows = select(func.max(Prompt.id)).where(Prompt.plan_id == plan_id, Prompt.person_id == person_id)
    return session.scalar(rows)


def asked_on(session: Session, plan_id: int, day: date) -> bool:
    """Whether something was asked on a local date."""
    rows = select(Prompt.id).where(Prompt.plan_id == plan_id, Prompt.local_date == day)
    return session.scalar(rows.limit(1)) is not None


def shown_to_on(session: Session, person_id: int, day: date, *, drills: bool, besides: int = 0) -> bool:
    """Whether a person got a message of any plan on a local date, or of any other than one; `drills`: those of drills count."""
    rows = select(Prompt.id).where(Prompt.person_id == person_id, Prompt.shown_on == day, Prompt.plan_id != besides)
    if not drills:
        rows = rows.join(Plan, Plan.id == Prompt.plan_id).join(Incident, Incident.id == Plan.incident_id)
        rows = rows.where(Incident.drill.is_(False))
    return session.scalar(rows.limit(1)) is not None


def last_asked_on(session: Session, plan_id: int) -> date:
    """Return the last local date on which a plan asked, the beginning of time before the first."""
    return session.scalar(select(func.max(Prompt.local_date)).where(Prompt.plan_id == plan_id)) or date.min


def answerer_for(work: Work, plan: Plan, subject: About) -> Person | None:
    """Return who is asked about a subject: the delegate who said yes, else the leader.

    While the delegate is away it is the person who stands in, else nobody: it never falls back on the leader.
    """
    rows = select(Delegation).where(Delegation.plan_id == plan.id, Delegation.state == DelegationState.ACCEPTED)
    found = [one for one in work.session.scalars(rows.order_by(Delegation.id.desc())) if one.subject in (None, subject)]
    if not any(not one.stands_in for one in found):
        return people.get_person(work.session, plan.person_id)
    for delegation in sorted(found, key=lambda one: one.stands_in):
        delegate = people.get_person(work.session, delegation.person_id)
        if not delegate.deactivated and not people.is_absent(work.session, delegate.id, work.now):
            return delegate
    return None


def asks(work: Work, plan: Plan, person_id: int, due: Mapping[Subject, str]) -> bool:
    """Whether what is due of a plan is asked of this person."""
    found = (answerer_for(work, plan, About(subject)) for subject in due)
    return any(one is not None and one.id == person_id for one in found)


def ask(work: Work, plan: Plan, incident: Incident, day: date, due: Mapping[Subject, str]) -> list[Prompt]:
    """Ask the forms that are due on a day, one message for each person; the rows are unique by plan and day."""
    by_person: dict[int, list[tuple[About, str]]] = {}
    for subject, form in due.items():
        person = answerer_for(work, plan, About(subject))
        if person is None:
            # Whoever answers is away: it rests, and is on record as not asked.
            rests = Occurrence(plan_id=plan.id, subject=About(subject), local_date=day, form=form, prompt_id=None)
            work.session.add(rests)
            continue
        by_person.setdefault(person.id, []).append((About(subject), form))
    made = []
    for person_id, asked in by_person.items():
        prompt = _write(work, plan, incident, person_id, day)
        for about, form in asked:
            work.session.add(Occurrence(plan_id=plan.id, subject=about, local_date=day, form=form, prompt_id=prompt.id))
        made.append(prompt)
    work.session.flush()
    _close_older(work, plan, incident, made)
    return made


def _write(work: Work, plan: Plan, incident: Incident, person_id: int, day: date) -> Prompt:
    person = people.get_person(work.session, person_id)
    shown = times.local_date(work.now, zone_of(incident, person))
    prompt = Prompt(
        plan_id=plan.id,
        person_id=person_id,
        local_date=day,
        asked_at=work.now,
        asked_by=work.actor.person_id,
        shown_on=shown,
    )
    work.session.add(prompt)
    work.session.flush()
    work.record(PromptShown(incident, prompt))
    return prompt


def _close_older(work: Work, plan: Plan, incident: Incident, newer: list[Prompt]) -> None:
    # Unanswered messages must not pile up: a new one closes the last one of the same person, and any whose every
    # question came again.
    fresh, asked = {prompt.id for prompt in newer}, {prompt.person_id for prompt in newer}
    for prompt in list_unanswered_prompts(work.session, plan.id):
        if prompt.id in fresh:
            continue
        left = list_unanswered(work.session, prompt.id)
        if prompt.person_id in asked or all(find_newer(work.session, one) is not None for one in left):
            closing.close(work, plan, incident, prompt)
    for prompt in newer:
        _let_go(work, incident, prompt)


def _let_go(work: Work, incident: Incident, newer: Prompt) -> None:
    # What was answered before loses what can no longer be pressed there: changing it, pausing, stopping.
    rows = select(Prompt).where(
        Prompt.plan_id == newer.plan_id, Prompt.person_id == newer.person_id, Prompt.id < newer.id
    )
    before = work.session.scalar(rows.order_by(Prompt.id.desc()).limit(1))
    if before is not None and before.state is PromptState.ANSWERED:
        work.record(PromptChanged(incident, before))


def move(work: Work, plan: Plan, about: About | None, to: Person) -> None:
    """Put what still waits for an answer before another person, today."""
    incident = get_incident(work.session, plan.incident_id)
    for prompt in list_unanswered_prompts(work.session, plan.id):
        moving = [one for one in list_unanswered(work.session, prompt.id) if about in (None, one.subject)]
        if prompt.person_id == to.id or not moving:
            continue
        found = select(Prompt).where(
            Prompt.plan_id == plan.id, Prompt.person_id == to.id, Prompt.local_date == prompt.local_date
        )
        target = work.session.scalar(found)
        if target is None:
            target = _write(work, plan, incident, to.id, prompt.local_date)
        else:
            target.state = PromptState.OPEN
            work.record(PromptChanged(incident, target))
        for one in moving:
            one.prompt_id = target.id
        work.session.flush()
        _settle(work, incident, prompt)


def let_rest(work: Work, plan: Plan, about: About | None) -> None:
    """Let what still waits for an answer about a subject rest: it is on record as not asked."""
    incident = get_incident(work.session, plan.incident_id)
    for prompt in list_unanswered_prompts(work.session, plan.id):
        resting = [one for one in list_unanswered(work.session, prompt.id) if about in (None, one.subject)]
        for one in resting:
            one.prompt_id = None
        work.session.flush()
        if resting:
            _settle(work, incident, prompt)


def _settle(work: Work, incident: Incident, prompt: Prompt) -> None:
    """Say of a prompt that lost questions how it stands."""
    if not list_unanswered(work.session, prompt.id):
        answered = bool(list_occurrences(work.session, prompt.id))
        prompt.state = PromptState.ANSWERED if answered else PromptState.PASSED
    work.record(PromptChanged(incident, prompt))


def show_again(work: Work, plan: Plan, incident: Incident, prompt: Prompt, today: date) -> None:
    """Put a prompt before its person once more, as a message of its own."""
    prompt.shown += 1
    prompt.shown_on = today
    prompt.state = PromptState.OPEN
    work.record(PromptShown(incident, prompt))
