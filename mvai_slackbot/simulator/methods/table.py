"""The table of every method this workspace answers."""

from functools import cache

from . import apps, chat, conversations, direct, files, marks, reading, users, views
from .ask import Method

_FAMILIES = (apps, chat, conversations, direct, files, marks, reading, users, views)


@cache
def all_methods() -> dict[str, Method]:
    """By full name, e.g. ``chat.postMessage``."""
    return {method.name: method for family in _FAMILIES for method in family.METHODS}
