"""What tests of intake may ask for: a mailbox, a mail server, and a bot that reads the one and sends through the other."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from mvai_slackbot.intake.models import Mailbox as MailboxRow, ReceivedMail
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.simulator import Simulator
from tests.conftest import Town, running
from tests.delivery.ways import deliver_all
from tests.intake.post import AUTHSERV, Mailbox
from tests.mail.mailing import SENDER, office, pem
from tests.mail.post_office import PostOffice, Server

__all__ = ["office", "pem"]


@pytest.fixture
def mailbox(tmp_path: Path, pem: Path) -> Iterator[Mailbox]:
    """The program's mailbox."""
    folder = tmp_path / "imap"
    folder.mkdir()
    made = Mailbox(folder, pem)
    made.start()
    yield made
    made.end()


@dataclass
class Desk:
    """A town whose bot reads a mailbox."""

    town: Town
    mailbox: Mailbox
    office: PostOffice

    def look(self) -> None:
        """Let the bot look into the mailbox now, and do everything that follows."""
        watch = self.town.bot.bot.watch
        assert watch is not None
        watch.look()
        deliver_all(self.town)

    def wait_for_first_look(self) -> None:
        """Wait until the bot has looked into the empty mailbox by itself: two looks at once are another test's."""
        ends = time.monotonic() + 20
        while time.monotonic() < ends:
            with self.town.bot.bot.works.read() as work:
                if work.session.scalar(select(MailboxRow.read_at)) is not None:
                    return
            time.sleep(0.02)
        raise AssertionError("the bot did not look into the mailbox")

    def arrives(self, *mails: object) -> None:
        """Let mails arrive, and be read."""
        for one in mails:
            self.mailbox.put(one)  # type: ignore[arg-type]  # a mail, or the bytes of one
        self.look()

    def mails(self) -> list[ReceivedMail]:
        """Return every mail on record."""
        with self.town.bot.bot.works.read() as work:
            return list(work.session.scalars(select(ReceivedMail).order_by(ReceivedMail.id)))

    def requests(self) -> list[AssistanceRequest]:
        """Return every request on record."""
        with self.town.bot.bot.works.read() as work:
            return list(work.session.scalars(select(AssistanceRequest).order_by(AssistanceRequest.id)))


@pytest.fixture
def desk(sim: Simulator, database_url: str, mailbox: Mailbox, office: PostOffice, pem: Path) -> Iterator[Desk]:
    """A running bot with a mailbox and a mail server; its own looks are so rare that only the test's count."""
    server = Server(office, pem)
    settings = {
        "smtp_url": server.start(), "MVAI_MAIL_FROM": SENDER, "MVAI_MAIL_URL": mailbox.url,
        "MVAI_MAIL_AUTHSERV_ID": AUTHSERV, "MVAI_MAIL_SECONDS": 300, "MVAI_MAIL_MOST_MB": 1,
    }  # fmt: skip
    try:
        with running(sim, database_url, **settings) as town:
            made = Desk(town, mailbox, office)
            made.wait_for_first_look()
            yield made
    finally:
        server.stop()
