"""What time asks of offers and assignments."""

from collections.abc import Sequence

from mvai_slackbot.smes.offers import deadlines
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Remind once, end what nobody answered in time, tell staff of a first contact that is late."""
    for assignment_id in deadlines.list_due(work):
        deadlines.look_at(work, assignment_id)


def list_ids(work: Work) -> Sequence[int]:
    """Return the assignments to look at."""
    return deadlines.list_due(work)


def look_at(work: Work, assignment_id: int) -> None:
    """Look at one."""
    deadlines.look_at(work, assignment_id)
