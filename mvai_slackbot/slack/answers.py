"""Answers as JSON, so that the first one can be given again after a restart."""

from typing import Any

from mvai_slackbot.message import Message
from mvai_slackbot.slack.replies import Answer, Open, Reject, Say, Update


def keep(answer: Answer) -> dict[str, Any] | None:
    """Return what is kept of an answer: its words, or its form."""
    if isinstance(answer, Say):
        return {"say": answer.message.model_dump(), "replace": answer.replace}
    if isinstance(answer, Open):
        return {"open": answer.view, "instead": answer.instead.model_dump() if answer.instead else None}
    if isinstance(answer, Update):
        return {"update": answer.view}
    return {"errors": answer.errors} if isinstance(answer, Reject) else None


def restore(kept: dict[str, Any] | None) -> Answer:
    """Return the answer that was kept."""
    if kept is None:
        return None
    if "errors" in kept:
        return Reject(kept["errors"])
    if "say" not in kept:
        instead = Message.model_validate(kept["instead"]) if kept.get("instead") else None
        return Open(kept["open"], instead) if "open" in kept else Update(kept["update"])
    return Say(Message.model_validate(kept["say"]), replace=bool(kept["replace"]))
