"""A thread that reads the mailbox again and again: no tick and no listener ever waits for a mail server."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from mvai_slackbot.mail.mailbox import Account, Open, Unreachable, opened

log = structlog.get_logger()
# So many mails are taken in before they are put away together.
BATCH = 25
# A mail that cannot be taken in so many times in a row is left where it lies until the next start.
MOST_FAULTS = 20


@dataclass(frozen=True, repr=False)
class Arrived:
    """One mail as it lies in the mailbox; of one that is too big only the head is there."""

    mailbox: str
    uid_validity: int
    uid: int
    size: int
    raw: bytes
    whole: bool


@dataclass(frozen=True)
class Desk:
    """What the house does, each in a transaction of its own; handed in by `app`."""

    # Whether this mail was taken in already: mailbox, UIDVALIDITY, UID.
    knows: Callable[[str, int, int], bool]
    take: Callable[[Arrived], None]
    # The mailbox was read to its end, or could not be read (a code).
    was_read: Callable[[str], None]
    was_not_read: Callable[[str, str], None]


class Watch:
    """Reads the mailbox every so many seconds, until it is stopped."""

    def __init__(self, account: Account, desk: Desk, *, every: float, most_bytes: int) -> None:
        self.account = account
        self.desk = desk
        self.every = every
        self.most_bytes = most_bytes
        self._faults: dict[int, int] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="mailbox", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self, seconds: float = 10.0) -> None:
        """End after the mail in hand."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self.look()
            except Exception as fault:  # noqa: BLE001 - the outermost loop of the mailbox: a database that is away comes back
                log.error("mailbox.failed", error=type(fault).__name__)
            self._stopped.wait(self.every)

    def look(self) -> None:
        """Read the mailbox once: take in what is new, put away what is done with, and say how it went."""
        try:
            with opened(self.account) as box:
                self._take_all(box)
        except Unreachable as fault:
            log.warning("mailbox.unread", error=fault.code)
            self.desk.was_not_read(self.account.name, fault.code)
            return
        if not self._stopped.is_set():
            self.desk.was_read(self.account.name)

    def _take_all(self, box: Open) -> None:
        done: list[int] = []
        for uid, size in box.sizes().items():
            if self._stopped.is_set():
                break
            if self._faults.get(uid, 0) < MOST_FAULTS and self._take(box, uid, size):
                done.append(uid)
            if len(done) >= BATCH:
                box.put_away(done)
                done = []
        # Last: what dies before this is found again, and known.
        box.put_away(done)

    def _take(self, box: Open, uid: int, size: int) -> bool:
        if self.desk.knows(self.account.name, box.uid_validity, uid):
            return True
        whole = size <= self.most_bytes
        raw = box.read(uid, headers_only=not whole)
        if raw is None:
            return False
        try:
            self.desk.take(Arrived(self.account.name, box.uid_validity, uid, size, raw, whole))
        except Exception as fault:  # noqa: BLE001 - one mail must not hold up the others; it stays where it lies and is tried again
            self._faults[uid] = self._faults.get(uid, 0) + 1
            log.error("mailbox.mail_failed", uid=uid, error=type(fault).__name__)
            return False
        self._faults.pop(uid, None)
        log.info("mailbox.taken", uid=uid, bytes=size)
        return True
