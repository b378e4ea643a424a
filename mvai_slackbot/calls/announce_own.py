"""What who waits for a call is told, and whoever asked for them; where it stands, so that it is true later too."""

from collections.abc import Callable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from mvai_slackbot.calls import numbers, service, sharing, views_after
from mvai_slackbot.calls.models import CallAsked
from mvai_slackbot.incidents import telling
from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.outbox.models import Entry, Receipt
from mvai_slackbot.people import service as people
from mvai_slackbot.people.models import Person
from mvai_slackbot.work import Work

# The words on a call that is waited for; beside these, one for each time that has passed (in minutes).
ASKED, UNDELIVERED, CAME_BACK, NOBODY_LEFT = "asked", "undelivered", "back", "left"
# In the order in which they come.
WITH_BUTTONS = (ASKED, CAME_BACK, UNDELIVERED, "10", "20")
OWN, RAISED = "own", "raised"


def tell(person: Person | None, words: Message, key: str = "", subject: str = "") -> Iterator[e.Effect]:
    """Yield a direct message about a call: nothing else that waits for the same person may hold it up.

    What follows a call has a lane of its own, since a word on an earlier one that Slack does not take waits for hours.
    """
    yield from telling.tell(person, words, key, subject, apart=key or "call")


def _was_sent(session: Session, key: str) -> bool:
    """Whether a message of this key was promised or stands in Slack."""
    promised = select(Entry.id).where(Entry.key == key)
    return session.get(Receipt, key) is not None or session.scalar(promised.limit(1)) is not None


def update(work: Work, person: Person, words: Message, key: str) -> Iterator[e.Effect]:
    """Yield words in the place of what was promised before: what was never sent must not appear now."""
    if _was_sent(work.session, key):
        yield from tell(person, words, key=key)


def tell_over(work: Work, person: Person, words: Message, *keys: str) -> Iterator[e.Effect]:
    """Yield words in the place of what was said of this time; by a message of the first key where nothing was."""
    for key in [one for one in keys if _was_sent(work.session, one)] or keys[:1]:
        yield from tell(person, words, key=key)


def asker(work: Work, call: CallAsked) -> Person:
    """Return who is to be called."""
    return people.get_person(work.session, call.person_id)


def raiser(work: Work, call: CallAsked) -> Person | None:
    """Return who asked on their behalf, if anybody did."""
    return sharing.find_raiser(work.session, call)


def phone(work: Work, call: CallAsked) -> str:
    """Return where they are called first, empty when no number is on file."""
    return numbers.find(work, asker(work, call), call.incident_id).first


def _key(call: CallAsked, whose: str, what: str) -> str:
    # One for each round of asking: a call that came back brings new words.
    return f"call-{whose}-{call.id}-{what}-{int(call.since.timestamp())}"


def _nth(work: Work, call: CallAsked) -> int:
    taken = [one.taken_at for one in service.list_askings(work.session, call.id) if one.taken_at is not None]
    back = call.returned_at
    # Who says how it went after it came back, and did not take it anew, has it once more: what stands above is past.
    anew = call.acknowledged_by is not None and back is not None and all(at < back for at in taken)
    return len(taken) + anew


def has_key(work: Work, call: CallAsked) -> str:
    """Return the key of the word on who has the call; one for each time that somebody took it."""
    return f"call-{OWN}-{call.id}-has-{_nth(work, call)}"


def missed_key(work: Work, call: CallAsked) -> str:
    """Return the key of the word that somebody tried to reach them."""
    return f"call-{OWN}-{call.id}-missed-{_nth(work, call)}"


def tell_waiting(
    work: Work, call: CallAsked, words: Message, for_raiser: Callable[[CallAsked, Person], Message], what: str
) -> Iterator[e.Effect]:
    """Tell the person who waits, and whoever asked for them; what has buttons is found again once they serve no more."""
    one, other = asker(work, call), raiser(work, call)
    keyed = what in WITH_BUTTONS
    yield from tell(one, words, key=_key(call, OWN, what) if keyed else "")
    if other is not None:
        yield from tell(other, for_raiser(call, one), key=_key(call, RAISED, what) if keyed else "")


def nothing_to_press(work: Work, call: CallAsked, words: str) -> Iterator[e.Effect]:
    """Take the buttons from the words of this round of waiting; the last of them says why, once for each who waited."""
    for whose, person in ((OWN, asker(work, call)), (RAISED, raiser(work, call))):
        sent = [key for what in WITH_BUTTONS if _was_sent(work.session, key := _key(call, whose, what))]
        for key in sent if person is not None else ():
            said = words if key == sent[-1] else views_after.EARLIER
            yield from tell(person, views_after.quiet(call, said), key=key)
