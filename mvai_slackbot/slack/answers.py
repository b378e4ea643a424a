"""Answers as JSON, so that the first one can be given again after a restart."""

from typing import Any

from mvai_slackbot.message import Message
from mvai_slackbot.slack.replies import Answer, Say


def keep(answer: Answer) -> dict[str, Any] | None:
    """Return what is kept of an answer: its words; an opened form is never given twice."""
    if isinstance(answer, Say):
        return {"say": answer.message.model_dump(), "replace": answer.replace}
    return None


def restore(kept: dict[str, Any] | None) -> Answer:
    """Return the answer that was kept."""
    if kept is None:
        return None
    return Say(Message.model_validate(kept["say"]), replace=bool(kept["replace"]))
