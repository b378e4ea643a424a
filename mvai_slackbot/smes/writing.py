"""Who helps, for a requester without a Slack account: a name and how, nothing private of the helper, and never why."""

from mvai_slackbot.letters.models import LetterKind
from mvai_slackbot.letters.words import helper, helpers_changed
from mvai_slackbot.people import service as people
from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.writing import write_to_askers
from mvai_slackbot.smes import facts, service
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.words import MODES
from mvai_slackbot.work import Fact, Work


def follow(work: Work, fact: Fact) -> None:
    """Read that somebody said yes, and that somebody who helped does so no longer while the request stays."""
    if isinstance(fact, facts.OfferAccepted):
        if _took_over(work, fact.assignment):
            _changed(work, fact.assignment)
        else:
            request = requests.get_by_id(work.session, fact.assignment.request_id)
            said = helper(fact.person.name.reveal(), MODES[fact.assignment.mode])
            write_to_askers(work, request, LetterKind.OFFER, said)
    elif isinstance(fact, facts.AssignmentFact) and _left(fact):
        _changed(work, fact.assignment)


def _took_over(work: Work, assignment: Assignment) -> bool:
    """Whether this yes relieved somebody in the same instant."""
    handed = service.list_of_request(work.session, assignment.request_id, State.HANDED_OVER)
    return any(one.ended_at == work.now for one in handed)


def _left(fact: facts.AssignmentFact) -> bool:
    if isinstance(fact, facts.SteppedBack):
        return fact.needed
    if isinstance(fact, facts.OfferTakenBack):
        return fact.accepted
    return isinstance(fact, facts.AssignmentEnded) and fact.answered and fact.because in facts.LEFT_OPEN


def _changed(work: Work, assignment: Assignment) -> None:
    request = requests.get_by_id(work.session, assignment.request_id)
    if not request.open:
        return
    helping = service.list_of_request(work.session, request.id, State.ACCEPTED)
    now = [f"{people.get_person(work.session, one.person_id).name.reveal()}, {MODES[one.mode]}" for one in helping]
    # Who helps now may have helped before: the same words are news again.
    write_to_askers(work, request, LetterKind.OFFER, helpers_changed(now), again=True)
