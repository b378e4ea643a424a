"""Who types to the bot is answered at once; what was typed is not looked at."""

from datetime import timedelta
from enum import Enum

from mvai_slackbot.calls.models import TypedAnswer
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

# Within a minute the whole answer still stands above, so a short one is enough; lines that come together get one answer.
WHOLE_AGAIN, TOGETHER = timedelta(minutes=1), timedelta(seconds=2)


class Due(Enum):
    """What somebody who typed is answered."""

    WHOLE = "whole"
    SHORT = "short"
    ANSWERED = "answered"


def answer_due(work: Work, person: Person) -> Due:
    """Return what is answered to somebody who typed just now."""
    answered = work.session.get(TypedAnswer, person.id, with_for_update=True)
    if answered is None:
        work.session.add(TypedAnswer(person_id=person.id, answered_at=work.now))
        work.session.flush()
        return Due.WHOLE
    since, answered.answered_at = work.now - answered.answered_at, work.now
    if since < TOGETHER:
        return Due.ANSWERED
    return Due.WHOLE if since >= WHOLE_AGAIN else Due.SHORT
