"""What came of the messages of check-ins: when one cannot be delivered for good, staff are told."""

from mvai_slackbot.checkins import views
from mvai_slackbot.checkins.answers import readers
from mvai_slackbot.checkins.models import Offer, Plan, Prompt, PromptState
from mvai_slackbot.checkins.plans import resting
from mvai_slackbot.checkins.plans.announce import READER
from mvai_slackbot.checkins.prompts import service as prompts
from mvai_slackbot.incidents.service import get_incident, holder_of
from mvai_slackbot.incidents.telling import tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.people import service as people
from mvai_slackbot.slack.errors import in_words
from mvai_slackbot.work import Work


def done(work: Work, effect: e.Effect, outcome: Outcome) -> None:
    """Keep what Slack says of somebody's scheduled Do Not Disturb, and who was told what."""
    kind, _, ident = effect.subject.partition(":")
    if isinstance(effect, e.LookAtRest) and kind == "checkin-rest" and ident.isdigit():
        resting.rest_known(work, int(ident), outcome.read)
    if kind == READER and isinstance(effect, e.Post):
        plan_id, _, reader_id = ident.partition("-")
        readers.was_told(work, int(plan_id), int(reader_id))


def failed(work: Work, effect: e.Effect, code: str, final: bool) -> None:
    """Tell whoever holds the incident that somebody could not be asked."""
    kind, _, ident = effect.subject.partition(":")
    if not final or not ident.isdigit() or kind not in ("checkin-offer", "checkin-prompt"):
        return
    if kind == "checkin-offer":
        offer = work.session.get_one(Offer, int(ident))
        incident_id, person_id = offer.incident_id, offer.person_id
    else:
        prompt = work.session.get_one(Prompt, int(ident))
        # Nobody missed what never arrived; it can still be answered from `/mvai`.
        if prompt.state in prompts.UNANSWERED:
            prompt.state = PromptState.UNDELIVERED
        incident_id, person_id = work.session.get_one(Plan, prompt.plan_id).incident_id, prompt.person_id
    incident, person = get_incident(work.session, incident_id), people.get_person(work.session, person_id)
    for holder in holder_of(work, incident):
        for told in tell(holder, views.not_delivered(incident, person, in_words(code))):
            work.tell(told)
