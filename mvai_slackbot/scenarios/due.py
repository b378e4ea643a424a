"""What is due next and for whom, for the list on the simulator's page: one reader for each feature that keeps time."""

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import select

from mvai_slackbot.calls.ladder import AGAIN
from mvai_slackbot.calls.models import CallAsked, CallAsking, CallState
from mvai_slackbot.calls.outcomes import REMIND_BEFORE
from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.models import Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.models_following import Step
from mvai_slackbot.checkins.plans import calendars, times
from mvai_slackbot.checkins.prompts import closing, ladder, outreach
from mvai_slackbot.checkins.prompts.reminding import put_of
from mvai_slackbot.checkins.prompts.service import list_unanswered_prompts
from mvai_slackbot.checkins.service import zone_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.access import is_hidden
from mvai_slackbot.people.models import Absence, OnCall, Person
from mvai_slackbot.people.service import get_person
from mvai_slackbot.scenarios import due_helping, due_reading, due_requests
from mvai_slackbot.simulator.due import Due
from mvai_slackbot.work import Work, Works


def list_due(works: Works) -> list[Due]:
    """Return what will happen by the clock, in any order; past moments may be among it."""
    with works.read() as work:
        return [one for reader in READERS for one in reader(work)]


def _checkins(work: Work) -> Iterator[Due]:
    for plan in work.session.scalars(select(Plan).where(Plan.state == PlanState.ACTIVE)):
        incident = work.session.get_one(Incident, plan.incident_id)
        person = get_person(work.session, plan.person_id)
        if is_hidden(work.session, incident.id):
            continue
        whom = f"{person.name.reveal()} · {incident.number}"
        comes = _comes(work, plan, incident, person)
        if comes is not None:
            yield Due(comes, "Check-in", whom)
        for prompt in list_unanswered_prompts(work.session, plan.id):
            yield from _of_prompt(work, prompt, incident)
            yield from _phoning(work, plan, prompt, incident, comes)


def _comes(work: Work, plan: Plan, incident: Incident, person: Person) -> datetime | None:
    """When the next check-in comes: its hour, or the first one after it in which the person does not rest."""
    at = calendars.next_at(work.session, plan, incident, person, work.now)
    if at is None:
        return None
    zone, hours = zone_of(incident, person), content.load().schedule.hours
    return (
        times.awake_slot(times.local_date(at, zone), at, zone, hours, calendars.rest_of(work.session, person.id)) or at
    )


def _of_prompt(work: Work, prompt: Prompt, incident: Incident) -> Iterator[Due]:
    person = get_person(work.session, prompt.person_id)
    whom = f"{person.name.reveal()} · {incident.number}"
    zone, hours = zone_of(incident, person), content.load().schedule.hours
    rest = calendars.rest_of(work.session, person.id)
    if prompt.state is PromptState.SNOOZED and prompt.snoozed_until is not None:
        at = times.next_awake(prompt.snoozed_until, zone, hours, rest)
        yield Due(at, "Check-in again, after a snooze", whom)
    elif (due := ladder.reminder_at(put_of(incident, prompt), zone, hours)) is not None:
        yield Due(times.next_awake(due, zone, hours, rest), "Check-in reminder", whom)


# What silence leads to, each step once.
SILENCE = {
    Step.LEAD: "No answer so far: the SME lead is asked to phone",
    Step.COORDINATOR: "No answer so far: the coordinator is asked to phone",
    Step.MONTHLY: "No answer so far: once a month from then on",
}


def _phoning(work: Work, plan: Plan, prompt: Prompt, incident: Incident, comes: datetime | None) -> Iterator[Due]:
    """A prompt closes when its time is over, or when the next one comes; then people are asked to phone."""
    person = get_person(work.session, prompt.person_id)
    zone, hours = zone_of(incident, person), content.load().schedule.hours
    over = times.next_awake(put_of(incident, prompt).ends_at, zone, hours, calendars.rest_of(work.session, person.id))
    closes = over if comes is None else min(over, comes)
    if closing.would_be_missed(work, plan, prompt, closes):
        for step in outreach.steps_if_missed(work, plan, incident, prompt, closes):
            yield Due(closes, SILENCE[step], f"{person.name.reveal()} · {incident.number}")


def _calls(work: Work) -> Iterator[Due]:
    for call in work.session.scalars(select(CallAsked).where(CallAsked.state == CallState.ASKING)):
        last = select(CallAsking).where(CallAsking.call_id == call.id).order_by(CallAsking.id.desc()).limit(1)
        asking = work.session.scalar(last)
        if asking is not None:
            name = get_person(work.session, asking.person_id).name.reveal()
            yield Due(asking.at + AGAIN, f"{call.mark}Somebody waits for a call: asked again", name)
    taken = select(CallAsked).where(CallAsked.state == CallState.TAKEN, CallAsked.outcome.is_(None))
    for call in work.session.scalars(taken.where(CallAsked.outcome_due_at.is_not(None))):
        if call.outcome_due_at is not None and call.acknowledged_by is not None:
            name = get_person(work.session, call.acknowledged_by).name.reveal()
            if call.outcome_reminded_at is None:
                yield Due(call.outcome_due_at - REMIND_BEFORE, f"{call.mark}How a call went: asked", name)
            yield Due(call.outcome_due_at, f"{call.mark}A call without an outcome goes back to who is on call", name)


def _incidents(work: Work) -> Iterator[Due]:
    closing = select(Incident).where(Incident.archive_after.is_not(None), Incident.archived.is_(False))
    for incident in work.session.scalars(closing):
        if incident.archive_after is not None:
            yield Due(incident.archive_after, "The channel is archived", incident.number)


def _people(work: Work) -> Iterator[Due]:
    for shift in work.session.scalars(select(OnCall).where(OnCall.until > work.now, OnCall.until > OnCall.since)):
        yield from _ends(work, "Shift on call ends", shift)
    for absence in work.session.scalars(select(Absence).where(Absence.until > work.now)):
        yield from _ends(work, "Absence ends", absence)


def _ends(work: Work, what: str, row: OnCall | Absence) -> Iterator[Due]:
    if row.until is not None:
        yield Due(row.until, what, get_person(work.session, row.person_id).name.reveal())


READERS: tuple[Callable[[Work], Iterator[Due]], ...] = (
    _checkins,
    _calls,
    _incidents,
    _people,
    due_helping.offers,
    due_helping.first_contacts,
    due_helping.care,
    due_requests.requests,
    due_requests.mails,
    due_reading.alerts,
    due_reading.digests,
)
