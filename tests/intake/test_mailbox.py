"""The mailbox itself: who is told when it is not read, and how the bot gets in."""

import json
import os
import signal
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from mvai_slackbot.app import mail_account
from mvai_slackbot.doctor.mail_side import look_at_mailbox
from mvai_slackbot.errors import Refused
from mvai_slackbot.intake.models import Mailbox as MailboxRow
from mvai_slackbot.mail.account import Account, Unreachable
from mvai_slackbot.mail.oauth import Tokens
from mvai_slackbot.settings import Settings
from tests.bot import KEY
from tests.calls.ways import on_call, told, turn
from tests.delivery.ways import at_once
from tests.intake.conftest import Desk
from tests.intake.post import AUTHSERV, TOKEN, Mailbox, mail
from tests.intake.test_arriving import HELD

UNREAD = "The program's mailbox is not being read."
ELEVEN = timedelta(minutes=11)


def back(desk: Desk, by: timedelta = ELEVEN) -> None:
    """Let so much of the machine's time have passed, as far as the mailbox is concerned."""
    with desk.town.bot.bot.works.begin() as work:
        for box in work.session.query(MailboxRow):
            box.watched_since -= by
            box.read_at = box.read_at - by if box.read_at else None
            box.told_at = box.told_at - by if box.told_at else None


def test_a_login_that_is_refused_is_told_at_once_then_to_everybody_on_call(desk: Desk) -> None:
    """Once each, and once more when it is read again; `/mvai` says so meanwhile."""
    town = desk.town
    town.root.types("/mvai role @otto coordinator")
    on_call(town, town.dana, town.otto)
    desk.look()
    desk.mailbox.lets_in(password="another")
    desk.look()
    desk.look()
    assert [len(told(one, UNREAD)) for one in (town.dana, town.otto, town.ana)] == [1, 0, 0]
    assert "refuses the bot's user or password" in told(town.dana, UNREAD)[0].words
    assert UNREAD in town.ana.types("/mvai").words and UNREAD not in town.sam.types("/mvai").words
    back(desk)
    town.bot.tick()
    assert [len(told(one, UNREAD)) for one in (town.dana, town.otto, town.ana)] == [2, 1, 0]
    back(desk)
    town.bot.tick()
    assert len(told(town.dana, UNREAD)) == 2
    desk.mailbox.lets_in()
    desk.arrives(mail())
    assert "is read again" in town.dana.sees("is read again").words
    assert len(desk.requests()) == 1 and UNREAD not in town.ana.types("/mvai").words


def test_ten_minutes_unread_are_told_even_when_nothing_reads_it_any_more(desk: Desk) -> None:
    """The clock looks at when it was read last, and asks nobody; with nobody on call every coordinator hears of it."""
    town = desk.town
    desk.look()
    assert "It was last read" in town.ana.types("/mvai").words
    desk.mailbox.kill()
    desk.look()
    town.bot.tick()
    assert told(town.ana, UNREAD) == []
    back(desk)
    town.bot.tick()
    assert len(told(town.ana, UNREAD)) == len(told(town.dana, UNREAD)) == 1


def test_a_held_mail_that_waits_for_half_an_hour_is_told_to_who_is_on_call(desk: Desk) -> None:
    """Once, whatever their number."""
    town = desk.town
    on_call(town, town.dana)
    desk.arrives(mail(results=None), mail(results=None))
    turn(town, timedelta(minutes=29))
    assert told(town.dana, "waited for half an hour") == []
    turn(town, timedelta(minutes=1))
    turn(town, timedelta(minutes=1))
    assert "2 e-mails have waited" in told(town.dana, "waited for half an hour")[0].words
    assert len(told(town.dana, "waited for half an hour")) == 1


def test_a_flood_is_one_word_and_none_is_lost(desk: Desk) -> None:
    """Ten are told one by one; then the Home tab has the list."""
    desk.arrives(*(mail(f"{number}", results=None) for number in range(14)))
    assert len(told(desk.town.ana, HELD)) == 10
    assert len(told(desk.town.ana, "More e-mails than usual")) == 1
    assert (
        "And 8 more: all of them are on the Home tab" in desk.town.ana.types("/mvai").words and len(desk.mails()) == 14
    )


def test_a_mail_server_that_hangs_holds_up_no_tick_and_nobody(desk: Desk) -> None:
    """It is read in a thread of its own."""
    assert desk.mailbox.process is not None and desk.mailbox.process.pid is not None
    os.kill(desk.mailbox.process.pid, signal.SIGSTOP)
    watch = desk.town.bot.bot.watch
    assert watch is not None
    looking = threading.Thread(target=watch.look, daemon=True)
    looking.start()
    try:
        desk.town.bot.tick()
        desk.town.ana.types("/mvai-incident open Event at a fair")
        desk.town.bot.settle()
        assert "mvai-2026-001" in desk.town.ana.channels()
        assert looking.is_alive()
    finally:
        os.kill(desk.mailbox.process.pid, signal.SIGCONT)
    looking.join(20)


