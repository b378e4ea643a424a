"""What a carrier is: whoever takes effects out of the house, how it says what came of one, and what each try knows."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from mvai_slackbot.outbox.effects import By, Effect


@dataclass(frozen=True)
class Outcome:
    """What was done: where a message stands, which channel was made, what was read."""

    channel: str = ""
    ts: str = ""
    read: dict[str, Any] = field(default_factory=dict)
    # An earlier try had failed, and people may have been told so.
    after_trouble: bool = False


@dataclass(frozen=True)
class Try:
    """One try of an entry: its mark, the same at each try; whether it was tried before; its receipt."""

    mark: str
    tries: int
    first_tried_at: datetime
    channel: str = ""
    ts: str = ""

    @property
    def again(self) -> bool:
        """Whether an earlier try may have worked without our hearing of it."""
        return self.tries > 1


class Undone(Exception):
    """An effect was not done; `code` is the other side's word for why, never words of a person."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Later(Undone):
    """The other side could not, for now: try again."""


class Never(Undone):
    """Trying again will not help."""


class Busy(Undone):
    """The other side refused before doing anything and asks to wait so many seconds; the try is not counted."""

    def __init__(self, code: str, seconds: float) -> None:
        super().__init__(code)
        self.seconds = seconds


class Gone(Exception):
    """What stood under the receipt is not there any more: do it anew."""


class Carrier(Protocol):
    """Takes effects to one place outside; raises one of the above when an effect was not done."""

    # Whose effects it carries.
    by: By

    def wait(self, effect: Effect) -> float:
        """Return the seconds this effect must wait for its turn, and count it as carried when that is 0."""
        ...

    def perform(self, effect: Effect, this: Try) -> Awaitable[Outcome]:
        """Do the effect."""
        ...
