"""What time asks of check-ins."""

from mvai_slackbot.checkins import prompting
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Ask what is due, put again what was snoozed, remind once."""
    prompting.tick(work)
