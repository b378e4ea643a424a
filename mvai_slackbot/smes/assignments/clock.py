"""What time asks of the helpers themselves: the one calm message after their help ended."""

from collections.abc import Sequence

from mvai_slackbot.smes.assignments import protection
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Send what is due."""
    for rest_id in protection.list_due(work):
        protection.look_at(work, rest_id)


def list_ids(work: Work) -> Sequence[int]:
    """Return the rests to look at."""
    return protection.list_due(work)


def look_at(work: Work, rest_id: int) -> None:
    """Look at one."""
    protection.look_at(work, rest_id)
