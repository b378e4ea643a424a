"""What becomes true of a letter."""

from dataclasses import dataclass, field

from mvai_slackbot.letters.models import Letter
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class LetterFact(Fact):
    """A fact of one letter; no timeline speaks of it."""

    letter: Letter


@dataclass(frozen=True)
class LetterWritten(LetterFact):
    """A letter is to go out; `answers` are the Message-IDs of what it answers, earliest first.

    `link` takes the place of the mark in its words: a secret, which stands in no letter on record.
    """

    answers: tuple[str, ...]
    link: str = field(default="", repr=False)


@dataclass(frozen=True)
class LetterSent(LetterFact):
    """The mail server took a letter."""


@dataclass(frozen=True)
class LetterToHand(LetterFact):
    """A letter has to be sent by a person: it could not go out, or came back."""


@dataclass(frozen=True)
class LetterLate(LetterFact):
    """A letter has been tried for ten minutes; it is tried on."""


@dataclass(frozen=True)
class LetterSettled(LetterFact):
    """A letter that had to be sent by hand waits for nobody any more."""
