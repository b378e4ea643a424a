"""The people of a workspace."""

from collections.abc import Iterable
from typing import Any

from .hub import Hub
from .records import SlackError, User
from .shapes import user_shape


class Users:
    """Everyone by id, the app's bot user included."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._by_id: dict[str, User] = {}
        self._by_handle: dict[str, User] = {}
        bot = User(hub.bot_user_id, hub.bot_name.lower().replace(" ", ""), hub.bot_name, is_bot=True)
        bot.team_id, bot.bot_id, bot.app_id = hub.team_id, hub.bot_id, hub.app_id
        bot.tz = "America/Los_Angeles"  # Slack's own default for bot users
        self._keep(bot)

    def all(self) -> list[User]:
        """Everyone, in the order of arrival."""
        return list(self._by_id.values())

    def find(self, user_id: str) -> User | None:
        """The person with this id, or None."""
        return self._by_id.get(user_id)

    def get(self, user_id: str) -> User:
        """The person with this id; SlackError user_not_found."""
        user = self._by_id.get(user_id)
        if user is None:
            raise SlackError("user_not_found")
        return user

    def by_handle(self, handle: str) -> User | None:
        """The person with this handle (``ana`` or ``@ana``), or None."""
        return self._by_handle.get(handle.removeprefix("@"))

    def by_email(self, email: str) -> User | None:
        """The active person with this address, or None."""
        return next((u for u in self._by_id.values() if email and u.email == email and not u.deleted), None)

    def add(self, handle: str, **fields: Any) -> User:
        """Someone new (fields as in ``User``); emits team_join. ValueError when the handle is taken."""
        if handle in self._by_handle:
            raise ValueError(f"the handle {handle} is taken")
        hub = self._hub
        fields.setdefault("real_name", handle.capitalize())
        user = User(hub.ids.steady("U", f"person/{handle}"), handle, **fields)
        user.team_id = user.team_id or (hub.ids.steady("T", f"home/{handle}") if user.is_stranger else hub.team_id)
        user.updated = hub.ids.now()
        self._keep(user)
        hub.notify("people", user=user.id)
        hub.emit({"type": "team_join", "user": self._shape(user)})
        return user

    def restore(self, users: Iterable[User]) -> None:
        """Takes over people from an earlier run; nobody is told."""
        for user in users:
            self._keep(user)

    def change(self, user: User, **fields: Any) -> None:
        """Changes fields of ``User`` (``deleted=True`` deactivates); emits user_change."""
        for name, value in fields.items():
            setattr(user, name, value)
        hub = self._hub
        user.updated = hub.ids.now()
        hub.notify("people", user=user.id)
        hub.emit({"type": "user_change", "user": self._shape(user), "cache_ts": user.updated})

    def set_dnd(self, user: User, start: int, end: int) -> None:
        """Schedules Do Not Disturb (seconds since 1970); emits dnd_updated_user."""
        user.dnd = (start, end)
        status = {"dnd_enabled": True, "next_dnd_start_ts": start, "next_dnd_end_ts": end}
        self._hub.notify("people", user=user.id)
        self._hub.emit({"type": "dnd_updated_user", "user": user.id, "dnd_status": status})

    def _keep(self, user: User) -> None:
        self._by_id[user.id] = user
        self._by_handle[user.handle] = user

    def _shape(self, user: User) -> dict[str, Any]:
        return user_shape(user, self._hub, email="users:read.email" in self._hub.scopes)
