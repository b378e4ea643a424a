"""What Slack is told of a call: direct messages only; nothing of it appears in a channel."""

from collections import Counter
from collections.abc import Callable, Iterator

from mvai_slackbot.calls import (
    announce_own as own,
    facts,
    ladder,
    numbers,
    service,
    views,
    views_after,
    views_asked,
    views_raised,
)
from mvai_slackbot.calls.announce_own import tell, tell_waiting, update
from mvai_slackbot.calls.models import CallAsked, CallAsking, CallOutcome
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


def _who(work: Work, call: CallAsked) -> str:
    asker = own.asker(work, call)
    return views_asked.who(asker, numbers.find(work, asker, call.incident_id), own.raiser(work, call))


@announcers.of(facts.CallWanted)
def _wanted(work: Work, fact: facts.CallWanted) -> Iterator[e.Effect]:
    call, phone = fact.call, own.phone(work, fact.call)
    words = views.wanted(call, phone) if own.raiser(work, call) is None else views_raised.for_them(call, phone)
    yield from tell_waiting(work, call, words, views_raised.wanted, own.ASKED)


@announcers.of(facts.CallRefusedForNobody)
def _nobody(work: Work, fact: facts.CallRefusedForNobody) -> Iterator[e.Effect]:
    raiser, asker = own.raiser(work, fact.call), own.asker(work, fact.call)
    if raiser is None:
        yield from tell(asker, views.nobody_on_call(fact.call))
    else:
        # Nobody phones, so the person themselves is not told that somebody would.
        yield from tell(raiser, views_raised.nobody_on_call(fact.call, asker))
    # Nobody is asked, and nobody is promised; but that somebody wished for it must not be known to nobody.
    for one in ladder.list_coordinators(work, fact.call):
        yield from tell(one, views_asked.nobody_was_asked(fact.call, _who(work, fact.call)))


@announcers.of(facts.PersonAsked)
def _ask(work: Work, fact: facts.PersonAsked) -> Iterator[e.Effect]:
    if not fact.person.user_id:
        return
    nth = len(service.list_askings_of(work.session, fact.call.id, fact.person.id))
    words = views_asked.please_call(fact.call, _who(work, fact.call), nth)
    yield from tell(fact.person, words, key=fact.asking.message_key, subject=fact.asking.subject)
    # The message goes out whatever the answer: somebody at rest may still look, and the next person is asked beside them.
    yield e.LookAtRest(person=fact.person.user_id, subject=fact.asking.subject)


def _still_nobody(words: str) -> Callable[[CallAsked, Person], Message]:
    return lambda call, asker: views_raised.still_nobody(call, asker, words)


@announcers.of(facts.NobodyHasItYet)
def _not_yet(work: Work, fact: facts.NobodyHasItYet) -> Iterator[e.Effect]:
    words = views.nobody_yet(fact.call, own.phone(work, fact.call), fact.minutes)
    said = f"{fact.minutes} minutes have passed and nobody has the call you asked for yet."
    yield from tell_waiting(work, fact.call, words, _still_nobody(said), str(fact.minutes))


@announcers.of(facts.NotDelivered)
def _not_delivered(work: Work, fact: facts.NotDelivered) -> Iterator[e.Effect]:
    words = views.not_delivered(fact.call, own.phone(work, fact.call))
    said = "A message to somebody on call could not be delivered, and nobody has the call you asked for yet."
    yield from tell_waiting(work, fact.call, words, _still_nobody(said), own.UNDELIVERED)


@announcers.of(facts.NobodyLeft)
def _nobody_left(work: Work, fact: facts.NobodyLeft) -> Iterator[e.Effect]:
    said = "Nobody who is on call can be reached right now."
    yield from tell_waiting(work, fact.call, views.nobody_left(fact.call), _still_nobody(said), own.NOBODY_LEFT)


@announcers.of(facts.CallTaken)
def _taken(work: Work, fact: facts.CallTaken) -> Iterator[e.Effect]:
    call, asker, raiser = fact.call, own.asker(work, fact.call), own.raiser(work, fact.call)
    yield from own.nothing_to_press(work, call, views_after.SAID_YES)
    yield from tell(asker, views_after.has_it(call, fact.by), key=own.has_key(work, call))
    if raiser is not None:
        yield from tell(raiser, views_raised.has_it(call, asker, fact.by))
    yield from _refresh(work, call)


@announcers.of(facts.OutcomeAwaited)
def _awaited(work: Work, fact: facts.OutcomeAwaited) -> Iterator[e.Effect]:
    words = views_asked.outcome_awaited(fact.call, _who(work, fact.call))
    yield from tell(fact.by, words, key=_reminder(fact.call, fact.by))


def _reminder(call: CallAsked, person: Person) -> str:
    # One for each time that somebody had it: a new half hour brings a new message.
    return f"call-outcome-{call.id}-{person.id}-{int(call.acknowledged_at.timestamp()) if call.acknowledged_at else 0}"


