"""What came of asking somebody: the message stands, failed for good, or its receiver is at rest; a phone cannot ring."""

from mvai_slackbot.calls import ladder
from mvai_slackbot.calls.announce_ringing import RINGING
from mvai_slackbot.calls.models import ASKING, MAILING
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.work import Work


def _id(effect: e.Effect, kind: str) -> int | None:
    found, _, ident = effect.subject.partition(":")
    return int(ident) if found == kind and ident.isdigit() else None


def done(work: Work, effect: e.Effect, outcome: Outcome) -> None:
    """Record the delivery, or look at the receiver's rest."""
    asking_id = _id(effect, ASKING)
    if asking_id is None:
        return
    if isinstance(effect, e.LookAtRest):
        ladder.rest_known(work, asking_id, outcome.read)
    elif isinstance(effect, e.Post):
        ladder.delivered(work, asking_id)


def failed(work: Work, effect: e.Effect, code: str, final: bool) -> None:
    """Ask the next person when a message failed for good; a rest that cannot be read changes nothing."""
    if not final:
        return
    if (asking_id := _id(effect, ASKING)) is not None and isinstance(effect, e.Post):
        ladder.not_delivered(work, asking_id)
    elif (call_id := _id(effect, RINGING)) is not None:
        ladder.no_phone_rings(work, call_id)
    elif (mailed_id := _id(effect, MAILING)) is not None:
        ladder.no_phone_rings(work, ladder.call_of(work, mailed_id))
