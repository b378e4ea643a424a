"""How requests end with their incident: one that ends with a no only once a person has told it."""

from mvai_slackbot.incidents.facts import IncidentClosed
from mvai_slackbot.incidents.models import Incident, Outcome
from mvai_slackbot.requests import lifecycle, service
from mvai_slackbot.requests.ending import closing
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome, RequestStatus
from mvai_slackbot.work import Fact, Work

# What the end of an incident means for the requests in it.
OUTCOMES = {
    Outcome.COMPLETED: RequestOutcome.COMPLETED,
    Outcome.WITHDRAWN: RequestOutcome.WITHDRAWN,
    Outcome.REFERRED: RequestOutcome.REFERRED,
    Outcome.NOT_THIS_KIND: RequestOutcome.REFERRED,
    Outcome.BY_MISTAKE: RequestOutcome.BY_MISTAKE,
    Outcome.SAME_AS: RequestOutcome.DUPLICATE,
}


def _open(work: Work, incident: Incident) -> list[AssistanceRequest]:
    return [request for request in service.list_of_incident(work.session, incident.id) if request.open]


def _ends_as(request: AssistanceRequest, outcome: Outcome) -> RequestOutcome | None:
    said = OUTCOMES[outcome]
    # Help that was given is no no, whatever the rest of the incident is referred to.
    if said in lifecycle.NOES and request.status is RequestStatus.DONE:
        return RequestOutcome.COMPLETED
    # What nobody helps with, or helped with to its end, is not completed by the end of the rest.
    return None if said is RequestOutcome.COMPLETED and not _helped(request) else said


def _helped(request: AssistanceRequest) -> bool:
    return request.status in (RequestStatus.ASSIGNED, RequestStatus.DONE)


def list_to_tell(work: Work, incident: Incident, outcome: Outcome) -> list[AssistanceRequest]:
    """Return the open requests that would end with a no: somebody calls about each before the incident is closed so."""
    return [one for one in _open(work, incident) if _ends_as(one, outcome) in lifecycle.NOES]


def endings(work: Work, incident: Incident) -> list[str]:
    """Return a line on the open requests, for the question before an incident closes."""
    found = _open(work, incident)
    alone = [request for request in found if request.team_named_at is None]
    lines = [f"Open requests are closed with it: {_numbers(found)}."] if found else []
    return lines + ([f"Nobody has helped yet with: {_numbers(alone)}."] if alone else [])


def ended_with(work: Work, incident: Incident) -> list[str]:
    """Return a line on the requests that closed with an incident, for who opens it again; asked before that."""
    found = service.list_of_incident(work.session, incident.id)
    closed = [one for one in found if incident.closed_at is not None and one.closed_at == incident.closed_at]
    if not closed:
        return []
    first = f"`/mvai-request show {closed[0].number}`"
    return [
        f"Closed with it: {', '.join(one.name.lower() for one in closed)}. {first} has the words; log again what is still "
        "asked for: `/mvai-request log`."
    ]


def _numbers(found: list[AssistanceRequest]) -> str:
    return ", ".join(str(one.number) for one in found)


def follow(work: Work, fact: Fact) -> None:
    """Close the open requests of an incident that closed; `Refused`, and nothing is closed, for a no nobody has told."""
    if isinstance(fact, IncidentClosed):
        for request in _open(work, fact.incident):
            closing.end_with_incident(work, request, _ends_as(request, fact.outcome))
