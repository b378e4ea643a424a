"""Which mailbox, how to get in, and what may go wrong: told without loading what speaks IMAP, since few have a mailbox."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from mvai_slackbot.errors import Refused
from mvai_slackbot.mail.oauth import Tokens

PORTS = {"imaps": 993, "imap": 143}
HOW = "It looks like imaps://user:password@host/INBOX."
LOGIN = "imap_login"


class Unreachable(Exception):
    """The mailbox cannot be read now; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Account:
    """Which mailbox, and how to get in: by password, or by a token where `tokens` is set."""

    host: str
    port: int
    tls: str
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    done: str = "MVAI-read"
    tokens: Tokens | None = None

    @classmethod
    def of(cls, url: str, done: str, tokens: Tokens | None = None) -> "Account":
        """Return the account of an address; raise `Refused` that never repeats it, since it holds a password."""
        try:
            parts = urlsplit(url)
            port, host = parts.port, parts.hostname
        except ValueError:
            raise Refused(f"MVAI_MAIL_URL cannot be read. {HOW}") from None
        if parts.scheme not in PORTS or not host or not parts.username:
            raise Refused(f"MVAI_MAIL_URL begins with imaps:// or imap:// and names a user and a host. {HOW}")
        if tokens is None and not parts.password:
            raise Refused(
                "MVAI_MAIL_URL has no password, and MVAI_MAIL_OAUTH_TOKEN_URL is not set. One of them is needed."
            )
        plain = parse_qs(parts.query).get("tls") == ["off"]
        tls = "imaps" if parts.scheme == "imaps" else "off" if plain else "starttls"
        user, password = unquote(parts.username), unquote(parts.password or "")
        folder = unquote(parts.path.strip("/")) or "INBOX"
        return cls(host, port or PORTS[parts.scheme], tls, user, password, folder, done, tokens)

    @property
    def name(self) -> str:
        """Return the mailbox's own name: mails are known by it, and by their number in it."""
        return f"{self.user}@{self.host}/{self.folder}"
