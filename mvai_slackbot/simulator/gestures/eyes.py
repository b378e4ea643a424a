"""Turns the workspace's records into what one person sees on the screen; runs in the simulator's loop."""

from datetime import UTC, datetime
from typing import Any

from ..people.views import Doer, Form, Message, fields_of
from ..state.form_state import blocks_of, value_of
from ..state.records import JSON, Channel, Message as Record, View
from ..state.shapes import view_shape
from ..state.workspace import Workspace
from .filling import Filling
from .reading import readable, words_of


class Eyes:
    """Reads for people."""

    def __init__(self, workspace: Workspace, filling: Filling) -> None:
        self._workspace = workspace
        self._filling = filling
        self._errors: dict[str, tuple[str, dict[str, str]]] = {}

    def naming(self, target: str) -> str | None:
        """The name on screen for an id."""
        user = self._workspace.users.find(target)
        channel = None if user else self._workspace.channels.find(target)
        return user.handle if user else channel.name if channel else None

    def words(self, blocks: object) -> str:
        """All that can be read in blocks."""
        return words_of(blocks, self.naming)

    def messages(self, user: str, channel: Channel) -> list[Message]:
        """What a person sees in a conversation, oldest first."""
        return [self._message(channel, each) for each in self._workspace.messages.visible(channel, user)]

    def ephemerals(self, user: str) -> list[Message]:
        """What only this person was shown, anywhere, oldest first."""
        found = []
        for channel in self._workspace.channels.visible_to(user):
            mine = (each for each in channel.messages.values() if each.ephemeral_to == user)
            found += [self._message(channel, each) for each in mine]
        return sorted(found, key=lambda each: each.ts)

    def one(self, user: str, channel_id: str, ts: str) -> Message | None:
        """One message, None when this person does not see it (any more)."""
        channel = self._workspace.channels.find(channel_id)
        record = channel.messages.get(ts) if channel else None
        if channel is None or record is None or record.ephemeral_to not in ("", user):
            return None
        return self._message(channel, record) if self._workspace.channels.sees(user, channel) else None

    def _message(self, channel: Channel, record: Record) -> Message:
        shown = [self.words(record.blocks) if record.blocks else readable(record.text, self.naming)]
        shown += [self.words(record.attachments)] if record.attachments else []
        return Message(
            ts=record.ts,
            channel=channel.id,
            user=record.user,
            text=record.text,
            blocks=record.blocks,
            words="\n".join(shown),
            edited=record.edited is not None,
            ephemeral=bool(record.ephemeral_to),
            thread_ts=record.thread_ts,
            pinned=any(pin.ts == record.ts for pin in channel.pins),
            at=datetime.fromtimestamp(float(record.ts), UTC).isoformat(),
        )

    def home(self, user: str) -> Message | None:
        """A person's App Home, None when nothing was published."""
        view = self._workspace.views.homes.get(user)
        if view is None:
            return None
        words, bot = self.words(blocks_of(view)), self._workspace.hub.bot_user_id
        return Message(view.hash, "home", bot, words, blocks_of(view), words, view_id=view.id)

    def form(self, user: str, person: Doer) -> Form | None:
        """The modal on top of a person's screen, None when none is open."""
        view = self._workspace.views.top(user)
        if view is None:
            return None
        body = view.body
        return Form(
            view_id=view.id,
            hash=view.hash,
            title=_text(body.get("title")),
            text=self.words([body.get("title"), *blocks_of(view), body.get("submit"), body.get("close")]),
            blocks=blocks_of(view),
            values=self.values(view),
            errors=self.errors(view),
            submit=_text(body.get("submit")),
            person=person,
            view=view_shape(view, self._workspace.hub),
        )

    def values(self, view: View) -> dict[str, Any]:
        """What is filled in, by label."""
        return {
            each.label: self._filling.shown(each.element, value_of(view, each.block["block_id"], each.element))
            for each in fields_of(blocks_of(view))
        }

    def refused(self, view_id: str, errors: dict[str, str]) -> None:
        """Keeps what stands at the fields of a refused form, by block_id, until the form changes."""
        view = self._workspace.views.find(view_id)
        if view:
            self._errors[view_id] = (view.hash, errors)

    def errors(self, view: View) -> dict[str, str]:
        """What stands at the fields of a refused form, by label."""
        seen_hash, errors = self._errors.get(view.id, ("", {}))
        labels = {each.block["block_id"]: each.label for each in fields_of(blocks_of(view))}
        shown = errors if seen_hash == view.hash else {}
        return {labels.get(block_id, block_id): words for block_id, words in shown.items()}


def _text(found: JSON | None) -> str:
    return str(found.get("text", "")) if found else ""
