"""A token by client credentials (RFC 6749, 4.4), kept until it ends: the mailbox's key where a password is not allowed."""

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field

SECONDS = 15.0
# A token is renewed so long before its end.
BEFORE_END = 60.0


class NoToken(Exception):
    """The token server gave none; `code` is its word for why, or ours."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Tokens:
    """Asks the token server, and keeps what it gave in memory only."""

    url: str
    client_id: str
    client_secret: str = field(repr=False)
    scope: str = ""
    _token: str = field(default="", repr=False)
    _ends: float = 0.0

    def token(self) -> str:
        """Return a token that is still good; raise `NoToken`."""
        if not self._token or time.monotonic() >= self._ends:
            self._token, self._ends = self._ask()
        return self._token

    def forget(self) -> None:
        """Ask anew next time: the mailbox refused the token."""
        self._token = ""

    def _ask(self) -> tuple[str, float]:
        asked = {"grant_type": "client_credentials", "client_id": self.client_id, "client_secret": self.client_secret}
        body = urllib.parse.urlencode({**asked, **({"scope": self.scope} if self.scope else {})}).encode()
        try:
            # The address is a setting, checked at the start to be https, or this very machine.
            request = urllib.request.Request(self.url, body, {"Accept": "application/json"})  # noqa: S310 - the address is a setting
            with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the address is a setting
                said = json.loads(answer.read(1_000_000))
            token, seconds = str(said["access_token"]), float(said.get("expires_in", 300))
        except urllib.error.HTTPError as refused:
            refused.close()
            raise NoToken(f"oauth_{refused.code}") from refused
        except (OSError, ValueError, KeyError, TypeError) as fault:
            raise NoToken("oauth_no_answer") from fault
        return token, time.monotonic() + seconds - BEFORE_END
