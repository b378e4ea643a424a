"""Show the kind of place of an offer to the person it was made to, and remember that it was shown."""

from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents import service as incidents
from mvai_slackbot.people import service as people
from mvai_slackbot.smes import service
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers.answered import answered_words
from mvai_slackbot.smes.offers.facts import PlaceShown
from mvai_slackbot.smes.offers.terms import terms_of
from mvai_slackbot.work import Work


def show_place(work: Work, assignment_id: int) -> Assignment:
    """Let an offer that waits say the kind of place; a second press changes nothing."""
    service.addressed(work, assignment_id)
    assignment = service.get_assignment(work.session, assignment_id, locked=True)
    if assignment.state is not State.OFFERED:
        raise Refused(answered_words(work.session, assignment))
    terms = terms_of(work.session, assignment)
    if terms.place_shown_at is None:
        terms.place_shown_at = work.now
        incident = incidents.get_incident(work.session, assignment.incident_id)
        person = people.get_person(work.session, assignment.person_id)
        work.record(PlaceShown(assignment, incident, person))
    return assignment
