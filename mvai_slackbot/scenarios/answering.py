"""How the leaders of a lived-through incident answer their check-ins: with trends, with gaps, never with a name."""

from math import sin
from zlib import crc32

from mvai_slackbot.scenarios.life import Life
from mvai_slackbot.simulator import Form, Message, Person

ANSWER = ("Answer", "Officers", "Community")
REACHED = "Reached"
NO_ANSWER_HERE = "Not enough information"
NOTES = ("Nights are short.", "Schedules are better than last month.", "People take their days off again.")
# From day to day: nobody answers in a week away, nor to every fifth check-in.
AWAY = range(38, 47)
EVERY = 5


class Answering:
    """Answers what stands open in some people's direct messages, each check-in once."""

    def __init__(self, *handles: str) -> None:
        self._handles = handles
        self._seen: set[tuple[str, str]] = set()

    def follow(self, life: Life) -> None:
        """Answer what has come since the last look, or leave it."""
        for handle in self._handles:
            person = life.person(handle)
            for message in person.reads():
                key = (handle, message.ts)
                if key in self._seen or not _asks(message):
                    continue
                self._seen.add(key)
                if life.day not in AWAY and len(self._seen) % EVERY:
                    life.tries(f"{handle} answers", lambda p=person, m=message: _answer(life, p, m))  # type: ignore[misc]  # bound at once


class Looking:
    """Says, for somebody whom answers ask for a look, what came of each: as long as nobody does, they are asked again."""

    def __init__(self, handle: str) -> None:
        self._handle = handle
        self._seen: set[str] = set()

    def follow(self, life: Life) -> None:
        """Settle what has come since the last look; each word said may settle another, so it is read anew each time."""
        person = life.person(self._handle)
        while (message := self._next(person)) is not None:
            self._seen.add(message.ts)
            life.tries(f"{self._handle} looks", lambda m=message: _settle(person, m))  # type: ignore[misc]  # bound at once
            life.look()

    def _next(self, person: Person) -> Message | None:
        return next((one for one in person.reads() if one.ts not in self._seen and _waits(one)), None)


def _waits(message: Message) -> bool:
    return not message.ephemeral and REACHED in message.buttons


def _settle(person: Person, message: Message) -> None:
    try:
        person.presses(REACHED, message=message)
    except AssertionError:
        # Somebody else has said it in the meantime: nothing is left to say.
        if any(one.ts == message.ts and _waits(one) for one in person.reads()):
            raise


def _asks(message: Message) -> bool:
    # Months in a minute meet Slack's pace: some check-ins stand only when a newer one has come, and rest by then.
    if "can rest" in message.words:
        return False
    return not message.ephemeral and any(label in ANSWER for label in message.buttons) and "check-in" in message.words


def _answer(life: Life, person: Person, message: Message) -> None:
    for label in [one for one in message.buttons if one in ANSWER]:
        reply = person.presses(label, message=message)
        form = reply.form
        if form is None:
            raise AssertionError(f"{label!r} opened no form: {reply.words[:200]}")
        person.submits(_filled(form, life.day, label))
        life.look()
        if person.form is not None:
            person.cancels(all_forms=True)


def _filled(form: Form, day: int, label: str) -> dict[str, str]:
    filled = {}
    for place, field in enumerate(form.labels):
        options = form.options(field)
        steps = [one for one in options if one[:1].isdigit()]
        if len(steps) == 5:
            level = _level(day, field, community="ommunity" in form.title + label)
            missing = NO_ANSWER_HERE in options and (crc32(f"{field}{day}".encode()) % 11 == 0)
            filled[field] = NO_ANSWER_HERE if missing else steps[level - 1]
        elif field == "Note" and day % 9 == 0:
            filled[field] = NOTES[(day + place) % len(NOTES)]
    return filled


def _level(day: int, field: str, *, community: bool) -> int:
    """Between 1 and 5: low in the first weeks, a dip after a month, better with time, each question a little apart."""
    apart = crc32(field.encode()) % 100 / 50 - 1
    rising = 1.9 + day / 45 + (0.6 if community else 0)
    dip = 0.9 if 26 <= day <= 40 else 0.0
    return max(1, min(5, round(rising - dip + apart + 0.4 * sin(day / 3))))
