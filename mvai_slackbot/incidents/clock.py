"""What time asks of incidents."""

from mvai_slackbot.incidents import closing, service, watch
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Record what is due."""
    service.tell_waiting(work)
    closing.archive_due(work)
    watch.looks_due(work)
