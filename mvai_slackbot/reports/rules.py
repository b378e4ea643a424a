"""When an answer asks for a person's look: rules from a data file, and a pure function from answers to what they found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Annotated, Literal

from pydantic import Field

from mvai_slackbot.checkins.content import load
from mvai_slackbot.data_files import Entry, Folder, Strict, check_twice, from_files, read_file
from mvai_slackbot.errors import Refused

RULES = "alert_rules.json"
# An average is shown, and compared, only when so many questions were answered with a number.
ENOUGH = 4
LOWEST = 1


class Level(IntEnum):
    """How soon a person looks: within the hour by day, or the next working day."""

    WATCH = 1
    URGENT = 2


class _Rule(Entry):
    key: str = Field(pattern=r"^[a-z_]{3,40}$")
    level: Literal["urgent", "watch"]
    text: str = Field(max_length=300)

    def found_in(self, given: "Given") -> tuple[str, ...] | None:
        """Return the questions it found something in, empty for all of them together, None for nothing."""
        raise NotImplementedError


class LowestRule(_Rule):
    """A question answered with the lowest; `items` empty: any question; `until_day`: only so long after the incident."""

    kind: Literal["lowest"]
    items: tuple[str, ...] = ()
    until_day: int | None = None

    def found_in(self, given: "Given") -> tuple[str, ...] | None:
        if self.until_day is not None and given.day > self.until_day:
            return None
        low = (key for key, value in given.now.items() if value == LOWEST)
        return tuple(key for key in low if not self.items or key in self.items) or None


class FellRule(_Rule):
    """The average is lower than the last time by so much or more."""

    kind: Literal["fell"]
    by: float = Field(gt=0, le=4)

    def found_in(self, given: "Given") -> tuple[str, ...] | None:
        now, before = average(given.now, given.own), average(given.last, given.own)
        # Both are means of whole numbers: what differs by less than this differs by nothing.
        return () if now is not None and before is not None and before - now >= self.by - 1e-9 else None


class TwiceRule(_Rule):
    """The same question answered low two times running."""

    kind: Literal["low_twice"]
    at_most: int = Field(ge=1, le=4)

    def found_in(self, given: "Given") -> tuple[str, ...] | None:
        low = (key for key, value in given.now.items() if value <= self.at_most)
        return tuple(key for key in low if given.last.get(key, 5) <= self.at_most) or None


class AverageRule(_Rule):
    """The average is so low."""

    kind: Literal["average"]
    at_most: float = Field(ge=1, le=4)

    def found_in(self, given: "Given") -> tuple[str, ...] | None:
        now = average(given.now, given.own)
        return () if now is not None and now <= self.at_most else None


Rule = Annotated[LowestRule | FellRule | TwiceRule | AverageRule, Field(discriminator="kind")]


class Rules(Strict):
    """The file of rules."""

    about: str
    rules: tuple[Rule, ...]

    def get(self, key: str) -> _Rule | None:
        """Return the rule of a key, None for one that the file does not hold any more."""
        return next((one for one in self.rules if one.key == key), None)


@dataclass(frozen=True)
class Given:
    """What one person answered to one form: numbers only, by question; what they said the last time; the day."""

    day: int
    now: Mapping[str, int]
    last: Mapping[str, int]
    # The questions about whoever answers: they count in no average.
    own: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """A rule that found something, and in which questions."""

    rule: str
    level: Level
    items: tuple[str, ...]


def average(items: Mapping[str, int], own: frozenset[str] = frozenset()) -> float | None:
    """Return the mean of the answered questions but those about oneself, None when too few were answered."""
    counted = [value for key, value in items.items() if key not in own]
    return sum(counted) / len(counted) if len(counted) >= ENOUGH else None


def look(given: Given, rules: Sequence[Rule]) -> list[Found]:
    """Return what the rules found, in their order; the same answers always find the same."""
    found = []
    for rule in rules:
        items = rule.found_in(given)
        if items is not None:
            found.append(Found(rule.key, Level[rule.level.upper()], items))
    return found


def numbers(said: Mapping[str, str]) -> dict[str, int]:
    """Return the questions that were answered with a number; skipped and unknown are no number."""
    return {key: int(value) for key, value in said.items() if value.isdigit()}


def read(folder: Folder) -> Rules:
    """Return the rules of a folder, checked against its forms; raise `Refused` that names file and entry."""
    rules = read_file(folder.find(RULES), Rules)
    check_twice(RULES, "rule", [rule.key for rule in rules.rules])
    known = {item.key for one in load().forms.sets for item in one.items}
    for rule in rules.rules:
        for item in getattr(rule, "items", ()):
            if item not in known:
                raise Refused(f"{RULES}: {rule.key}: {item} is no question of a form.")
    return rules


# The rules in use.
load_rules = from_files(read)
