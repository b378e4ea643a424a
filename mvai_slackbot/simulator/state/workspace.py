"""A Slack workspace with one installed app, as plain state on one thread: no sockets, no waiting."""

from collections.abc import Callable
from typing import Any

from .channel_life import ChannelLife
from .channels import Channels
from .clock import SimulatedClock
from .gates import ResponseUrls, Triggers
from .hub import Hub, OnEvent, Subscriber
from .messages import Messages
from .records import JSON, User
from .uploads import Uploads
from .users import Users
from .views import Views


class Workspace:
    """The parts of one workspace. All methods belong to the loop's thread; reading elsewhere is at one's own risk."""

    def __init__(
        self,
        manifest: JSON,
        *,
        team_name: str = "Workspace",
        clock: SimulatedClock | None = None,
        on_event: OnEvent | None = None,
    ) -> None:
        self.clock = clock or SimulatedClock()
        self.hub = Hub(manifest, team_name, self.clock, on_event)
        self.users = Users(self.hub)
        self.channels = Channels(self.hub, self.users)
        self.life = ChannelLife(self.hub, self.channels)
        self.messages = Messages(self.hub, self.channels)
        self.views = Views(self.hub)
        self.triggers = Triggers(self.hub)
        self.response_urls = ResponseUrls(self.hub)
        self.uploads = Uploads(self.hub)
        self.usergroups: list[JSON] = []
        """Usergroup objects as usergroups.list answers them, each with ``users``."""

    def add_person(self, handle: str, **fields: Any) -> User:
        """Someone new (fields as in ``User``); everyone but guests is in #general from the start."""
        user = self.users.add(handle, **fields)
        if not user.is_guest and not user.is_bot:
            self.channels.join(self.channels.general, user)
        return user

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Calls ``callback(change)`` on the loop's thread for each change; answers how to stop that."""
        return self.hub.subscribe(callback)

    def uninstall(self) -> None:
        """An administrator removes the app: its tokens die; it hears tokens_revoked and app_uninstalled."""
        self.hub.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.hub.bot_user_id]}})
        self.hub.emit({"type": "app_uninstalled"})
        self.hub.installed = False
        self.hub.notify("people", user=self.hub.bot_user_id)
