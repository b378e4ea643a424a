"""What came of sending a letter."""

from mvai_slackbot.letters import service
from mvai_slackbot.letters.models import LETTER, Letter
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.work import Work


def done(work: Work, effect: e.Effect, outcome: Outcome) -> None:
    """Record that the server took it."""
    if (letter := _letter(work, effect)) is not None:
        service.sent(work, letter)


def failed(work: Work, effect: e.Effect, code: str, final: bool) -> None:
    """Record a try that failed."""
    if (letter := _letter(work, effect)) is not None:
        service.not_sent(work, letter, code, final=final)


def _letter(work: Work, effect: e.Effect) -> Letter | None:
    kind, _, ident = effect.subject.partition(":")
    if not isinstance(effect, e.SendMail) or kind != LETTER or not ident.isdigit():
        return None
    return service.get_letter(work, int(ident))
