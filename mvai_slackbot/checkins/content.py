"""The check-in forms and their schedule, read from data files and checked; a fault names the file and the entry."""

from datetime import time
from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from mvai_slackbot.data_files import Entry, Folder, Strict, check_twice, from_files, read_file
from mvai_slackbot.errors import Refused

Subject = Literal["officer", "community"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
FORMS, SCHEDULE = "checkin_forms.json", "schedule.json"


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


class Forms(Strict):
    """The file of forms."""

    about: str
    lead_in: LeadIn
    # The words above every form after a death in the line of duty.
    lead_in_loss: LeadIn
    # Added to them where so few work that an answer may point to one person.
    small_agency: LeadIn
    sets: tuple[QuestionSet, ...]
    bases: tuple[Basis, ...]

    def words_above(self, *, loss: bool = False, small: bool = False) -> str:
        """Return the words above a form, for an agency in mourning and for one of ten or fewer sworn."""
        lead_in = self.lead_in_loss if loss else self.lead_in
        return f"{lead_in.text} {self.small_agency.text}" if small else lead_in.text

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
    # When the quiet word of the year mark may come, best first: in the morning, and never at the hour of the incident.
    mark_hours: tuple[time, ...] = Field(min_length=2)
    # Hours after asking, one for each reminder: two at most, each later than the one before.
    reminders_first_week: tuple[int, ...] = Field((4, 12), max_length=2)
    reminders_later: tuple[int, ...] = Field((24, 48), max_length=2)
    # After silence that people could not end, so many days pass between two prompts.
    monthly_days: int = Field(28, ge=14, le=60)

    @model_validator(mode="after")
    def _slots_are_awake(self) -> Self:
        slots = (self.first_slot, self.later_slot, *self.mark_hours)
        if not all(self.quiet_until <= slot < self.quiet_from for slot in slots):
            raise ValueError("a slot lies within the quiet hours")
        for waits in (self.reminders_first_week, self.reminders_later):
            if list(waits) != sorted(set(waits)) or any(not 1 <= wait <= 72 for wait in waits):
                raise ValueError("reminders are hours after asking, from 1 to 72, each later than the one before")
        return self


class Rule(Strict):
    """A form asked every so many days of its window, or on weekdays."""

    subject: Subject
    form: str
    every_days: int | None = Field(None, ge=1)
    weekdays: tuple[Weekday, ...] = ()
    # Of rules on weekdays: whether they stay when somebody asked for a slower pace; steps are doubled then instead.
    when_slower: bool = True

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


class DayNear(Entry):
    """A day near a year mark or another hard day; with no forms, nothing is asked on it."""

    key: str
    offset_days: int = Field(ge=-60, le=60)
    forms: tuple[str, ...]
    # Whether it stays when somebody asked for a slower pace.
    when_slower: bool


class Schedule(Strict):
    """The file of the schedule."""

    about: str
    # Steps of a week and longer are counted from this day since the incident, so that they fall on the same weekday.
    steps_from_day: int = Field(ge=0)
    hours: Hours
    windows: tuple[Window, ...]
    year_marks: tuple[DayNear, ...]
    event_days: tuple[DayNear, ...]


class Content(Strict):
    """Both files, checked against each other."""

    forms: Forms
    schedule: Schedule


def read(folder: Folder) -> Content:
    """Return the content of a folder; raise `Refused` that names file and entry."""
    forms, schedule = read_file(folder.find(FORMS), Forms), read_file(folder.find(SCHEDULE), Schedule)
    subjects: dict[str, str] = {one.key: one.subject for one in forms.sets}
    check_twice(FORMS, "set", [one.key for one in forms.sets])
    check_twice(FORMS, "item", [item.key for one in forms.sets for item in one.items])
    check_twice(SCHEDULE, "window", [one.key for one in schedule.windows])
    for before, after in pairwise(schedule.windows):
        if after.from_day <= before.to_day:
            raise Refused(f"{SCHEDULE}: {after.key} begins before {before.key} has ended.")
    for window in schedule.windows:
        for rule in window.rules:
            if subjects.get(rule.form) != rule.subject:
                raise Refused(f"{SCHEDULE}: {window.key}: {rule.form} is no form about {rule.subject} in {FORMS}.")
    for near in (*schedule.year_marks, *schedule.event_days):
        for form in near.forms:
            if form not in subjects:
                raise Refused(f"{SCHEDULE}: {near.key}: {form} is no form in {FORMS}.")
    if any(near.offset_days == 0 and near.forms for near in schedule.year_marks):
        raise Refused(f"{SCHEDULE}: year_marks: on the day itself nothing is asked; its forms must be empty.")
    return Content(forms=forms, schedule=schedule)


# The content in use.
load = from_files(read)
