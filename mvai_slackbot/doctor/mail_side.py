"""The mail servers: whether they are reached, encrypted, and let us in."""

import smtplib
from contextlib import suppress

from mvai_slackbot.app import build_post
from mvai_slackbot.doctor.finding import Finding, act, look, well
from mvai_slackbot.errors import Refused
from mvai_slackbot.mail import carrier
from mvai_slackbot.outbox.carrying import Later
from mvai_slackbot.settings import Settings

OUT = "Outgoing mail"
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


def look_at_outgoing_mail(settings: Settings) -> list[Finding]:
    """Connect, encrypt and log in; nothing is sent."""
    try:
        server = build_post(settings).server
    except Refused as refusal:
        return [act(OUT, refusal.text, "Set SMTP_URL and MVAI_MAIL_FROM as docs/operations.md says.")]
    if server is None:
        says = "No server is set: a coordinator gets the words of each mail and sends them by hand."
        return [look(OUT, says, "Set SMTP_URL and MVAI_MAIL_FROM, so that mail goes out by itself.")]
    try:
        smtp = carrier.enter(server)
    except Later as fault:
        says, step = STEPS.get(
            fault.code, (f"The server does not answer ({fault.code}).", "Check host and port in SMTP_URL.")
        )
        return [act(OUT, says, step)]
    with suppress(smtplib.SMTPException, OSError):
        smtp.quit()
    return [well(OUT, f"{server.host} lets us in; mail goes out from {settings.mail_from}.")]
