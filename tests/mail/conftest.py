"""What tests of mail may ask for."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from mvai_slackbot.simulator import Simulator
from tests.conftest import Town, running
from tests.mail.post_office import PostOffice, Server, certificate

SENDER = "MVAI <mvai@example.org>"
Mailing = Callable[..., AbstractContextManager[Town]]


@pytest.fixture
def office() -> PostOffice:
    """A mail server that takes everything, until it is told otherwise."""
    return PostOffice()


@pytest.fixture
def pem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The server's certificate, which this machine trusts."""
    path = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    return path


@pytest.fixture
def mailing(sim: Simulator, database_url: str, office: PostOffice, pem: Path) -> Mailing:
    """Run a bot that sends its mail through the post office."""

    @contextmanager
    def run(tls: str = "starttls", more: str = "") -> Iterator[Town]:
        server = Server(office, pem, tls)
        url = server.start()
        try:
            with running(sim, database_url, smtp_url=url + more, MVAI_MAIL_FROM=SENDER) as town:
                yield town
        finally:
            office.hang_on.set()
            server.stop()

    return run
