"""Submitting and closing modals."""

from ..state.form_state import blocks_of, client_errors, merge_state, value_of
from ..state.records import JSON, User, View
from .acks import InvalidAnswer, SubmissionAnswer, failure_of
from .base import GestureBase, GestureParts
from .reading import controls
from .result import CONNECTING, GestureResult


class FormGestures(GestureBase):
    """The part of the gestures that ends a form."""

    def __init__(self, parts: GestureParts) -> None:
        super().__init__(parts)
        self._submission_answer = SubmissionAnswer(parts.workspace)

    async def submit(self, user: str, view_id: str, state: JSON, *, anyway: bool = False) -> GestureResult:
        """Presses a modal's submit button with these values.

        Slack's own client refuses empty required fields before anything is sent; ``anyway`` sends all the same, as
        an older client might. Errors: CONNECTING when the app failed or its answer was of no use, not_found.
        """
        return await self._guarded(self._submit(user, view_id, state, anyway))

    async def _submit(self, user: str, view_id: str, state: JSON, anyway: bool) -> GestureResult:
        person = self._person(user)
        view = self._view(person, view_id)
        merge_state(view, state)
        refused = {} if anyway else client_errors(view)
        if refused:
            return self._failed(person, "validation_errors", errors=refused)
        workspace = self._parts.workspace
        trigger = workspace.triggers.issue(person.id, channel=view.channel, view_id=view.id)
        payload = self._parts.payloads.submission(person, view, trigger, self._response_urls(person, view))
        answer = await self._parts.edge.request("interactive", payload)
        if failure_of(answer):
            return self._failed(person, CONNECTING, answer.status, trigger_id=trigger.id)
        try:
            errors = self._submission_answer.apply(view, answer.parsed())
        except InvalidAnswer as refusal:
            return self._failed(person, CONNECTING, answer.status, text=str(refusal), trigger_id=trigger.id)
        if errors:
            return self._failed(person, "validation_errors", answer.status, errors=errors, trigger_id=trigger.id)
        return self._done(person, status=answer.status, trigger_id=trigger.id)

    def _response_urls(self, person: User, view: View) -> list[JSON]:
        """For each channel chosen in a menu that asked for it (response_url_enabled)."""
        found = []
        urls = self._parts.workspace.response_urls
        for block, element in controls(blocks_of(view)):
            chosen = value_of(view, block.get("block_id", ""), element)
            if element.get("response_url_enabled") and isinstance(chosen, str):
                url = urls.url_of(urls.issue(person.id, chosen))
                where = {"block_id": block["block_id"], "action_id": element["action_id"]}
                found.append(where | {"channel_id": chosen, "response_url": url})
        return found

    async def close(self, user: str, view_id: str, cleared: bool = False) -> GestureResult:
        """Cancels a modal; with ``cleared`` the whole stack. The app hears view_closed where it asked for it."""
        return await self._guarded(self._close(user, view_id, cleared))

    async def _close(self, user: str, view_id: str, cleared: bool) -> GestureResult:
        person = self._person(user)
        view = self._view(person, view_id)
        views = self._parts.workspace.views
        stack = views.stack(person.id)
        closing = list(reversed(stack)) if cleared or view.body.get("clear_on_close") else [view]
        # Slack's client closes at once and tells the app afterwards, so the answer changes nothing.
        told = [
            self._parts.payloads.closed(person, each, len(closing) > 1)
            for each in closing
            if each.body.get("notify_on_close")
        ]
        for each in closing:
            views.close(each)
        status = None
        for payload in told:
            status = (await self._parts.edge.request("interactive", payload)).status
        return self._done(person, status=status)
