"""What came of the messages to SMEs."""

from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.people import service as people
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.models import State
from mvai_slackbot.smes.offers.terms import find_terms
from mvai_slackbot.smes.telling import offer_key
from mvai_slackbot.work import Work


def done(work: Work, effect: e.Effect, outcome: Outcome) -> None:
    """Know that an offer which could not be delivered arrived after a repair."""
    if isinstance(effect, e.Post) and effect.subject.startswith("assignment:") and outcome.after_trouble:
        terms = find_terms(work.session, int(effect.subject.partition(":")[2]))
        if terms is not None:
            terms.unreached_at = None


def failed(work: Work, effect: e.Effect, code: str, final: bool) -> None:
    """Tell staff when an offer cannot reach the person."""
    kind, _, ident = effect.subject.partition(":")
    if kind != "assignment" or not final or not isinstance(effect, e.Post):
        return
    assignment = service.get_assignment(work.session, int(ident))
    if assignment.state is State.OFFERED and effect.name == offer_key(assignment):
        incident = incidents.get_incident(work.session, assignment.incident_id)
        person = people.get_person(work.session, assignment.person_id)
        work.record(facts.OfferUndelivered(assignment, incident, person, code))
