"""Mail as it really comes: charsets, HTML alone, nothing but a file, an invitation, too big, broken."""

from collections import Counter
from email.message import EmailMessage

import pytest

from mvai_slackbot.intake.models import MailState, Why
from mvai_slackbot.mail.parsing import Broken, parse
from mvai_slackbot.mail.plain import html_to_text, tidy
from tests.calls.ways import told
from tests.intake.conftest import Desk
from tests.intake.post import AUTHSERV, PASS, mail
from tests.intake.test_arriving import HELD, texts


def raw(body: bytes, *headers: str) -> bytes:
    """Return a mail byte by byte."""
    head = (f"Authentication-Results: {PASS}", "From: Pat <pat@police.example.gov>", "MIME-Version: 1.0", *headers)
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def test_every_odd_mail_arrives_as_words(desk: Desk) -> None:
    """ISO-2022-JP, a charset that nobody knows, HTML alone, a file alone, an invitation: each is a draft."""
    japanese = "支援をお願いします"
    invite = EmailMessage()
    for name, value in (("Authentication-Results", PASS), ("From", "pat@police.example.gov"), ("Subject", "Call")):
        invite[name] = value
    invite.set_content(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Call about the fair\\, first week\nEND:VEVENT\nEND:VCALENDAR\n",
        subtype="calendar",
    )
    alone = mail(None, title="See the file")
    alone.set_content(b"%PDF", maintype="application", subtype="pdf", filename="request.pdf")
    desk.arrives(
        raw(japanese.encode("iso2022_jp"), "Subject: Help", "Content-Type: text/plain; charset=ISO-2022-JP"),
        raw(b"caf\xe9 and more", "Subject: Help", "Content-Type: text/plain; charset=x-nobody-knows"),
        mail(
            None, html="<html><head><style>p{}</style></head><body><p>First&nbsp;week</p><script>x</script>Two</body>"
        ),
        alone,
        invite,
    )
    # A mailbox numbers what came in one moment as it likes.
    assert sorted(texts(desk)) == sorted(
        [
            f"Help\n\n{japanese}",
            "Help\n\ncafé and more",
            "Request for assistance\n\nFirst week\nTwo",
            "See the file\n\nThe mail has no words of its own.\n\nAttached to the mail: request.pdf",
            "Call\n\nCall about the fair, first week\n\nAttached to the mail: an invitation",
        ]
    )
    assert len(told(desk.town.ana, "the mail holds more")) == 2


def test_what_is_too_big_is_not_read_and_waits(desk: Desk) -> None:
    """Only its head is fetched: sender and subject are shown, and the mail lies in the mailbox."""
    big = mail("small words")
    big.add_attachment(b"x" * 1_500_000, maintype="application", subtype="zip", filename="all.zip")
    desk.arrives(big)
    (kept,) = desk.mails()
    assert (kept.state, kept.why, kept.size > 1_500_000) == (MailState.HELD, Why.TOO_BIG, True)
    shown = desk.town.ana.presses("Show the mail", message=told(desk.town.ana, HELD)[0]).words
    assert "Chief Pat Quinn" in shown and "too big" in shown
    assert desk.mailbox.put_away() == 1 and desk.office.mails == []


def test_what_is_broken_waits_and_holds_up_no_other(desk: Desk) -> None:
    """No sender, two senders, no mail at all: each is shown to a person, and the next mail is a draft."""
    desk.arrives(
        b"\x00\xff\xfe garbage",
        raw(b"words", "From: Other <other@elsewhere.example>"),
        b"Subject: nobody\r\n\r\nwords",
        mail(),
    )
    assert Counter(one.why for one in desk.mails()) == {Why.BROKEN: 3, None: 1}
    assert len(desk.requests()) == 1 and desk.mailbox.lying() == 0


def test_a_long_mail_is_cut_in_the_request_and_whole_with_the_mail(desk: Desk) -> None:
    """3,000 characters is what a request takes; the rest is a press away."""
    desk.arrives(mail("Please help us. " * 400 + "The end."))
    (text,) = texts(desk)
    assert len(text) <= 3000 and text.endswith("[The mail is longer. The rest is with the mail.]")
    word = told(desk.town.ana, "the mail holds more")[0]
    assert "The end." in desk.town.ana.presses("Show the mail", message=word).words


@pytest.mark.parametrize(
    "fault", [b"", b"\r\n\r\n", b"From: a@example.org, b@example.org\r\n\r\nx", b"From: nobody\r\n\r\nx"]
)
def test_what_has_no_single_sender_is_broken(fault: bytes) -> None:
    """Which of two was vouched for cannot be told."""
    with pytest.raises(Broken):
        parse(fault, AUTHSERV)


def test_control_characters_and_turned_writing_are_taken_out() -> None:
    """A subject line cannot show other words than it holds."""
    assert tidy("a\u202eb\x00c\r\n\r\n\r\n\r\nd \t e") == "abc\n\nd e"
    assert html_to_text("<div>a<br>b</div><p>c &amp; d").split() == ["a", "b", "c", "&", "d"]
    deep = b"From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\nContent-Type: " * 3000
    assert parse(deep, AUTHSERV).sender == "a@example.org"
