"""The data files of the content: shipped with the package, or an operator's own; a fault names the file and the entry."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from mvai_slackbot.errors import Refused

SHIPPED = Path(__file__).parent / "content"
# The marks of the sources: seen on the publisher's page, on a third party's, general knowledge (firm, plain, shaky),
# derived by us.
Confidence = Literal["V", "S", "K+", "K", "K?", "D"]
FRESH = timedelta(days=90)
M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


class Strict(BaseModel):
    """Part of a data file: what it does not know is a fault, since a misspelt key would be silently lost."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Strict):
    """An entry of a data file: where it comes from, how sure that is, and when a person last looked."""

    source: str = Field(min_length=3)
    confidence: Confidence
    last_verified: date


class Folder:
    """Where the data files are looked for: an operator's folder first, file by file, then the package."""

    def __init__(self, own: str = "") -> None:
        self.own = Path(own) if own else None

    def find(self, name: str) -> Path:
        """Return the file that is used under a name."""
        if self.own is not None and (self.own / name).is_file():
            return self.own / name
        return SHIPPED / name

    def check(self) -> None:
        """Raise `Refused` when the operator's folder is not there, or holds a file that nobody would read."""
        if self.own is None:
            return
        if not self.own.is_dir():
            raise Refused(f"MVAI_CONTENT: {self.own} is no folder.")
        known = {path.name for path in SHIPPED.glob("*.json")}
        strange = sorted(path.name for path in self.own.glob("*.json") if path.name not in known)
        if strange:
            raise Refused(
                f"MVAI_CONTENT: {strange[0]} is no data file of this version. Known: {', '.join(sorted(known))}."
            )


def named(data: Any, place: tuple[int | str, ...]) -> str:
    """Return the place of a fault by the keys of the entries on the way: `sets.1.items.5` says little."""
    words: list[str] = []
    for step in place:
        words.append(str(step))
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(data, dict) and "key" in data:
            words[-1] = str(data["key"])
    return " › ".join(words) or "the file"


def read_file(path: Path, kind: type[M]) -> M:
    """Return a checked data file; raise `Refused` with one line that names file and entry."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Refused(f"{path.name}: cannot be read ({type(fault).__name__}).") from None
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Refused(f"{path.name}: {named(data, first['loc'])}: {first['msg']}.") from None


def check_twice(name: str, what: str, keys: list[str]) -> None:
    """Raise `Refused` when a key stands in a file twice."""
    twice = next((key for key in keys if keys.count(key) > 1), None)
    if twice:
        raise Refused(f"{name}: the {what} {twice} is there twice.")


class InUse:
    """Which folder this process reads; set once at the start, before anything is heard."""

    folder = Folder()
    forget: ClassVar[list[Callable[[], None]]] = []


def use(folder: Folder) -> None:
    """Read from this folder from now on."""
    folder.check()
    InUse.folder = folder
    for forget in InUse.forget:
        forget()


def from_files(read: Callable[[Folder], T]) -> Callable[[], T]:
    """Return a function that reads something from the folder in use, once."""

    @cache
    def load() -> T:
        return read(InUse.folder)

    InUse.forget.append(load.cache_clear)
    return load
