"""What wakes a phone beside Slack: a paging service, and mail to a pager; with no word on who or why. And tests of it."""

from collections.abc import Iterator

from mvai_slackbot.calls import facts, testing, views_on_call
from mvai_slackbot.calls.announce_own import tell
from mvai_slackbot.calls.models import CallAsked
from mvai_slackbot.calls.views_on_call import span_words
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people.facts import OnCallTaken, ShiftBegan
from mvai_slackbot.work import Announcers, Work

RINGING = "call-ring"
# Seen on a lock screen, and cut by gateways after 160 characters: short, and about nobody.
ASKED, ASKED_TEXT = "MVAI: a call is asked for", "A call is asked for. Please look in Slack and press: I will call."
TEST, TEST_TEXT = "MVAI: a test", "A test. Nobody waits for you. Please press in Slack how it reached you."


def build(*, hook: bool, mail: bool) -> Announcers:
    """Return what is announced of calls and tests to phones; `hook`: a paging service is set; `mail`: mail goes out."""
    announcers = Announcers()
    _on_call(announcers, mail=mail)
    _tests(announcers, hook=hook, mail=mail)
    if hook:
        _hook(announcers)
    if mail:
        _mail(announcers)
    return announcers


def _ring(call: CallAsked, event: e.RingEvent, nth: int = 0) -> Iterator[e.Effect]:
    # A drill rings no phone: whoever is named for it reads it in Slack.
    if not call.drill:
        yield e.Ring(event=event, about=f"call-{call.id}", nth=nth, subject=f"{RINGING}:{call.id}")


def _hook(announcers: Announcers) -> None:
    @announcers.of(facts.PhonesRung)
    def ring(work: Work, fact: facts.PhonesRung) -> Iterator[e.Effect]:
        yield from _ring(fact.call, "call.asked", fact.nth)

    @announcers.of(facts.CallTaken)
    def taken(work: Work, fact: facts.CallTaken) -> Iterator[e.Effect]:
        yield from _ring(fact.call, "call.taken")

    @announcers.of(facts.CallWithdrawn, facts.CallOutcomeRecorded)
    def ended(work: Work, fact: facts.CallWithdrawn | facts.CallOutcomeRecorded) -> Iterator[e.Effect]:
        yield from _ring(fact.call, "call.ended")


def _mail(announcers: Announcers) -> None:
    @announcers.of(facts.PersonAsked)
    def asked(work: Work, fact: facts.PersonAsked) -> Iterator[e.Effect]:
        address = testing.find_pager(work, fact.person)
        if address and not fact.call.drill:
            about = fact.asking.mail_subject
            yield e.SendMail(to=address, title=ASKED, text=ASKED_TEXT, subject=about, apart=about)


def _on_call(announcers: Announcers, *, mail: bool) -> None:
    @announcers.of(OnCallTaken)
    def on_call(work: Work, fact: OnCallTaken) -> Iterator[e.Effect]:
        words = span_words(fact.shift.since <= work.now, fact.shift)
        yield from tell(fact.person, views_on_call.on_call_now(fact.shift, words, mail=mail))

    @announcers.of(ShiftBegan)
    def begins(work: Work, fact: ShiftBegan) -> Iterator[e.Effect]:
        yield from tell(fact.person, views_on_call.begins_now(fact.shift, mail=mail))


def _tests(announcers: Announcers, *, hook: bool, mail: bool) -> None:
    @announcers.of(facts.TestSent)
    def test(work: Work, fact: facts.TestSent) -> Iterator[e.Effect]:
        about = fact.test.subject
        yield from tell(fact.person, views_on_call.test(fact.test), key=fact.test.message_key)
        if hook:
            yield e.Ring(event="test", about=f"test-{fact.test.id}", subject=about)
        if mail and (address := testing.find_pager(work, fact.person)):
            yield e.SendMail(to=address, title=TEST, text=TEST_TEXT, subject=about, apart=about)

    @announcers.of(facts.TestAcknowledged)
    def acknowledged(work: Work, fact: facts.TestAcknowledged) -> Iterator[e.Effect]:
        yield from tell(fact.person, views_on_call.test(fact.test), key=fact.test.message_key)
