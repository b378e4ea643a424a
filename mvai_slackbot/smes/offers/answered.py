"""What somebody is told who answers an offer that does not wait for an answer any more."""

from sqlalchemy.orm import Session

from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.models import RequestOutcome
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers.models import AssignmentTerms

WORDS = {
    State.ACCEPTED: "You accepted this already. Its card stands in this conversation.",
    State.DECLINED: "You answered already: not this time. That is fine. If you would like to help after all, please write "
    "to the coordinator who asked you.",
    State.TAKEN_BACK: "This was taken back. Nothing is asked of you, and nothing is held against you.",
    State.DONE: "This assignment is done. Thank you.",
    State.STEPPED_BACK: "You stepped back from this. That is fine, and nothing is asked of you.",
    State.HANDED_OVER: "Somebody else took this over. Nothing is asked of you.",
}
ENDED = "This ended meanwhile: the request or the incident closed. Nothing is asked of you. Thank you for being ready."
WITHDRAWN = (
    "This ended meanwhile: the community no longer needs it. Nothing is asked of you. Thank you for being ready."
)
FILLED = "Enough people said yes meanwhile, so nothing is asked of you now. It says nothing about you. Thank you."
EXPIRED = "The time to answer this has passed. That is fine, and nothing is held against you."
NO_LONGER = "A coordinator no longer needs an answer to this. Nothing is asked of you. Thank you for being ready."


def answered_words(session: Session, assignment: Assignment) -> str:
    """Return the words that fit how an offer ended."""
    if assignment.state is not State.ENDED:
        return WORDS[assignment.state]
    terms = session.get(AssignmentTerms, assignment.id)
    if terms is not None and terms.filled_at is not None:
        return FILLED
    if terms is not None and terms.stood_down_at is not None:
        return NO_LONGER
    request = requests.get_by_id(session, assignment.request_id)
    if request.open and terms is not None and terms.expired_at is not None:
        return EXPIRED
    return WITHDRAWN if request.outcome is RequestOutcome.WITHDRAWN else ENDED
