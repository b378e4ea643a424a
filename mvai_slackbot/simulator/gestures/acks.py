"""Applies what the app's acknowledgement says: the answer to a command, the fate of a submitted form."""

from typing import Any

from ..blocks.objects import check_options
from ..blocks.reader import PLAIN, At, Report
from ..blocks.views import check_view
from ..state.inputs import start_values
from ..state.records import JSON, Channel, SlackError, User, View
from ..state.workspace import Workspace
from ..wire.deliveries import Answer
from ..wire.response_urls import check_message, content
from .reading import options_of


class InvalidAnswer(Exception):
    """The app answered something Slack cannot use; the words say what."""


def failure_of(answer: Answer) -> str | None:
    """Slack's word for a request that was not acknowledged, None when it was."""
    if answer.acknowledged:
        return None
    return "operation_timeout" if answer.error == "operation_timeout" else "dispatch_failed"


def offered_options(body: Any) -> list[JSON]:
    """The options of a block_suggestion's answer, those of groups included; InvalidAnswer invalid_options."""
    report = Report("modal")
    at = At(body if isinstance(body, dict) else {}, "", report)
    if at.get("option_groups") is None:
        check_options(at, "options", 100, PLAIN, fewest=0)
    for group in at.items("option_groups", 0, 100):
        check_options(group, "options", 100, PLAIN, fewest=0)
    if report.messages or not isinstance(body, dict):
        raise InvalidAnswer("invalid_options")
    return options_of(body)


class CommandAnswer:
    """Shows the text or JSON an app answers a slash command with."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def apply(self, user: User, channel: Channel, body: Any) -> tuple[JSON, str | None]:
        """The answer as a message body, and the ts it was shown under; InvalidAnswer when Slack would refuse it."""
        if body is None or body == {}:
            return {}, None
        answer = {"text": str(body)} if isinstance(body, str | int | float) else body
        if not isinstance(answer, dict):
            raise InvalidAnswer("invalid_command_response")
        try:
            check_message(answer)
        except SlackError as refusal:
            raise InvalidAnswer(f"invalid_command_response: {refusal.code} {refusal.extra or ''}".strip()) from refusal
        return answer, self._show(user, channel, answer)

    def _show(self, user: User, channel: Channel, answer: JSON) -> str:
        fields = content(answer)
        text = fields.pop("text")
        fields["state"] = start_values(fields["blocks"])
        messages = self._workspace.messages
        if answer.get("response_type") == "in_channel":
            return messages.post(channel, self._workspace.hub.bot_user_id, text, **fields).ts
        return messages.ephemeral(channel, user.id, text, **fields).ts


class SubmissionAnswer:
    """Does what a view_submission's response_action asks for."""

    def __init__(self, workspace: Workspace) -> None:
        self._views = workspace.views

    def apply(self, view: View, body: Any) -> dict[str, str]:
        """The errors by block_id, if it was those; InvalidAnswer when Slack could not use the answer."""
        if body is None or body == {}:
            self._views.close(view)
            return {}
        action = body.get("response_action") if isinstance(body, dict) else None
        if action == "errors":
            return self._errors(view, body.get("errors"))
        if action == "clear":
            self._views.clear(view.user)
        elif action in ("update", "push"):
            self._show(view, str(action), body.get("view"))
        else:
            raise InvalidAnswer("the answer to a view_submission must be empty or hold a known response_action")
        return {}

    def _show(self, view: View, action: str, body: Any) -> None:
        problems = check_view(body)
        if problems or body.get("type") != "modal":
            raise InvalidAnswer("; ".join(problems) or "only a modal can be shown")
        try:
            if action == "update":
                self._views.update(view, body)
            else:
                self._views.push(view.user, body)
        except SlackError as refusal:
            raise InvalidAnswer(refusal.code) from refusal

    @staticmethod
    def _errors(view: View, errors: Any) -> dict[str, str]:
        if not isinstance(errors, dict) or not errors:
            raise InvalidAnswer("errors must name at least one block")
        inputs = {block.get("block_id") for block in view.body["blocks"] if block.get("type") == "input"}
        for block_id, words in errors.items():
            if block_id not in inputs:
                raise InvalidAnswer(f"errors names {block_id}, which is no input block of the view")
            if not isinstance(words, str) or not words:
                raise InvalidAnswer(f"errors holds no words for {block_id}")
        return dict(errors)
