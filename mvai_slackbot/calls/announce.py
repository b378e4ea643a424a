"""What Slack is told of a call: direct messages only; nothing of it appears in a channel."""

from collections.abc import Callable, Iterator

from mvai_slackbot.calls import facts, ladder, numbers, service, sharing, views, views_asked, views_raised
from mvai_slackbot.calls.models import CallAsked, CallAsking, CallOutcome
from mvai_slackbot.incidents import telling
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


def tell(person: Person | None, words: Message, key: str = "", subject: str = "") -> Iterator[e.Effect]:
    """Yield a direct message about a call: nothing else that waits for the same person may hold it up.

    What follows a call has a lane of its own, since a word on an earlier one that Slack does not take waits for hours.
    """
    yield from telling.tell(person, words, key, subject, apart=key or "call")


def _asker(work: Work, call: CallAsked) -> Person:
    return people.get_person(work.session, call.person_id)


def _raiser(work: Work, call: CallAsked) -> Person | None:
    return sharing.find_raiser(work.session, call)


def _who(work: Work, call: CallAsked) -> str:
    asker = _asker(work, call)
    return views_asked.who(asker, numbers.find(work, asker, call.incident_id), _raiser(work, call))


def _tell_waiting(
    work: Work, call: CallAsked, words: Message, for_raiser: Callable[[CallAsked, Person], Message]
) -> Iterator[e.Effect]:
    """Tell the person who waits, and whoever asked for them."""
    asker, raiser = _asker(work, call), _raiser(work, call)
    yield from tell(asker, words)
    if raiser is not None:
        yield from tell(raiser, for_raiser(call, asker))


@announcers.of(facts.CallWanted)
def _wanted(work: Work, fact: facts.CallWanted) -> Iterator[e.Effect]:
    call, asker = fact.call, _asker(work, fact.call)
    words = views.wanted(call, asker) if _raiser(work, call) is None else views_raised.for_them(call, asker)
    yield from _tell_waiting(work, call, words, views_raised.wanted)


@announcers.of(facts.CallRefusedForNobody)
def _nobody(work: Work, fact: facts.CallRefusedForNobody) -> Iterator[e.Effect]:
    raiser, asker = _raiser(work, fact.call), _asker(work, fact.call)
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
    words = views_asked.please_call(fact.call, _who(work, fact.call))
    yield from tell(fact.person, words, key=fact.asking.message_key, subject=fact.asking.subject)
    # The message goes out whatever the answer: somebody at rest may still look, and the next person is asked beside them.
    yield e.LookAtRest(person=fact.person.user_id, subject=fact.asking.subject)


def _still_nobody(words: str) -> Callable[[CallAsked, Person], Message]:
    return lambda call, asker: views_raised.still_nobody(call, asker, words)


@announcers.of(facts.NobodyHasItYet)
def _not_yet(work: Work, fact: facts.NobodyHasItYet) -> Iterator[e.Effect]:
    words = views.nobody_yet(fact.call, _asker(work, fact.call), fact.minutes)
    said = f"{fact.minutes} minutes have passed and nobody has the call you asked for yet."
    yield from _tell_waiting(work, fact.call, words, _still_nobody(said))


@announcers.of(facts.NotDelivered)
def _not_delivered(work: Work, fact: facts.NotDelivered) -> Iterator[e.Effect]:
    words = views.not_delivered(fact.call, _asker(work, fact.call))
    said = "A message to somebody on call could not be delivered, and nobody has the call you asked for yet."
    yield from _tell_waiting(work, fact.call, words, _still_nobody(said))


@announcers.of(facts.NobodyLeft)
def _nobody_left(work: Work, fact: facts.NobodyLeft) -> Iterator[e.Effect]:
    said = "Nobody who is on call can be reached right now."
    yield from _tell_waiting(work, fact.call, views.nobody_left(fact.call), _still_nobody(said))


