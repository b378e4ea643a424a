"""Words on their way into Slack: escaped, clipped, dated."""

import html
import re
from datetime import datetime
from zoneinfo import ZoneInfo

from mvai_slackbot.clock import moment_words

UTC = ZoneInfo("UTC")
# In what Slack sends, a bare < begins one of its own tokens: <@U1|ana>, <#C1|name>, <!here>, <https://…|words>.
TOKEN = re.compile(r"<([@#!])?([^<>|]*)(?:\|([^<>]*))?>")

# *bold*, _italic_ and ~struck~ within a line, and > at the beginning of one (docs.slack.dev, formatting).
PAIR = re.compile(r"(?<!\w)([*_~])(?=\S)(.*?\S)\1(?!\w)")
QUOTE = re.compile(r"^&gt;", re.MULTILINE)
# A paragraph takes 3,000 characters, the signs around a block of code among them.
MOST_IN_CODE = 2900
LOOK_ALIKE = {"*": "∗", "_": "ˍ", "~": "∼"}


def escape(words: str) -> str:
    """Make a person's words inert: no mention, no link, no channel-wide call, no formatting trick is left in them."""
    safe = inert(words)
    # Slack has no way to escape its formatting: what would format becomes a sign that only looks alike.
    safe = QUOTE.sub("\u200b&gt;", safe.replace("`", "ˋ"))
    while (calm := PAIR.sub(_look_alike, safe)) != safe:
        safe = calm
    # A zero-width space keeps @channel and :emoji: codes from being read as such where Slack links names by itself.
    return safe.replace("@", "@\u200b") if "@channel" in safe or "@here" in safe or "@everyone" in safe else safe


def inert(words: str) -> str:
    """Return words for within backticks: nothing in them acts, and each sign stays as it was typed."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def given_back(words: str) -> list[str]:
    """Return long words whole, in pieces for blocks of code, cut where a line or a word ends if one does."""
    left, pieces = inert(words.replace("`", "'")), []
    while left:
        end = len(left)
        if end > MOST_IN_CODE:
            sign = left.rfind("&", MOST_IN_CODE - 4, MOST_IN_CODE)
            whole = sign if sign >= 0 and ";" not in left[sign:MOST_IN_CODE] else MOST_IN_CODE
            end = max(left.rfind(gap, whole // 2, whole) + 1 for gap in "\n ") or whole
        pieces.append(left[:end])
        left = left[end:]
    return pieces


def _look_alike(pair: re.Match[str]) -> str:
    return f"{LOOK_ALIKE[pair[1]]}{pair[2]}{LOOK_ALIKE[pair[1]]}"


def as_typed(words: str) -> str:
    """Return the words as the person typed them: Slack's tokens as names and addresses, &, < and > unescaped."""
    return html.unescape(TOKEN.sub(_plain, words))


def _plain(token: re.Match[str]) -> str:
    sign, target, label = token.groups()
    if sign in ("@", "#"):
        # Without its name a mention stays as it came: an id says more than nothing.
        return f"{sign}{label}" if label else token.group()
    if sign == "!":
        return label or f"@{target}"
    return f"{label} ({target})" if label and label != target else target


def clip(words: str, limit: int) -> str:
    """Cut to a limit in characters, with an ellipsis when something was cut."""
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def moment(at: datetime) -> str:
    """Return a moment that Slack shows in each reader's own zone."""
    fallback = moment_words(at, UTC)
    return f"<!date^{int(at.timestamp())}^{{date_short_pretty}} at {{time}}|{fallback}>"


def person(user_id: str | None, name: str) -> str:
    """Return a mention when the person has an account, else the name, escaped."""
    return f"<@{user_id}>" if user_id else escape(name)
