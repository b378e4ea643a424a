"""Messages: posting, changing, pinning, reading, and who sees which."""

from typing import Any

from .channels import Channels
from .hub import Hub
from .records import JSON, Channel, Message, Pin, SlackError
from .shapes import message_shape

_EVENT_KIND = {"im": ("im", "im"), "private": ("groups", "group"), "public": ("channels", "channel")}


class Messages:
    """Acts without asking who may; emits message.*, app_mention, pin_* and reaction_* where the app is a member."""

    def __init__(self, hub: Hub, channels: Channels) -> None:
        self._hub = hub
        self._channels = channels

    def find(self, channel: Channel, ts: str) -> Message | None:
        """The message with this ts, ephemerals included, or None."""
        return channel.messages.get(ts)

    def visible(self, channel: Channel, user_id: str) -> list[Message]:
        """What a person sees there, oldest first: nothing outside their channels, only their own ephemerals."""
        if not self._channels.sees(user_id, channel):
            return []
        return [m for m in channel.messages.values() if not m.ephemeral_to or m.ephemeral_to == user_id]

    def post(self, channel: Channel, user_id: str, text: str, **fields: Any) -> Message:
        """Writes a message by a person or by the app (fields as in ``Message``); emits message.* and app_mention."""
        message = self._new(channel, user_id, text, fields)
        channel.messages[message.ts] = message
        channel.last_read[user_id] = message.ts
        self._hub.notify("message", channel=channel.id, ts=message.ts, message=message, only=None)
        if self._channels.app_in(channel):
            event = message_shape(message, self._hub)
            self._emit(channel, event, message.ts)
            if not channel.is_im and f"<@{self._hub.bot_user_id}>" in text and user_id != self._hub.bot_user_id:
                self._hub.emit(event | {"type": "app_mention", "channel": channel.id, "event_ts": message.ts})
        return message

    def ephemeral(self, channel: Channel, to: str, text: str, **fields: Any) -> Message:
        """A message by the app that only ``to`` sees; no event."""
        message = self._new(channel, self._hub.bot_user_id, text, fields)
        message.ephemeral_to = to
        channel.messages[message.ts] = message
        self._hub.notify("message", channel=channel.id, ts=message.ts, message=message, only=to)
        return message

    def edit(
        self, channel: Channel, message: Message, by: str, *, shown_as_edited: bool = True, **fields: Any
    ) -> Message:
        """Changes fields of a message; emits message_changed."""
        before = message_shape(message, self._hub) if self._wants(channel) else {}
        for name, value in fields.items():
            setattr(message, name, value)
        stamp = self._hub.ids.ts()
        if shown_as_edited and not message.ephemeral_to:
            message.edited = {"user": by, "ts": stamp}
        only = message.ephemeral_to or None
        self._hub.notify("message_changed", channel=channel.id, ts=message.ts, message=message, only=only)
        if before and not message.ephemeral_to:
            event = {"type": "message", "subtype": "message_changed", "hidden": True, "ts": stamp}
            event |= {"message": message_shape(message, self._hub), "previous_message": before}
            self._emit(channel, event, stamp)
        return message

    def delete(self, channel: Channel, message: Message) -> None:
        """Removes a message (and its pin); emits message_deleted."""
        channel.messages.pop(message.ts, None)
        channel.pins = [pin for pin in channel.pins if pin.ts != message.ts]
        only = message.ephemeral_to or None
        self._hub.notify("message_deleted", channel=channel.id, ts=message.ts, message=message, only=only)
        if not message.ephemeral_to and self._wants(channel):
            stamp = self._hub.ids.ts()
            event = {"type": "message", "subtype": "message_deleted", "hidden": True, "ts": stamp}
            event |= {"deleted_ts": message.ts, "previous_message": message_shape(message, self._hub)}
            self._emit(channel, event, stamp)

    def pin(self, channel: Channel, message: Message, by: str) -> None:
        """SlackError already_pinned; emits pin_added."""
        if any(pin.ts == message.ts for pin in channel.pins):
            raise SlackError("already_pinned")
        channel.pins.append(Pin(message.ts, by, self._hub.ids.now()))
        self._pinned(channel, message, by, "pin_added")

    def unpin(self, channel: Channel, message: Message, by: str) -> None:
        """SlackError no_pin; emits pin_removed."""
        kept = [pin for pin in channel.pins if pin.ts != message.ts]
        if len(kept) == len(channel.pins):
            raise SlackError("no_pin")
        channel.pins = kept
        self._pinned(channel, message, by, "pin_removed")

    def react(self, channel: Channel, message: Message, by: str, name: str) -> None:
        """SlackError already_reacted; emits reaction_added."""
        users = message.reactions.setdefault(name, [])
        if by in users:
            raise SlackError("already_reacted")
        users.append(by)
        self._hub.notify("message_changed", channel=channel.id, ts=message.ts, message=message, only=None)
        if self._channels.app_in(channel):
            item = {"type": "message", "channel": channel.id, "ts": message.ts}
            event = {"type": "reaction_added", "user": by, "reaction": name, "item_user": message.user, "item": item}
            self._hub.emit(event)

    def mark_read(self, channel: Channel, user_id: str, ts: str) -> None:
        """Moves a person's unread mark forward to ``ts``."""
        if ts > channel.last_read.get(user_id, ""):
            channel.last_read[user_id] = ts
            self._hub.notify("read", channel=channel.id, ts=ts, only=user_id)

    def unread(self, channel: Channel, user_id: str) -> int:
        """How many messages a person has not read; Slack's own lines (joins, topics) and replies do not count."""
        mark = channel.last_read.get(user_id, "")
        count = 0
        for message in reversed(channel.messages.values()):
            if message.ts <= mark:
                break
            line = message.subtype.startswith("channel_") or (message.thread_ts and message.thread_ts != message.ts)
            count += message.user != user_id and not line and message.ephemeral_to in ("", user_id)
        return count

    def _new(self, channel: Channel, user_id: str, text: str, fields: dict[str, Any]) -> Message:
        message = Message(self._hub.ids.ts(), channel.id, user_id, text, **fields)
        if user_id == self._hub.bot_user_id:
            message.bot_id, message.app_id = self._hub.bot_id, self._hub.app_id
        return message

    def _wants(self, channel: Channel) -> bool:
        subscription = f"message.{_EVENT_KIND[channel.kind][0]}"
        return subscription in self._hub.bot_events and self._channels.app_in(channel)

    def _emit(self, channel: Channel, event: JSON, stamp: str) -> None:
        plural, single = _EVENT_KIND[channel.kind]
        place = {"channel": channel.id, "channel_type": single, "event_ts": stamp}
        self._hub.emit(event | place, f"message.{plural}")

    def _pinned(self, channel: Channel, message: Message, by: str, kind: str) -> None:
        self._hub.notify("channel", channel=channel.id, user=None, only=None)
        if self._channels.app_in(channel):
            item = {"type": "message", "channel": channel.id, "message": message_shape(message, self._hub)}
            self._hub.emit({"type": kind, "user": by, "channel_id": channel.id, "item": item})
