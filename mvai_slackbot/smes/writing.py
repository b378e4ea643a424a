"""Who helps, for a requester without a Slack account: a name and how, nothing private of the helper, and never why."""

from mvai_slackbot.letters.models import LetterKind
from mvai_slackbot.letters.words import helper, helpers_changed
from mvai_slackbot.people import service as people
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.drafts.writing import Heard, write_to_askers
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.words import MODES
from mvai_slackbot.work import Fact, Reader, Work


def build(heard: Heard) -> Reader:
    """Return the reader of who helps; `heard` names the mails that a letter answers."""

    def follow(work: Work, fact: Fact) -> None:
        if isinstance(fact, facts.OfferAccepted) and not _took_over(work, fact.assignment):
            request = requests.get_by_id(work.session, fact.assignment.request_id)
            said = helper(fact.person.name.reveal(), MODES[fact.assignment.mode])
            write_to_askers(work, request, LetterKind.OFFER, said, heard)
        elif isinstance(fact, facts.OfferAccepted) or (isinstance(fact, facts.AssignmentFact) and _left(fact)):
            _changed(work, fact.assignment, heard)

    return follow


def _took_over(work: Work, assignment: Assignment) -> bool:
    """Whether this yes relieved somebody in the same instant."""
    handed = service.list_of_request(work.session, assignment.request_id, State.HANDED_OVER)
    return any(one.ended_at == work.now for one in handed)


def _left(fact: facts.AssignmentFact) -> bool:
    """Whether somebody who helped does so no longer, while the request stays."""
    if isinstance(fact, facts.SteppedBack):
        return fact.needed
    if isinstance(fact, facts.OfferTakenBack):
        return fact.accepted
    return isinstance(fact, facts.AssignmentEnded) and fact.answered and fact.because in facts.LEFT_OPEN


def _changed(work: Work, assignment: Assignment, heard: Heard) -> None:
    request = requests.get_by_id(work.session, assignment.request_id)
    if not request.open:
        return
    helping = service.list_of_request(work.session, request.id, State.ACCEPTED)
    now = [f"{people.get_person(work.session, one.person_id).name.reveal()}, {MODES[one.mode]}" for one in helping]
    write_to_askers(work, request, LetterKind.OFFER, helpers_changed(now), heard)
