"""What becomes true of a letter."""

from dataclasses import dataclass

from mvai_slackbot.letters.models import Letter
from mvai_slackbot.work import Fact


@dataclass(frozen=True)
class LetterFact(Fact):
    """A fact of one letter; no timeline speaks of it."""

    letter: Letter


@dataclass(frozen=True)
class LetterWritten(LetterFact):
    """A letter is to go out; `answers` are the Message-IDs of what it answers, earliest first."""

    answers: tuple[str, ...]


@dataclass(frozen=True)
class LetterToHand(LetterFact):
    """A letter has to be sent by a person."""


@dataclass(frozen=True)
class LetterLate(LetterFact):
    """A letter has been tried for ten minutes; it is tried on."""


@dataclass(frozen=True)
class LetterSettled(LetterFact):
    """A letter that had to be sent by hand waits for nobody any more."""
