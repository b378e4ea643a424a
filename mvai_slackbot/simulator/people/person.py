"""A person in the workspace, for tests: types, presses, fills in, reads. Synchronous, usable from any thread."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from ..gestures.reading import controls, label_of, option_label, options_of
from ..gestures.result import GestureResult
from ..loop_thread import PATIENCE
from ..state.records import JSON
from .channels import ChannelDoings
from .forms import FormDoings
from .views import Message, Reply

Found = tuple[Message, JSON, JSON]
"""A message, a block of it, an element of that."""


class Person(FormDoings, ChannelDoings):
    """One person. Gestures wait for the app's answer and raise GestureFailed with Slack's word when it fails."""

    def types(self, text: str, channel: str | ChannelDoings | None = None) -> Reply:
        """A slash command, in the direct message with the app unless told otherwise; waits for its answer."""
        if not text.startswith("/"):
            raise AssertionError(f"a command begins with a slash: {text!r}")
        place = self._simulator.ask(lambda: self._find(channel))
        return self._gesture(lambda: self._simulator.gestures.command(self.id, place.id, text), text)

    def writes(
        self, text: str, channel: str | ChannelDoings | None = None, *, thread: Message | None = None
    ) -> Message:
        """A plain message; answers it as written, after the app has heard of it."""
        place = self._simulator.ask(lambda: self._find(channel))
        thread_ts = (thread.thread_ts or thread.ts) if thread else None
        reply = self._gesture(lambda: self._simulator.gestures.message(self.id, place.id, text, thread_ts), text)
        return self._one(place.id, str(reply.result.ts))

    def presses(
        self,
        label: str,
        channel: str | None = None,
        message: Message | None = None,
        nth: int = -1,
        timeout: float = PATIENCE,
    ) -> Reply:
        """Presses the newest button with this label that is visible there, waiting for one to appear.

        Without a channel: the direct message with the app, and what only this person was shown anywhere. "home" is
        the App Home. ``nth`` counts the buttons with this label, oldest first.
        """
        found = self._wait_control(lambda element: _is_button(element, label), channel, message, timeout, label)
        shown, block, element = found[nth]
        return self._act(shown, block, element, {}, f"pressing {label!r}")

    def chooses(
        self,
        option: str,
        from_: str | None = None,
        channel: str | None = None,
        message: Message | None = None,
        nth: int = -1,
        timeout: float = PATIENCE,
    ) -> Reply:
        """Chooses an option of a menu in a message (``from_``: its words or action_id); a form's menu if one is open
        and no channel or message is named and the form offers it."""
        form = self.form
        if form is not None and channel is None and message is None and from_ in form.labels:
            return self.fills({str(from_): option})

        def fits(element: JSON) -> bool:
            named = from_ is None or from_ in (label_of(element), element.get("action_id"))
            return named and any(option_label(each) == option for each in options_of(element))

        shown, block, element = self._wait_control(fits, channel, message, timeout, option)[nth]
        return self._act(shown, block, element, self._chosen(element, option), f"choosing {option!r}")

    def _chosen(self, element: JSON, option: str) -> JSON:
        chosen = self._simulator.filling.option(element, option)
        many = element["type"] in ("checkboxes", "multi_static_select")
        return {"selected_options": [chosen]} if many else {"selected_option": chosen}

    def _wait_control(
        self, fits: Callable[[JSON], bool], channel: str | None, message: Message | None, timeout: float, words: str
    ) -> list[Found]:
        def look() -> list[Found]:
            places = [self._again(message)] if message is not None else self._looked_at(channel)
            return [
                (place, block, element)
                for place in places
                for block, element in controls(place.blocks)
                if fits(element)
            ]

        found: list[Found] = []

        def appeared() -> bool:
            found[:] = look()
            return bool(found)

        self._simulator.wait_until(appeared, timeout, f"{self.handle} to see {words!r} to press or choose")
        return found

    def _looked_at(self, channel: str | None) -> list[Message]:
        if channel == "home":
            home = self.home
            return [home] if home else []
        if channel is not None:
            return self.reads(channel)
        return sorted(self.reads() + self._whispers(), key=lambda each: each.ts)

    def _act(self, shown: Message, block: JSON, element: JSON, chosen: JSON, words: str) -> Reply:
        container: JSON = {"type": "message", "channel": shown.channel, "ts": shown.ts}
        if shown.channel == "home":
            container = {"type": "home"}
        return self._gesture(lambda: self._block_action(container, block, element, chosen), words)

    def shortcut(self, name: str, message: Message | None = None) -> Reply:
        """Uses a shortcut by its name in the manifest: a message's when one is given, else a global one."""
        shortcuts = self._workspace.hub.manifest.get("features", {}).get("shortcuts", [])
        wanted = "message" if message else "global"
        ids = {each["name"]: each["callback_id"] for each in shortcuts if each["type"] == wanted}
        if name not in ids:
            raise AssertionError(f"no {wanted} shortcut {name!r} among {sorted(ids)}")
        channel, ts = (message.channel, message.ts) if message else (None, None)
        return self._gesture(lambda: self._simulator.gestures.shortcut(self.id, ids[name], channel, ts), name)

    def opens_home(self) -> Message | None:
        """Opens the App Home; answers what is there afterwards."""
        self._gesture(lambda: self._simulator.gestures.open_home(self.id), "opening the home")
        return self.home

    @property
    def home(self) -> Message | None:
        """The App Home, None when nothing was published."""
        return self._simulator.ask(lambda: self._simulator.eyes.home(self.id))

    def reads(self, channel: str | ChannelDoings | None = None) -> list[Message]:
        """What this person sees there, oldest first; Slack's own lines (joins, topics) included."""
        return self._simulator.ask(lambda: self._simulator.eyes.messages(self.id, self._find(channel)))

    def sees(self, text: str, channel: str | ChannelDoings | None = None, timeout: float = PATIENCE) -> Message:
        """Waits until a message there contains the words; answers the newest. Without a channel as in ``presses``."""
        found: list[Message] = []

        def appeared() -> bool:
            shown = self.reads(channel) if channel is not None else self._looked_at(None)
            found[:] = [each for each in shown if text in each.words or text in each.text]
            return bool(found)

        self._simulator.wait_until(appeared, timeout, f"{self.handle} to see {text!r} in {channel or 'the messages'}")
        return found[-1]

    def _whispers(self) -> list[Message]:
        return self._simulator.ask(lambda: self._simulator.eyes.ephemerals(self.id))

    def _one(self, channel: str, ts: str) -> Message:
        found = self._simulator.ask(lambda: self._simulator.eyes.one(self.id, channel, ts))
        if found is None:
            raise AssertionError(f"{self.handle} does not see that message anymore")
        return found

    def _again(self, message: Message) -> Message:
        return message if message.channel == "home" else self._one(message.channel, message.ts)

    def answer_shown(self, result: GestureResult, since: str) -> Message | None:
        """What a gesture made appear: the message it names, else the newest ephemeral after ``since``."""

        def look() -> Message | None:
            eyes = self._simulator.eyes
            if result.ts and result.channel:
                found = eyes.one(self.id, result.channel, result.ts)
                if found is not None:
                    return found
            later = [each for each in eyes.ephemerals(self.id) if each.ts > since]
            return later[-1] if later else None

        return self._simulator.ask(look)

    def said_later(self, result: GestureResult) -> list[str]:
        """The texts that came through a gesture's response_url."""
        token = (result.response_url or "").rpartition("/")[2]
        said = self._simulator.ask(lambda: list(self._simulator.response_front.said.get(token, ())))
        return [str(each.get("text") or self._simulator.eyes.words(each.get("blocks"))) for each in said]

    def _gesture(self, begin: Callable[[], Coroutine[Any, Any, GestureResult]], words: str) -> Reply:
        before = self._before()
        return self._replied(self._simulator.run(begin()), before, words)


def _is_button(element: JSON, label: str) -> bool:
    return element.get("type") in ("button", "icon_button", "workflow_button") and label_of(element) == label
