"""What came of one gesture of a person: a command, a press, a submitted form."""

from dataclasses import dataclass, field

from ..state.records import JSON

CONNECTING = "We had some trouble connecting. Try again?"
"""What Slack's client writes into a form whose answer it could not use."""


@dataclass(frozen=True, slots=True)
class GestureResult:
    """``error`` holds Slack's word for a failure; ``errors`` what stands at the fields of a refused form."""

    ok: bool
    error: str | None = None
    text: str | None = None
    blocks: list[JSON] = field(default_factory=list)
    view: JSON | None = None
    """The modal now on top of the person's stack."""
    status: int | None = None
    """HTTP status of the app's answer; 200 over Socket Mode, None when there was none."""
    errors: dict[str, str] = field(default_factory=dict)
    """By block_id."""
    ts: str | None = None
    """The message this gesture wrote or made appear."""
    channel: str | None = None
    trigger_id: str | None = None
    response_url: str | None = None
