"""Who is on call: put somebody on, take them off, see who is next, try whether a message reaches them."""

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from mvai_slackbot.calls import testing, views_on_call
from mvai_slackbot.calls.forms import PagerForm
from mvai_slackbot.clock import hour_words, moment_words
from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people, shifts
from mvai_slackbot.people.access import May
from mvai_slackbot.people.models import OnCall, Person, Rank
from mvai_slackbot.slack.arguments import Arguments, Rest, UserId
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.listeners import Listeners
from mvai_slackbot.slack.replies import Answer, Open, Say, say
from mvai_slackbot.slack.text import escape, moment, person
from mvai_slackbot.work import Work

listeners = Listeners()


class OnCallWords(Arguments):
    """`on-call`, `on-call test`, `on-call @ana off`, `on-call @ana [second] [from 6 pm] [until 8 am]`."""

    person: UserId | None = None
    rank: Literal["first", "second"] = "first"
    word: Literal["test", "off"] | None = None
    span: Annotated[str | None, Rest()] = None


@listeners.command("", "on-call", OnCallWords, needs=May.STAFF, reads=True,
                   usage="on-call [@name] [first|second] [from 6 pm] [until 8 am|off]",
                   help="who is on call, and who is next; with a name, put somebody on call; “test” tries it")  # fmt: skip
def on_call(work: Work, by: Invocation, said: OnCallWords) -> Answer:
    """Show the shifts, or change them."""
    if said.word == "test" and said.person is None:
        return _test(work)
    if said.person is None:
        if said.span or said.word:
            raise Refused(f"Add the name: `/mvai on-call @name {said.word or escape(said.span or '')}`.")
        return _show(work)
    found = people.reachable(work, said.person)
    if said.word == "off":
        ended = shifts.end_shifts(work, found)
        return say(f"<@{said.person}> is no longer on call." if ended else f"<@{said.person}> was not on call.")
    if said.word == "test":
        testing.send(work, found)
        return say(f"A test message is on its way to <@{said.person}>. You see in `/mvai on-call` what they say.")
    return _put_on(work, found, said)


def _put_on(work: Work, found: Person, said: OnCallWords) -> Answer:
    zone = people.zone_of(found)
    span = shifts.read_span(said.span, work.now, zone) if said.span else shifts.Span(work.now, None)
    shift = shifts.take_call(work, found, Rank(said.rank), span)
    since = "" if span.since <= work.now else f" from {moment(span.since)}"
    ends = f" until {moment(shift.until)}" if shift.until else ""
    mine = people.zone_of(people.get_person(work.session, work.actor.person_id or 0))
    clock = _on_their_clock(work, said, shift, zone, mine) if said.span and mine != zone else ""
    first = f"<@{said.person}> is on call{since}{ends}, {said.rank} person. They were told."
    return say(f"{first}{clock}{_nobody_beside(work, said, shift)}")


def _on_their_clock(work: Work, said: OnCallWords, shift: OnCall, zone: ZoneInfo, mine: ZoneInfo) -> str:
    # The hours that were typed are those of whoever is on call; Slack shows everybody their own.
    since = f" from {moment_words(shift.since, zone)}" if shift.since > work.now else ""
    until = f" until {moment_words(shift.until, zone)}" if shift.until else ""
    read = f"\nThe hours were read on their clock:{since}{until}."
    with suppress(Refused):
        meant = _typed_on_theirs(shifts.read_span(said.span or "", work.now, mine), work.now, zone)
        return f"{read} If you meant your own clock, type `/mvai on-call @name{_as_second(shift.rank)}{meant}`."
    return read


def _typed_on_theirs(meant: shifts.Span, now: datetime, zone: ZoneInfo) -> str:
    """Return what to type for a time, in words that are read on somebody's own clock."""
    words, after = "", now
    for word, at in (("from", meant.since if meant.since > now else None), ("until", meant.until)):
        if at is not None:
            local = at.astimezone(zone)
            # An hour alone is the next such hour.
            day = "" if at - after < timedelta(days=1) else f" {local:%Y-%m-%d}"
            words, after = f"{words} {word}{day} {hour_words(local.time())}", at
    return words