class TokenServer:
    """A real token server on this machine: client credentials, and what it says next."""

    def __init__(self) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.status, self.token, self.seconds = 200, TOKEN, 3600
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                server.asked.append(parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                body = json.dumps({"access_token": server.token, "expires_in": server.seconds}).encode()
                self.send_response(server.status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/token"
        self.thread = threading.Thread(target=self.http.serve_forever, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Serve no more."""
        self.http.shutdown()
        self.http.server_close()


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    """A token server."""
    made = TokenServer()
    yield made
    made.stop()


def settings(mailbox: Mailbox, **more: str) -> Settings:
    """Return settings that read this mailbox."""
    values = {"MVAI_MAIL_URL": mailbox.url, "MVAI_MAIL_AUTHSERV_ID": AUTHSERV, "MVAI_ENCRYPTION_KEYS": KEY, **more}
    return Settings(_env_file=None, **values)  # type: ignore[arg-type]  # by their aliases


def test_a_token_opens_the_mailbox_and_is_kept_until_it_ends(mailbox: Mailbox, tokens: TokenServer) -> None:
    """Client credentials for a token, XOAUTH2 with it; asked again when it ends, and when the mailbox refuses it."""
    oauth = {
        "MVAI_MAIL_URL": mailbox.url.replace(":p%40ss%2Fword", ""), "MVAI_MAIL_OAUTH_TOKEN_URL": tokens.url,
        "MVAI_MAIL_OAUTH_CLIENT_ID": "me", "MVAI_MAIL_OAUTH_CLIENT_SECRET": "hush", "MVAI_MAIL_OAUTH_SCOPE": "imap",
    }  # fmt: skip
    account = mail_account(settings(mailbox, **oauth))
    assert account is not None
    mailbox.put(mail())
    assert len(mailbox.look(account)) == len(mailbox.look(account)) == 1
    assert tokens.asked == [
        {"grant_type": ["client_credentials"], "client_id": ["me"], "client_secret": ["hush"], "scope": ["imap"]}
    ]
    mailbox.lets_in(token="a-newer-token")
    tokens.token, tokens.seconds = "a-newer-token", 30
    with pytest.raises(Unreachable, match="imap_login"):
        mailbox.look(account)
    assert len(mailbox.look(account)) == len(mailbox.look(account)) == 1
    assert len(tokens.asked) == 3
    tokens.status = 401
    with pytest.raises(Unreachable, match="oauth_401"):
        mailbox.look(account)
    assert "hush" not in repr(account) and TOKEN not in repr(account)
    assert look_at_mailbox(settings(mailbox, **oauth))[0].says == "The token server refuses us."
    tokens.stop()
    with pytest.raises(Unreachable, match="oauth_no_answer"):
        mailbox.look(Account.of(oauth["MVAI_MAIL_URL"], "done", Tokens(tokens.url, "me", "hush")))


def test_the_doctor_says_how_the_mailbox_stands(mailbox: Mailbox) -> None:
    """As it should be, not set, locked out, away; nothing in it is touched."""
    mailbox.put(mail())
    (found,) = look_at_mailbox(settings(mailbox))
    assert (found.state, found.says) == (
        "well", "127.0.0.1 lets us in; 1 e-mails lie in INBOX and are taken in by the worker.",
    )  # fmt: skip
    assert look_at_mailbox(settings(mailbox, MVAI_MAIL_URL=""))[0].state == "look"
    assert look_at_mailbox(settings(mailbox, MVAI_MAIL_AUTHSERV_ID=""))[0].says.startswith(
        "MVAI_MAIL_AUTHSERV_ID is miss"
    )
    mailbox.lets_in(password="another")
    assert "refuses user" in look_at_mailbox(settings(mailbox))[0].says
    mailbox.kill()
    assert "connectionrefusederror" in look_at_mailbox(settings(mailbox))[0].says
    assert mailbox.lying() == 1


@pytest.mark.parametrize(
    "url", ["http://a:hush@b/", "imaps://a:hush@", "imaps://b/INBOX", "imaps://a@b/", "imaps://a:hush@b:x/"]
)
def test_an_address_of_a_mailbox_that_is_wrong_is_one_line_without_the_password(url: str) -> None:
    """The start ends with it."""
    with pytest.raises(Refused) as refused:
        Account.of(url, "done")
    assert refused.value.text.startswith("MVAI_MAIL_URL") and "hush" not in refused.value.text


def test_two_workers_that_look_at_once_take_each_mail_once(desk: Desk) -> None:
    """Whoever comes second finds it done; nothing is left lying."""
    for number in range(20):
        desk.mailbox.put(mail(f"Please help, number {number}."))
    watch = desk.town.bot.bot.watch
    assert watch is not None
    at_once(watch.look, watch.look)
    desk.look()
    assert len(desk.requests()) == len({one.text.reveal() for one in desk.requests()}) == 20
    assert desk.mailbox.lying() == 0


def test_a_draft_that_nobody_takes_for_half_an_hour_is_told_to_who_is_on_call(desk: Desk) -> None:
    """As for every request from outside, however it came in."""
    on_call(desk.town, desk.town.dana)
    desk.arrives(mail())
    turn(desk.town, timedelta(minutes=31))
    assert len(told(desk.town.dana, "nobody has it yet. Could you take it?")) == 1
