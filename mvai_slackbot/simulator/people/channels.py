"""What people do with channels, messages and their own account; the app hears of it by events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..state.records import Channel, SlackError, User
from ..state.workspace import Workspace
from .views import Message

if TYPE_CHECKING:
    from ..simulator import Simulator


class ChannelDoings:
    """The part of a person that needs no answer of the app; each waits until the app has heard of it."""

    def __init__(self, simulator: Simulator, user: User) -> None:
        self._simulator = simulator
        self._user = user
        self.id = user.id
        self.handle = user.handle
        self.mention = f"<@{user.id}>"

    @property
    def _workspace(self) -> Workspace:
        return self._simulator.workspace

    def _does(self, act: Callable[[], Any]) -> Any:
        """Acts in the loop; a refusal of Slack's is an AssertionError with its word."""

        def acting() -> Any:
            try:
                return act()
            except SlackError as refusal:
                raise AssertionError(f"{self.handle}: {refusal.code}") from refusal

        answer = self._simulator.ask(acting)
        self._simulator.run(self._simulator.edge.heard())
        return answer

    def _find(self, place: str | ChannelDoings | None) -> Channel:
        """A conversation this person sees: by name, id, person, or None for the direct message with the app."""
        channels = self._workspace.channels
        if place is None:
            return channels.app_im(self.id)
        if isinstance(place, ChannelDoings):
            return channels.im(self.id, place.id)
        other = self._workspace.users.by_handle(place) if place.startswith("@") else None
        channel = channels.im(self.id, other.id) if other else channels.find(place) or channels.named(place)
        if channel is None or not channels.sees(self.id, channel):
            raise AssertionError(f"{self.handle} sees no channel {place!r} among {self._names()}")
        return channel

    def _names(self) -> list[str]:
        return [channel.name for channel in self._workspace.channels.visible_to(self.id) if channel.name]

    def channels(self) -> list[str]:
        """The names of the channels this person sees, archived ones included."""
        return self._simulator.ask(self._names)

    def members(self, channel: str) -> list[str]:
        """The handles of those in a channel, in the order of joining."""
        users = self._workspace.users
        return self._simulator.ask(lambda: [users.get(member).handle for member in self._find(channel).members])

    def topic(self, channel: str) -> str:
        """A channel's topic."""
        return self._simulator.ask(lambda: self._find(channel).topic.value)

    def bookmarks(self, channel: str) -> list[str]:
        """The titles of a channel's bookmarks."""
        return self._simulator.ask(lambda: [str(mark["title"]) for mark in self._find(channel).bookmarks])

    def creates_channel(self, name: str, *, private: bool = False) -> str:
        """Makes a channel; answers its id."""
        made = self._does(lambda: self._workspace.channels.create(name, self.id, private=private))
        return str(made.id)

    def invites(self, person: ChannelDoings | str, channel: str) -> None:
        """Adds a person (a Person, a handle, an id, or "app" for the app itself) to a channel."""
        workspace = self._workspace

        def act() -> None:
            if isinstance(person, ChannelDoings):
                user: User | None = workspace.users.get(person.id)
            elif person == "app":
                user = workspace.users.get(workspace.hub.bot_user_id)
            else:
                user = workspace.users.find(person) or workspace.users.by_handle(person)
            if user is None:
                raise SlackError("user_not_found")
            workspace.channels.join(self._find(channel), user, inviter=self.id)

        self._does(act)

    def removes(self, person: ChannelDoings | str, channel: str) -> None:
        """Takes a person (or "app") out of a channel."""
        workspace = self._workspace
        gone = person.id if isinstance(person, ChannelDoings) else person
        gone = workspace.hub.bot_user_id if gone == "app" else gone
        self._does(lambda: workspace.channels.leave(self._find(channel), workspace.users.get(gone), by=self.id))

    def joins(self, channel: str) -> None:
        """Joins a channel that is open to all."""
        self._does(lambda: self._workspace.channels.join(self._find(channel), self._user))

    def leaves(self, channel: str) -> None:
        """Leaves a channel."""
        self._does(lambda: self._workspace.channels.leave(self._find(channel), self._user))

    def archives(self, channel: str) -> None:
        """Archives a channel."""
        self._does(lambda: self._workspace.life.archive(self._find(channel), self.id))

    def unarchives(self, channel: str) -> None:
        """Opens an archived channel again; apps are out of it then."""
        self._does(lambda: self._workspace.life.unarchive(self._find(channel), self.id))

    def renames(self, channel: str, new: str) -> None:
        """Gives a channel another name."""
        self._does(lambda: self._workspace.life.rename(self._find(channel), new, self.id))

    def makes_public(self, channel: str) -> None:
        """Turns a private channel public."""
        self._does(lambda: self._workspace.life.make_public(self._find(channel), self.id))

    def shares(self, channel: str, organization: str) -> None:
        """Shares a channel with another organization (Slack Connect)."""
        self._does(lambda: self._workspace.life.share(self._find(channel), organization))

    def unshares(self, channel: str, organization: str) -> None:
        """Ends that."""
        self._does(lambda: self._workspace.life.unshare(self._find(channel), organization))

    def deletes_channel(self, channel: str) -> None:
        """Deletes a channel for good."""
        self._does(lambda: self._workspace.life.delete(self._find(channel), self.id))

    def has_read(self, channel: str | ChannelDoings | None = None, *, before: datetime | None = None) -> None:
        """Has seen everything there, or everything that was written before a moment (aware)."""

        def act() -> None:
            place = self._find(channel)
            seen = [ts for ts in place.messages if before is None or float(ts) < before.timestamp()]
            if seen and self.id in place.members:
                self._workspace.messages.mark_read(place, self.id, max(seen))

        self._does(act)

    def reloads(self) -> None:
        """Starts their Slack anew: what only they were shown is gone then, as in Slack."""

        def act() -> None:
            for channel in self._workspace.channels.visible_to(self.id):
                for message in [one for one in channel.messages.values() if one.ephemeral_to == self.id]:
                    self._workspace.messages.delete(channel, message)

        self._does(act)

    def edits(self, message: Message, text: str) -> None:
        """Changes one's own message."""

        def act() -> None:
            channel = self._workspace.channels.get(message.channel)
            record = self._workspace.messages.find(channel, message.ts)
            if record is None or record.user != self.id:
                raise SlackError("cant_update_message")
            self._workspace.messages.edit(channel, record, self.id, text=text)

        self._does(act)

    def deletes(self, message: Message) -> None:
        """Deletes a message, as its writer or an administrator."""

        def act() -> None:
            channel = self._workspace.channels.get(message.channel)
            record = self._workspace.messages.find(channel, message.ts)
            if record is None:
                raise SlackError("message_not_found")
            self._workspace.messages.delete(channel, record)

        self._does(act)

    def unpins(self, message: Message) -> None:
        """Takes a message's pin away."""

        def act() -> None:
            channel = self._workspace.channels.get(message.channel)
            record = self._workspace.messages.find(channel, message.ts)
            if record is None:
                raise SlackError("message_not_found")
            self._workspace.messages.unpin(channel, record, self.id)

        self._does(act)

    def deactivate(self) -> None:
        """An administrator deactivates this account."""
        self._does(lambda: self._workspace.users.change(self._user, deleted=True))

    def reactivate(self) -> None:
        """An administrator gives the account back."""
        self._does(lambda: self._workspace.users.change(self._user, deleted=False))

    def sets_timezone(self, tz: str) -> None:
        """Travels: another IANA time zone."""
        self._does(lambda: self._workspace.users.change(self._user, tz=tz))

    def sets_dnd(self, start: datetime, end: datetime) -> None:
        """Schedules Do Not Disturb (aware times)."""
        begin, finish = int(start.timestamp()), int(end.timestamp())
        self._does(lambda: self._workspace.users.set_dnd(self._user, begin, finish))
