"""What is due of requests, and of mails that became none yet."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import select

from mvai_slackbot.intake.models import MailState, ReceivedMail, Why
from mvai_slackbot.intake.watching import WAITS_AFTER
from mvai_slackbot.people.service import get_person
from mvai_slackbot.requests.deciding import assessment
from mvai_slackbot.requests.deciding.targets import WAITING_FOR_TEAM, list_awaited, load
from mvai_slackbot.requests.models import AssistanceRequest, RequestStatus
from mvai_slackbot.requests.service import incident_of
from mvai_slackbot.simulator.due import Due
from mvai_slackbot.work import Work


def requests(work: Work) -> Iterator[Due]:
    """Nobody has it; a view is missing, so that the next is asked; a step of it runs late."""
    rows = select(AssistanceRequest).where(AssistanceRequest.status.in_(WAITING_FOR_TEAM))
    for request in work.session.scalars(rows):
        whom = _whom(work, request)
        if request.status is RequestStatus.RECEIVED and request.alarmed_at is None:
            at = request.logged_at + timedelta(minutes=load().targets.nobody_owns_minutes)
            yield Due(at, "Nobody has a request: all of staff hear it", whom)
        yield from _views(work, request, whom)
        for step, at in list_awaited(request):
            yield Due(at, f"Request: the {step} runs late", whom)


def _views(work: Work, request: AssistanceRequest, whom: str) -> Iterator[Due]:
    if request.status is not RequestStatus.UNDER_ASSESSMENT:
        return
    for body in assessment.missing_views(work, request):
        askings = assessment.list_askings(work, request, body)
        if askings and not any(one.staff for one in askings):
            at = askings[-1].at + timedelta(minutes=load().targets.view_minutes)
            name = get_person(work.session, askings[-1].person_id).name.reveal()
            yield Due(at, f"No view of {body.value.upper()}: somebody else is asked", f"{name} · {whom}")


def _whom(work: Work, request: AssistanceRequest) -> str:
    incident = incident_of(work.session, request)
    return f"{request.name} · {incident.number if incident is not None else 'no incident yet'}"


def mails(work: Work) -> Iterator[Due]:
    """A held mail waits for half an hour, and people on call hear it."""
    rows = select(ReceivedMail.arrived_at).where(
        ReceivedMail.team_id == work.team_id,
        ReceivedMail.state == MailState.HELD,
        ReceivedMail.why != Why.MACHINE,
        ReceivedMail.alarmed_at.is_(None),
    )
    for arrived_at in work.session.scalars(rows):
        yield Due(arrived_at + WAITS_AFTER, "A held mail waits: who is on call hears it")
