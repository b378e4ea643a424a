"""A mail as it goes out: plain text, a name that stays, and the words that keep machines from answering it."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
from hashlib import sha256

from mvai_slackbot.outbox.carrying import Never, Try
from mvai_slackbot.outbox.effects import SendMail

MOST_TITLE = 150
BAD_ADDRESS = "bad_address"
# Lines as long as the wire takes (RFC 5321): folded at 78, a long Message-ID (Outlook's are) would be encoded as if it were
# words, and no mail program would find what a mail answers.
WIRE = SMTP.clone(max_line_length=998)


def compose(effect: SendMail, sender: str, this: Try) -> EmailMessage:
    """Return the mail; raise `Never` for an address that cannot be one. Two tries of one entry compose the same."""
    name, address = _address(sender)
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(display_name=name, addr_spec=address)
    mail["To"] = Address(addr_spec=_address(effect.to)[1])
    mail["Subject"] = " ".join(effect.title.split())[:MOST_TITLE]
    mail["Date"] = format_datetime(this.first_tried_at)
    mail["Message-ID"] = message_id(effect, sender, this.mark)
    # RFC 3834: what a machine sent says so; Exchange wants it in its own words.
    answers = [one if one.startswith("<") else _name(one, sender) for one in effect.answers]
    mail["Auto-Submitted"] = "auto-replied" if effect.answers[-1:] == tuple(answers[-1:]) else "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if answers:
        mail["In-Reply-To"] = answers[-1]
        mail["References"] = " ".join(answers)
    mail.set_content(effect.text)
    return mail


def message_id(effect: SendMail, sender: str, mark: str) -> str:
    """Return the mail's name: of its token, where it has one, else of its entry."""
    return _name(effect.token or sha256(mark.encode()).hexdigest()[:24], sender)


def _name(token: str, sender: str) -> str:
    return f"<mvai-{token}@{_address(sender)[1].rpartition('@')[2]}>"


def _address(words: str) -> tuple[str, str]:
    # One address and nothing else: a line break or a second address would be somebody else's header or receiver.
    found = getaddresses([words])
    name, address = found[0] if len(found) == 1 else ("", "")
    local, _, domain = address.rpartition("@")
    bad = any(ord(letter) < 33 or ord(letter) > 126 for letter in address)
    if not local or not domain or bad or any(sign in words for sign in "\r\n"):
        raise Never(BAD_ADDRESS)
    try:
        return name, Address(addr_spec=address).addr_spec
    except (ValueError, IndexError) as fault:
        raise Never(BAD_ADDRESS) from fault
