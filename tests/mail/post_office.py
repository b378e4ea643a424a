"""A real SMTP server (aiosmtpd) that says what it is told to say, and a certificate for it."""

import asyncio
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mvai_slackbot.simulator.loop_thread import LoopThread

USER, PASSWORD = "mvai", "p@ss/word"
DROP, HANG = "drop", "hang"


def certificate(folder: Path) -> Path:
    """Write a certificate for 127.0.0.1 that signs itself, with its key, into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a mail server")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "server.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@dataclass
class PostOffice:
    """What arrived, and what the server says next: to a login, to a receiver, to the words of a mail."""

    mails: list[EmailMessage] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)
    logins: list[bool] = field(default_factory=list)
    password: str = PASSWORD
    # Said once each, in this order; then all is well. `drop` cuts the connection once the words are taken.
    to_receiver: list[str] = field(default_factory=list)
    to_words: list[str] = field(default_factory=list)
    hang_on: threading.Event = field(default_factory=threading.Event)

    def login(self, server: SMTP, session: Session, envelope: Envelope, way: str, data: Any) -> AuthResult:
        """Compare the password."""
        assert isinstance(data, LoginPassword)
        fits = data.password.decode() == self.password
        self.logins.append(fits)
        return AuthResult(success=fits, handled=False)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take a receiver."""
        if self.to_receiver:
            return self.to_receiver.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take the words."""
        said = self.to_words.pop(0) if self.to_words else "250 OK"
        if said == HANG:
            await server.loop.run_in_executor(None, self.hang_on.wait, 90)
            said = "250 OK"
        if said in (DROP, "250 OK"):
            assert isinstance(envelope.content, bytes)
            mail = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(mail, EmailMessage)
            self.mails.append(mail)
            self.receivers += envelope.rcpt_tos
        if said == DROP:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return said


class Server:
    """The post office on a port of its own; `tls` is "starttls", "smtps" or "off"."""

    def __init__(self, office: PostOffice, pem: Path, tls: str = "starttls") -> None:
        self.office = office
        self.tls = tls
        self.context = SSLContext(PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(pem)
        self.loop = LoopThread("post office")

    def start(self) -> str:
        """Serve; return the address for SMTP_URL."""
        self.loop.start()
        port = self.loop.run(self._serve())
        return f"{'smtps' if self.tls == 'smtps' else 'smtp'}://{USER}:p%40ss%2Fword@127.0.0.1:{port}"

    async def _serve(self) -> int:
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(
            self._conversation, "127.0.0.1", 0, ssl=self.context if self.tls == "smtps" else None
        )
        return int(self.server.sockets[0].getsockname()[1])

    def _conversation(self) -> SMTP:
        more: dict[str, Any] = {"tls_context": self.context, "require_starttls": True} if self.tls == "starttls" else {}
        return SMTP(
            self.office,
            hostname="mail.example.org",
            authenticator=self.office.login,
            auth_required=self.tls == "starttls",
            auth_require_tls=self.tls == "starttls",
            loop=asyncio.get_running_loop(),
            **more,
        )

    def stop(self) -> None:
        """Serve no more."""
        self.loop.ask(self.server.close)
        self.loop.stop()
