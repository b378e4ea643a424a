"""What a check found."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `act` needs doing, `look` deserves a thought, `well` is as it should be."""

    what: str
    state: Literal["well", "look", "act"]
    says: str
    next_step: str = ""


def well(what: str, says: str) -> Finding:
    """Return a finding that all is as it should be."""
    return Finding(what, "well", says)


def look(what: str, says: str, next_step: str) -> Finding:
    """Return a finding that deserves a thought; it does not fail the command."""
    return Finding(what, "look", says, next_step)


def act(what: str, says: str, next_step: str) -> Finding:
    """Return a finding that needs doing."""
    return Finding(what, "act", says, next_step)
