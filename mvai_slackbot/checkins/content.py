"""The check-in forms and their schedule, read from data files and checked; a fault names the file and the entry."""

import json
from datetime import date, time
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from mvai_slackbot.errors import Refused

# The marks of the domain report: verified, secondary, general knowledge (firm, plain, shaky), derived by us.
Confidence = Literal["V", "S", "K+", "K", "K?", "D"]
Subject = Literal["officer", "community"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
FORMS, SCHEDULE = "checkin_forms.json", "schedule.json"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(_Strict):
    """An entry of a data file: where it comes from, how sure that is, and when a person last looked."""

    source: str = Field(min_length=3)
    confidence: Confidence
    last_verified: date


class Item(Entry):
    """One question from 1 to 5; `low`, `middle`, `high` say what 1, 3 and 5 mean; higher is always better."""

    key: str = Field(pattern=r"^[A-Z]{2}\d$")
    label: str = Field(max_length=60)
    question: str = Field(max_length=200)
    low: str = Field(max_length=60)
    middle: str = Field(max_length=60)
    high: str = Field(max_length=60)
    # About the leader's own capacity: only SME lead, mental-health SME and coordinator read it; a delegate is never asked.
    own_capacity: bool = False


class QuestionSet(Entry):
    """One form: its items, what it is about, and how many minutes it takes."""

    key: str
    subject: Subject
    title: str = Field(max_length=24)
    minutes: int = Field(ge=1, le=5)
    items: tuple[Item, ...] = Field(min_length=1, max_length=8)


class LeadIn(Entry):
    """The words above every form."""

    text: str


class Basis(Entry):
    """What an answer can rest on."""

    key: str
    label: str = Field(max_length=75)


class Forms(_Strict):
    """The file of forms."""

    about: str
    lead_in: LeadIn
    sets: tuple[QuestionSet, ...]
    bases: tuple[Basis, ...]

    def get(self, key: str) -> QuestionSet:
        """Return the set of a key; raise KeyError for one that is not in the file."""
        return next(one for one in self.sets if one.key == key)


class Hours(Entry):
    """Times of day in the leader's own zone, and how long until a reminder."""

    first_slot: time
    later_slot: time
    first_week_ends: int = Field(ge=1)
    quiet_from: time
    quiet_until: time
    # Hours after asking, one for each reminder: two at most, each later than the one before.
    reminders_first_week: tuple[int, ...] = Field((4, 12), max_length=2)
    reminders_later: tuple[int, ...] = Field((24, 48), max_length=2)
    # After silence that people could not end, so many days pass between two prompts.
    monthly_days: int = Field(28, ge=14, le=60)

    @model_validator(mode="after")
    def _slots_are_awake(self) -> Self:
        if not all(self.quiet_until <= slot < self.quiet_from for slot in (self.first_slot, self.later_slot)):
            raise ValueError("a slot lies within the quiet hours")
        for waits in (self.reminders_first_week, self.reminders_later):
            if list(waits) != sorted(set(waits)) or any(not 1 <= wait <= 72 for wait in waits):
                raise ValueError("reminders are hours after asking, from 1 to 72, each later than the one before")
        return self


class Rule(_Strict):
    """A form asked every so many days of its window, or on weekdays."""

    subject: Subject
    form: str
    every_days: int | None = Field(None, ge=1)
    weekdays: tuple[Weekday, ...] = ()

    @model_validator(mode="after")
    def _one_rhythm(self) -> Self:
        if (self.every_days is None) == (not self.weekdays):
            raise ValueError("give either every_days or weekdays")
        return self


class Window(Entry):
    """Days since the incident, both ends included, and what is asked in them."""

    key: str
    from_day: int = Field(ge=1)
    to_day: int
    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.to_day < self.from_day:
            raise ValueError("to_day comes before from_day")
        return self


class YearMark(Entry):
    """A day near the year mark; with no forms, the day gets a quiet word and no question."""

    key: str
    offset_days: int = Field(ge=-60, le=60)
    forms: tuple[str, ...]


class Schedule(_Strict):
    """The file of the schedule."""

    about: str
    hours: Hours
    windows: tuple[Window, ...]
    year_marks: tuple[YearMark, ...]


class Content(_Strict):
    """Both files, checked against each other."""

    forms: Forms
    schedule: Schedule


M = TypeVar("M", bound=BaseModel)


def _name(data: Any, place: tuple[int | str, ...]) -> str:
    # A path like sets.1.items.5 says little; the keys of the entries on the way say which.
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


def read_file(folder: Traversable, name: str, kind: type[M]) -> M:
    """Return a checked data file; raise `Refused` with one line that names file and entry."""
    try:
        data = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Refused(f"{name}: cannot be read ({type(fault).__name__}).") from None
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise Refused(f"{name}: {_name(data, first['loc'])}: {first['msg']}.") from None


def read(folder: Traversable) -> Content:
    """Return the content of a folder; raise `Refused` that names file and entry."""
    forms, schedule = read_file(folder, FORMS, Forms), read_file(folder, SCHEDULE, Schedule)
    subjects: dict[str, str] = {one.key: one.subject for one in forms.sets}
    for kind, keys in (
        ("set", [one.key for one in forms.sets]),
        ("item", [i.key for s in forms.sets for i in s.items]),
    ):
        twice = next((key for key in keys if keys.count(key) > 1), None)
        if twice:
            raise Refused(f"{FORMS}: the {kind} {twice} stands there twice.")
    for window in schedule.windows:
        for rule in window.rules:
            if subjects.get(rule.form) != rule.subject:
                raise Refused(f"{SCHEDULE}: {window.key}: {rule.form} is no form about {rule.subject} in {FORMS}.")
    for mark in schedule.year_marks:
        for form in mark.forms:
            if form not in subjects:
                raise Refused(f"{SCHEDULE}: {mark.key}: {form} is no form in {FORMS}.")
    return Content(forms=forms, schedule=schedule)


@cache
def load() -> Content:
    """Return the content shipped with the package, read once."""
    return read(files("mvai_slackbot") / "content")
