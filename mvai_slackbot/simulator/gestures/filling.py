"""From what a person means ("Tuesday", "@ana", "Victim services") to the value Slack keeps, and back."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from ..people.views import Field
from ..state.inputs import STATEFUL
from ..state.records import JSON
from ..state.workspace import Workspace
from .reading import option_label, options_of


def pick(fields: Iterable[Field], label: str) -> Field:
    """The field with this label: exactly, else the only one that contains it. AssertionError names what there is."""
    known = list(fields)
    exact = [item for item in known if item.label == label or item.element.get("action_id") == label]
    near = exact or [item for item in known if label.lower() in item.label.lower()]
    if not near or (len(near) > 1 and not exact):
        raise AssertionError(f"no single field {label!r} among {[item.label for item in known]}")
    return near[0]


class Filling:
    """Knows the people and channels that pickers offer."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def value(self, element: JSON, meant: Any) -> Any:
        """The value for ``state.values``; AssertionError when the element does not offer what is meant."""
        kind = str(element["type"])
        if meant is None:
            return [] if kind.startswith("multi_") or kind == "checkboxes" else None
        if kind in ("static_select", "radio_buttons"):
            return self.option(element, meant)
        if kind in ("multi_static_select", "checkboxes"):
            return self._several(element, meant)
        if kind in ("external_select", "multi_external_select"):
            return meant
        for word, find in (("users", self._user), ("conversations", self._place), ("channels", self._channel)):
            if kind == f"{word}_select":
                return find(meant)
            if kind == f"multi_{word}_select":
                return [find(item) for item in _listed(meant)]
        return self._typed(kind, meant)

    @staticmethod
    def option(element: JSON, meant: Any) -> JSON:
        """The option with this label or value."""
        offered = options_of(element)
        for option in offered:
            if meant in (option_label(option), option["value"]):
                return option
        raise AssertionError(f"no option {meant!r} among {[option_label(option) for option in offered]}")

    def _several(self, element: JSON, meant: Any) -> list[JSON]:
        if isinstance(meant, bool):
            return options_of(element)[:1] if meant else []
        return [self.option(element, item) for item in _listed(meant)]

    def _user(self, meant: Any) -> str:
        name = str(getattr(meant, "id", meant)).strip("<@>")
        user = self._workspace.users.find(name) or self._workspace.users.by_handle(name)
        if user is None:
            raise AssertionError(f"nobody is called {meant!r} here")
        return user.id

    def _channel(self, meant: Any) -> str:
        channel = self._workspace.channels.find(str(meant)) or self._workspace.channels.named(str(meant))
        if channel is None:
            raise AssertionError(f"no channel is called {meant!r} here")
        return channel.id

    def _place(self, meant: Any) -> str:
        channel = self._workspace.channels.find(str(meant)) or self._workspace.channels.named(str(meant))
        return channel.id if channel else self._user(meant)

    @staticmethod
    def _typed(kind: str, meant: Any) -> Any:
        if kind == "rich_text_input":
            parts = [{"type": "text", "text": str(meant)}]
            return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}
        if kind == "datetimepicker":
            return int(meant.timestamp()) if isinstance(meant, datetime) else int(meant)
        if isinstance(meant, date):
            return meant.isoformat()
        if isinstance(meant, time):
            return meant.strftime("%H:%M")
        return str(meant)

    def shown(self, element: JSON, value: Any) -> Any:
        """A kept value as a person reads it."""
        kind = str(element["type"])
        if value is None or kind not in STATEFUL:
            return value
        if isinstance(value, list):
            return [self._shown_one(item) for item in value]
        if kind == "rich_text_input":
            return "".join(part.get("text", "") for section in value["elements"] for part in section["elements"])
        return self._shown_one(value)

    def _shown_one(self, value: Any) -> Any:
        if isinstance(value, dict):
            return option_label(value) if "value" in value else value
        user = self._workspace.users.find(str(value))
        channel = None if user else self._workspace.channels.find(str(value))
        return user.handle if user else channel.name if channel else value


def _listed(meant: Any) -> list[Any]:
    return [meant] if isinstance(meant, str) or not isinstance(meant, Iterable) else list(meant)
