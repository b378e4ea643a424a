"""Housekeeping of the outbox: words are wiped when their time is over."""

from datetime import timedelta

from mvai_slackbot.clock import machine_now
from mvai_slackbot.outbox import remembered, sweeping
from mvai_slackbot.work import Work

# Slack repeats a delivery for about five minutes at most; answers are kept well past that.
KEEP_ANSWERS = timedelta(hours=1)
KEEP_DEAD_WORDS = timedelta(days=7)
KEEP_LOOKS = timedelta(hours=1)
KEEP_DONE = timedelta(days=2)


def tick(work: Work) -> None:
    """Wipe remembered answers, the words of effects that died long ago, and rows that promise nothing any more."""
    now = machine_now()
    remembered.forget(work.session, before=now - KEEP_ANSWERS)
    sweeping.wipe_dead(work.session, before=now - KEEP_DEAD_WORDS)
    sweeping.drop_looks(work.session, before=now - KEEP_LOOKS)
    sweeping.drop_done(work.session, before=now - KEEP_DONE)
