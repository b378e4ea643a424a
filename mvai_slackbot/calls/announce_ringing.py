"""What wakes a phone beside Slack: the paging service hears of a call, with no word on who or why; and test messages."""

from collections.abc import Iterator

from mvai_slackbot.calls import facts, views_on_call
from mvai_slackbot.calls.announce import tell
from mvai_slackbot.calls.models import CallAsked
from mvai_slackbot.calls.views_on_call import span_words
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people.facts import OnCallTaken
from mvai_slackbot.work import Announcers, Work

RINGING = "call-ring"


def build(*, hook: bool) -> Announcers:
    """Return what is announced of calls and tests to phones; `hook`: a paging service is set."""
    announcers = Announcers()
    _tests(announcers, hook=hook)
    if hook:
        _calls(announcers)
    return announcers


def _ring(call: CallAsked, event: e.RingEvent, nth: int = 0) -> e.Ring:
    return e.Ring(event=event, about=f"call-{call.id}", nth=nth, subject=f"{RINGING}:{call.id}")


def _calls(announcers: Announcers) -> None:
    """A drill rings no phone: whoever is named for it reads it in Slack."""

    @announcers.of(facts.PhonesRung)
    def ring(work: Work, fact: facts.PhonesRung) -> Iterator[e.Effect]:
        if not fact.call.drill:
            yield _ring(fact.call, "call.asked", fact.nth)

    @announcers.of(facts.CallTaken)
    def taken(work: Work, fact: facts.CallTaken) -> Iterator[e.Effect]:
        if not fact.call.drill:
            yield _ring(fact.call, "call.taken")

    @announcers.of(facts.CallWithdrawn, facts.CallOutcomeRecorded)
    def ended(work: Work, fact: facts.CallWithdrawn | facts.CallOutcomeRecorded) -> Iterator[e.Effect]:
        if not fact.call.drill:
            yield _ring(fact.call, "call.ended")


def _tests(announcers: Announcers, *, hook: bool) -> None:
    @announcers.of(OnCallTaken)
    def on_call(work: Work, fact: OnCallTaken) -> Iterator[e.Effect]:
        words = span_words(fact.shift.since <= work.now, fact.shift)
        yield from tell(fact.person, views_on_call.on_call_now(fact.shift, words))

    @announcers.of(facts.TestSent)
    def test(work: Work, fact: facts.TestSent) -> Iterator[e.Effect]:
        yield from tell(fact.person, views_on_call.test(fact.test), key=fact.test.message_key)
        if hook:
            yield e.Ring(event="test", about=f"test-{fact.test.id}", subject=fact.test.subject)

    @announcers.of(facts.TestAcknowledged)
    def acknowledged(work: Work, fact: facts.TestAcknowledged) -> Iterator[e.Effect]:
        yield from tell(fact.person, views_on_call.test(fact.test), key=fact.test.message_key)
