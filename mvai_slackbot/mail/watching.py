"""A thread that reads the mailbox again and again: no tick and no listener ever waits for a mail server."""

import threading
from collections.abc import Iterator

import structlog

from mvai_slackbot.mail.account import Account, Unreachable
from mvai_slackbot.mail.arrived import Arrived
from mvai_slackbot.mail.desk import STUCK, Desk
from mvai_slackbot.mail.mailbox import Open, opened

log = structlog.get_logger()
# So many mails are fetched together, taken in one by one, and put away together.
BATCH, BATCH_BYTES = 100, 5_000_000
# A mail that cannot be taken in so many times in a row is left where it lies until the next start.
MOST_FAULTS = 20


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
        begun = False
        while not self._stopped.is_set():
            try:
                if not begun:
                    self.desk.begins(self.account.name)
                    begun = True
                self.look()
            except Exception as fault:  # noqa: BLE001 - the outermost loop of the mailbox: a database that is away comes back
                log.error("mailbox.failed", error=type(fault).__name__)
            self._stopped.wait(self.every)

    def look(self) -> None:
        """Read the mailbox once: take in what is new, put away what is done with, and say how it went."""
        try:
            with opened(self.account) as box:
                sizes = box.sizes()
                self._take_all(box, sizes)
        except Unreachable as fault:
            log.warning("mailbox.unread", error=fault.code)
            self.desk.was_not_read(self.account.name, fault.code)
            return
        if self._stopped.is_set():
            return
        if any(self._faults.get(uid, 0) >= MOST_FAULTS for uid in sizes):
            # Whoever wrote it waits: a person has to look, since we could not.
            self.desk.was_not_read(self.account.name, STUCK)
        else:
            self.desk.was_read(self.account.name)

    def _take_all(self, box: Open, lying: dict[int, int]) -> None:
        sizes = {uid: size for uid, size in lying.items() if self._faults.get(uid, 0) < MOST_FAULTS}
        for batch in _batches(sizes, self.most_bytes):
            done = []
            known = {uid for uid in batch if self.desk.knows(self.account.name, box.uid_validity, uid)}
            whole = sizes[batch[0]] <= self.most_bytes
            found = box.read([uid for uid in batch if uid not in known], headers_only=not whole)
            for uid in batch:
                if self._stopped.is_set():
                    return
                if uid in known or (uid in found and self._take(box, uid, sizes[uid], found[uid], whole=whole)):
                    done.append(uid)
            # Last: what dies before this is found again, and known.
            box.put_away(done)

    def _take(self, box: Open, uid: int, size: int, raw: bytes, *, whole: bool) -> bool:
        try:
            self.desk.take(Arrived(self.account.name, box.uid_validity, uid, size, raw, whole))
        except Exception as fault:  # noqa: BLE001 - one mail must not hold up the others; it stays where it lies and is tried again
            self._faults[uid] = self._faults.get(uid, 0) + 1
            log.error("mailbox.mail_failed", uid=uid, error=type(fault).__name__)
            return False
        self._faults.pop(uid, None)
        log.info("mailbox.taken", uid=uid, bytes=size)
        return True


def _batches(sizes: dict[int, int], most_bytes: int) -> Iterator[list[int]]:
    """Yield the numbers in their order, so many at a time as fit into memory; what is too big comes alone."""
    batch: list[int] = []
    room = BATCH_BYTES
    for uid, size in sizes.items():
        if batch and (size > room or len(batch) >= BATCH):
            yield batch
            batch, room = [], BATCH_BYTES
        if size > most_bytes:
            if batch:
                yield batch
                batch, room = [], BATCH_BYTES
            yield [uid]
            continue
        batch.append(uid)
        room -= size
    if batch:
        yield batch
