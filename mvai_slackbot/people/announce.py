"""What Slack is asked and told about people."""

from collections.abc import Iterator

from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import facts
from mvai_slackbot.slack.blocks import message, section
from mvai_slackbot.slack.text import moment
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts.PersonMet)
def _look_up(work: Work, fact: facts.PersonMet) -> Iterator[e.Effect]:
    if fact.person.user_id and fact.person.profile_read_at is None:
        yield e.LookUpPerson(person=fact.person.user_id)


@announcers.of(facts.OnCallTaken)
def _tell_on_call(work: Work, fact: facts.OnCallTaken) -> Iterator[e.Effect]:
    if not fact.person.user_id:
        return
    until = f" until {moment(fact.shift.until)}" if fact.shift.until else ""
    text = (
        f"You are on call{until}, {fact.shift.rank.value} person. When a leader asks for a call, the bot writes to you here "
        "at once and again every ten minutes. *Do Not Disturb silences these messages*: please switch it off while you are "
        "on call, on your phone too."
    )
    yield e.Post(to=fact.person.user_id, message=message("MVAI: you are on call", section(text)))