@announcers.of(facts.StillOnIt)
def _still_on_it(work: Work, fact: facts.StillOnIt) -> Iterator[e.Effect]:
    yield from tell(fact.by, views_asked.yours(fact.call, _who(work, fact.call)), key=_reminder(fact.call, fact.by))


@announcers.of(facts.CallReturned)
def _returned(work: Work, fact: facts.CallReturned) -> Iterator[e.Effect]:
    stale = views_after.quiet(fact.call, views_after.STANDS_BELOW)
    yield from update(work, own.asker(work, fact.call), stale, own.has_key(work, fact.call))
    words = views.came_back(fact.call, own.phone(work, fact.call), fact.had)
    said = "Whoever had the call you asked for has not said how it went; people on call are being asked again."
    yield from tell_waiting(work, fact.call, words, _still_nobody(said), own.CAME_BACK)
    yield from _refresh(work, fact.call)
    words_back = views_asked.went_back(fact.call, _who(work, fact.call))
    yield from tell(fact.had, words_back, key=_went_back(fact.call, fact.had))


def _went_back(call: CallAsked, person: Person) -> str:
    return f"call-went-back-{call.id}-{person.id}"


@announcers.of(facts.CallWithdrawn)
def _withdrawn(work: Work, fact: facts.CallWithdrawn) -> Iterator[e.Effect]:
    yield from _refresh(work, fact.call)
    asker, raiser = own.asker(work, fact.call), own.raiser(work, fact.call)
    yield from own.nothing_to_press(work, fact.call, views_after.ENDED)
    # Whoever did not end it themselves would wait for a call that does not come.
    if raiser is not None and work.actor.person_id == asker.id:
        yield from tell(raiser, views_raised.not_needed(fact.call, asker))
    elif raiser is not None:
        yield from tell(asker, views_raised.no_call_comes(fact.call))


@announcers.of(facts.CallOutcomeRecorded)
def _outcome(work: Work, fact: facts.CallOutcomeRecorded) -> Iterator[e.Effect]:
    call = fact.call
    yield from _refresh(work, call)
    if call.acknowledged_by is None:
        return
    by = people.get_person(work.session, call.acknowledged_by)
    # What stands elsewhere with the same three buttons says the same.
    for key in (_reminder(call, by), _went_back(call, by)):
        yield from update(work, by, views_asked.settled(call, by), key)
    if call.returned_at is not None:
        # It may have been asked for anew when whoever had it said what came of it.
        yield from own.nothing_to_press(work, call, views_after.STANDS_BELOW)
    yield from _tell_outcome(work, call, by)


def _tell_outcome(work: Work, call: CallAsked, by: Person) -> Iterator[e.Effect]:
    """Let who asked read that it is over, in the place of who has it; a try that did not reach them is a word of its own."""
    asker, has, missed = own.asker(work, call), own.has_key(work, call), own.missed_key(work, call)
    if call.outcome is CallOutcome.NO_CONTACT:
        yield from update(work, asker, views_after.quiet(call, views_after.STANDS_BELOW), has)
        yield from tell(asker, views_after.not_reached(call, by, own.phone(work, call)), key=missed)
    else:
        yield from own.tell_over(work, asker, views_after.over(call, by), has, missed)


@announcers.of(facts.NumberGiven)
def _number(work: Work, fact: facts.NumberGiven) -> Iterator[e.Effect]:
    yield from _refresh(work, fact.call)
    if fact.call.acknowledged_by is not None and fact.call.outcome is None:
        has_it = people.get_person(work.session, fact.call.acknowledged_by)
        yield from tell(has_it, views_asked.number_given(fact.call, _who(work, fact.call)))


def _refresh(work: Work, call: CallAsked) -> Iterator[e.Effect]:
    """Let every message that asked somebody say how the call stands; who and number stay only where they are needed.

    Once nobody is asked any more the last one to each says it, and nothing new is sent: it would wake people for nothing.
    """
    by = people.get_person(work.session, call.acknowledged_by) if call.acknowledged_by else None
    told = _who(work, call)
    askings = service.list_askings(work.session, call.id)
    last = {asking.person_id: asking for asking in askings}
    nth: Counter[int] = Counter()
    for asking in askings:
        nth[asking.person_id] += 1
        words = (
            _words_for(call, asking, by, told, nth[asking.person_id])
            if call.is_open or last[asking.person_id] is asking
            else views_asked.earlier(call)
        )
        yield from tell(people.get_person(work.session, asking.person_id), words, key=asking.message_key)


def _words_for(call: CallAsked, asking: CallAsking, by: Person | None, told: str, nth: int) -> Message:
    if by is not None and asking.person_id == by.id:
        return views_asked.yours(call, told)
    return views_asked.please_call(call, told, nth) if call.is_open else views_asked.not_yours(call, by)
