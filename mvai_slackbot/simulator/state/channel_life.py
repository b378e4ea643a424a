"""What happens to a whole channel: archived, renamed, made public, shared, deleted, with the events Slack sends."""

from .channels import Channels
from .hub import Hub
from .names import name_error
from .records import Channel, SlackError


class ChannelLife:
    """Acts without asking who may; private channels send group_* events to a member app, public ones channel_*."""

    def __init__(self, hub: Hub, channels: Channels) -> None:
        self._hub = hub
        self._channels = channels

    def archive(self, channel: Channel, by: str) -> None:
        """SlackError already_archived, cant_archive_general.

        Slack puts bots out of a channel that is archived (reported by many apps, and documented as the reason why a
        bot cannot unarchive); that this bot still sees the channel, but not its history, is this simulator's reading.
        """
        if channel.is_archived:
            raise SlackError("already_archived")
        if channel.is_general:
            raise SlackError("cant_archive_general")
        channel.is_archived = True
        self._line(channel, by, "archive", f"<@{by}> archived the channel")
        self._channels.tell(channel, "archive", channel.id, user=by, is_moved=0)
        if self._channels.app_in(channel):
            del channel.members[self._hub.bot_user_id]
            channel.app_put_out = True

    def unarchive(self, channel: Channel, by: str) -> None:
        """A person opens it again; SlackError not_archived.

        The app hears it and stays out until people add it again.
        """
        if not channel.is_archived:
            raise SlackError("not_archived")
        channel.is_archived = False
        channel.members.setdefault(by)
        self._line(channel, by, "unarchive", f"<@{by}> un-archived the channel")
        self._channels.tell(channel, "unarchive", channel.id, user=by)
        channel.app_put_out = False

    def rename(self, channel: Channel, name: str, by: str) -> None:
        """SlackError invalid_name_*, name_taken, is_archived; the same name again changes nothing."""
        error = name_error(name)
        if channel.is_archived:
            raise SlackError("is_archived")
        if error:
            raise SlackError(error)
        if name == channel.name:
            return
        if self._channels.named(name):
            raise SlackError("name_taken")
        old = channel.name
        self._channels.rename_key(channel, name)
        text = f'<@{by}> has renamed the channel from "{old}" to "{name}"'
        self._channels.note(channel, by, "channel_name", text, old_name=old, name=name)
        self._channels.changed(channel)
        subject = {"id": channel.id, "name": name, "name_normalized": name, "created": channel.created}
        subject |= {"is_channel": True, "is_mpim": False}
        self._channels.tell(channel, "rename", subject)

    def make_public(self, channel: Channel, by: str) -> None:
        """A person turns a private channel public.

        Slack documents nothing but the message subtype channel_convert_to_public, heard through message.channels.
        """
        if not channel.is_private:
            raise SlackError("already_public")
        channel.kind = "public"
        text = "made this channel *public*. Any member in this workspace can see and join it."
        self._line(channel, by, "convert_to_public", text)

    def make_private(self, channel: Channel, by: str) -> None:
        """A person turns a public channel private, heard as channel_convert_to_private through message.groups."""
        if channel.is_private:
            raise SlackError("already_private")
        channel.kind = "private"
        text = "made this channel *private*. Now, it can only be viewed or joined by invitation."
        self._line(channel, by, "convert_to_private", text)

    def share(self, channel: Channel, organization: str) -> None:
        """Connects another organization (Slack Connect); emits channel_shared to a member app."""
        channel.shared_with.append(organization)
        self._channels.changed(channel)
        if self._channels.app_in(channel):
            other = self._hub.ids.steady("T", organization)
            self._hub.emit({"type": "channel_shared", "connected_team_id": other, "channel": channel.id})

    def unshare(self, channel: Channel, organization: str) -> None:
        """Ends the connection; emits channel_unshared. SlackError not_shared."""
        if organization not in channel.shared_with:
            raise SlackError("not_shared")
        channel.shared_with.remove(organization)
        self._channels.changed(channel)
        if self._channels.app_in(channel):
            event = {"type": "channel_unshared", "channel": channel.id, "is_ext_shared": bool(channel.shared_with)}
            self._hub.emit(event | {"previously_connected_team_id": self._hub.ids.steady("T", organization)})

    def delete(self, channel: Channel, by: str) -> None:
        """A person deletes the channel for good; emits channel_deleted or group_deleted."""
        self._channels.forget(channel)
        self._channels.tell(channel, "deleted", channel.id, actor_id=by)
        self._channels.changed(channel)

    def _line(self, channel: Channel, by: str, what: str, text: str) -> None:
        self._channels.note(channel, by, f"channel_{what}", text)
        self._channels.changed(channel)
