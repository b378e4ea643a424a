"""What SMEs were told of an incident that still matters: what a repair may try again."""

from collections.abc import Sequence

from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.people import service as people
from mvai_slackbot.smes import service
from mvai_slackbot.smes.assignments.ends import HELPING
from mvai_slackbot.smes.models import State
from mvai_slackbot.work import Work

WORDS = "offers and cards of SMEs"


def list_told(work: Work, incident: Incident) -> Sequence[tuple[str, str]]:
    """Return the offers that wait and the assignments of who is with the incident; nobody who left is invited again."""
    found = []
    for one in service.list_assignments(work.session, incident.id):
        helps = bool(people.parts_of(work.session, incident.id, one.person_id) & set(HELPING))
        if one.state is State.OFFERED or (one.state in (State.ACCEPTED, State.DONE) and helps):
            found.append((WORDS, one.subject))
    return found
