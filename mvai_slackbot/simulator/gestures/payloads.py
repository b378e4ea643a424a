"""The requests Slack sends to an app, field by field as its documentation shows them.

https://docs.slack.dev/reference/interaction-payloads and https://docs.slack.dev/apis/events-api
"""

from collections.abc import Iterable

from ..state.records import JSON, Channel, Message, Trigger, User, View
from ..state.shapes import message_shape, view_shape
from ..state.workspace import Workspace


class Payloads:
    """Builds payloads for one workspace and its app."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._hub = workspace.hub

    def command(self, user: User, channel: Channel, name: str, text: str, trigger: Trigger, url: str) -> dict[str, str]:
        """A slash command: flat, all values text, since Slack sends it as a form."""
        hub = self._hub
        return {
            "token": hub.verification_token,
            "team_id": hub.team_id,
            "team_domain": hub.team_domain,
            "channel_id": channel.id,
            "channel_name": self._command_place(channel),
            "user_id": user.id,
            "user_name": user.handle,
            "command": name,
            "text": text,
            "api_app_id": hub.app_id,
            "is_enterprise_install": "false",
            "response_url": url,
            "trigger_id": trigger.id,
        }

    def message_action_blocks(
        self, user: User, channel: Channel, message: Message, action: JSON, trigger: Trigger, url: str
    ) -> JSON:
        """A press or choice in a message; of an ephemeral one Slack sends no content."""
        container: JSON = {"type": "message", "message_ts": message.ts, "channel_id": channel.id}
        container |= {"is_ephemeral": bool(message.ephemeral_to)}
        if message.thread_ts:
            container["thread_ts"] = message.thread_ts
        payload = self._base("block_actions", user) | {
            "container": container,
            "trigger_id": trigger.id,
            "channel": self._place(channel),
            "state": {"values": message.state},
            "response_url": url,
            "actions": [action],
        }
        if not message.ephemeral_to:
            payload["message"] = message_shape(message, self._hub, metadata=True)
        return payload

    def view_action(self, user: User, view: View, action: JSON, trigger: Trigger) -> JSON:
        """A press or choice in a modal or App Home."""
        return self._base("block_actions", user) | {
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": trigger.id,
            "view": view_shape(view, self._hub),
            "actions": [action],
        }

    def submission(self, user: User, view: View, trigger: Trigger, urls: Iterable[JSON] = ()) -> JSON:
        """A submitted modal with its state."""
        shape = view_shape(view, self._hub)
        return self._base("view_submission", user) | {
            "trigger_id": trigger.id,
            "view": shape,
            "response_urls": list(urls),
        }

    def closed(self, user: User, view: View, cleared: bool) -> JSON:
        """A modal that was cancelled, sent only when it asked for it (notify_on_close)."""
        return self._base("view_closed", user) | {"view": view_shape(view, self._hub), "is_cleared": cleared}

    def shortcut(self, user: User, callback_id: str, trigger: Trigger) -> JSON:
        """A global shortcut."""
        more = {"action_ts": self._hub.ids.ts(), "callback_id": callback_id, "trigger_id": trigger.id}
        return self._base("shortcut", user) | more

    def message_shortcut(
        self, user: User, callback_id: str, channel: Channel, message: Message, trigger: Trigger, url: str
    ) -> JSON:
        """A shortcut in a message's menu."""
        return self._base("message_action", user) | {
            "action_ts": self._hub.ids.ts(),
            "callback_id": callback_id,
            "trigger_id": trigger.id,
            "response_url": url,
            "channel": self._place(channel),
            "message_ts": message.ts,
            "message": message_shape(message, self._hub, metadata=True),
        }

    def suggestion(self, user: User, holder: JSON, block_id: str, action_id: str, value: str) -> JSON:
        """What somebody typed into a menu with an external source; ``holder`` is the view or message part."""
        more = {"block_id": block_id, "action_id": action_id, "value": value}
        return self._base("block_suggestion", user) | more | holder

    def event(self, event: JSON) -> JSON:
        """The envelope of an event; its event_id stays the same over all retries."""
        hub = self._hub
        authorization = {"enterprise_id": None, "team_id": hub.team_id, "user_id": hub.bot_user_id}
        channel = self._workspace.channels.find(str(event.get("channel", "")))
        return {
            "token": hub.verification_token,
            "team_id": hub.team_id,
            "context_team_id": hub.team_id,
            "context_enterprise_id": None,
            "api_app_id": hub.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": hub.ids.new("Ev"),
            "event_time": hub.ids.now(),
            "authorizations": [authorization | {"is_bot": True, "is_enterprise_install": False}],
            "is_ext_shared_channel": bool(channel and channel.shared_with),
            "event_context": f"4-{hub.ids.new('X')}",
        }

    def _base(self, kind: str, user: User) -> JSON:
        hub = self._hub
        person = {"id": user.id, "username": user.handle, "name": user.handle, "team_id": user.team_id}
        return {
            "type": kind,
            "token": hub.verification_token,
            "api_app_id": hub.app_id,
            "team": {"id": hub.team_id, "domain": hub.team_domain},
            "user": person,
            "enterprise": None,
            "is_enterprise_install": False,
        }

    @staticmethod
    def _place(channel: Channel) -> JSON:
        names = {"im": "directmessage", "private": "privategroup"}
        return {"id": channel.id, "name": names.get(channel.kind, channel.name)}

    @classmethod
    def _command_place(cls, channel: Channel) -> str:
        return str(cls._place(channel)["name"])
