"""A mail that arrived, as plain values; what cannot be read is `Broken`, and nothing in it is ever carried out."""

import re
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

from mvai_slackbot.mail import trust
from mvai_slackbot.mail.plain import INVITE, body, tidy, without_quotes

IDS = re.compile(r"<[^<>\s]{3,250}>")
OURS = re.compile(r"mvai-([a-z2-9]{14})@")
OWN_NAME = re.compile(r"^message-id:\s*<mvai-([a-z2-9]{14})@", re.IGNORECASE | re.MULTILINE)
REF = re.compile(r"\bref\. ?([a-z2-9]{14})\b")
MOST_TEXT, MOST_TITLE, MOST_NAME = 60_000, 300, 80
MOST_ATTACHMENTS = 20
# Where a bounce names the mail that came back: within its first part of a report and the headers it returns.
BOUNCE_LOOK = 200_000
MACHINES = re.compile(r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|bounces?)([+._-].*)?$")
FAULTS = (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError, AssertionError)


class Broken(Exception):
    """What arrived cannot be read as a mail."""


@dataclass(frozen=True, repr=False)
class Parsed:
    """One mail. `automatic` and `doubt` are codes: why nobody should answer it, why its sender is not trusted."""

    sender: str
    sender_name: str
    title: str
    text: str
    attachments: tuple[str, ...]
    message_id: str
    # Message-IDs it answers, earliest first, and the token of the letter of ours among them or on the subject line.
    answers: tuple[str, ...]
    token: str
    automatic: str
    doubt: str
    # The token of our letter that came back.
    bounced: str


def parse(raw: bytes, authserv_id: str) -> Parsed:
    """Return a mail as plain values; raise `Broken` when it has no sender or cannot be read."""
    try:
        mail = message_from_bytes(raw, policy=default)
        assert isinstance(mail, EmailMessage)
        return _parse(mail, raw, authserv_id)
    except FAULTS as fault:
        raise Broken(type(fault).__name__) from fault


def _parse(mail: EmailMessage, raw: bytes, authserv_id: str) -> Parsed:
    name, sender = _sender(mail)
    title = tidy(_header(mail, "Subject")).replace("\n", " ")[:MOST_TITLE]
    answers = tuple(dict.fromkeys(IDS.findall(f"{_header(mail, 'References')} {_header(mail, 'In-Reply-To')}")))[-20:]
    automatic = _automatic(mail, sender)
    # The latest of ours is what they answer; the earlier ones stand before it.
    named = next(iter(OURS.findall(" ".join(answers))[-1:] or REF.findall(title)), "")
    words = body(mail)
    back = _came_back(raw[:BOUNCE_LOOK].decode("latin-1")) if automatic == "bounce" else None
    return Parsed(
        sender=sender,
        sender_name=tidy(name).replace("\n", " ")[:MOST_NAME],
        title=title,
        text=(without_quotes(words) if named else words)[:MOST_TEXT],
        attachments=tuple(_attachments(mail)),
        message_id=next(iter(IDS.findall(_header(mail, "Message-ID"))), ""),
        answers=answers,
        token=named,
        automatic=automatic,
        doubt=trust.judge(_all(mail, "Authentication-Results"), authserv_id, sender.rpartition("@")[2]),
        bounced=back[1] if back else "",
    )


def _came_back(report: str) -> re.Match[str] | None:
    # The headers of what came back name what it answered as well, often before its own name.
    return OWN_NAME.search(report) or OURS.search(report)


def _sender(mail: EmailMessage) -> tuple[str, str]:
    found = [(name, address) for name, address in getaddresses(_all(mail, "From")) if "@" in address]
    # Two senders are no sender: which of them our server vouched for cannot be told.
    if len(found) != 1:
        raise ValueError("one sender")
    name, address = found[0]
    if any(ord(letter) < 33 for letter in address):
        raise ValueError("sender")
    return name, address.lower()


def _all(mail: EmailMessage, name: str) -> list[str]:
    return [str(value) for value in mail.get_all(name, [])]


def _header(mail: EmailMessage, name: str) -> str:
    return next(iter(_all(mail, name)), "")


def _automatic(mail: EmailMessage, sender: str) -> str:
    local = sender.rpartition("@")[0]
    kind = mail.get_content_type()
    if kind == "multipart/report" or local.startswith("mailer-daemon"):
        read = "disposition-notification" in _header(mail, "Content-Type")
        return "receipt" if read or _still_on_its_way(mail) else "bounce"
    if _header(mail, "Auto-Submitted").split(";")[0].strip().lower() not in ("", "no"):
        return "auto-submitted"
    if _header(mail, "Precedence").strip().lower() in ("bulk", "junk", "list", "auto_reply"):
        return "bulk"
    if any(mail.get(name) is not None for name in ("List-Id", "List-Unsubscribe", "X-Autoreply", "X-Autorespond")):
        return "list"
    if _header(mail, "Return-Path").strip() == "<>":
        return "no-return-path"
    return "noreply" if MACHINES.match(local) else ""


def _still_on_its_way(mail: EmailMessage) -> bool:
    # RFC 3464: a report may also say that a mail is late, or has arrived. Only one that failed comes back.
    said = [str(part["Action"]).strip().lower() for part in mail.walk() if part["Action"] is not None]
    return bool(said) and "failed" not in said


def _attachments(mail: EmailMessage) -> list[str]:
    found = []
    for part in mail.walk():
        kind = part.get_content_type()
        text = kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment"
        if part.get_content_maintype() in ("multipart", "message") or text:
            continue
        name = tidy(str(part.get_filename() or "")).replace("\n", " ")[:MOST_NAME]
        found.append(name or ("an invitation" if kind == INVITE else kind))
    return found[:MOST_ATTACHMENTS]
