"""One mail as it lies in the mailbox."""

from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class Arrived:
    """A mail by its place; of one that is too big only the head is there (`whole` is False)."""

    mailbox: str
    uid_validity: int
    uid: int
    size: int
    raw: bytes
    whole: bool
