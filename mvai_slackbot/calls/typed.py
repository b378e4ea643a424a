"""Who types to the bot is answered once a minute; what was typed is not looked at."""

from datetime import timedelta

from mvai_slackbot.calls.models import TypedAnswer
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

ONE_ANSWER = timedelta(minutes=1)


def answer_is_due(work: Work, person: Person) -> bool:
    """Whether somebody who typed is to be answered now: once a minute, however many lines they write."""
    answered = work.session.get(TypedAnswer, person.id, with_for_update=True)
    if answered is None:
        work.session.add(TypedAnswer(person_id=person.id, answered_at=work.now))
        work.session.flush()
        return True
    if work.now - answered.answered_at < ONE_ANSWER:
        return False
    answered.answered_at = work.now
    return True