def _as_second(rank: Rank) -> str:
    return " second" if rank is Rank.SECOND else ""


def _nobody_beside(work: Work, said: OnCallWords, shift: OnCall) -> str:
    """Return, where nobody would be asked beside them, how to name somebody: the line to type."""
    beside = shifts.list_beside(work, shift)
    if beside - {shift.person_id}:
        return ""
    other = Rank.FIRST if shift.rank is Rank.SECOND else Rank.SECOND
    alone = f"Nobody is the {other.value} person then."
    if beside:
        alone = "They are the first and the second person then: nobody else is asked after them."
    times = f" {escape(said.span)}" if said.span else ""
    return f"\n{alone} To name somebody, type `/mvai on-call @name{_as_second(other)}{times}`."


def _test(work: Work) -> Answer:
    sent = testing.send_to_all(work)
    if not sent:
        raise Refused("Nobody is on call. Type `/mvai on-call @name` to put somebody on call.")
    names = ", ".join(f"<@{one.user_id}>" for one in sent)
    return say(f"A test message is on its way to {names}. You see in `/mvai on-call` what they say.")


def _show(work: Work) -> Answer:
    found = shifts.list_shifts(work.session, work.team_id, work.now)
    gap = shifts.find_gap(found, work.now)

    def name(person_id: int) -> str:
        one = people.get_person(work.session, person_id)
        away = " (away)" if people.is_absent(work.session, one.id, work.now) else ""
        return person(one.user_id, one.name.reveal()) + away

    return Say(views_on_call.shifts(found, name, gap, _reach(work)))


def _reach(work: Work) -> str:
    rang = testing.rang_last(work)
    if rang is not None:
        return f"A test last rang somebody's phone {moment(rang.acknowledged_at or rang.sent_at)}."
    if testing.was_acknowledged(work):
        return "Messages reach people in Slack. No test has rung a phone yet: type `/mvai on-call test`."
    return (
        "*Nobody has said yet that a message reached them, so check-ins do not ask the safety question.* Somebody on call "
        "presses “I got this” under the message that says so, or answers a test: type `/mvai on-call test`."
    )


@listeners.button(views_on_call.GotThis, needs=May.ADDRESSEE, repeatable=True)
def got_this(work: Work, by: Invocation, said: views_on_call.GotThis) -> Answer:
    """Record that the word to somebody on call reached them; their message says so, and asks no more."""
    testing.got_word(work)
    shift = work.session.get(OnCall, said.shift) if said.shift is not None else None
    if shift is None or shift.person_id != work.actor.person_id:
        return say("Thank you. It is recorded that these messages reach you.")
    words = views_on_call.span_words(shift.since <= work.now, shift)
    return Say(views_on_call.on_call_now(shift, words, mail=said.pager, got=True), replace=True)


@listeners.button(views_on_call.GotTest, needs=May.ADDRESSEE, repeatable=True)
def got_test(work: Work, by: Invocation, said: views_on_call.GotTest) -> Answer:
    """Record how a test reached somebody; their message says so."""
    testing.acknowledge(work, said.test, phone_rang=said.phone_rang)
    return None


@listeners.button(views_on_call.SetPager, needs=May.ADDRESSEE, repeatable=True)
def ask_pager(work: Work, by: Invocation, said: views_on_call.SetPager) -> Answer:
    """Open the form with the address on file."""
    me = people.get_person(work.session, work.actor.person_id or 0)
    return Open(PagerForm.view(start={"address": testing.find_pager(work, me)}))


@listeners.form(PagerForm, needs=May.ADDRESSEE)
def save_pager(work: Work, by: Invocation, said: PagerForm) -> Answer:
    """Put it on file, and try it at once."""
    me = people.get_person(work.session, work.actor.person_id or 0)
    testing.set_pager(work, me, said.address or "")
    if not said.address:
        return say("The address is off. You are asked in Slack.")
    testing.send(work, me)
    return say(
        "The address is on file, and a test is on its way. Please press in your direct message how it reached you."
    )
