"""The forms of a call: the number to be called at, and the numbers that help whoever calls."""

from typing import Annotated

from pydantic import field_validator

from mvai_slackbot.calls.numbers import Numbers
from mvai_slackbot.slack.asks import Email, Words
from mvai_slackbot.slack.forms import Form

TOO_SHORT = "Please type a phone number with its area code."


def _digits(value: str | None, at_least: int = 7) -> str | None:
    if value and sum(letter.isdigit() for letter in value) < at_least:
        raise ValueError(TOO_SHORT)
    return value


class NumberForm(Form):
    """Give the number to be called at."""

    callback = "call.number"
    title = "Your phone number"

    call: int
    phone: Annotated[str, Words("Phone number", "Only whoever is asked to call you sees it.", limit=40)]

    @field_validator("phone")
    @classmethod
    def _digits(cls, value: str) -> str:
        return _digits(value) or ""


class NumbersForm(Form):
    """Give the numbers that whoever calls you needs; each may be left out."""

    callback = "call.numbers"
    title = "If you ask for a call"

    phone: Annotated[str | None, Words("Where are you reached?", limit=40)] = None
    second_name: Annotated[
        str | None, Words("If you do not answer, whom to try", "Somebody near you, who knows.", limit=80, guarded=True)
    ] = None
    second_phone: Annotated[str | None, Words("Their phone number", limit=40)] = None
    dispatch: Annotated[
        str | None,
        Words("Your dispatch, ten digits", "From another town, 911 does not reach your dispatch.", limit=40),
    ] = None

    @field_validator("phone", "second_phone")
    @classmethod
    def _phones(cls, value: str | None) -> str | None:
        return _digits(value)

    @field_validator("dispatch")
    @classmethod
    def _dispatch(cls, value: str | None) -> str | None:
        return _digits(value, 10)

    def numbers(self) -> Numbers:
        """Return what was filled in."""
        return Numbers(self.phone or "", self.second_name or "", self.second_phone or "", self.dispatch or "")


class PagerForm(Form):
    """Give the address that wakes one's phone."""

    callback = "call.pager"
    title = "Wake my phone"

    address: Annotated[
        str | None,
        Email("E-mail of your pager or SMS gateway", "It gets one line and nothing about anybody. Empty: Slack only."),
    ] = None
