"""Close a prompt that nobody answered, and say whether it was missed or says nothing."""

from datetime import datetime

from sqlalchemy import or_, select

from mvai_slackbot.checkins.facts import PromptChanged, PromptMissed
from mvai_slackbot.checkins.models import Answer, Occurrence, Plan, Prompt, PromptState
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.checkins.prompts import ladder
from mvai_slackbot.incidents.models import Incident
from mvai_slackbot.outbox import receipts
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import HiddenIncident
from mvai_slackbot.work import Work


def close(work: Work, plan: Plan, incident: Incident, prompt: Prompt) -> None:
    """Close a prompt: nothing more is said of it. What of it no newer one asks can still be answered."""
    missed = was_missed(work, plan, prompt)
    prompt.state = PromptState.NO_RESPONSE if missed else PromptState.PASSED
    work.record(PromptChanged(incident, prompt))
    if missed:
        work.record(PromptMissed(incident, plan, prompt))


def was_missed(work: Work, plan: Plan, prompt: Prompt) -> bool:
    """Whether a prompt that closes now was there to be answered, and was not."""
    return would_be_missed(work, plan, prompt, work.now)


def would_be_missed(work: Work, plan: Plan, prompt: Prompt, at: datetime) -> bool:
    """Whether a prompt is missed if it closes at a moment with no answer until then."""
    if prompt.snoozed_until is not None or at - prompt.asked_at < ladder.FAIR_TIME:
        return False
    # A pause since then, or a plan that only went on since then.
    if plan.since > prompt.asked_at:
        return False
    return _asks_anything(work, prompt) and _arrived(work, prompt) and not _was_locked(work, plan, prompt)


def _asks_anything(work: Work, prompt: Prompt) -> bool:
    """Whether it asks something and nothing of it was answered."""
    asked = select(Occurrence.id).where(Occurrence.prompt_id == prompt.id)
    answered = select(Answer.id).join(Occurrence, Answer.occurrence_id == Occurrence.id)
    return (
        work.session.scalar(asked.limit(1)) is not None
        and work.session.scalar(answered.where(Occurrence.prompt_id == prompt.id).limit(1)) is None
    )


def _arrived(work: Work, prompt: Prompt) -> bool:
    """Whether its message stands in Slack, or a link to its form was handed over."""
    if people.get_person(work.session, prompt.person_id).user_id:
        return any(receipts.find(work.session, prompt.key(nth)) for nth in range(1, prompt.shown + 1))
    handed = or_(FormLink.delivered_at.is_not(None), FormLink.made_by.is_not(None))
    rows = select(FormLink.id).where(FormLink.prompt_id == prompt.id, handed)
    return work.session.scalar(rows.limit(1)) is not None


def _was_locked(work: Work, plan: Plan, prompt: Prompt) -> bool:
    locked = select(HiddenIncident.id).where(
        HiddenIncident.incident_id == plan.incident_id,
        or_(HiddenIncident.until.is_(None), HiddenIncident.until > prompt.asked_at),
    )
    return work.session.scalar(locked.limit(1)) is not None
