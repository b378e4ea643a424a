"""Who carries an effect: Slack's Web API, or, for what goes elsewhere, the carrier of its kind."""

from collections.abc import Mapping
from typing import Protocol

from mvai_slackbot.outbox import effects as e
from mvai_slackbot.slack.calls import Outcome, Try


class NotTaken(Exception):
    """The other side will never take it; `code` says why in one word, and never holds what was sent."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Carrier(Protocol):
    """Carries effects of its kinds; raises `NotTaken` for good, ClientError, TimeoutError or OSError for now."""

    async def perform(self, effect: e.Effect, this: Try) -> Outcome:
        """Do the effect."""


class Carriers:
    """The carrier of each kind; Slack's for all that are not named."""

    def __init__(self, slack: Carrier, others: Mapping[str, Carrier]) -> None:
        self._slack = slack
        self._others = dict(others)

    async def perform(self, effect: e.Effect, this: Try) -> Outcome:
        """Hand the effect to the carrier of its kind."""
        return await self._others.get(effect.kind, self._slack).perform(effect, this)
