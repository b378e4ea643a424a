"""Who somebody is that answers: the leader, or whoever the leader named, in the words readers see beside the name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.checkins.models import (
    About,
    Answer,
    Answerer,
    AnswersAs,
    Delegation,
    DelegationState,
    Offer,
    Plan,
)

LEADER = "the leader"
WORDS = {
    AnswersAs.DEPUTY: "the deputy",
    AnswersAs.WELLNESS: "the wellness coordinator",
    AnswersAs.PEER_SUPPORT: "the peer-support lead",
    AnswersAs.LIAISON: "the community liaison",
    AnswersAs.VICTIM_SERVICES: "the victim-services liaison",
    AnswersAs.OTHER: "somebody the leader chose",
}
LABELS = {
    AnswersAs.DEPUTY: "Deputy",
    AnswersAs.WELLNESS: "Wellness coordinator",
    AnswersAs.PEER_SUPPORT: "Peer-support lead",
    AnswersAs.LIAISON: "Community liaison",
    AnswersAs.VICTIM_SERVICES: "Victim-services liaison",
    AnswersAs.OTHER: "Somebody else",
}


def in_words(role: Answerer, answers_as: AnswersAs | None) -> str:
    """Return who somebody is, as it stands after their name."""
    return LEADER if role is Answerer.LEADER else as_words(answers_as)


def as_words(answers_as: AnswersAs | None) -> str:
    """Return who somebody is that answers beside or in the place of the leader."""
    return WORDS[answers_as or AnswersAs.OTHER]


def of_answer(answer: Answer) -> str:
    """Return who somebody was when they gave an answer."""
    return in_words(answer.role, answer.answers_as)


def find(session: Session, plan: Plan, person_id: int, about: About) -> AnswersAs | None:
    """Return who somebody is that answers a plan about a subject; None for the leader, and where nobody said."""
    if plan.second_of is not None:
        return session.get_one(Offer, plan.offer_id).answers_as
    if plan.person_id == person_id:
        return None
    rows = select(Delegation).where(
        Delegation.plan_id == plan.id,
        Delegation.person_id == person_id,
        Delegation.state == DelegationState.ACCEPTED,
    )
    found = [one for one in session.scalars(rows.order_by(Delegation.id.desc())) if one.subject in (None, about)]
    return found[0].answers_as if found else None
