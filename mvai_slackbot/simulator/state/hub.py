"""What every part of the workspace shares: identity, ids, the clock, and who is told of changes and events."""

import secrets
from collections.abc import Awaitable, Callable
from typing import Any

from .clock import SimulatedClock
from .ids import Ids
from .records import JSON, SlackError

Change = dict[str, Any]
Subscriber = Callable[[Change], None]
OnEvent = Callable[[JSON], None]
# What is told without anything having changed that would be there after a restart.
PASSING = ("call", "connection", "delivery")


def _unheard(_event: JSON) -> None:
    """Nobody listens until the edge is attached."""


async def _not_kept() -> None:
    """Nothing outlives this process until somebody keeps it."""


def _no_socket() -> str:
    """A workspace without Socket Mode attached."""
    raise SlackError("service_unavailable")


class Hub:
    """Identity of team and app, taken from the manifest, and the two ways out: changes (page, tests) and events (app).

    Everything here runs on the loop's thread.
    """

    def __init__(self, manifest: JSON, team_name: str, clock: SimulatedClock, on_event: OnEvent | None = None) -> None:
        self.manifest = manifest
        self.team_name = team_name
        self.clock = clock
        self.on_event: OnEvent = on_event or _unheard
        self.ids = Ids(clock, team_name)
        self.team_id = self.ids.steady("T", "team")
        self.team_domain = "".join(c for c in team_name.lower() if c.isalnum()) or "workspace"
        self.app_name: str = manifest.get("display_information", {}).get("name", "App")
        self.app_id = self.ids.steady("A", self.app_name)
        self.bot_id = self.ids.steady("B", self.app_name)
        self.bot_user_id = self.ids.steady("U", f"bot/{self.app_name}")
        features = manifest.get("features", {})
        self.bot_name: str = features.get("bot_user", {}).get("display_name", self.app_name)
        self.app_home: JSON = features.get("app_home", {})
        self.scopes = frozenset(manifest.get("oauth_config", {}).get("scopes", {}).get("bot", []))
        settings = manifest.get("settings", {})
        self.bot_events = frozenset(settings.get("event_subscriptions", {}).get("bot_events", []))
        # Slack's token formats by prefix; drawn anew so that nothing can depend on a fixed secret.
        self.bot_token = f"xoxb-{secrets.token_hex(16)}"
        self.app_token = f"xapp-1-{self.app_id}-{secrets.token_hex(16)}"
        self.signing_secret = secrets.token_hex(16)
        self.verification_token = secrets.token_hex(12)
        self.installed = True
        self.socket_url: Callable[[], str] = _no_socket
        """Gives out a WebSocket address for apps.connections.open; set by Socket Mode."""
        self.base_url = "http://127.0.0.1"
        """Where the simulator listens; set by the server, used in links."""
        self.patience = 1.0
        """Factor on the seconds an app has to acknowledge and to use a trigger_id; 1 is Slack's own."""
        self.changes = 0
        """How often something changed that outlives a restart."""
        self.kept: Callable[[], Awaitable[None]] = _not_kept
        """Returns once everything up to now is written down; asked before a call that changed something is answered."""
        self._subscribers: list[Subscriber] = []

    @property
    def messages_tab(self) -> bool:
        """Whether people may write to the app (features.app_home.messages_tab_enabled, on unless said otherwise)."""
        return bool(self.app_home.get("messages_tab_enabled", True))

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Calls ``callback(change)`` on the loop's thread for each change of state; answers how to stop that."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def notify(self, kind: str, **details: Any) -> None:
        """Tells the subscribers; ``only`` names the one person who may see it, if it is not for all."""
        self.changes += kind not in PASSING
        if self._subscribers:
            change: Change = {"type": kind, **details}
            for callback in tuple(self._subscribers):
                callback(change)

    def emit(self, event: JSON, subscription: str = "") -> None:
        """Hands an event to the app if its manifest subscribes to ``subscription`` (by default the event's type)."""
        if self.installed and (subscription or event["type"]) in self.bot_events:
            event.setdefault("event_ts", self.ids.ts())
            self.on_event(event)
