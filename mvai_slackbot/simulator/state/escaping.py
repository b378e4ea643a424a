"""Turns what people type into what Slack sends: mentions, channels and links become tokens, &, < and > are escaped."""

import html
import re
from collections.abc import Callable

from .workspace import Workspace

_CODE = re.compile(r"`[^`\n]+`")
_TOKEN = re.compile(r"<(?:@[UW]\w+|#C\w+)(?:\|[^<>]*)?>")
_HANDLE = re.compile(r"(?<![\w<])@([\w.\-]*\w)")
_CHANNEL = re.compile(r"(?<![\w<&])#([\w\-]*\w)")
_LINK = re.compile(r"(?<![\w<|])https?://[^\s<>|]+")
Keep = Callable[[str], str]
_BROADCASTS = frozenset({"channel", "here", "everyone"})


class Escaping:
    """Knows the names of one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def plain(self, text: str) -> str:
        """A command whose manifest entry has no should_escape: only &, < and > are escaped."""
        return html.escape(text, quote=False)

    def command(self, text: str) -> str:
        """A command with should_escape: users as ``<@U…|handle>``, channels as ``<#C…|name>``."""
        return self._tokens(text, names=True)

    def message(self, text: str) -> str:
        """A message: users as ``<@U…>``."""
        return self._tokens(text, names=False)

    def _tokens(self, text: str, *, names: bool) -> str:
        kept: list[str] = []

        def keep(token: str) -> str:
            kept.append(token)
            return f"\x00{len(kept) - 1}\x00"

        # In a message, what stands in backticks stays as it was typed.
        if not names:
            text = _CODE.sub(lambda found: keep(html.escape(found.group(), quote=False)), text)
        text = _TOKEN.sub(lambda found: keep(self._token(found.group(), names)), text)
        text = _LINK.sub(lambda found: keep(f"<{html.escape(found.group(), quote=False)}>"), text)
        text = _HANDLE.sub(lambda found: self._user(found, names, keep), text)
        text = _CHANNEL.sub(lambda found: self._channel(found, keep), text)
        text = html.escape(text, quote=False)
        return re.sub(r"\x00(\d+)\x00", lambda found: kept[int(found.group(1))], text)

    def _token(self, token: str, names: bool) -> str:
        """A mention pasted as a token is one only when that person or channel exists; else it is just words."""
        target = token[2:-1].partition("|")[0]
        user = self._workspace.users.find(target)
        if user is not None:
            return f"<@{user.id}|{user.handle}>" if names else f"<@{user.id}>"
        channel = self._workspace.channels.find(target)
        return f"<#{channel.id}|{channel.name}>" if channel else html.escape(token, quote=False)

    def _user(self, found: re.Match[str], names: bool, keep: Keep) -> str:
        handle = found.group(1)
        if handle in _BROADCASTS:
            return keep(f"<!{handle}>")
        user = self._workspace.users.by_handle(handle)
        if user is None:
            return found.group()
        return keep(f"<@{user.id}|{user.handle}>" if names else f"<@{user.id}>")

    def _channel(self, found: re.Match[str], keep: Keep) -> str:
        channel = self._workspace.channels.named(found.group(1))
        return keep(f"<#{channel.id}|{channel.name}>") if channel else found.group()
