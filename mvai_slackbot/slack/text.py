"""Words on their way into Slack: escaped, clipped, dated."""

from datetime import datetime


def escape(words: str) -> str:
    """Make a person's words inert: no mention, no link, no channel-wide call, no formatting trick is left in them."""
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # A zero-width space keeps @channel and :emoji: codes from being read as such where Slack links names by itself.
    return safe.replace("@", "@\u200b") if "@channel" in safe or "@here" in safe or "@everyone" in safe else safe


def clip(words: str, limit: int) -> str:
    """Cut to a limit in characters, with an ellipsis when something was cut."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def moment(at: datetime) -> str:
    """Return a moment that Slack shows in each reader's own zone."""
    fallback = at.strftime("%Y-%m-%d %H:%M UTC")
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"


def person(user_id: str | None, name: str) -> str:
    """Return a mention when the person has an account, else the name, escaped."""
    return f"<@{user_id}>" if user_id else escape(name)
