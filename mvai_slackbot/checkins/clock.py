"""What time asks of check-ins."""

from collections.abc import Sequence

from mvai_slackbot.checkins.plans import calling, due
from mvai_slackbot.checkins.prompts import asking, reminding
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Ask what is due, put again what was snoozed, remind, let go; plans of which nothing can be due are not even read."""
    for plan_id in due.list_due(work):
        look_at(work, plan_id)


def list_ids(work: Work) -> Sequence[int]:
    """Return the plans to look at."""
    return asking.list_active(work)


def look_at(work: Work, plan_id: int) -> None:
    """Look at one plan."""
    asking.look_at(work, plan_id)
    reminding.look_at(work, plan_id)


def tick_calls(work: Work) -> None:
    """Ask again for calls that nobody has made."""
    for call_id in list_calls(work):
        look_at_call(work, call_id)


def list_calls(work: Work) -> Sequence[int]:
    """Return the calls to look at."""
    return calling.list_overdue(work)


def look_at_call(work: Work, call_id: int) -> None:
    """Look at one call."""
    calling.remind(work, call_id)
