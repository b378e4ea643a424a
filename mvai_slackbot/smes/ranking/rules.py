"""The rules of ranking as data: what gives points and how many, who is left out, and the words for each."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from mvai_slackbot.areas import Area
from mvai_slackbot.data_files import SHIPPED as FOLDER
from mvai_slackbot.errors import Refused
from mvai_slackbot.smes.models import Anyway

SHIPPED = FOLDER / "ranking.json"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Rule(_Strict):
    key: str = Field(pattern=r"^[a-z_]{2,20}$")
    # Said of somebody; `{fact}` is what makes it true of them.
    words: str = Field(min_length=3, max_length=120)
    why: str = Field(min_length=3, max_length=200)

    @field_validator("words")
    @classmethod
    def _fillable(cls, words: str) -> str:
        if any(name not in (None, "fact") for _, name, _, _ in Formatter().parse(words)):
            raise ValueError("only {fact} can be filled in")
        return words


class Step(_Strict):
    """So many points up to, and with, an amount."""

    up_to: float = Field(ge=0)
    points: int = Field(ge=-100, le=100)


class PointRule(_Rule):
    """Points for a fact: the same each time it is true, or by the first step that its amount is not above."""

    points: int | None = Field(None, ge=-100, le=100)
    steps: tuple[Step, ...] = ()
    # How far back it looks.
    days: int = Field(0, ge=0, le=366)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.points is None) == (not self.steps):
            raise ValueError("a rule has either points or steps")
        amounts = [step.up_to for step in self.steps]
        if amounts != sorted(set(amounts)):
            raise ValueError("steps go up, each higher than the one before")
        return self

    @property
    def each(self) -> int:
        """The points for each time it is true."""
        return self.points or 0

    def at(self, amount: float) -> int | None:
        """Return the points of an amount, None when no step reaches that far."""
        return next((step.points for step in self.steps if amount <= step.up_to), None)


class ExclusionRule(_Rule):
    """A fact that leaves somebody out; `unless` they said that they want to be asked all the same."""

    unless: Anyway | None = None
    # Said instead, with no points, of somebody who wants to be asked all the same.
    waived: str = Field("", max_length=120)
    days: int = Field(0, ge=0, le=366)

    @model_validator(mode="after")
    def _waivable(self) -> Self:
        if (self.unless is None) != (not self.waived):
            raise ValueError("unless and waived belong together")
        return self


class MisfitRule(_Rule):
    """A fact that makes somebody no answer to what was asked for; they are counted, not named."""


class Rules(_Strict):
    """The file."""

    about: str
    source: str = Field(min_length=3)
    confidence: Literal["V", "S", "K+", "K", "K?", "D"]
    last_verified: date
    points: tuple[PointRule, ...]
    exclusions: tuple[ExclusionRule, ...]
    misfits: tuple[MisfitRule, ...]
    # Which kinds of SME work in an area themselves.
    fields: dict[Area, frozenset[str]]


def read_rules(path: Path, points: set[str], exclusions: set[str], misfits: set[str]) -> Rules:
    """Read a file of rules, which names each of these keys once; raise `Refused` that names the entry at fault."""
    try:
        rules = Rules.model_validate(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError) as fault:
        raise Refused(f"{path}: {_where(fault)}") from None
    for name, found, known in (
        ("points", rules.points, points),
        ("exclusions", rules.exclusions, exclusions),
        ("misfits", rules.misfits, misfits),
    ):
        keys = [rule.key for rule in found]
        if sorted(keys) != sorted(known):
            odd = sorted(set(keys) ^ known) or [key for key in keys if keys.count(key) > 1]
            raise Refused(f'{path}: "{name}" names each of {", ".join(sorted(known))} once; look at: {", ".join(odd)}.')
    return rules


def _where(fault: Exception) -> str:
    if not isinstance(fault, ValidationError):
        return f"cannot be read as JSON ({type(fault).__name__})."
    first = fault.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc']) or 'file'}: {first['msg']}."


@cache
def shipped(points: frozenset[str], exclusions: frozenset[str], misfits: frozenset[str]) -> Rules:
    """Return the rules that ship; read once, at the start."""
    return read_rules(SHIPPED, set(points), set(exclusions), set(misfits))
