"""Which scopes let a bot token do what, by the kind of conversation (https://docs.slack.dev/reference/scopes)."""

from .records import ChannelKind

_READ: dict[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:read",),
    "private": ("groups:read",),
    "im": ("im:read",),
}
_HISTORY: dict[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:history",),
    "private": ("groups:history",),
    "im": ("im:history",),
}
_MANAGE: dict[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:manage",),
    "private": ("groups:write",),
    "im": ("im:write",),
}
_INVITE: dict[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:manage", "channels:write.invites"),
    "private": ("groups:write", "groups:write.invites"),
    "im": ("im:write",),
}
_TOPIC: dict[ChannelKind, tuple[str, ...]] = {
    "public": ("channels:manage", "channels:write.topic"),
    "private": ("groups:write", "groups:write.topic"),
    "im": ("im:write", "im:write.topic"),
}

BY_KIND = {"read": _READ, "history": _HISTORY, "manage": _MANAGE, "invite": _INVITE, "topic": _TOPIC}


def any_of(family: str) -> tuple[str, ...]:
    """All scopes of a family; a method of it needs at least one before it looks at any conversation."""
    return tuple(scope for scopes in BY_KIND[family].values() for scope in scopes)
