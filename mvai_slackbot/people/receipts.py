"""What Slack answered about people."""

from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.carrying import Outcome
from mvai_slackbot.people import service
from mvai_slackbot.work import Work


def done(work: Work, effect: e.Effect, outcome: Outcome) -> None:
    """Take over a profile."""
    if isinstance(effect, e.LookUpPerson):
        service.learn(work, outcome.read)


def failed(work: Work, effect: e.Effect, code: str, final: bool) -> None:
    """A profile that cannot be read stays unknown."""
