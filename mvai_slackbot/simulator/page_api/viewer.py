"""What one person may see, in the JSON that the page reads."""

from ..state.records import JSON, Channel, Message, SlackError, User
from ..state.shapes import channel_shape, message_shape, user_shape, view_shape
from ..state.threads import is_top, summaries
from ..state.workspace import Workspace


class Viewers:
    """Makes the page's JSON for a person; never more than that person sees in the workspace."""

    def __init__(self, workspace: Workspace, notice: str) -> None:
        self.workspace = workspace
        self._notice = notice

    def person(self, name: str) -> User:
        """The person with this id or handle, the first one for an empty name; SlackError user_not_found."""
        users = self.workspace.users
        if not name:
            first = next((user for user in users.all() if not user.is_bot), None)
            if first is None:
                raise SlackError("user_not_found")
            return first
        user = users.find(name) or users.by_handle(name)
        if user is None or user.is_bot:
            raise SlackError("user_not_found")
        return user

    def channel(self, viewer: User, channel_id: str) -> Channel:
        """The channel with this id; SlackError channel_not_found when it is not there or not for this person."""
        channel = self.workspace.channels.get(channel_id)
        if not self.workspace.channels.sees(viewer.id, channel):
            raise SlackError("channel_not_found")
        return channel

    def state(self, viewer: User) -> JSON:
        """Everything but messages: who is here, where one can go, what can be typed, what is open."""
        hub = self.workspace.hub
        channels = [self.channel_shape(viewer, c) for c in self._listed(viewer)]
        features = hub.manifest.get("features", {})
        return {
            "team": {"id": hub.team_id, "name": hub.team_name},
            "me": self.person_shape(viewer),
            "people": self.people(),
            "channels": [c for c in channels if not c["is_im"]],
            "dms": [c for c in channels if c["is_im"]],
            "commands": features.get("slash_commands", []) if hub.installed else [],
            "shortcuts": features.get("shortcuts", []) if hub.installed else [],
            "app": self._app(),
            "home": self.home(viewer),
            "views": self.stack(viewer),
            "clock": self.clock(),
            "notice": self._notice,
        }

    def people(self) -> list[JSON]:
        """Everybody in the workspace, the app's bot user included."""
        return [self.person_shape(user) for user in self.workspace.users.all()]

    def person_shape(self, user: User) -> JSON:
        """Slack's user object with the handle, and with the name kept after deactivation."""
        shape = user_shape(user, self.workspace.hub, email=True)
        return shape | {"handle": user.handle, "real_name": user.real_name, "tz": user.tz}

    def channel_shape(self, viewer: User, channel: Channel) -> JSON:
        """Slack's channel object with unread count, members, bookmarks and pins."""
        messages = self.workspace.messages
        pins = [
            {"ts": pin.ts, "user": pin.user, "created": pin.created, "message": self.message_shape(message)}
            for pin in channel.pins
            if (message := messages.find(channel, pin.ts)) is not None
        ]
        return channel_shape(channel, viewer.id, self.workspace.hub) | {
            "last_read": channel.last_read.get(viewer.id, ""),
            "unread": messages.unread(channel, viewer.id) if viewer.id in channel.members else 0,
            "members": list(channel.members),
            "bookmarks": channel.bookmarks,
            "pins": pins,
        }

    def message_shape(self, message: Message) -> JSON:
        """Slack's message object."""
        return message_shape(message, self.workspace.hub)

    def threaded_shape(self, channel: Channel, message: Message) -> JSON:
        """Slack's message object with what is told of its replies."""
        return self.message_shape(message) | summaries(channel).get(message.ts, {})

    def history(self, viewer: User, channel: Channel, before: str, limit: int) -> JSON:
        """The last ``limit`` messages (before a ts, if given), oldest first, with the ephemerals of this person.

        Replies are not among them: each message tells how many it has.
        """
        visible = self.workspace.messages.visible(channel, viewer.id)
        seen = [m for m in visible if is_top(m) and (not before or m.ts < before)]
        replied = summaries(channel)
        shapes = [self.message_shape(m) | replied.get(m.ts, {}) for m in seen[-limit:]]
        return {"messages": shapes, "has_more": len(seen) > limit}

    def thread(self, viewer: User, channel: Channel, ts: str) -> JSON:
        """A whole thread, its first message included, oldest first."""
        seen = [m for m in self.workspace.messages.visible(channel, viewer.id) if ts in (m.ts, m.thread_ts)]
        replied = summaries(channel)
        return {"messages": [self.message_shape(m) | replied.get(m.ts, {}) for m in seen]}

    def stack(self, viewer: User) -> list[JSON]:
        """The person's open forms, the top one last."""
        return [view_shape(view, self.workspace.hub) for view in self.workspace.views.stack(viewer.id)]

    def home(self, viewer: User) -> JSON | None:
        """What the app shows this person in its Home, if anything."""
        view = self.workspace.views.homes.get(viewer.id)
        return view_shape(view, self.workspace.hub) if view else None

    def clock(self) -> JSON:
        """The workspace's time in seconds since 1970, and whether it stands."""
        clock = self.workspace.clock
        return {"now": clock.now().timestamp(), "paused": clock.paused}

    def _listed(self, viewer: User) -> list[Channel]:
        if self.workspace.hub.installed:
            self.workspace.channels.app_im(viewer.id)
        return self.workspace.channels.visible_to(viewer.id)

    def _app(self) -> JSON:
        hub = self.workspace.hub
        home = bool(hub.app_home.get("home_tab_enabled", False))
        return {"id": hub.app_id, "name": hub.bot_name, "bot_user_id": hub.bot_user_id, "home_enabled": home}
