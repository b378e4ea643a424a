"""How long an offer waits, who is asked next, how helpers are protected: data files, read once and checked."""

from datetime import time
from typing import Literal, Self

from pydantic import Field, model_validator

from mvai_slackbot.data_files import Entry, Folder, Strict, from_files, read_file

OFFERS, HELPERS = "offers.json", "helpers.json"
URGENCIES = ("hours", "day", "week", "later", "unsaid")


class Daytime(Entry):
    """The hours of somebody's own day in which they are asked and reminded."""

    begins: time
    ends: time

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.ends <= self.begins:
            raise ValueError("the day ends before it begins")
        return self


class Answering(Entry):
    """Minutes for one urgency; `daytime`: they are counted in the SME's own daytime only."""

    key: Literal["hours", "day", "week", "later", "unsaid"]
    answer_minutes: int = Field(ge=10, le=10_080)
    reminder_minutes: int = Field(ge=5)
    daytime: bool
    first_contact_minutes: int = Field(ge=10, le=10_080)

    @model_validator(mode="after")
    def _reminder_first(self) -> Self:
        if self.reminder_minutes >= self.answer_minutes:
            raise ValueError("the reminder comes after the time to answer has passed")
        return self


class Next(Entry):
    """Who is asked after a no, or when nobody answers: the next on the list, or staff decide."""

    after_no: Literal["list", "staff"]
    after_no_answer: Literal["list", "staff"]
    # How long somebody has at least to answer the offer once staff answered their question.
    answered_question_minutes: int = Field(ge=10, le=1440)


class Offers(Strict):
    """The file of offers."""

    about: str
    daytime: Daytime
    answering: tuple[Answering, ...]
    next: Next

    @model_validator(mode="after")
    def _each_urgency_once(self) -> Self:
        keys = sorted(one.key for one in self.answering)
        if keys != sorted(URGENCIES):
            raise ValueError(f"answering needs each of {', '.join(URGENCIES)} once")
        return self

    def of(self, urgency: str | None) -> Answering:
        """Return the entry of a request's urgency; "unsaid" where none was said."""
        return next(one for one in self.answering if one.key == (urgency or "unsaid"))


class Caps(Entry):
    """How many communities somebody may help: at the same time, and in twelve months."""

    soft_incidents: int = Field(ge=1)
    hard_incidents: int = Field(ge=1)
    soft_year: int = Field(ge=1)

    @model_validator(mode="after")
    def _soft_first(self) -> Self:
        if self.hard_incidents < self.soft_incidents:
            raise ValueError("hard_incidents is below soft_incidents")
        return self


class Rest(Entry):
    """Days of rest after the last assignment in a community; `longer_days` when the helper asks for more."""

    virtual_days: int = Field(ge=0)
    in_person_days: int = Field(ge=0)
    longer_days: int = Field(ge=1)


class Care(Entry):
    """When the one calm message after a deployment comes."""

    days_after: int = Field(ge=1, le=60)


class Helpers(Strict):
    """The file of how helpers are protected."""

    about: str
    caps: Caps
    rest: Rest
    care: Care


def _read_offers(folder: Folder) -> Offers:
    return read_file(folder.find(OFFERS), Offers)


def _read_helpers(folder: Folder) -> Helpers:
    return read_file(folder.find(HELPERS), Helpers)


offers = from_files(_read_offers)
helpers = from_files(_read_helpers)


def by_itself() -> bool:
    """Whether the next on a list is always asked without anybody saying so."""
    rule = offers().next
    return rule.after_no == rule.after_no_answer == "list"
