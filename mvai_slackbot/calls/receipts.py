"""What came of asking somebody: the message stands, failed for good, or its receiver is at rest."""

from mvai_slackbot.calls import ladder
from mvai_slackbot.calls.models import ASKING
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.work import Work


def _asking_id(effect: e.Effect) -> int | None:
    kind, _, ident = effect.subject.partition(":")
    return int(ident) if kind == ASKING and ident.isdigit() else None


def done(work: Work, effect: e.Effect, outcome: Outcome) -> None:
    """Record the delivery, or look at the receiver's rest."""
    asking_id = _asking_id(effect)
    if asking_id is None:
        return
    if isinstance(effect, e.LookAtRest):
        ladder.rest_known(work, asking_id, outcome.read)
    elif isinstance(effect, e.Post):
        ladder.delivered(work, asking_id)


def failed(work: Work, effect: e.Effect, code: str, final: bool) -> None:
    """Ask the next person when a message failed for good; a rest that cannot be read changes nothing."""
    asking_id = _asking_id(effect)
    if asking_id is not None and final and isinstance(effect, e.Post):
        ladder.not_delivered(work, asking_id)
