"""A thousand mails; the bot and the mail server are each killed outright in the middle: none is lost, none is there twice."""

import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mvai_slackbot.app import open_database
from mvai_slackbot.db import Database
from mvai_slackbot.intake.models import MailState, ReceivedMail
from mvai_slackbot.migrations.upgrade import upgrade
from mvai_slackbot.requests.models import AssistanceRequest
from mvai_slackbot.simulator import Simulator
from tests.bot import KEY, settings_for
from tests.intake.post import AUTHSERV, ROOT, Mailbox, mail
from tests.mail.mailing import SENDER
from tests.mail.post_office import PostOffice, Server

# PostgreSQL differs in who waits for whom, and not in how many: a smaller number shows it.
HOW_MANY = {"sqlite": 1000, "postgresql": 200}
PATIENCE = 240.0


class Worker:
    """The real `worker` as a process of its own."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self.environment = environment
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it."""
        command = [sys.executable, "-m", "mvai_slackbot", "worker"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def kill(self) -> None:
        """Kill it outright."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)


def taken(database: Database) -> int:
    """Count the mails on record."""
    with database.read() as session:
        return session.scalar(select(func.count(ReceivedMail.id))) or 0


@pytest.fixture
def database_url(empty_database_url: str) -> str:
    """What is migrated here begins without tables."""
    return empty_database_url


def wait(until: Callable[[], bool], worker: Worker) -> None:
    """Wait for something to be so."""
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        if until():
            return
        time.sleep(0.05)
    raise AssertionError(worker.log.read_text("utf-8")[-3000:])


def environment(sim: Simulator, database_url: str, mailbox: Mailbox, smtp: str) -> dict[str, str]:
    """Return what the worker is told."""
    return {
        **os.environ,
        "SLACK_BOT_TOKEN": sim.bot_token, "SLACK_API_URL": sim.api_url, "DATABASE_URL": database_url,
        "MVAI_ENCRYPTION_KEYS": KEY, "SMTP_URL": smtp, "MVAI_MAIL_FROM": SENDER, "MVAI_MAIL_URL": mailbox.url,
        "MVAI_MAIL_AUTHSERV_ID": AUTHSERV, "MVAI_MAIL_SECONDS": "1",
    }  # fmt: skip


def test_a_thousand_mails_survive_the_bot_and_the_server(
    sim: Simulator, database_url: str, mailbox: Mailbox, office: PostOffice, pem: Path, tmp_path: Path
) -> None:
    """Each becomes one request, each writer gets one letter, and the mailbox is empty in the end."""
    many = HOW_MANY[database_url.partition(":")[0].partition("+")[0]]
    database = open_database(settings_for(sim, database_url))
    upgrade(database)
    names = []
    for number in range(many):
        one = mail(f"Please help, number {number}.", sender=f"Chief {number} <chief{number}@police.example.gov>")
        names.append(number)
        mailbox.put(one)
    server = Server(office, pem)
    worker = Worker(environment(sim, database_url, mailbox, server.start()), tmp_path / "worker.log")
    began = time.monotonic()
    worker.start()
    try:
        wait(lambda: taken(database) >= many // 3, worker)
        worker.kill()
        after_bot = taken(database)
        worker.start()
        wait(lambda: taken(database) >= many * 2 // 3, worker)
        mailbox.kill()
        after_server = taken(database)
        mailbox.start()
        wait(lambda: mailbox.lying() == 0 and taken(database) >= many, worker)
        seconds = time.monotonic() - began
    finally:
        worker.kill()
        server.stop()
    with database.read() as session:
        states = Counter(one.state for one in session.scalars(select(ReceivedMail)))
        said = Counter(one.text.reveal() for one in session.scalars(select(AssistanceRequest)))
    database.dispose()
    letters = defaultdict(set)
    for sent in office.mails:
        letters[sent["To"]].add(sent["Message-ID"])
    print(
        f"{many} e-mails in {seconds:.0f} s, bot killed at {after_bot}, mail server at {after_server}: "
        f"{dict(states)}, {len(said)} requests, lost {many - len(said)}, twice {sum(said.values()) - len(said)}; "
        f"letters to {len(letters)} of them so far, two to {sum(len(one) > 1 for one in letters.values())}"
    )
    assert set(said) == {f"Request for assistance\n\nPlease help, number {number}." for number in names}
    assert set(said.values()) == {1}
    assert states[MailState.REQUEST] == many and set(states) <= {MailState.REQUEST, MailState.AGAIN}
    assert all(len(one) == 1 for one in letters.values())
