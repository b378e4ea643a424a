"""The form of a call: the number to be called at."""

from typing import Annotated

from pydantic import field_validator

from mvai_slackbot.slack.asks import Words
from mvai_slackbot.slack.forms import Form


class NumberForm(Form):
    """Give the number to be called at."""

    callback = "call.number"
    title = "Your phone number"

    call: int
    phone: Annotated[str, Words("Phone number", "Only whoever is asked to call you sees it.", limit=40)]

    @field_validator("phone")
    @classmethod
    def _digits(cls, value: str) -> str:
        if sum(letter.isdigit() for letter in value) < 7:
            raise ValueError("Please type a phone number with its area code.")
        return value
