"""Buttons that carry their own state: a typed value goes out and comes back."""

from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict
from slackblocks import Button as SlackButton, ConfirmationDialogue

from mvai_slackbot.slack.text import clip


class Value(BaseModel):
    """What a button means. `action` is its name on the wire ("offer.accept"); fields are ids, never words of a person."""

    model_config = ConfigDict(frozen=True, defer_build=True)

    action: ClassVar[str]
    # A button that people see for whom it is not says what they can do instead; else they hear whom it is for.
    otherwise: ClassVar[str] = ""


Style = Literal["primary", "danger"]


def button(label: str, value: Value, *, style: Style | None = None, confirm: str = "", nth: int = 0) -> SlackButton:
    """Build a button; `confirm` asks first in these words; `nth` tells equal buttons of one block apart."""
    dialogue = (
        ConfirmationDialogue(title="Please confirm", text=clip(confirm, 300), confirm="Yes", deny="Not now")
        if confirm
        else None
    )
    return SlackButton(
        clip(label, 75),
        action_id=f"{value.action}:{nth}",
        value=value.model_dump_json(),
        style=style,
        confirm=dialogue,
    )


def action_name(action_id: str) -> str:
    """Return the name a button was declared under."""
    return action_id.partition(":")[0]


def raw_value(action: dict[str, Any]) -> str:
    """Return what the pressed element carries: a button's value, or the chosen option's."""
    chosen = action.get("selected_option") or {}
    return str(action.get("value") or chosen.get("value") or "{}")
