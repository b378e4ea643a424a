"""Channels and direct messages: who is in them, who sees them, and what Slack tells the app about them."""

from collections.abc import Iterable, Iterator

from .hub import Hub
from .names import name_error
from .records import Channel, Message, Note, SlackError, User
from .shapes import channel_shape
from .users import Users


class Channels:
    """Every conversation by id. Methods act without asking who may: that is the caller's part (Web API or gestures)."""

    def __init__(self, hub: Hub, users: Users) -> None:
        self._hub = hub
        self._users = users
        self._by_id: dict[str, Channel] = {}
        self._by_name: dict[str, Channel] = {}
        self._ims: dict[frozenset[str], Channel] = {}
        general = Channel(hub.ids.steady("C", "general"), "general", "public", hub.bot_user_id, hub.ids.now())
        general.is_general = True
        self._keep(general)
        self.general = general

    def __iter__(self) -> Iterator[Channel]:
        return iter(tuple(self._by_id.values()))

    def find(self, channel_id: str) -> Channel | None:
        """The conversation with this id, or None."""
        return self._by_id.get(channel_id)

    def get(self, channel_id: str) -> Channel:
        """The conversation with this id; SlackError channel_not_found."""
        channel = self._by_id.get(channel_id)
        if channel is None:
            raise SlackError("channel_not_found")
        return channel

    def named(self, name: str) -> Channel | None:
        """The channel with this name (``general`` or ``#general``), or None."""
        return self._by_name.get(name.removeprefix("#"))

    def sees(self, user_id: str, channel: Channel) -> bool:
        """Whether a person sees this conversation at all: members do; public channels everyone but guests."""
        if user_id in channel.members or (channel.app_put_out and user_id == self._hub.bot_user_id):
            return True
        if channel.kind != "public":
            return False
        user = self._users.find(user_id)
        return user is not None and not user.is_guest

    def visible_to(self, user_id: str) -> list[Channel]:
        """All conversations a person sees."""
        return [channel for channel in self._by_id.values() if self.sees(user_id, channel)]

    def im(self, one: str, other: str) -> Channel:
        """The direct message of two people, made when there is none yet."""
        key = frozenset((one, other))
        channel = self._ims.get(key)
        if channel is None:
            channel = Channel(self._hub.ids.new("D"), "", "im", one, self._hub.ids.now(), dict.fromkeys((one, other)))
            self._ims[key] = channel
            self._keep(channel)
            self.changed(channel)
        return channel

    def app_im(self, user_id: str) -> Channel:
        """A person's direct message with the app."""
        return self.im(self._hub.bot_user_id, user_id)

    def create(self, name: str, creator: str, *, private: bool) -> Channel:
        """A new channel with its creator in it; SlackError invalid_name_* or name_taken."""
        error = name_error(name)
        if error or name in self._by_name:
            raise SlackError(error or "name_taken")
        now = self._hub.ids.now()
        channel = Channel(self._hub.ids.new("C"), name, "private" if private else "public", creator, now)
        channel.members[creator] = None
        self._keep(channel)
        self.changed(channel)
        if not private:
            shape = channel_shape(channel, self._hub.bot_user_id, self._hub)
            self._hub.emit({"type": "channel_created", "channel": shape})
        return channel

    def join(self, channel: Channel, user: User, *, inviter: str = "") -> None:
        """Adds someone; SlackError already_in_channel, is_archived. Emits member_joined_channel where the app is."""
        if user.id in channel.members:
            raise SlackError("already_in_channel")
        if channel.is_archived:
            raise SlackError("is_archived")
        channel.members[user.id] = None
        extra = {"inviter": inviter} if inviter else {}
        self.note(channel, user.id, "channel_join", f"<@{user.id}> has joined the channel", **extra)
        self.changed(channel, user.id)
        if self.app_in(channel):
            event = {"type": "member_joined_channel", "user": user.id, "channel": channel.id}
            self._hub.emit(event | {"channel_type": self._letter(channel), "team": self._hub.team_id} | extra)

    def leave(self, channel: Channel, user: User, *, by: str = "") -> None:
        """Takes someone out (``by`` whom, if not by themselves); SlackError not_in_channel.

        The app hears member_left_channel of others, and channel_left or group_left when it was itself removed.
        """
        if user.id not in channel.members:
            raise SlackError("not_in_channel")
        app_was_in = self.app_in(channel)
        del channel.members[user.id]
        self.note(channel, user.id, "channel_leave", f"<@{user.id}> has left the channel")
        self.changed(channel, user.id)
        if user.id == self._hub.bot_user_id:
            self.tell(channel, "left", channel.id, actor_id=by or user.id)
        if app_was_in:
            event = {"type": "member_left_channel", "user": user.id, "channel": channel.id}
            self._hub.emit(event | {"channel_type": self._letter(channel), "team": self._hub.team_id})

    def app_in(self, channel: Channel) -> bool:
        """Whether the app's bot user is a member."""
        return self._hub.bot_user_id in channel.members

    def note(self, channel: Channel, user: str, subtype: str, text: str, **extra: str) -> Message:
        """Writes one of Slack's own lines, e.g. channel_join, into the channel; nobody is counted as unread for it."""
        message = Message(self._hub.ids.ts(), channel.id, user, text, subtype=subtype, extra=dict(extra))
        channel.messages[message.ts] = message
        self._hub.notify("message", channel=channel.id, ts=message.ts, message=message, only=None)
        if self.app_in(channel):
            kind = "groups" if channel.is_private else "channels"
            event = {"type": "message", "subtype": subtype, "user": user, "text": text, "ts": message.ts}
            event |= {"channel": channel.id, "channel_type": kind.removesuffix("s"), "event_ts": message.ts, **extra}
            self._hub.emit(event, f"message.{kind}")
        return message

    def tell(self, channel: Channel, what: str, subject: object, **extra: object) -> None:
        """Emits ``channel_<what>``, or ``group_<what>`` for a private channel, which only a member app hears."""
        if channel.is_private and what != "left" and not (self.app_in(channel) or channel.app_put_out):
            return
        kind = "group" if channel.is_private else "channel"
        self._hub.emit({"type": f"{kind}_{what}", "channel": subject, **extra})

    def changed(self, channel: Channel, user: str | None = None) -> None:
        """Tells the subscribers that a channel (or, with ``user``, its membership) is not what it was."""
        channel.updated = self._hub.ids.now() * 1000
        self._hub.notify("channel", channel=channel.id, user=user, only=None)

    def rename_key(self, channel: Channel, name: str) -> None:
        """Files a channel under a new name."""
        del self._by_name[channel.name]
        channel.previous_names.insert(0, channel.name)
        channel.name = name
        self._by_name[name] = channel

    def forget(self, channel: Channel) -> None:
        """Takes a deleted channel out of the workspace."""
        del self._by_id[channel.id]
        del self._by_name[channel.name]

    def restore(self, channels: Iterable[Channel]) -> None:
        """Takes over conversations from an earlier run, with all that is in them; nobody is told."""
        for channel in channels:
            self._keep(channel)
            if channel.is_im:
                self._ims[frozenset(channel.members)] = channel
            if channel.is_general:
                self.general = channel

    def set_note(self, channel: Channel, which: str, value: str, by: str) -> None:
        """Sets ``topic`` or ``purpose`` and writes Slack's line about it."""
        setattr(channel, which, Note(value, by, self._hub.ids.now()))
        extra: dict[str, str] = {which: value}
        self.note(channel, by, f"channel_{which}", f"<@{by}> set the channel {which}: {value}", **extra)
        self.changed(channel)

    def _keep(self, channel: Channel) -> None:
        self._by_id[channel.id] = channel
        if channel.name:
            self._by_name[channel.name] = channel

    @staticmethod
    def _letter(channel: Channel) -> str:
        return "G" if channel.is_private else "C"
