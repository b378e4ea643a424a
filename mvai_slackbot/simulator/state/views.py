"""Open modals (a stack of at most three per person) and the App Homes."""

import hashlib
import secrets
from collections.abc import Iterator

from .hub import Hub
from .inputs import give_ids, start_values
from .records import JSON, SlackError, View

# https://docs.slack.dev/surfaces/modals
STACK_MAX = 3


class Views:
    """Acts on checked view bodies; what a view may contain is checked where it arrives."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._by_id: dict[str, View] = {}
        self._stacks: dict[str, list[View]] = {}
        self.homes: dict[str, View] = {}
        """The published App Home by user id."""

    def __iter__(self) -> Iterator[View]:
        return iter(tuple(self._by_id.values()))

    def find(self, view_id: str) -> View | None:
        """An open modal or published home, or None."""
        return self._by_id.get(view_id)

    def get(self, view_id: str) -> View:
        """An open modal or published home; SlackError not_found."""
        view = self._by_id.get(view_id)
        if view is None:
            raise SlackError("not_found")
        return view

    def by_external_id(self, external_id: str) -> View | None:
        """The open view that carries this external_id, or None."""
        return next((v for v in self._by_id.values() if external_id and v.body.get("external_id") == external_id), None)

    def stack(self, user_id: str) -> list[View]:
        """A person's open modals, the lowest first."""
        return list(self._stacks.get(user_id, ()))

    def top(self, user_id: str) -> View | None:
        """The modal a person is looking at, or None."""
        stack = self._stacks.get(user_id)
        return stack[-1] if stack else None

    def open(self, user_id: str, body: JSON, *, channel: str = "") -> View:
        """Opens a modal, in place of whatever was open. SlackError duplicate_external_id."""
        self._check_external(body, None)
        self.clear(user_id, quiet=True)
        return self._add(user_id, body, channel)

    def push(self, user_id: str, body: JSON, *, channel: str = "") -> View:
        """Puts a modal on top. SlackError push_limit_reached (three at most), not_found when none is open."""
        stack = self._stacks.get(user_id)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK_MAX:
            raise SlackError("push_limit_reached")
        self._check_external(body, None)
        return self._add(user_id, body, channel or stack[-1].channel)

    def update(self, view: View, body: JSON, view_hash: str = "") -> View:
        """Replaces a view's content; what was filled in stays for the same ids. SlackError hash_conflict."""
        if view_hash and view_hash != view.hash:
            raise SlackError("hash_conflict")
        self._check_external(body, view)
        give_ids(body.get("blocks", []))
        view.state = start_values(body.get("blocks", []), view.state)
        view.body = body
        view.hash = self._hash()
        self._changed(view)
        return view

    def close(self, view: View) -> None:
        """Takes one modal from the stack; the one below shows again."""
        stack = self._stacks.get(view.user, [])
        if view in stack:
            stack.remove(view)
            del self._by_id[view.id]
        self._changed(view)

    def clear(self, user_id: str, *, quiet: bool = False) -> None:
        """Closes all modals of a person."""
        stack = self._stacks.pop(user_id, [])
        for view in stack:
            self._by_id.pop(view.id, None)
        if stack and not quiet:
            self._changed(stack[-1])

    def publish(self, user_id: str, body: JSON, view_hash: str = "") -> View:
        """Shows an App Home to a person. SlackError hash_conflict."""
        view = self.homes.get(user_id)
        if view is not None:
            return self.update(view, body, view_hash)
        self._check_external(body, None)
        give_ids(body.get("blocks", []))
        view = View(self._hub.ids.new("V"), "home", user_id, body, self._hash(), start_values(body.get("blocks", [])))
        view.root_id = view.id
        self.homes[user_id] = self._by_id[view.id] = view
        self._changed(view)
        return view

    def _add(self, user_id: str, body: JSON, channel: str) -> View:
        give_ids(body.get("blocks", []))
        stack = self._stacks.setdefault(user_id, [])
        view = View(self._hub.ids.new("V"), "modal", user_id, body, self._hash(), start_values(body.get("blocks", [])))
        view.channel = channel
        view.root_id = stack[0].id if stack else view.id
        view.previous_id = stack[-1].id if stack else None
        stack.append(view)
        self._by_id[view.id] = view
        self._changed(view)
        return view

    def _check_external(self, body: JSON, own: View | None) -> None:
        other = self.by_external_id(body.get("external_id") or "")
        if other is not None and other is not own:
            raise SlackError("duplicate_external_id")

    def _hash(self) -> str:
        words = hashlib.sha256(secrets.token_bytes(8)).hexdigest()[:8]
        return f"{self._hub.ids.now()}.{words}"

    def _changed(self, view: View) -> None:
        kind = "home" if view.kind == "home" else "view"
        self._hub.notify(kind, user=view.user, view_id=view.id, only=view.user)