@announcers.of(facts.CallTaken)
def _taken(work: Work, fact: facts.CallTaken) -> Iterator[e.Effect]:
    yield from _tell_waiting(
        work,
        fact.call,
        views.has_it(fact.call, fact.by),
        lambda call, asker: views_raised.has_it(call, asker, fact.by),
    )
    yield from _refresh(work, fact.call)
    for other in _others(work, fact.call):
        yield from tell(other, views_asked.not_yours(fact.call, fact.by))


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
    words = views.came_back(fact.call, _asker(work, fact.call), fact.had)
    said = "Whoever had the call you asked for has not said how it went; people on call are being asked again."
    yield from _tell_waiting(work, fact.call, words, _still_nobody(said))
    yield from _refresh(work, fact.call)
    words_back = views_asked.went_back(fact.call, _who(work, fact.call))
    yield from tell(fact.had, words_back, key=_went_back(fact.call, fact.had))


def _went_back(call: CallAsked, person: Person) -> str:
    return f"call-went-back-{call.id}-{person.id}"


@announcers.of(facts.CallWithdrawn)
def _withdrawn(work: Work, fact: facts.CallWithdrawn) -> Iterator[e.Effect]:
    yield from _refresh(work, fact.call)
    asker, raiser = _asker(work, fact.call), _raiser(work, fact.call)
    # Whoever did not end it themselves would wait for a call that does not come.
    if raiser is not None and work.actor.person_id == asker.id:
        yield from tell(raiser, views_raised.not_needed(fact.call, asker))
    elif raiser is not None:
        yield from tell(asker, views_raised.no_call_comes(fact.call))
    for other in _others(work, fact.call):
        yield from tell(other, views_asked.not_yours(fact.call, None))


@announcers.of(facts.CallOutcomeRecorded)
def _outcome(work: Work, fact: facts.CallOutcomeRecorded) -> Iterator[e.Effect]:
    call = fact.call
    yield from _refresh(work, call)
    if call.acknowledged_by is None:
        return
    by = people.get_person(work.session, call.acknowledged_by)
    # What stands elsewhere with the same three buttons says the same.
    for key in (_reminder(call, by), _went_back(call, by)):
        yield from _update(work, by, views_asked.settled(call, by), key)
    if call.outcome is CallOutcome.NO_CONTACT:
        yield from tell(_asker(work, call), views.not_reached(call, by, _asker(work, call)))


def _update(work: Work, person: Person, words: Message, key: str) -> Iterator[e.Effect]:
    # Only what was promised before: a reminder that was never sent must not appear now.
    if service.was_sent(work.session, key):
        yield from tell(person, words, key=key)


@announcers.of(facts.NumberGiven)
def _number(work: Work, fact: facts.NumberGiven) -> Iterator[e.Effect]:
    yield from _refresh(work, fact.call)
    if fact.call.acknowledged_by is not None and fact.call.outcome is None:
        has_it = people.get_person(work.session, fact.call.acknowledged_by)
        yield from tell(has_it, views_asked.number_given(fact.call, _who(work, fact.call)))


def _others(work: Work, call: CallAsked) -> list[Person]:
    asked = dict.fromkeys(asking.person_id for asking in service.list_askings(work.session, call.id))
    return [people.get_person(work.session, one) for one in asked if one != call.acknowledged_by]


def _refresh(work: Work, call: CallAsked) -> Iterator[e.Effect]:
    """Let every message that asked somebody say how the call stands; who and number stay only where they are needed."""
    by = people.get_person(work.session, call.acknowledged_by) if call.acknowledged_by else None
    told = _who(work, call)
    for asking in service.list_askings(work.session, call.id):
        words = _words_for(call, asking, by, told)
        yield from tell(people.get_person(work.session, asking.person_id), words, key=asking.message_key)


def _words_for(call: CallAsked, asking: CallAsking, by: Person | None, told: str) -> Message:
    if by is not None and asking.person_id == by.id:
        return views_asked.yours(call, told)
    return views_asked.please_call(call, told) if call.is_open else views_asked.not_yours(call, by)
