"""What time asks of check-ins."""

from collections.abc import Sequence

from mvai_slackbot.checkins import prompting
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Ask what is due, put again what was snoozed, remind once."""
    prompting.tick(work)


def list_ids(work: Work) -> Sequence[int]:
    """Return the plans to look at."""
    return prompting.list_active(work)


def look_at(work: Work, plan_id: int) -> None:
    """Look at one plan."""
    prompting.look_at(work, plan_id)
