"""What time asks of calls."""

from collections.abc import Sequence

from mvai_slackbot.calls import ladder
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Ask again whoever is due, tell who waits, take back what nobody said the outcome of."""
    ladder.go_on_with_all(work)


def list_ids(work: Work) -> Sequence[int]:
    """Return the calls to look at."""
    return ladder.list_open(work)


def look_at(work: Work, call_id: int) -> None:
    """Go on with one call."""
    ladder.go_on_with(work, call_id)
