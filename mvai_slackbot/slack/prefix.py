"""The first word of every command, where a workspace chose another than /mvai: respelled in all that goes to Slack."""

import re
from dataclasses import replace
from typing import TypeVar

from mvai_slackbot.message import Message
from mvai_slackbot.outbox import effects as e
from mvai_slackbot.slack.replies import Answer, Open, Reject, Say, Update

USUAL = "mvai"
COMMAND = re.compile(r"/mvai(?=[-\s`\"\\.,)]|$)")
T = TypeVar("T")


class Prefix:
    """Texts say /mvai; this says what the workspace calls it. Done at the edge, so that no text needs to know."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix

    def of(self, value: T) -> T:
        """Return JSON with every command respelled."""
        if self._prefix == USUAL:
            return value
        return self._respell(value)

    def _respell(self, value: T) -> T:
        if isinstance(value, str):
            return COMMAND.sub(f"/{self._prefix}", value)  # type: ignore[return-value]  # a str for a str
        if isinstance(value, dict):
            # Values of buttons hold what was typed, not what is shown.
            return {k: v if k == "value" else self._respell(v) for k, v in value.items()}  # type: ignore[return-value]  # the same kind as came in
        if isinstance(value, list):
            return [self._respell(one) for one in value]  # type: ignore[return-value]  # the same kind as came in
        return value

    def of_answer(self, answer: Answer) -> Answer:
        """Return an answer with every command respelled."""
        if self._prefix == USUAL:
            return answer
        if isinstance(answer, Say):
            return replace(answer, message=self._of_message(answer.message))
        if isinstance(answer, Open):
            # What is said where no form opens tells what was done already.
            instead = self._of_message(answer.instead) if answer.instead is not None else None
            return Open(self._respell(answer.view), instead)
        if isinstance(answer, Update):
            return Update(self._respell(answer.view))
        if isinstance(answer, Reject):
            return Reject(self._respell(answer.errors))
        return answer

    def _of_message(self, words: Message) -> Message:
        return words.model_copy(update={"text": self._respell(words.text), "blocks": self._respell(words.blocks)})

    def of_effect(self, effect: e.Effect) -> e.Effect:
        """Return an effect with every command respelled."""
        if self._prefix == USUAL:
            return effect
        if isinstance(effect, e.Post | e.Reply):
            shown = self._respell(effect.message.model_dump())
            return effect.model_copy(update={"message": type(effect.message).model_validate(shown)})
        if isinstance(effect, e.PublishHome):
            return effect.model_copy(update={"blocks": self._respell(effect.blocks)})
        if isinstance(effect, e.SetTopic):
            return effect.model_copy(update={"topic": self._respell(effect.topic)})
        return effect
