"""The gestures of people: each builds Slack's payload, waits for the app's answer and applies it."""

from typing import Any

from ..state.escaping import Escaping
from ..state.form_state import find_control, merge_state, set_value
from ..state.inputs import STATEFUL
from ..state.records import JSON, Channel, Message, User, View
from ..state.workspace import Workspace
from ..wire.delivery import Edge
from .acks import CommandAnswer, failure_of, offered_options
from .base import GestureError, GestureParts
from .forms import FormGestures
from .payloads import Payloads
from .result import GestureResult


class Gestures(FormGestures):
    """All methods run in the simulator's loop, never raise for what a person does wrong, and answer a GestureResult."""

    def __init__(self, workspace: Workspace, edge: Edge, payloads: Payloads) -> None:
        super().__init__(GestureParts(workspace, edge, payloads))
        self._escaping = Escaping(workspace)
        self._command_answer = CommandAnswer(workspace)

    async def command(self, user: str, channel: str, text: str) -> GestureResult:
        """A slash command typed in a channel or direct message; ``text`` begins with a slash.

        Errors: not_found (no such command), operation_timeout (no answer in 3 s), dispatch_failed,
        invalid_command_response, channel_not_found, is_archived.
        """
        return await self._guarded(self._command(user, channel, text))

    async def _command(self, user: str, channel: str, text: str) -> GestureResult:
        person, place = self._person(user), self._place(user, channel)
        name, _, words = text.strip().partition(" ")
        known = {entry["command"]: entry for entry in self._features("slash_commands")}
        if name not in known:
            raise GestureError("not_found")
        escape = self._escaping.command if known[name].get("should_escape") else self._escaping.plain
        workspace = self._parts.workspace
        trigger = workspace.triggers.issue(person.id, channel=place.id)
        url = workspace.response_urls.url_of(workspace.response_urls.issue(person.id, place.id))
        payload = self._parts.payloads.command(person, place, name, escape(words.strip()), trigger, url)
        answer = await self._parts.edge.request("slash_commands", dict(payload))
        failure = failure_of(answer)
        if failure:
            return self._failed(person, failure, answer.status, trigger_id=trigger.id, response_url=url)
        shown, ts = self._command_answer.apply(person, place, answer.parsed())
        said: JSON = {"text": shown.get("text"), "blocks": shown.get("blocks") or [], "ts": ts, "channel": place.id}
        return self._done(person, status=answer.status, trigger_id=trigger.id, response_url=url, **said)

    async def message(self, user: str, channel: str, text: str, thread_ts: str | None = None) -> GestureResult:
        """A written message, told by its events. Errors: not_in_channel, is_archived, messages_tab_disabled."""
        return await self._guarded(self._message(user, channel, text, thread_ts))

    async def _message(self, user: str, channel: str, text: str, thread_ts: str | None) -> GestureResult:
        person, place = self._person(user), self._place(user, channel)
        hub = self._parts.workspace.hub
        if not text.strip():
            raise GestureError("no_text")
        if user not in place.members:
            raise GestureError("not_in_channel")
        if place.is_im and hub.bot_user_id in place.members and not hub.messages_tab:
            raise GestureError("messages_tab_disabled")
        extra = {"client_msg_id": hub.ids.new("M").lower()}
        written = self._parts.workspace.messages.post(
            place, person.id, self._escaping.message(text), thread_ts=thread_ts or "", extra=extra
        )
        await self._parts.edge.heard()
        return self._done(person, ts=written.ts, channel=place.id, text=written.text)

    async def block_action(self, user: str, container: JSON, action: JSON, state: JSON | None = None) -> GestureResult:
        """A press or choice in a message, modal or App Home.

        ``container``: {"type": "message", "channel", "ts"}, {"type": "view", "view_id"} or {"type": "home"};
        ``action``: block_id, action_id and what was chosen (value, selected_option, selected_date …);
        ``state``: the other values on screen. Errors: not_found, operation_timeout, dispatch_failed.
        """
        return await self._guarded(self._block_action(user, container, action, state))

    async def _block_action(self, user: str, container: JSON, action: JSON, state: JSON | None) -> GestureResult:
        person = self._person(user)
        holder, place = self._holder(person, container)
        element = find_control(holder, str(action.get("block_id")), str(action.get("action_id")))
        if element is None:
            raise GestureError("not_found")
        merge_state(holder, state)
        complete = self._complete(holder, action, element)
        trigger = self._parts.workspace.triggers.issue(
            person.id, channel=place.id if place else "", view_id=holder.id if isinstance(holder, View) else ""
        )
        url = None
        if isinstance(holder, Message) and place is not None:
            urls = self._parts.workspace.response_urls
            kept = urls.issue(person.id, place.id, message_ts=holder.ts, thread_ts=holder.thread_ts)
            url = urls.url_of(kept)
            payload = self._parts.payloads.message_action_blocks(person, place, holder, complete, trigger, url)
        else:
            assert isinstance(holder, View)
            payload = self._parts.payloads.view_action(person, holder, complete, trigger)
        return await self._interact(person, payload, trigger_id=trigger.id, response_url=url)

    async def _interact(self, person: User, payload: JSON, **fields: str | None) -> GestureResult:
        """Sends an interaction whose answer Slack ignores unless it fails."""
        answer = await self._parts.edge.request("interactive", payload)
        failure = failure_of(answer)
        if failure:
            return self._failed(person, failure, answer.status, **fields)
        return self._done(person, status=answer.status, **fields)

    def _complete(self, holder: Message | View, action: JSON, element: JSON) -> JSON:
        """The action as Slack sends it: what the element is, and what was chosen."""
        kind = element["type"]
        complete = {"type": kind, "block_id": action["block_id"], "action_id": action["action_id"]}
        complete["action_ts"] = self._parts.workspace.hub.ids.ts()
        for key in ("text", "value", "style", "placeholder", "confirm"):
            if key in element and kind in ("button", "icon_button", "workflow_button"):
                complete[key] = element[key]
        if kind in STATEFUL:
            key = STATEFUL[kind][0]
            set_value(holder, action["block_id"], element, action.get(key))
            complete[key] = action.get(key)
        elif kind == "overflow":
            complete["selected_option"] = action.get("selected_option")
        elif kind == "feedback_buttons":
            complete["value"] = action.get("value")
        return complete

    async def shortcut(
        self, user: str, callback_id: str, channel: str | None = None, ts: str | None = None
    ) -> GestureResult:
        """A global shortcut, or with channel and ts a message's; errors as of block_action."""
        return await self._guarded(self._shortcut(user, callback_id, channel, ts))

    async def _shortcut(self, user: str, callback_id: str, channel: str | None, ts: str | None) -> GestureResult:
        person = self._person(user)
        wanted = "global" if ts is None else "message"
        known = {entry["callback_id"]: entry["type"] for entry in self._features("shortcuts")}
        if known.get(callback_id) != wanted:
            raise GestureError("not_found")
        workspace, url = self._parts.workspace, None
        trigger = workspace.triggers.issue(person.id, channel=channel or "")
        if ts is None or channel is None:
            payload = self._parts.payloads.shortcut(person, callback_id, trigger)
        else:
            place, message = self._message_seen(person, channel, ts)
            kept = workspace.response_urls.issue(person.id, place.id, message_ts=None, thread_ts=message.thread_ts)
            url = workspace.response_urls.url_of(kept)
            payload = self._parts.payloads.message_shortcut(person, callback_id, place, message, trigger, url)
        return await self._interact(person, payload, trigger_id=trigger.id, response_url=url)

    async def suggest(self, user: str, container: JSON, block_id: str, action_id: str, typed: str) -> GestureResult:
        """Asks the app for the options of a menu with an external source (block_suggestion); they are in ``blocks``.

        Groups are flattened; at most 100 options, as Slack shows. Errors: not_found, operation_timeout,
        dispatch_failed, invalid_options.
        """
        return await self._guarded(self._suggest(user, container, block_id, action_id, typed))

    async def _suggest(self, user: str, container: JSON, block_id: str, action_id: str, typed: str) -> GestureResult:
        person = self._person(user)
        holder, place = self._holder(person, container)
        if find_control(holder, block_id, action_id) is None:
            raise GestureError("not_found")
        where: JSON = {"container": {"type": "view", "view_id": holder.id}} if isinstance(holder, View) else {}
        if isinstance(holder, View):
            where["view"] = self._shape(holder)
        elif place is not None:
            where["container"] = {"type": "message", "message_ts": holder.ts, "channel_id": place.id}
            where["channel"] = {"id": place.id, "name": place.name}
        payload = self._parts.payloads.suggestion(person, where, block_id, action_id, typed)
        answer = await self._parts.edge.request("interactive", payload)
        failure = failure_of(answer)
        if failure:
            return self._failed(person, failure, answer.status)
        return self._done(person, status=answer.status, blocks=offered_options(answer.parsed()))

    async def open_home(self, user: str) -> GestureResult:
        """Opens the app's home: app_home_opened goes out; ``view`` is the home afterwards, if one was published."""
        return await self._guarded(self._open_home(user))

    async def _open_home(self, user: str) -> GestureResult:
        person = self._person(user)
        workspace = self._parts.workspace
        event: JSON = {"type": "app_home_opened", "user": person.id, "tab": "home"}
        event["channel"] = workspace.channels.app_im(person.id).id
        home = workspace.views.homes.get(person.id)
        if home is not None:
            event["view"] = self._shape(home)
        workspace.hub.emit(event)
        await self._parts.edge.heard()
        home = workspace.views.homes.get(person.id)
        return GestureResult(True, view=self._shape(home) if home else None)

    def _features(self, key: str) -> list[JSON]:
        found: Any = self._parts.workspace.hub.manifest.get("features", {}).get(key, [])
        return list(found)

    def _holder(self, person: User, container: JSON) -> tuple[Message | View, Channel | None]:
        if container.get("type") == "message":
            place, message = self._message_seen(person, str(container.get("channel")), str(container.get("ts")))
            if message.user != self._parts.workspace.hub.bot_user_id:
                raise GestureError("not_found")
            return message, place
        if container.get("type") == "home":
            home = self._parts.workspace.views.homes.get(person.id)
            if home is None:
                raise GestureError("not_found")
            return home, None
        return self._view(person, str(container.get("view_id"))), None
