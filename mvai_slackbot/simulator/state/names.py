"""Slack's rules for channel names (https://docs.slack.dev/reference/methods/conversations.create)."""

NAME_MAX = 80
_MARKS = frozenset("-_")


def name_error(name: str) -> str | None:
    """Slack's error code for a channel name that cannot be, or None: lowercase, digits, ``-`` and ``_``, 1 to 80."""
    if not name:
        return "invalid_name_required"
    if len(name) > NAME_MAX:
        return "invalid_name_maxlength"
    if all(not c.isalnum() for c in name):
        return "invalid_name_punctuation"
    # Letters of other scripts are allowed as long as they have no upper case form of their own in the name.
    if any(not (c in _MARKS or (c.isalnum() and c == c.lower())) for c in name):
        return "invalid_name_specials"
    return None
