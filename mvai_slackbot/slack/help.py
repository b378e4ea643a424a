"""Help made of the listeners themselves: it cannot drift from what the bot hears."""

from collections.abc import Iterable

from mvai_slackbot.slack.listeners import Listener
from mvai_slackbot.slack.text import clip, escape


def usage_line(prefix: str, listener: Listener) -> str:
    """Return what to type, whole: "/mvai-request log <text>"."""
    root = f"/{prefix}-{listener.noun}" if listener.noun else f"/{prefix}"
    return f"{root} {listener.usage}".strip()


def verbs_help(prefix: str, noun: str, listeners: Iterable[Listener], *, typed: str = "") -> str:
    """Return the sub-commands of a noun, one a line; `typed` is quoted so that nothing is lost."""
    lines = [
        f"• `{escape(usage_line(prefix, listener))}`  {escape(listener.help)}"
        for listener in listeners
        if listener.kind == "command" and (not noun or listener.noun == noun)
    ]
    quoted = f"You typed: `{clip(escape(typed).replace('`', chr(39)), 1000)}`\n" if typed.strip() else ""
    return f"{quoted}Here is what you can type:\n" + "\n".join(lines)
