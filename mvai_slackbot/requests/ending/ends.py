"""How requests end with their incident: one that ends with a no only once a person has told it."""

from mvai_slackbot.incidents.facts import IncidentClosed
from mvai_slackbot.incidents.models import Incident, Outcome
from mvai_slackbot.requests import lifecycle, service
from mvai_slackbot.requests.ending import closing
from mvai_slackbot.requests.lifecycle import Move
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


def _ends_as(request: AssistanceRequest, outcome: Outcome) -> RequestOutcome:
    said = OUTCOMES[outcome]
    # Help that was given is no no, whatever the rest of the incident is referred to.
    return RequestOutcome.COMPLETED if said in lifecycle.NOES and request.status is RequestStatus.DONE else said


def list_to_tell(work: Work, incident: Incident, outcome: Outcome) -> list[AssistanceRequest]:
    """Return the open requests that would end with a no: somebody calls about each before the incident is closed so."""
    return [one for one in _open(work, incident) if _ends_as(one, outcome) in lifecycle.NOES]


def endings(work: Work, incident: Incident) -> list[str]:
    """Return a line on the open requests, for the question before an incident closes."""
    names = [str(request.number) for request in _open(work, incident)]
    return [f"Open requests are closed with it: {', '.join(names)}."] if names else []


def follow(work: Work, fact: Fact) -> None:
    """Close the open requests of an incident that closed; `Refused`, and nothing is closed, for a no nobody has told."""
    if isinstance(fact, IncidentClosed):
        for request in _open(work, fact.incident):
            outcome = _ends_as(request, fact.outcome)
            closing.close_request(work, request, outcome, move=Move.CLOSE if outcome in lifecycle.NOES else Move.END)
