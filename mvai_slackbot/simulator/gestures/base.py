"""What all gestures share: who acts where, and how a result is told."""

from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

from ..state.records import JSON, Channel, Message, SlackError, User, View
from ..state.shapes import view_shape
from ..state.workspace import Workspace
from ..wire.delivery import Edge
from .acks import InvalidAnswer
from .payloads import Payloads
from .result import GestureResult


class GestureError(Exception):
    """A gesture that Slack's client would not let happen; the word says why."""


@dataclass(frozen=True, slots=True)
class GestureParts:
    """The workspace, the way to the app, and the payloads."""

    workspace: Workspace
    edge: Edge
    payloads: Payloads


class GestureBase:
    """Looks up people, places and views, and turns refusals into results."""

    def __init__(self, parts: GestureParts) -> None:
        self._parts = parts

    async def _guarded(self, gesture: Coroutine[Any, Any, GestureResult]) -> GestureResult:
        try:
            return await gesture
        except (GestureError, InvalidAnswer) as refusal:
            return GestureResult(False, error=str(refusal))
        except SlackError as refusal:
            return GestureResult(False, error=refusal.code)

    def _person(self, user: str) -> User:
        person = self._parts.workspace.users.get(user)
        if person.deleted:
            raise GestureError("user_is_deactivated")
        return person

    def _place(self, user: str, channel: str) -> Channel:
        place = self._parts.workspace.channels.get(channel)
        if not self._parts.workspace.channels.sees(user, place):
            raise GestureError("channel_not_found")
        if place.is_archived:
            raise GestureError("is_archived")
        return place

    def _message_seen(self, person: User, channel: str, ts: str) -> tuple[Channel, Message]:
        place = self._parts.workspace.channels.get(channel)
        message = place.messages.get(ts)
        if message is None or message not in self._parts.workspace.messages.visible(place, person.id):
            raise GestureError("message_not_found")
        return place, message

    def _view(self, person: User, view_id: str) -> View:
        view = self._parts.workspace.views.find(view_id)
        if view is None or view.user != person.id:
            raise GestureError("not_found")
        return view

    def _shape(self, view: View) -> JSON:
        return view_shape(view, self._parts.workspace.hub)

    def _top(self, person: User) -> JSON | None:
        top = self._parts.workspace.views.top(person.id)
        return self._shape(top) if top else None

    def _done(self, person: User, **fields: Any) -> GestureResult:
        return GestureResult(True, view=self._top(person), **fields)

    def _failed(self, person: User, error: str, status: int | None = None, **fields: Any) -> GestureResult:
        return GestureResult(False, error=error, status=status, view=self._top(person), **fields)
