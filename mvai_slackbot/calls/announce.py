"""What Slack is told of a call: direct messages only; nothing of it appears in a channel."""

from collections.abc import Iterator

from mvai_slackbot.calls import facts, service, views, views_asked
from mvai_slackbot.calls.models import CallAsked, CallOutcome
from mvai_slackbot.incidents import telling
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


def tell(person: Person | None, words: Message, key: str = "", subject: str = "") -> Iterator[e.Effect]:
    """Yield a direct message about a call: nothing else that waits for the same person may hold it up."""
    yield from telling.tell(person, words, key, subject, apart="call")


def _asker(work: Work, call: CallAsked) -> Person:
    return people.get_person(work.session, call.person_id)


@announcers.of(facts.CallWanted)
def _wanted(work: Work, fact: facts.CallWanted) -> Iterator[e.Effect]:
    asker = _asker(work, fact.call)
    yield from tell(asker, views.wanted(fact.call, asker))


@announcers.of(facts.CallRefusedForNobody)
def _nobody(work: Work, fact: facts.CallRefusedForNobody) -> Iterator[e.Effect]:
    yield from tell(_asker(work, fact.call), views.nobody_on_call(fact.call))


@announcers.of(facts.PersonAsked)
def _ask(work: Work, fact: facts.PersonAsked) -> Iterator[e.Effect]:
    if not fact.person.user_id:
        return
    words = views_asked.please_call(fact.call, _asker(work, fact.call))
    yield from tell(fact.person, words, key=fact.asking.message_key, subject=fact.asking.subject)
    # The message goes out whatever the answer: somebody at rest may still look, and the next person is asked beside them.
    yield e.LookAtRest(person=fact.person.user_id, subject=fact.asking.subject)


@announcers.of(facts.NobodyHasItYet)
def _not_yet(work: Work, fact: facts.NobodyHasItYet) -> Iterator[e.Effect]:
    asker = _asker(work, fact.call)
    yield from tell(asker, views.nobody_yet(fact.call, asker, fact.minutes))


@announcers.of(facts.NobodyLeft)
def _nobody_left(work: Work, fact: facts.NobodyLeft) -> Iterator[e.Effect]:
    yield from tell(_asker(work, fact.call), views.nobody_left(fact.call))


@announcers.of(facts.CallTaken)
def _taken(work: Work, fact: facts.CallTaken) -> Iterator[e.Effect]:
    yield from tell(_asker(work, fact.call), views.has_it(fact.call, fact.by))
    yield from _refresh(work, fact.call)
    for other in _others(work, fact.call):
        yield from tell(other, views_asked.not_yours(fact.call, fact.by))


@announcers.of(facts.CallWithdrawn)
def _withdrawn(work: Work, fact: facts.CallWithdrawn) -> Iterator[e.Effect]:
    yield from _refresh(work, fact.call)
    for other in _others(work, fact.call):
        yield from tell(other, views_asked.not_yours(fact.call, None))


@announcers.of(facts.CallOutcomeRecorded)
def _outcome(work: Work, fact: facts.CallOutcomeRecorded) -> Iterator[e.Effect]:
    yield from _refresh(work, fact.call)
    if fact.call.outcome is CallOutcome.NO_CONTACT and fact.call.acknowledged_by is not None:
        asker, by = _asker(work, fact.call), people.get_person(work.session, fact.call.acknowledged_by)
        yield from tell(asker, views.not_reached(fact.call, by, asker))


@announcers.of(facts.NumberGiven)
def _number(work: Work, fact: facts.NumberGiven) -> Iterator[e.Effect]:
    yield from _refresh(work, fact.call)
    if fact.call.acknowledged_by is not None and fact.call.outcome is None:
        has_it = people.get_person(work.session, fact.call.acknowledged_by)
        yield from tell(has_it, views_asked.number_given(fact.call, _asker(work, fact.call)))


def _others(work: Work, call: CallAsked) -> list[Person]:
    asked = dict.fromkeys(asking.person_id for asking in service.list_askings(work.session, call.id))
    return [people.get_person(work.session, one) for one in asked if one != call.acknowledged_by]


def _refresh(work: Work, call: CallAsked) -> Iterator[e.Effect]:
    """Let every message that asked somebody say how the call stands; who and number stay only where they are needed."""
    asker = _asker(work, call)
    by = people.get_person(work.session, call.acknowledged_by) if call.acknowledged_by else None
    for asking in service.list_askings(work.session, call.id):
        if by is not None and asking.person_id == by.id:
            words = views_asked.yours(call, asker)
        elif call.is_open:
            words = views_asked.please_call(call, asker)
        else:
            words = views_asked.not_yours(call, by)
        yield from tell(people.get_person(work.session, asking.person_id), words, key=asking.message_key)
