"""What time asks of people: a word to whoever's planned shift begins."""

from collections.abc import Sequence

from mvai_slackbot.people import shifts
from mvai_slackbot.work import Work


def tick(work: Work) -> None:
    """Look at every shift that begins."""
    for shift_id in shifts.list_beginning(work):
        shifts.begin(work, shift_id)


def list_ids(work: Work) -> Sequence[int]:
    """Return the shifts to look at."""
    return shifts.list_beginning(work)


def look_at(work: Work, shift_id: int) -> None:
    """Look at one shift."""
    shifts.begin(work, shift_id)
