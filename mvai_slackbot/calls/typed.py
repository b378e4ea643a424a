"""Who types to the bot is answered at once; of what was typed only one word is looked for, and nothing is kept."""

import re
from datetime import timedelta
from enum import Enum

from mvai_slackbot.calls.models import TypedAnswer
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

# Within a minute the whole answer still stands above, so a short one is enough. No line stays without: the last of several
# written in a hurry is the one after which somebody waits.
WHOLE_AGAIN = timedelta(minutes=1)

STOP = re.compile(r"\W*stop\W*", re.IGNORECASE)


class Due(Enum):
    """What somebody who typed is answered."""

    WHOLE = "whole"
    SHORT = "short"


def answer_due(work: Work, person: Person) -> Due:
    """Return what is answered to somebody who typed just now."""
    answered = work.session.get(TypedAnswer, person.id, with_for_update=True)
    if answered is None:
        work.session.add(TypedAnswer(person_id=person.id, answered_at=work.now))
        work.session.flush()
        return Due.WHOLE
    since, answered.answered_at = work.now - answered.answered_at, work.now
    return Due.WHOLE if since >= WHOLE_AGAIN else Due.SHORT


def is_stop(text: str) -> bool:
    """Whether somebody typed the one word "stop", and nothing else."""
    return STOP.fullmatch(text) is not None
