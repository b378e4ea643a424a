"""What every effect is: who carries it, what it belongs to, its lane and its key."""

from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict


class By(StrEnum):
    """Who carries an effect out of the house; each carrier has lanes and pace of its own, and waits for no other."""

    SLACK = "slack"
    MAIL = "mail"
    PAGING = "paging"


class EffectBase(BaseModel):
    """One thing that somebody outside is asked to do later."""

    model_config = ConfigDict(frozen=True)

    by: ClassVar[By] = By.SLACK
    # What it belongs to ("incident:12"), and its name there in a person's words ("staff invited"); both shown as set-up.
    subject: str = ""
    step: str = ""

    @property
    def lane(self) -> str:
        """Return the lane: effects of one lane happen one after another, in the order they were written."""
        raise NotImplementedError

    @property
    def key(self) -> str:
        """Return the key under which a later effect replaces this one, or an empty string."""
        return ""


class Picture(BaseModel):
    """A picture of a message: its bytes in base64, and in `alt` what it shows, for those who hear it."""

    model_config = ConfigDict(frozen=True)

    name: str
    title: str
    alt: str
    content: str
