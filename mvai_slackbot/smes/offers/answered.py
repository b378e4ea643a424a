"""What somebody is told who answers an offer that does not wait any more, and when it, or their help, ends."""

from sqlalchemy.orm import Session

from mvai_slackbot.requests import service as requests
from mvai_slackbot.requests.models import RequestOutcome
from mvai_slackbot.smes import facts
from mvai_slackbot.smes.models import Assignment, State
from mvai_slackbot.smes.offers.models import AssignmentTerms
from mvai_slackbot.work import Work

WORDS = {
    State.ACCEPTED: "You accepted this already. Its card is in this conversation.",
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

LATE_YES = (
    "Thank you for saying yes. Somebody else was asked meanwhile, so nothing is asked of you now. "
    "The coordinator knows that you would still help."
)
TOO_EARLY = "This came to you too early, and a coordinator took it back. Nothing is asked of you. Thank you."
TAKEN_BACK = "This was taken back. Nothing is asked of you, and nothing is held against you. Thank you."
STEPPED_BACK = (
    "You stepped back. That is fine, no reason is needed, and nothing is asked of you. Thank you for what you gave."
)
OVER = "This has ended. Nothing more is asked of you here; a message further down says why."
DRILL = "The drill is over. Nothing more is asked of you. Thank you for taking part."
THANKS = "Thank you for what you gave. Please look after yourself too."


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


def why_not(work: Work, fact: facts.AssignmentEnded) -> str:
    """Return why nothing is asked any more, for somebody who had not answered."""
    words = answered_words(work.session, fact.assignment)
    if words != ENDED:
        return words
    what = f"request {fact.assignment.request_number}" if fact.because == facts.REQUEST else "the incident"
    return f"This ended meanwhile: {what} closed. Nothing is asked of you. Thank you for being ready."


def why_over(work: Work, fact: facts.AssignmentEnded) -> str:
    """Return why somebody's help is over, for them."""
    number = fact.assignment.request_number
    if fact.because == facts.INCIDENT:
        closed = f"The incident is closed, so your help with request {number} has ended."
        return DRILL if fact.incident.drill else f"{closed} Nothing more is asked of you. {THANKS}"
    if fact.because == facts.STOOD_DOWN:
        relieved = f"A coordinator has relieved you of request {number}. Nothing more is asked of you."
        return f"{relieved} It says nothing about your help. {THANKS}"
    request = requests.get_by_id(work.session, fact.assignment.request_id)
    if request.outcome is RequestOutcome.WITHDRAWN:
        return f"This ended: the community no longer needs help with request {request.number}. Thank you for your help."
    return f"This ended: request {request.number} closed. Thank you for your help. Please look after yourself too."
