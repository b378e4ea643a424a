"""The words of a mail as plain text, whatever they came in: charsets that lie, HTML alone, a calendar invitation."""

import re
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

UNSEEN = ("script", "style", "head", "title", "template")
BREAKS = ("br", "p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "blockquote", "hr")
BLANKS = re.compile(r"[^\S\n]+")
GAPS = re.compile(r"\n{3,}")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
INVITE = "text/calendar"
QUOTE_BEGINS = re.compile(r"^(On .{5,200} wrote:|-{2,}\s*Original Message\s*-{2,}|_{10,})\s*$", re.IGNORECASE)


class _Words(HTMLParser):
    """Collects what a reader of the page would see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break lines where the page does."""
        if tag in UNSEEN:
            self._unseen += 1
        elif tag in BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Break lines where the page does."""
        if tag in UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep words that are seen."""
        if not self._unseen:
            self.words.append(data.replace("\n", " "))


def html_to_text(html: str) -> str:
    """Return the words of a page."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return "".join(reader.words)


def tidy(words: str) -> str:
    """Return words without control characters, signs that turn the direction of writing, and needless blanks."""
    # Half a sign, as some charsets let through, is no text: nothing could store it.
    whole = words.encode("utf-8", "replace").decode()
    flat = CONTROL.sub("", whole.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " "))
    lines = [BLANKS.sub(" ", line).strip() for line in flat.split("\n")]
    return GAPS.sub("\n\n", "\n".join(lines)).strip()


def without_quotes(words: str) -> str:
    """Return an answer without what it quotes; all of it, when nothing else is left."""
    kept: list[str] = []
    for line in words.split("\n"):
        if QUOTE_BEGINS.match(line):
            break
        if not line.startswith(">"):
            kept.append(line)
    return "\n".join(kept).strip() or words


def body(mail: EmailMessage) -> str:
    """Return the words: the plain part, else the page, else the summary of an invitation; empty when there are none."""
    part = mail.get_body(preferencelist=("plain", "html"))
    if part is not None:
        words = decoded(part)
        found = tidy(html_to_text(words) if part.get_content_type() == "text/html" else words)
        if found:
            return found
    return _invitation(mail)


def decoded(part: MIMEPart) -> str:
    """Return a part's text; a charset that nobody knows, or that does not fit, loses single signs and not the mail."""
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    for charset in (part.get_content_charset() or "utf-8", "utf-8"):
        try:
            return raw.decode(charset)
        except (LookupError, UnicodeError):
            continue
    return raw.decode("latin-1")


def _invitation(mail: EmailMessage) -> str:
    for part in mail.walk():
        if part.get_content_type() == INVITE and isinstance(part, EmailMessage):
            unfolded = decoded(part).replace("\r\n ", "").replace("\n ", "")
            said = re.findall(r"^(?:SUMMARY|DESCRIPTION)[^:\n]*:(.*)$", unfolded, re.MULTILINE)
            return tidy("\n".join(one.replace("\\n", "\n").replace("\\,", ",") for one in said))
    return ""
