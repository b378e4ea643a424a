"""What a workspace consists of, as plain records: people, channels, messages, views, triggers, response URLs."""

from dataclasses import dataclass, field
from typing import Any, Literal

JSON = dict[str, Any]
ChannelKind = Literal["public", "private", "im"]


class SlackError(Exception):
    """A refusal in Slack's own words: ``code`` as in the Web API's ``error``, ``extra`` joins the answer."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


@dataclass(slots=True, eq=False)
class User:
    """A person or the app's bot user."""

    id: str
    handle: str
    real_name: str
    title: str = ""
    tz: str = "America/New_York"
    email: str = ""
    is_admin: bool = False
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    deleted: bool = False
    dnd: tuple[int, int] | None = None
    """Scheduled Do Not Disturb, (start, end) in seconds since 1970."""
    team_id: str = ""
    bot_id: str = ""
    app_id: str = ""
    updated: int = 0

    @property
    def is_guest(self) -> bool:
        """Whether this person sees only the channels they were added to."""
        return self.is_restricted or self.is_ultra_restricted or self.is_stranger


@dataclass(slots=True)
class Note:
    """A channel's topic or purpose."""

    value: str = ""
    creator: str = ""
    last_set: int = 0


@dataclass(slots=True)
class Pin:
    """One pinned message."""

    ts: str
    user: str
    created: int


@dataclass(slots=True, eq=False)
class Message:
    """One message; ``ephemeral_to`` names the only person who sees it."""

    ts: str
    channel: str
    user: str
    text: str = ""
    blocks: list[JSON] = field(default_factory=list)
    attachments: list[JSON] = field(default_factory=list)
    files: list[JSON] = field(default_factory=list)
    bot_id: str = ""
    app_id: str = ""
    subtype: str = ""
    thread_ts: str = ""
    reply_broadcast: bool = False
    ephemeral_to: str = ""
    edited: JSON | None = None
    metadata: JSON | None = None
    reactions: dict[str, list[str]] = field(default_factory=dict)
    username: str = ""
    extra: JSON = field(default_factory=dict)
    """Further keys of Slack's message object, e.g. ``topic`` of a channel_topic message."""
    state: JSON = field(default_factory=dict)
    """Values of inputs within the message, by block_id and action_id."""


@dataclass(slots=True, eq=False)
class Channel:
    """A channel or a direct message, with everything that hangs on it."""

    id: str
    name: str
    kind: ChannelKind
    creator: str
    created: int
    members: dict[str, None] = field(default_factory=dict)
    """Ids in the order of joining."""
    is_general: bool = False
    is_archived: bool = False
    app_put_out: bool = False
    """Whether archiving took the app's bot out; it still sees that the channel exists."""
    topic: Note = field(default_factory=Note)
    purpose: Note = field(default_factory=Note)
    previous_names: list[str] = field(default_factory=list)
    shared_with: list[str] = field(default_factory=list)
    """Names of other organizations (Slack Connect)."""
    messages: dict[str, Message] = field(default_factory=dict)
    """By ts, oldest first, ephemerals included."""
    pins: list[Pin] = field(default_factory=list)
    bookmarks: list[JSON] = field(default_factory=list)
    last_read: dict[str, str] = field(default_factory=dict)
    updated: int = 0

    @property
    def is_private(self) -> bool:
        """Private channel (a direct message is not one in Slack's sense)."""
        return self.kind == "private"

    @property
    def is_im(self) -> bool:
        """Whether this is a direct message."""
        return self.kind == "im"


@dataclass(slots=True, eq=False)
class View:
    """An open modal or a published App Home; ``body`` is the view as the app gave it."""

    id: str
    kind: Literal["modal", "home"]
    user: str
    body: JSON
    hash: str
    state: JSON = field(default_factory=dict)
    """Values by block_id and action_id, as in ``view.state.values``."""
    root_id: str = ""
    previous_id: str | None = None
    channel: str = ""
    """Where the person was when it opened, if anywhere."""


@dataclass(slots=True)
class Trigger:
    """A trigger_id: three seconds of the machine's clock, one use."""

    id: str
    user: str
    ends: float
    """time.monotonic() at which it is over."""
    used: bool = False
    channel: str = ""
    view_id: str = ""
    """The modal it was born in, which views.push needs."""


@dataclass(slots=True)
class ResponseUrl:
    """A response_url: five uses in thirty minutes (both as Slack documents)."""

    token: str
    user: str
    channel: str
    ends: float
    """time.monotonic() at which it is over."""
    message_ts: str | None = None
    """The message whose button was pressed, the one that replace_original means."""
    thread_ts: str = ""
    used: int = 0
