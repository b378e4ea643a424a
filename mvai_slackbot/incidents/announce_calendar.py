"""What Slack is told of an incident's calendar."""

from collections.abc import Iterator

from mvai_slackbot.incidents import facts_calendar as facts, views_calendar as views
from mvai_slackbot.incidents.telling import post_or_tell
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts.HardDaySet)
def _on_calendar(work: Work, fact: facts.HardDaySet) -> Iterator[e.Effect]:
    # A loss is no news for a channel: who is to know is called.
    if not facts.is_loss(fact.hard_day.kind):
        yield from post_or_tell(work, fact.incident, views.on_calendar(fact.incident, fact.hard_day))
