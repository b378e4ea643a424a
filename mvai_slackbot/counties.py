"""Every county and what counts as one: its name, its state, its middle, its neighbours; read when somebody first asks.

A county is kept by its five digits (FIPS), whose first two are its state's. Most days nobody asks, so a start does not pay.
"""

import re
from typing import Self

from pydantic import ConfigDict, Field, model_validator

from mvai_slackbot.data_files import Entry, Folder, from_files, read_file
from mvai_slackbot.states import CENTRES, Point

COUNTIES = "counties.json"
CODE = re.compile(r"^\d{5}$")


class Atlas(Entry):
    """The file; `counties` hold name, middle, and the neighbours with a higher code, so that each pair stands there once."""

    # Built when it is first read, not when a start imports this.
    model_config = ConfigDict(defer_build=True)

    about: str
    # By the two digits: the letters of the postal service, and the name.
    states: dict[str, tuple[str, str]] = Field(min_length=1)
    # By state: what people still call a county or counties that have another name now.
    also: dict[str, dict[str, str]]
    counties: dict[str, tuple[str, str, str]] = Field(min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for code, (name, middle, above) in self.counties.items():
            if not CODE.match(code) or code[:2] not in self.states or not name:
                raise ValueError(f"{code} is no county of a state that is named")
            if not -90 <= _point(middle)[0] <= 90 or not -180 <= _point(middle)[1] <= 180:
                raise ValueError(f"{code}: {middle} is no point on the earth")
            if any(other <= code or other not in self.counties for other in above.split()):
                raise ValueError(f"{code}: its neighbors are counties with a higher code")
        if any(letters not in CENTRES for letters in (*self.also, *(one for one, _ in self.states.values()))):
            raise ValueError("a state is not known by its two letters")
        if any(
            code not in self.counties
            for names in self.also.values()
            for all_ in names.values()
            for code in all_.split()
        ):
            raise ValueError("another name stands for a county that is not there")
        return self


def _point(words: str) -> Point:
    latitude, _, longitude = words.partition(" ")
    return float(latitude), float(longitude)


class Counties:
    """What is kept of the file: plain words, no object for each county, since it stays in memory."""

    __slots__ = ("also", "head", "letters", "middles", "names", "near", "states")

    def __init__(self, atlas: Atlas) -> None:
        self.head = Entry(source=atlas.source, confidence=atlas.confidence, last_verified=atlas.last_verified)
        self.letters = {digits: letters for digits, (letters, _) in atlas.states.items()}
        self.states = {name.casefold(): letters for letters, name in atlas.states.values()}
        self.also = atlas.also
        self.names = {code: name for code, (name, _, _) in atlas.counties.items()}
        self.middles = {code: middle for code, (_, middle, _) in atlas.counties.items()}
        self.near = {code: above for code, (_, _, above) in atlas.counties.items()}
        for code, (_, _, above) in atlas.counties.items():
            for other in above.split():
                self.near[other] = f"{self.near[other]} {code}".strip()


def _read(folder: Folder) -> Counties:
    return Counties(read_file(folder.find(COUNTIES), Atlas))


load = from_files(_read)


def name_of(code: str) -> str:
    """Return a county's name, "Franklin County"; an empty string for no county, the code for one the file does not know."""
    return load().names.get(code, code) if code else ""


def state_of(code: str) -> str:
    """Return the two letters of a county's state; an empty string for no county."""
    return load().letters.get(code[:2], "") if code else ""


def in_words(code: str) -> str:
    """Return a county as people say it: "Franklin County, OH"; an empty string for no county."""
    return ", ".join(filter(None, (name_of(code), state_of(code))))


def where(state: str, code: str) -> str:
    """Return a place as far as it is known: county and state, or the state alone."""
    return in_words(code) if code else state


def middle_of(code: str) -> Point | None:
    """Return the middle of a county to a tenth of a degree, None when it is not known."""
    words = load().middles.get(code) if code else None
    return _point(words) if words else None


def neighbours_of(code: str) -> frozenset[str]:
    """Return the codes of the counties next to one, in whatever state; empty for an island, and for no county."""
    return frozenset(load().near.get(code, "").split()) if code else frozenset()
