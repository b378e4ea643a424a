"""A paging service for the tests: a real HTTP server that keeps what it was sent, and answers as it is told to."""

import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SECRET = "a-secret-of-the-paging-service"


@dataclass
class Received:
    """One request as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> dict[str, Any]:
        """What it says."""
        found: dict[str, Any] = json.loads(self.body)
        return found

    @property
    def is_signed(self) -> bool:
        """Whether the signature fits time and body, as the operations page tells a paging service to check."""
        at = self.headers["X-MVAI-Timestamp"]
        right = hmac.new(SECRET.encode(), at.encode() + b"." + self.body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(self.headers["X-MVAI-Signature"], f"v1={right}")


@dataclass
class PagingServer:
    """What came, and the statuses to answer next; after them 202."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    def events(self) -> list[str]:
        """Return what was said, in its order."""
        return [one.said["event"] for one in self.received]


@contextmanager
def paging_server() -> Iterator[PagingServer]:
    """Serve on loopback."""
    kept = PagingServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.received.append(Received(dict(self.headers.items()), body))
            self.send_response(kept.answers.pop(0) if kept.answers else 202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    kept.url = f"http://127.0.0.1:{server.server_address[1]}/page"
    thread = threading.Thread(target=server.serve_forever, name="paging", daemon=True)
    thread.start()
    yield kept
    server.shutdown()
    server.server_close()
    thread.join(10)
