"""The words after a sub-command as a typed model: @mentions, #numbers, one of several words, flags, and the rest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain
from types import UnionType
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict

from mvai_slackbot.errors import Refused
from mvai_slackbot.slack.text import as_typed, escape, inert

MENTION = re.compile(r"^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$")
MENTIONS = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
# What the list that opens at # makes of a number, when the first of the list is taken.
CHANNEL = re.compile(r"^<#C[A-Z0-9]+(?:\|[^>]*)?>")
NUMBER = re.compile(r"^#?(\d{1,9})$")
# A name that Slack knows arrives as a mention; one that is left as it was typed is nobody's.
FLAG = re.compile(r"(?<!\S)--?([a-z]+)(?!\S)")
NOBODY = re.compile(r"(?<!\S)@[\w.-]+")
# Longer words come back whole, below the answer, not within a line of it.
MOST_QUOTED = 1000
# As alike as "virtaul" and "virtual".
ALIKE = 0.6
CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "—": "--"})


@dataclass(frozen=True)
class Rest:
    """All the words that are left; `guarded` words pass the free-text guard before anything is saved."""

    guarded: bool = False
    label: str = "Text"


@dataclass(frozen=True)
class Mention:
    """Somebody, typed as @name; arrives as a user id."""


@dataclass(frozen=True)
class Number:
    """A number, typed 7 or #7."""


@dataclass(frozen=True)
class Flag:
    """A word such as --drill, anywhere among the words."""

    name: str


UserId = Annotated[str, Mention()]
RequestNumber = Annotated[int, Number()]


