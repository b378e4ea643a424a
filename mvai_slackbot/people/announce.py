"""What Slack is asked and told about people."""

from collections.abc import Iterator

from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import facts
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts.PersonMet)
def _look_up(work: Work, fact: facts.PersonMet) -> Iterator[e.Effect]:
    if fact.person.user_id and fact.person.profile_read_at is None:
        yield e.LookUpPerson(person=fact.person.user_id)
