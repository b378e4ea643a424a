"""The outgoing server as one address: `smtp://user:password@host:587`, `smtps://…:465`."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from mvai_slackbot.errors import Refused

PORTS = {"smtp": 587, "smtps": 465}
HOW = "It looks like smtp://user:password@host:587 or smtps://user:password@host:465."


@dataclass(frozen=True)
class Server:
    """Where mail is handed over. `tls` is "smtps", "starttls" or "off"."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, url: str) -> "Server":
        """Return the server of an address; raise `Refused` that never repeats it, since it holds a password."""
        try:
            parts = urlsplit(url)
            port, host = parts.port, parts.hostname
        except ValueError:
            raise Refused(f"SMTP_URL cannot be read. {HOW}") from None
        if parts.scheme not in PORTS or not host:
            raise Refused(f"SMTP_URL begins with smtp:// or smtps:// and names a host. {HOW}")
        # Without encryption only where somebody wrote so: a relay on the same machine.
        plain = parse_qs(parts.query).get("tls") == ["off"]
        tls = "smtps" if parts.scheme == "smtps" else "off" if plain else "starttls"
        return cls(host, port or PORTS[parts.scheme], tls, unquote(parts.username or ""), unquote(parts.password or ""))
