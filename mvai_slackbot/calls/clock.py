"""What time asks of calls."""

from mvai_slackbot.calls import ladder
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Ask again whoever is due, and tell who waits."""
    ladder.go_on_with_all(work)
