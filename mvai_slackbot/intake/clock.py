"""What time asks of intake by mail; reading the mailbox is not among it, since no tick waits for a mail server."""

from mvai_slackbot.intake import watching
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Look whether the mailbox is read, and whether a held mail waits too long."""
    watching.look(work)
