"""Mail as it really comes: charsets, HTML alone, nothing but a file, an invitation, too big, broken."""

from collections import Counter
from email.message import EmailMessage

import pytest
from sqlalchemy import text

from mvai_slackbot.intake.models import MailState, Why
from mvai_slackbot.mail.parsing import Broken, parse
from mvai_slackbot.mail.plain import html_to_text, tidy
from mvai_slackbot.mail.trust import judge
from mvai_slackbot.mail.watching import MOST_FAULTS
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
            "See the file\n\nThe e-mail has no words of its own.\n\nAttached to the e-mail: request.pdf",
            "Call\n\nCall about the fair, first week\n\nAttached to the e-mail: an invitation",
        ]
    )
    assert len(told(desk.town.ana, "the e-mail holds more")) == 2


def test_what_is_too_big_is_not_read_and_waits(desk: Desk) -> None:
    """Only its head is fetched: sender and subject are shown, and the mail lies in the mailbox."""
    big = mail("small words")
    big.add_attachment(b"x" * 1_500_000, maintype="application", subtype="zip", filename="all.zip")
    desk.arrives(big)
    (kept,) = desk.mails()
    assert (kept.state, kept.why, kept.size > 1_500_000) == (MailState.HELD, Why.TOO_BIG, True)
    shown = desk.town.ana.presses("Show the e-mail", message=told(desk.town.ana, HELD)[0]).words
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
    assert len(text) <= 3000 and text.endswith("[The e-mail is longer. The rest is with the e-mail.]")
    word = told(desk.town.ana, "the e-mail holds more")[0]
    assert "The end." in desk.town.ana.presses("Show the e-mail", message=word).words


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


@pytest.mark.parametrize(
    "forged",
    [
        'spf=pass smtp.mailfrom="a; dmarc=pass header.from=police.example.gov x"@elsewhere.example',
        'dkim=fail reason="dkim=pass header.d=police.example.gov" header.d=elsewhere.example',
        'spf=fail smtp.mailfrom="(x"@elsewhere.example; dmarc=fail header.from="y) dmarc=pass header.from=police.example.gov"',
    ],
)
def test_what_a_sender_put_in_quotes_vouches_for_nobody(forged: str) -> None:
    """Our server repeats the address a sender gave; its own verdicts never stand in quotes."""
    domain = "police.example.gov"
    assert judge([f"{AUTHSERV}; {forged}"], AUTHSERV, domain) == "failed"
    assert judge([f'{AUTHSERV} (a "b); dkim=pass (2048 bit) header.d="{domain}"'], AUTHSERV, domain) == ""


def test_a_report_that_a_mail_is_late_or_arrived_is_no_bounce() -> None:
    """Only what failed comes back: a delayed mail may arrive yet, and nobody is asked to send it again."""
    report = (
        b"From: MAILER-DAEMON@police.example.gov\r\nSubject: Delayed\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n\r\nStill trying.\r\n'
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nAction: %b\r\n--b\r\n"
        b"Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: <mvai-abcdefghjkmnpq@example.org>\r\n--b--\r\n"
    )
    said = {action: parse(report.replace(b"%b", action), AUTHSERV) for action in (b"delayed", b"delivered", b"failed")}
    assert [one.bounced for one in said.values()] == ["", "", "abcdefghjkmnpq"]
    assert {one.automatic for one in said.values()} == {"receipt", "bounce"}


def test_half_a_sign_is_no_text() -> None:
    """Some charsets let through what no database could store."""
    words = parse(raw(b"help +2AA- us", "Content-Type: text/plain; charset=utf-7"), AUTHSERV).text
    assert words.encode() and words.startswith("help") and words.endswith("us")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_mail_that_cannot_be_taken_in_is_told_to_a_person(desk: Desk) -> None:
    """It lies in the mailbox, the next one is taken, and whoever wrote it is not forgotten."""
    with desk.town.bot.bot.works.database.write() as session:
        session.execute(
            text("CREATE TRIGGER no BEFORE INSERT ON assistance_request BEGIN SELECT RAISE(ABORT, 'no'); END")
        )
    desk.arrives(mail())
    for _ in range(MOST_FAULTS):
        desk.look()
    assert desk.mailbox.lying() == 1
    assert "could not be taken in" in told(desk.town.ana, "could not be taken in")[0].words
    desk.arrives(mail(results=None))
    assert len(desk.mails()) == 1 and "could not be taken in" in desk.town.ana.types("/mvai").words
