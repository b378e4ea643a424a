"""The carrier of mail: one effect to one conversation with the outgoing server, in a thread of its own."""

import asyncio
import smtplib
import ssl
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage
from functools import cached_property

from mvai_slackbot.mail.composing import WIRE, compose
from mvai_slackbot.mail.server import Server
from mvai_slackbot.outbox.carrying import Later, Never, Outcome, Try
from mvai_slackbot.outbox.effects import By, Effect, SendMail

AT_ONCE = 4
# A mail is ours for so long: longer than a conversation can take, since what was said twice is sent twice.
LEASE = timedelta(seconds=90)
STEP_SECONDS = 8.0
BEFORE_WORDS_SECONDS = 25.0
WORDS_SECONDS = 30.0
NO_SERVER = "no_mail_server"
LOGIN = "smtp_login"
NO_TLS = "smtp_no_tls"
LOST = "smtp_disconnected"


class Post:
    """Hands mails to a server; without one, each is refused for good, and whoever asked for it is told so."""

    by = By.MAIL

    def __init__(self, server: Server | None, sender: str) -> None:
        self.server = server
        self.sender = sender
        # Not the bounded pool of listeners: a server that hangs must not keep people from being answered.
        # Threads begin with the first mail.
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mail")

    def wait(self, effect: Effect) -> float:
        """Mail goes out at once."""
        return 0.0

    async def perform(self, effect: Effect, this: Try) -> Outcome:
        """Send one mail; the outcome says under what name it went."""
        if not isinstance(effect, SendMail):
            raise Never("not_mail")
        if self.server is None:
            raise Never(NO_SERVER)
        mail = compose(effect, self.sender, this)
        await asyncio.get_running_loop().run_in_executor(self._threads, self._send, self.server, mail)
        return Outcome(read={"message_id": str(mail["Message-ID"])})

    def _send(self, server: Server, mail: EmailMessage) -> None:
        send(server, mail, self._secure)

    @cached_property
    def _secure(self) -> ssl.SSLContext:
        # Reads all certificates of the machine, which takes longer than a whole conversation: once, not with each mail.
        return ssl.create_default_context()

    def close(self) -> None:
        """Let conversations that are under way end by themselves."""
        self._threads.shutdown(wait=False)


def send(server: Server, mail: EmailMessage, secure: ssl.SSLContext) -> None:
    """Hand one mail over; raise `Later` or `Never` with the server's own code."""
    ends = time.monotonic() + BEFORE_WORDS_SECONDS
    try:
        smtp = enter(server, secure)
        try:
            _hand_over(smtp, mail, ends)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                smtp.close()
    except smtplib.SMTPServerDisconnected as gone:
        # Perhaps after the last dot: it may have been taken. The next try carries the same name.
        raise Later(LOST) from gone
    except smtplib.SMTPResponseException as said:
        raise _judged(said.smtp_code) from said


def enter(server: Server, secure: ssl.SSLContext) -> smtplib.SMTP:
    """Return a connection that is encrypted and logged in as the settings say; raise `Later` when there is none.

    Whatever goes wrong here is no fault of a mail: it waits until somebody has mended it.
    """
    try:
        smtp = _connect(server, secure)
    except (smtplib.SMTPException, OSError) as fault:
        raise Later(_code(fault)) from fault
    try:
        _identify(smtp, server, secure)
    except Later:
        smtp.close()
        raise
    except (smtplib.SMTPException, OSError) as fault:
        smtp.close()
        raise Later(_code(fault)) from fault
    return smtp


def _connect(server: Server, secure: ssl.SSLContext) -> smtplib.SMTP:
    if server.tls == "smtps":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=STEP_SECONDS, context=secure)
    return smtplib.SMTP(server.host, server.port, timeout=STEP_SECONDS)


def _identify(smtp: smtplib.SMTP, server: Server, secure: ssl.SSLContext) -> None:
    smtp.ehlo_or_helo_if_needed()
    if server.tls == "starttls":
        if not smtp.has_extn("starttls"):
            raise Later(NO_TLS)
        smtp.starttls(context=secure)
        smtp.ehlo_or_helo_if_needed()
    if not server.user:
        return
    try:
        smtp.login(server.user, server.password)
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException as refused:
        raise Later(LOGIN) from refused


def _code(fault: Exception) -> str:
    if isinstance(fault, smtplib.SMTPResponseException):
        return f"smtp_{fault.smtp_code}"
    return LOST if isinstance(fault, smtplib.SMTPServerDisconnected) else type(fault).__name__.lower()


def _hand_over(smtp: smtplib.SMTP, mail: EmailMessage, ends: float) -> None:
    for code, words in (
        smtp.mail(_address(mail, "From")),
        smtp.rcpt(_address(mail, "To")),
    ):
        if code not in (250, 251):
            raise smtplib.SMTPResponseException(code, words)
    if time.monotonic() > ends or smtp.sock is None:
        raise Later("smtp_slow")
    smtp.sock.settimeout(WORDS_SECONDS)
    code, words = smtp.data(mail.as_bytes(policy=WIRE))
    if code != 250:
        raise smtplib.SMTPResponseException(code, words)


def _address(mail: EmailMessage, header: str) -> str:
    return str(mail[header].addresses[0].addr_spec)


def _judged(code: int) -> Later | Never:
    # RFC 5321: 4xx not now, 5xx not at all. What is neither is a server that does not keep to it.
    return Never(f"smtp_{code}") if 500 <= code < 600 else Later(f"smtp_{code}")
