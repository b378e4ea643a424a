"""What the edge asks of the people who know people; handed in by `app`."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from pydantic import BaseModel

from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.work import Actor, Work


class Policy(Protocol):
    """Who somebody is and what they may do."""

    def identify(self, work: Work, invocation: Invocation) -> Actor:
        """Return who made the gesture, writing down somebody new."""
        ...

    def allow(self, work: Work, needs: str, invocation: Invocation, said: BaseModel) -> None:
        """Raise `Refused` unless the actor may do this; an unknown permission is refused."""
        ...

    def unknown(self, work: Work, user_ids: Sequence[str]) -> list[str]:
        """Return those whose profile was not read for a day."""
        ...

    def learn(self, work: Work, profile: Mapping[str, Any]) -> None:
        """Take over a profile as Slack describes it."""
        ...
