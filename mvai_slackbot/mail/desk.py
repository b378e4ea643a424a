"""Whom the mailbox's mails are handed to."""

from collections.abc import Callable
from dataclasses import dataclass

from mvai_slackbot.mail.arrived import Arrived

# The code of a mailbox that was read, save for mails that cannot be taken in.
STUCK = "mail_stuck"


@dataclass(frozen=True)
class Desk:
    """What the house does, each in a transaction of its own; handed in by `app`."""

    # Whether this mail was taken in already: mailbox, UIDVALIDITY, UID.
    knows: Callable[[str, int, int], bool]
    take: Callable[[Arrived], None]
    # It is watched from now on, and no other; it was read to its end; it could not be read (a code).
    begins: Callable[[str], None]
    was_read: Callable[[str], None]
    was_not_read: Callable[[str, str], None]
