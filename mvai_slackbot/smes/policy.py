"""How long an offer waits, who is asked next, how helpers are protected: data files, read once and checked."""

import json
from datetime import date, time
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from mvai_slackbot.errors import Refused

OFFERS, HELPERS = "offers.json", "helpers.json"
URGENCIES = ("hours", "day", "week", "later", "unsaid")


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Entry(_Strict):
    """An entry of a data file: where it comes from, how sure that is, and when a person last looked."""

    source: str = Field(min_length=3)
    confidence: Literal["V", "S", "K+", "K", "K?", "D"]
    last_verified: date


class Daytime(_Entry):
    """The hours of somebody's own day in which they are asked and reminded."""

    begins: time
    ends: time

    @model_validator(mode="after")
    def _forward(self) -> Self:
        if self.ends <= self.begins:
            raise ValueError("the day ends before it begins")
        return self


class Answering(_Entry):
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


class Next(_Entry):
    """Who is asked after a no, or when nobody answers: the next on the list, or staff decide."""

    after_no: Literal["list", "staff"]
    after_no_answer: Literal["list", "staff"]
    # How long somebody has at least to answer the offer once staff answered their question.
    answered_question_minutes: int = Field(ge=10, le=1440)


class Offers(_Strict):
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


class Caps(_Entry):
    """How many communities somebody may help: at the same time, and in twelve months."""

    soft_incidents: int = Field(ge=1)
    hard_incidents: int = Field(ge=1)
    soft_year: int = Field(ge=1)

    @model_validator(mode="after")
    def _soft_first(self) -> Self:
        if self.hard_incidents < self.soft_incidents:
            raise ValueError("hard_incidents is below soft_incidents")
        return self


class Rest(_Entry):
    """Days of rest after the last assignment in a community; `longer_days` when the helper asks for more."""

    virtual_days: int = Field(ge=0)
    in_person_days: int = Field(ge=0)
    longer_days: int = Field(ge=1)


class Care(_Entry):
    """When the one calm message after a deployment comes."""

    days_after: int = Field(ge=1, le=60)


class Helpers(_Strict):
    """The file of how helpers are protected."""

    about: str
    caps: Caps
    rest: Rest
    care: Care


M = TypeVar("M", bound=BaseModel)


def read(folder: Traversable, name: str, kind: type[M]) -> M:
    """Return a checked data file; raise `Refused` with one line that names file and entry."""
    try:
        data = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Refused(f"{name}: cannot be read ({type(fault).__name__}).") from None
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = " › ".join(str(step) for step in first["loc"]) or "the file"
        raise Refused(f"{name}: {where}: {first['msg']}.") from None


@cache
def offers() -> Offers:
    """Return the policy of offers shipped with the package."""
    return read(files("mvai_slackbot") / "content", OFFERS, Offers)


@cache
def helpers() -> Helpers:
    """Return the policy of protection shipped with the package."""
    return read(files("mvai_slackbot") / "content", HELPERS, Helpers)
