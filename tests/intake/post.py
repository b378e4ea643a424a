"""The mailbox of the program as tests speak of it: mails are put in, and what lies where is looked at."""

import json
import os
import socket
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from mvai_slackbot.mail.account import Account
from mvai_slackbot.mail.mailbox import opened
from tests.forks import forks
from tests.intake import imap_server

USER, PASSWORD, TOKEN = "mvai", "p@ss/word", "a-token"
AUTHSERV = "mx.example.org"
ROOT = Path(__file__).parents[2]
PASS = (
    f"{AUTHSERV}; dmarc=pass (p=reject) header.from=police.example.gov; spf=pass smtp.mailfrom=pat@police.example.gov"
)
CHIEF = "pat.quinn@police.example.gov"
WORDS = "We had an event at a fair. Could somebody talk with our command staff about the first week?"


class Mailbox:
    """A Maildir, and the server before it; the server can be killed and started again."""

    def __init__(self, folder: Path, pem: Path) -> None:
        self.folder = folder
        self.pem = pem
        self.box = folder / "box"
        # Bound for as long as this lives and never listened on, so that nobody else is given the port meanwhile.
        self.kept = socket.socket()
        self.kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.kept.bind(("127.0.0.1", 0))
        self.port: int = self.kept.getsockname()[1]
        self.process: ForkServerProcess | None = None
        for one in ("cur", "new", "tmp"):
            (self.box / one).mkdir(parents=True, exist_ok=True)
        (folder / "pymap-etc-passwd").write_text(f"{USER}:x::::{self.box}:\n", "utf-8")
        self.lets_in()
        self._count = 0

    def lets_in(self, password: str = PASSWORD, token: str = TOKEN) -> None:
        """Say who may enter."""
        (self.folder / "login.json").write_text(
            json.dumps({"user": USER, "password": password, "token": token}), "utf-8"
        )

    @property
    def url(self) -> str:
        """Return the address for MVAI_MAIL_URL."""
        return f"imap://{USER}:p%40ss%2Fword@127.0.0.1:{self.port}/INBOX"

    def start(self) -> None:
        """Start the server and wait until it answers, at the same port as before."""
        log = self.folder / "server.log"
        self.process = forks().Process(target=imap_server.serve, args=(self.folder, self.port, self.pem, log))
        self.process.start()
        ends = time.monotonic() + 30
        while time.monotonic() < ends:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        raise AssertionError(log.read_text("utf-8"))

    def kill(self) -> None:
        """Kill the server outright."""
        if self.process is not None:
            self.process.kill()
            self.process.join(10)
            self.process = None

    def end(self) -> None:
        """Kill the server for good."""
        self.kill()
        self.kept.close()

    def put(self, mail: EmailMessage | bytes) -> None:
        """Let a mail arrive."""
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        self._count += 1
        name = f"{int(time.time())}.M{self._count:06}P{os.getpid()}.test"
        (self.box / "tmp" / name).write_bytes(raw)
        (self.box / "tmp" / name).rename(self.box / "new" / name)

    def lying(self) -> int:
        """Return how many mails lie in it still."""
        return len([*(self.box / "new").iterdir(), *(self.box / "cur").iterdir()])

    def put_away(self) -> int:
        """Return how many lie in the folder of what was read."""
        done = self.box / ".MVAI-read"
        return len([one for kind in ("new", "cur") if (done / kind).is_dir() for one in (done / kind).iterdir()])

    def look(self, account: Account) -> dict[int, int]:
        """Return what a reader sees in it."""
        with opened(account) as box:
            return box.sizes()


def mail(
    text: str | None = WORDS,
    *,
    sender: str = f"Chief Pat Quinn <{CHIEF}>",
    title: str = "Request for assistance",
    results: str | None = PASS,
    html: str | None = None,
    **headers: str,
) -> EmailMessage:
    """Return a mail as our own server hands it over; headers by name, an underscore for a hyphen."""
    made = EmailMessage()
    if results is not None:
        made["Authentication-Results"] = results
    made["From"] = sender
    made["To"] = "mvai@example.org"
    made["Subject"] = title
    made["Date"] = format_datetime(datetime.now(UTC))
    made["Message-ID"] = headers.pop("Message_ID", make_msgid(domain="police.example.gov"))
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    if text is not None:
        made.set_content(text)
    if html is not None and text is None:
        made.set_content(html, subtype="html")
    elif html is not None:
        made.add_alternative(html, subtype="html")
    return made
