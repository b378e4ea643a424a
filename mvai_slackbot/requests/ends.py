"""How requests end with their incident."""

from mvai_slackbot.incidents.facts import IncidentClosed
from mvai_slackbot.incidents.models import Incident, Outcome
from mvai_slackbot.requests import closing, service
from mvai_slackbot.requests.lifecycle import Move
from mvai_slackbot.requests.models import AssistanceRequest, RequestOutcome
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


def endings(work: Work, incident: Incident) -> list[str]:
    """Return a line on the open requests, for the question before an incident closes."""
    names = [str(request.number) for request in _open(work, incident)]
    return [f"Open requests are closed with it: {', '.join(names)}."] if names else []


def follow(work: Work, fact: Fact) -> None:
    """Close the open requests of an incident that closed."""
    if isinstance(fact, IncidentClosed):
        for request in _open(work, fact.incident):
            closing.close_request(work, request, OUTCOMES[fact.outcome], move=Move.END)
