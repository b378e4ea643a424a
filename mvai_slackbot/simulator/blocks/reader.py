"""A cursor over the JSON of blocks that notes what Slack would refuse, each with its JSON pointer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

PLAIN = ("plain_text",)
BOTH = ("plain_text", "mrkdwn")


@dataclass
class Report:
    """What was found so far, and what must be unique over the whole message or view."""

    surface: str
    messages: list[str] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    focused: int = 0
    inputs: int = 0

    def add(self, problem: str, pointer: str) -> None:
        """Note one problem in the form of `response_metadata.messages`."""
        self.messages.append(f"[ERROR] {problem} [json-pointer:{pointer}]")


@dataclass(frozen=True)
class At:
    """One JSON value and the place where it stands."""

    value: Any
    pointer: str
    report: Report

    def fail(self, problem: str, key: str | int | None = None) -> None:
        """Note a problem here, or at `key` below here."""
        self.report.add(problem, self.pointer if key is None else f"{self.pointer}/{key}")

    def get(self, key: str) -> Any:
        """The raw value of a field, None when it is absent or this is no object."""
        return self.value.get(key) if isinstance(self.value, dict) else None

    @property
    def kind(self) -> str:
        """The object's type as a word, also when it is missing or no word."""
        return str(self.get("type"))

    def below(self, key: str | int) -> At:
        """The cursor one step down."""
        value = self.value[key] if isinstance(key, int) else self.get(key)
        return At(value, f"{self.pointer}/{key}", self.report)

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> bool:
        """Check that this is an object with these fields and no others; False when reading on makes no sense."""
        if not isinstance(self.value, dict):
            self.fail("must provide an object")
            return False
        needed = list(required)
        missing = [name for name in needed if self.value.get(name) is None]
        for name in missing:
            self.fail(f"missing required field: {name}")
        for name in self.value.keys() - set(needed) - set(optional):
            self.fail(f"invalid additional property: {name}")
        return not missing

    def string(self, key: str, longest: int | None = None, shortest: int = 0) -> str | None:
        """Check a field that may be absent but must be text, with lengths in characters."""
        found = self.get(key)
        if found is None:
            return None
        if not isinstance(found, str):
            self.fail("must provide a string", key)
            return None
        self._length(found, key, longest, shortest)
        return found

    def _length(self, text: str, key: str, longest: int | None, shortest: int) -> None:
        if longest is not None and len(text) > longest:
            self.fail(f"must be less than {longest + 1} characters", key)
        if len(text) < shortest:
            self.fail(f"must be more than {shortest - 1} characters", key)

    def text(self, key: str, longest: int, kinds: tuple[str, ...] = BOTH) -> None:
        """Check a text object in a field that may be absent."""
        if self.get(key) is not None:
            self.below(key).as_text(longest, kinds)

    def as_text(self, longest: int, kinds: tuple[str, ...] = BOTH) -> None:
        """Check that this value is a text object of one of these kinds, 1 to `longest` characters."""
        if not self.fields(("type", "text"), ("emoji", "verbatim")):
            return
        if self.get("type") not in kinds:
            self.fail(f"must be one of the following: {', '.join(kinds)}", "type")
        if self.get("type") == "mrkdwn" and "emoji" in self.value:
            self.fail("invalid additional property: emoji")
        if self.get("type") == "plain_text" and "verbatim" in self.value:
            self.fail("invalid additional property: verbatim")
        self.string("text", longest, 1)
        self.flag("emoji")
        self.flag("verbatim")

    def flag(self, *keys: str) -> None:
        """Check fields that may be absent but must be true or false."""
        for key in keys:
            if self.get(key) is not None and not isinstance(self.get(key), bool):
                self.fail("must provide a boolean", key)

    def number(self, key: str, low: int | None = None, high: int | None = None) -> None:
        """Check a whole number that may be absent, within its bounds (both included)."""
        found = self.get(key)
        if found is None:
            return
        if isinstance(found, bool) or not isinstance(found, int):
            self.fail("must provide a number", key)
        elif (low is not None and found < low) or (high is not None and found > high):
            self.fail(f"must be between {low} and {high}", key)

    def choice(self, key: str, allowed: Iterable[str]) -> None:
        """Check a field that may be absent but must hold one of some words."""
        found = self.get(key)
        options = list(allowed)
        if found is not None and found not in options:
            self.fail(f"must be one of the following: {', '.join(options)}", key)

    def items(self, key: str, least: int = 0, most: int | None = None) -> list[At]:
        """The cursors of a list's items; notes a wrong count, and a field that is no list."""
        found = self.get(key)
        if found is None:
            return []
        if not isinstance(found, list):
            self.fail("must provide an array", key)
            return []
        if most is not None and len(found) > most:
            self.fail(f"no more than {most} items allowed", key)
        if len(found) < least:
            self.fail(f"must have at least {least} item{'s' if least > 1 else ''}", key)
        here = self.below(key)
        return [here.below(index) for index in range(len(found))]

    def link(self, key: str, longest: int = 3000, secure: bool = False) -> None:
        """Check a web address that may be absent."""
        found = self.string(key, longest)
        schemes = ("https://",) if secure else ("https://", "http://", "mailto:", "slack://", "tel:")
        if found is not None and not found.startswith(schemes):
            self.fail("must be a valid URL", key)
