"""The mailbox over IMAP: what lies in it, one mail at a time, and where it is put when it is done with."""

import re
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from imaplib import IMAP4
from itertools import zip_longest

from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError, MailboxLoginError

from mvai_slackbot.mail.account import LOGIN, Account, Unreachable
from mvai_slackbot.mail.oauth import NoToken

SECONDS = 20.0
UID = re.compile(rb"UID (\d+)")
SIZES = re.compile(rb"UID (\d+)|RFC822\.SIZE (\d+)")


class Open:
    """A mailbox that stands open."""

    def __init__(self, account: Account, box: BaseMailBox) -> None:
        self._account = account
        self._box = box
        self.uid_validity = int(box.folder.status(account.folder, ["UIDVALIDITY"])["UIDVALIDITY"])

    def sizes(self) -> dict[int, int]:
        """Return the size of each mail by its number (UID), earliest first."""
        if not self._box.folder.status(self._account.folder, ["MESSAGES"])["MESSAGES"]:
            return {}
        found: dict[int, int] = {}
        for line in self._fetch("1:*", "(UID RFC822.SIZE)"):
            said = {
                bool(uid): int(uid or size) for uid, size in SIZES.findall(line if isinstance(line, bytes) else line[0])
            }
            if len(said) == 2:
                found[said[True]] = said[False]
        return dict(sorted(found.items()))

    def read(self, uids: Sequence[int], *, headers_only: bool = False) -> dict[int, bytes]:
        """Return mails as they lie there, unread as before, by number; those that somebody took away meanwhile are left out."""
        if not uids:
            return {}
        part = "BODY.PEEK[HEADER]" if headers_only else "BODY.PEEK[]"
        lines = self._fetch(",".join(map(str, uids)), f"(UID {part})")
        found: dict[int, bytes] = {}
        for line, after in zip_longest(lines, lines[1:], fillvalue=b""):
            if isinstance(line, tuple):
                # The number may stand before the words, or behind them.
                said = UID.search(line[0]) or UID.search(after if isinstance(after, bytes) else b"")
                if said is not None:
                    found[int(said[1])] = bytes(line[1])
        return found

    def put_away(self, uids: Sequence[int]) -> None:
        """Move mails to the folder of what is done with."""
        if not uids:
            return
        if not self._box.folder.exists(self._account.done):
            self._box.folder.create(self._account.done)
        self._box.move([str(uid) for uid in uids], self._account.done)

    def _fetch(self, uids: str, parts: str) -> list[bytes | tuple[bytes, bytes]]:
        kind, lines = self._box.client.uid("FETCH", uids, parts)
        if kind != "OK":
            raise Unreachable("imap_fetch")
        return [line for line in lines if line]


@contextmanager
def opened(account: Account) -> Iterator[Open]:
    """Open the mailbox; raise `Unreachable` for whatever goes wrong with it, meanwhile too."""
    try:
        box = _connect(account)
        try:
            _enter(account, box)
            yield Open(account, box)
        finally:
            with suppress(ImapToolsError, IMAP4.error, OSError):
                box.logout()
            with suppress(OSError):
                box.client.shutdown()
    except NoToken as fault:
        raise Unreachable(fault.code) from fault
    except (ImapToolsError, IMAP4.error) as fault:
        raise Unreachable("imap_refused") from fault
    except OSError as fault:
        raise Unreachable(type(fault).__name__.lower()) from fault


def _connect(account: Account) -> BaseMailBox:
    secure = ssl.create_default_context()
    if account.tls == "imaps":
        return MailBox(account.host, account.port, timeout=SECONDS, ssl_context=secure)
    if account.tls == "starttls":
        return MailBoxStartTls(account.host, account.port, timeout=SECONDS, ssl_context=secure)
    return MailBoxUnencrypted(account.host, account.port, timeout=SECONDS)


def _enter(account: Account, box: BaseMailBox) -> None:
    try:
        if account.tokens is None:
            box.login(account.user, account.password, initial_folder=None)
        else:
            box.xoauth2(account.user, account.tokens.token(), initial_folder=None)
    except IMAP4.abort as gone:
        raise Unreachable("imap_gone") from gone
    except (MailboxLoginError, IMAP4.error) as refused:
        if account.tokens is not None:
            account.tokens.forget()
        raise Unreachable(LOGIN) from refused
    # What a server can do, moving among it, many say only to who is in; imaplib asks before.
    kind, said = box.client.capability()
    if kind == "OK" and said and isinstance(said[-1], bytes):
        box.client.capabilities = tuple(said[-1].decode("ascii", "replace").upper().split())
    box.folder.set(account.folder)