class Arguments(BaseModel):
    """What was typed after a sub-command; fields are read in their order."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    @classmethod
    def read(cls, words: str, usage: str) -> Self:
        """Read the words; raise `Refused` that quotes them and says what to type."""
        cls._check_flags(words, usage)
        reader = _Reader(words.strip())
        values: dict[str, object] = {}
        for name, field in cls.model_fields.items():
            found = reader.take(field.metadata, field.annotation)
            if found is not None:
                values[name] = found
            elif field.is_required():
                hint = cls._hint(words, values) or not_one_of(reader.left, _choices(field.annotation))
                raise Refused(_wrong(words, usage, hint))
        if reader.left:
            left_out = [_choices(field.annotation) for name, field in cls.model_fields.items() if name not in values]
            hint = cls._hint(words, values) or not_one_of(reader.left, tuple(chain.from_iterable(left_out)))
            raise Refused(_wrong(words, usage, hint))
        return cls.model_validate(values)

    @classmethod
    def _check_flags(cls, words: str, usage: str) -> None:
        """Refuse what is nearly one of our flags: a drill mistyped as `--dril` would be real."""
        marks = [mark for field in cls.model_fields.values() for mark in field.metadata]
        known = [mark.name for mark in marks if isinstance(mark, Flag)]
        for typed in FLAG.finditer(words.translate(CURLY).lower()):
            near = get_close_matches(typed[1], known, n=1, cutoff=0.7)
            if near and typed.group() != f"--{near[0]}":
                raise Refused(
                    f"{typed_back(words)}Did you mean `--{near[0]}`? Nothing was done. "
                    f"Type it like this: `{escape(usage)}`"
                )

    @classmethod
    def _hint(cls, words: str, values: dict[str, object]) -> str:
        """Return what helps where a number or a name was meant and none was read."""
        if words.strip() and cls._missing(Number, values) and CHANNEL.match(words.strip()):
            return "\nSlack made a channel of that #. A request's number is typed without it: `7`."
        if not words.strip() or not cls._missing(Mention, values) or MENTIONS.search(words):
            return ""
        unknown = NOBODY.search(words)
        nobody = f"`{_quote(unknown.group())}` is not a name in this workspace. " if unknown else ""
        return f"\n{nobody}A name begins with @: choose it from the list that opens when you type that."

    @classmethod
    def _missing(cls, kind: type[Mention | Number], values: dict[str, object]) -> bool:
        """Whether these words take one of that kind, and none was read."""
        names = [name for name, field in cls.model_fields.items() if _is_a(kind, field.metadata, field.annotation)]
        return bool(names) and not any(name in values for name in names)


class Typed(Arguments):
    """Arguments whose words are taken as they were typed, and refused before anything else when they are too many."""

    @classmethod
    def most(cls) -> int:
        """Return how many characters are taken."""
        return 3000

    @classmethod
    def read(cls, words: str, usage: str) -> Self:
        """Read the words; raise `Refused` when they are too many: the edge gives them all back."""
        typed = as_typed(words)
        if len(typed) > cls.most():
            raise Refused(
                f"That is {len(typed):,} characters; {cls.most():,} are taken here. Nothing was saved. Please shorten it "
                f"and send it again: `{escape(usage)}`"
            )
        return super().read(words, usage)


def typed_back(words: str) -> str:
    """Return the line that gives a person their own words back, inert; empty for none, and for more than a line holds.

    What is longer, the edge gives back whole, below the answer.
    """
    return f"You typed: `{_quote(words)}`\n" if words.strip() and len(as_typed(words)) <= MOST_QUOTED else ""


def not_one_of(typed: str, choices: Sequence[str]) -> str:
    """Return a line that names the word which is none of these choices, and the one it is near to, if it is near any."""
    if not typed.strip() or not choices:
        return ""
    words = typed.replace("-", " ").split()
    # As many words as a choice has: "opened by mistak" is one slip, and what follows is no part of it.
    for many in sorted({one.count("-") + 1 for one in choices}, reverse=True):
        said, known = words[:many], [one for one in choices if one.count("-") + 1 == many]
        if near := get_close_matches("-".join(said).lower(), known, n=1, cutoff=ALIKE):
            return f"\n`{_quote(' '.join(said))}` is not known here. Did you mean `{near[0]}`?"
    return f"\n`{_quote(typed.split()[0])}` is not known here."


def _wrong(words: str, usage: str, hint: str) -> str:
    return f"{typed_back(words)}Type it like this: `{escape(usage)}`{hint}"


def _quote(words: str) -> str:
    # What a person typed comes back as inert text.
    return inert(as_typed(words).replace("`", "'"))


def _is_a(kind: type[Mention | Number], metadata: list[Any], annotation: Any) -> bool:
    return any(isinstance(mark, kind) for mark in (*metadata, *_inner_marks(annotation)))


class _Reader:
    def __init__(self, words: str) -> None:
        self.left = words

    def take(self, metadata: list[Any], annotation: Any) -> object | None:
        for mark in (*metadata, *_inner_marks(annotation)):
            if isinstance(mark, Flag):
                return self._flag(mark.name)
            if isinstance(mark, Rest):
                rest, self.left = self.left, ""
                return as_typed(rest) or None
            if isinstance(mark, Mention):
                return self._match(MENTION)
            if isinstance(mark, Number):
                return self._match(NUMBER)
        return self._choice(_choices(annotation))

    def _match(self, pattern: re.Pattern[str]) -> str | None:
        first, _, rest = self.left.partition(" ")
        match = pattern.match(first.rstrip(",;"))
        if match is None:
            return None
        self.left = rest.strip()
        return match.group(1)

    def _flag(self, name: str) -> bool:
        words = self.left.translate(CURLY).split(" ")
        for place, word in enumerate(words):
            if word.lower() == f"--{name}":
                kept = self.left.split(" ")
                self.left = " ".join(kept[:place] + kept[place + 1 :]).strip()
                return True
        return False

    def _choice(self, choices: tuple[str, ...]) -> str | None:
        # Longest first, so that "opened by mistake" is not taken for "opened".
        folded = self.left.lower().replace("-", " ").replace("_", " ")
        for choice in sorted(choices, key=len, reverse=True):
            words = choice.replace("_", " ").replace("-", " ")
            if folded == words or folded.startswith(words + " "):
                self.left = self.left[len(words) :].strip()
                return choice
        return None


def _inner_marks(annotation: Any) -> list[Any]:
    # `UserId | None` keeps its mark inside the union.
    if get_origin(annotation) not in (Union, UnionType):
        return []
    return [mark for part in get_args(annotation) if get_origin(part) is Annotated for mark in get_args(part)[1:]]


def _choices(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) in (Union, UnionType):
        return tuple(word for part in get_args(annotation) for word in _choices(part))
    if get_origin(annotation) is Literal:
        return tuple(str(word) for word in get_args(annotation))
    members = getattr(annotation, "__members__", None)
    return tuple(str(member.value) for member in members.values()) if members else ()


def mentioned(words: str) -> list[str]:
    """Return the user ids mentioned anywhere in the words."""
    return list(dict.fromkeys(MENTIONS.findall(words)))
