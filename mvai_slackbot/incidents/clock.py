"""What time asks of incidents."""

from mvai_slackbot.incidents import service
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Record what is due."""
    service.tell_waiting(work)
