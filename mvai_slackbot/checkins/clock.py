"""What time asks of check-ins."""

from collections.abc import Sequence

from mvai_slackbot.checkins import prompting, reminding
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Ask what is due, put again what was snoozed, remind, let go; plan by plan."""
    for plan_id in list_ids(work):
        look_at(work, plan_id)


def list_ids(work: Work) -> Sequence[int]:
    """Return the plans to look at."""
    return prompting.list_active(work)


def look_at(work: Work, plan_id: int) -> None:
    """Look at one plan."""
    prompting.look_at(work, plan_id)
    reminding.look_at(work, plan_id)
