"""What is due next and for whom, for the list on the simulator's page: one reader for each feature that keeps time."""

from collections.abc import Callable, Iterator

from sqlalchemy import select

from mvai_slackbot.calls.ladder import AGAIN
from mvai_slackbot.calls.models import CallAsked, CallAsking, CallState
from mvai_slackbot.checkins import calendars, content, ladder, times
from mvai_slackbot.checkins.models import Plan, PlanState, Prompt, PromptState
from mvai_slackbot.checkins.prompts import list_unanswered_prompts
from mvai_slackbot.checkins.reminding import put_of
from mvai_slackbot.checkins.service import zone_of
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people.models import Absence, OnCall
from mvai_slackbot.people.service import get_person
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
        whom = f"{person.name.reveal()} · {incident.number}"
        comes = calendars.next_at(work.session, plan, incident, person, work.now)
        if comes is not None:
            yield Due(comes, "Check-in", whom)
        for prompt in list_unanswered_prompts(work.session, plan.id):
            yield from _of_prompt(work, prompt, incident)


def _of_prompt(work: Work, prompt: Prompt, incident: Incident) -> Iterator[Due]:
    person = get_person(work.session, prompt.person_id)
    whom = f"{person.name.reveal()} · {incident.number}"
    zone, hours = zone_of(incident, person), content.load().schedule.hours
    if prompt.state is PromptState.SNOOZED and prompt.snoozed_until is not None:
        yield Due(times.next_waking(prompt.snoozed_until, zone, hours), "Check-in again, after a snooze", whom)
    elif (at := ladder.reminder_at(put_of(incident, prompt), zone, hours)) is not None:
        yield Due(at, "Check-in reminder", whom)


def _calls(work: Work) -> Iterator[Due]:
    for call in work.session.scalars(select(CallAsked).where(CallAsked.state == CallState.ASKING)):
        last = select(CallAsking).where(CallAsking.call_id == call.id).order_by(CallAsking.id.desc()).limit(1)
        asking = work.session.scalar(last)
        if asking is not None:
            name = get_person(work.session, asking.person_id).name.reveal()
            yield Due(asking.at + AGAIN, f"{call.mark}Somebody waits for a call: asked again", name)


def _incidents(work: Work) -> Iterator[Due]:
    closing = select(Incident).where(Incident.archive_after.is_not(None), Incident.archived.is_(False))
    for incident in work.session.scalars(closing):
        if incident.archive_after is not None:
            yield Due(incident.archive_after, "The channel is archived", incident.number)


def _people(work: Work) -> Iterator[Due]:
    for shift in work.session.scalars(select(OnCall).where(OnCall.until > work.now)):
        yield from _ends(work, "Shift on call ends", shift)
    for absence in work.session.scalars(select(Absence).where(Absence.until > work.now)):
        yield from _ends(work, "Absence ends", absence)


def _ends(work: Work, what: str, row: OnCall | Absence) -> Iterator[Due]:
    if row.until is not None:
        yield Due(row.until, what, get_person(work.session, row.person_id).name.reveal())


READERS: tuple[Callable[[Work], Iterator[Due]], ...] = (_checkins, _calls, _incidents, _people)
