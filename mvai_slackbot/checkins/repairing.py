"""What leaders were asked in an incident and have not answered: what a repair may try again."""

from collections.abc import Sequence

from sqlalchemy import select

from mvai_slackbot.checkins.models import Offer, OfferState, Plan, Prompt, PromptState
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.work import Work

WORDS = "check-ins"


def list_told(work: Work, incident: Incident) -> Sequence[tuple[str, str]]:
    """Return the offers and prompts that still wait for an answer."""
    offers = select(Offer.id).where(
        Offer.incident_id == incident.id, Offer.state.in_((OfferState.ASKED, OfferState.LATER))
    )
    prompts = (
        select(Prompt.id)
        .join(Plan, Plan.id == Prompt.plan_id)
        .where(Plan.incident_id == incident.id, Prompt.state == PromptState.OPEN)
    )
    return [
        *((WORDS, f"checkin-offer:{one}") for one in work.session.scalars(offers)),
        *((WORDS, f"checkin-prompt:{one}") for one in work.session.scalars(prompts)),
    ]
