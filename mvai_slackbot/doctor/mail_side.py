"""The mail servers: whether they are reached, encrypted, and let us in."""

import smtplib
import ssl
from contextlib import suppress

from mvai_slackbot.app import build_post, mail_account
from mvai_slackbot.doctor.finding import Finding, act, look, well
from mvai_slackbot.errors import Refused
from mvai_slackbot.mail import carrier
from mvai_slackbot.mail.account import LOGIN, Unreachable
from mvai_slackbot.mail.mailbox import opened
from mvai_slackbot.outbox.carrying import Later
from mvai_slackbot.settings import Settings

OUT, IN = "Outgoing mail", "Mailbox"
STEPS = {
    carrier.LOGIN: ("The server refuses user or password.", "Check the user and the password in SMTP_URL."),
    carrier.NO_TLS: (
        "The server offers no encryption.",
        "Use smtps://, or another port; a relay on this very machine: SMTP_URL=smtp://localhost:25?tls=off",
    ),
    "sslcertverificationerror": (
        "The server's certificate is not one that this machine trusts.",
        "Name the host as the certificate does, or set SSL_CERT_FILE.",
    ),
}

WHO_RUNS_IT = "Check MVAI_MAIL_OAUTH_CLIENT_ID, …_CLIENT_SECRET and …_SCOPE with whoever runs the mailbox."
IN_STEPS = {
    LOGIN: ("The mailbox refuses user, password or token.", "Check user and password in MVAI_MAIL_URL."),
    "oauth_400": ("The token server refuses us.", WHO_RUNS_IT),
    "oauth_401": ("The token server refuses us.", WHO_RUNS_IT),
    "oauth_no_answer": ("The token server does not answer.", "Check MVAI_MAIL_OAUTH_TOKEN_URL."),
    "sslcertverificationerror": STEPS["sslcertverificationerror"],
}


def look_at_outgoing_mail(settings: Settings) -> list[Finding]:
    """Connect, encrypt and log in; nothing is sent."""
    try:
        server = build_post(settings).server
    except Refused as refusal:
        return [act(OUT, refusal.text, "Set SMTP_URL and MVAI_MAIL_FROM as docs/operations.md says.")]
    if server is None:
        says = "No server is set: a coordinator gets the words of each mail and sends them by hand."
        return [look(OUT, says, "Set SMTP_URL and MVAI_MAIL_FROM, so that e-mail goes out by itself.")]
    try:
        smtp = carrier.enter(server, ssl.create_default_context())
    except Later as fault:
        says, step = STEPS.get(
            fault.code, (f"The server does not answer ({fault.code}).", "Check host and port in SMTP_URL.")
        )
        return [act(OUT, says, step)]
    with suppress(smtplib.SMTPException, OSError):
        smtp.quit()
    return [well(OUT, f"{server.host} lets us in; mail goes out from {settings.mail_from}.")]


def look_at_mailbox(settings: Settings) -> list[Finding]:
    """Enter the mailbox and count what lies in it; nothing is read and nothing is moved."""
    try:
        account = mail_account(settings)
    except Refused as refusal:
        return [act(IN, refusal.text, "Set what docs/operations.md names under “Mail”.")]
    if account is None:
        says = "No mailbox is set: nobody is heard who asks for help by e-mail, but by whoever reads it by hand."
        return [look(IN, says, "Set MVAI_MAIL_URL and MVAI_MAIL_AUTHSERV_ID.")]
    try:
        with opened(account) as box:
            lying = len(box.sizes())
    except Unreachable as fault:
        says, step = IN_STEPS.get(
            fault.code, (f"The mailbox cannot be read ({fault.code}).", "Check host, port and folder in MVAI_MAIL_URL.")
        )
        return [act(IN, says, step)]
    return [
        well(IN, f"{account.host} lets us in; {lying} e-mails lie in {account.folder} and are taken in by the worker.")
    ]
