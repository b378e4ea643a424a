"""Help made of the listeners themselves: it cannot drift from what the bot hears."""

from collections.abc import Iterable
from difflib import get_close_matches

from mvai_slackbot.slack.arguments import MOST_QUOTED, typed_back
from mvai_slackbot.slack.listeners import Listener
from mvai_slackbot.slack.text import as_typed, escape, inert

# As alike as "lgo" and "log"; what is less alike gets the whole list.
ALIKE = 0.6


def usage_line(prefix: str, listener: Listener) -> str:
    """Return what to type, whole: "/mvai-request log <text>"."""
    root = f"/{prefix}-{listener.noun}" if listener.noun else f"/{prefix}"
    return f"{root} {listener.usage}".strip()


def verbs_help(prefix: str, noun: str, listeners: Iterable[Listener], *, typed: str = "") -> str:
    """Return the sub-commands of a noun, one a line; `typed` is quoted so that nothing is lost."""
    lines = [
        f"• `{escape(usage_line(prefix, listener))}`  {escape(listener.help)}"
        for listener in listeners
        if listener.kind == "command" and listener.noun == noun
    ]
    more = "" if noun else f"\nEverything else that you may use, by what it is about: `/{prefix} help`"
    return f"{typed_back(typed)}Here is what you can type:\n" + "\n".join(lines) + more


def nearest(prefix: str, noun: str, listeners: Iterable[Listener], typed: str) -> str:
    """Return the answer to a slip of the keys: the line that was probably meant; empty when nothing is near."""
    first, _, rest = typed.strip().partition(" ")
    heard = [one for one in listeners if one.kind == "command" and one.noun == noun]
    verbs = {one.name.removeprefix(f"{noun} "): one for one in heard}
    near = get_close_matches(first.lower(), filter(None, verbs), n=1, cutoff=ALIKE)
    if not near:
        return ""
    usage = usage_line(prefix, verbs[near[0]])
    kept = as_typed(rest).replace("`", "'")
    # Long words stand below, whole: a line that was cut would be sent as if it were all.
    line = " ".join(filter(None, (usage.partition(" ")[0], near[0], kept if len(kept) <= MOST_QUOTED else "…")))
    everything = f"/{prefix} help {noun}".strip()
    return (
        f"{typed_back(typed)}Did you mean this? Nothing was done yet: copy it and send it.\n"
        f"`{inert(line)}`\n"
        f"It is typed like this: `{escape(usage)}`. Everything there is: `{everything}`"
    )
