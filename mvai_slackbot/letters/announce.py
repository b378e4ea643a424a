"""What follows from a letter: the mail itself, or a task for whoever is on duty."""

from collections.abc import Iterator

from mvai_slackbot.letters import facts, views
from mvai_slackbot.letters.models import Letter
from mvai_slackbot.letters.service import on_duty
from mvai_slackbot.letters.words import LINK
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Announcers, Work

announcers = Announcers()


@announcers.of(facts.LetterWritten)
def _send(work: Work, fact: facts.LetterWritten) -> Iterator[e.Effect]:
    letter, text = fact.letter, fact.letter.text.reveal()
    yield e.SendMail(
        to=letter.to.reveal(),
        title=letter.title.reveal(),
        text=text.replace(LINK, fact.link) if fact.link else text,
        token=letter.token,
        answers=fact.answers,
        subject=letter.subject,
    )


@announcers.of(facts.LetterToHand)
def _by_hand(work: Work, fact: facts.LetterToHand) -> Iterator[e.Effect]:
    for person in on_duty(work):
        yield from _tell(person, views.by_hand(fact.letter), views.key(fact.letter, person))


@announcers.of(facts.LetterSettled)
def _settled(work: Work, fact: facts.LetterSettled) -> Iterator[e.Effect]:
    letter = fact.letter
    by = people.get_person(work.session, letter.settled_by) if letter.settled_by else None
    for person in _told(work, letter):
        yield from _tell(person, views.settled(letter, by), views.key(letter, person))


@announcers.of(facts.LetterLate)
def _late(work: Work, fact: facts.LetterLate) -> Iterator[e.Effect]:
    for person in on_duty(work):
        yield from _tell(person, views.late(fact.letter))


def _told(work: Work, letter: Letter) -> list[Person]:
    # Whoever is on duty by now, and whoever pressed: others may have been on duty when it came, their message stays true.
    found = {one.id: one for one in on_duty(work)}
    if letter.settled_by is not None:
        found.setdefault(letter.settled_by, people.get_person(work.session, letter.settled_by))
    return list(found.values())


def _tell(person: Person, words: Message, key: str = "") -> Iterator[e.Effect]:
    if person.user_id and not person.deactivated:
        yield e.Post(to=person.user_id, message=words, name=key, apart="mail")
