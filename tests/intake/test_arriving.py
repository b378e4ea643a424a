"""A mail that arrives becomes a request that nobody has yet, exactly once, and whoever wrote it hears so."""

import pytest

from mvai_slackbot.intake.models import MailState, Why
from mvai_slackbot.requests.models import RequestOutcome, RequestStatus, Source
from tests.calls.ways import everything_stored, told
from tests.intake.conftest import Desk
from tests.intake.post import CHIEF, PASS, WORDS, mail

HELD = "An e-mail waits for a person to look at it."


def texts(desk: Desk) -> list[str]:
    """Return what the requests say."""
    return [one.text.reveal() for one in desk.requests()]


def test_a_mail_becomes_a_draft_and_is_acknowledged_once(desk: Desk) -> None:
    """The words, who asks, by mail; nobody has it; the mail is put away; a second look changes nothing."""
    desk.arrives(mail())
    (request,) = desk.requests()
    assert request.text.reveal() == f"Request for assistance\n\n{WORDS}"
    assert (request.source, request.status, request.outside) == (Source.EMAIL, RequestStatus.RECEIVED, True)
    shown = desk.town.ana.types("/mvai-request show 1").words
    assert "Chief Pat Quinn" in shown and CHIEF in shown and "e-mail" in shown
    (answer,) = desk.office.mails
    assert answer["To"] == CHIEF and "A person of the program will contact you" in answer.get_content()
    assert answer["In-Reply-To"] == desk.mails()[0].message_id.reveal()  # type: ignore[union-attr]  # it has one
    assert (desk.mailbox.lying(), desk.mailbox.put_away()) == (0, 1)
    desk.look()
    assert len(desk.requests()) == len(desk.office.mails) == len(desk.mails()) == 1


def test_a_mail_that_lies_there_again_is_known(desk: Desk) -> None:
    """The mailbox was restored from a copy, or counted anew: the same name and the same words are the same mail."""
    first = mail()
    desk.arrives(first)
    desk.arrives(first)
    assert len(desk.requests()) == 1
    assert [one.state for one in desk.mails()] == [MailState.REQUEST, MailState.AGAIN]
    other = mail("Something else entirely.", Message_ID=str(first["Message-ID"]))
    desk.arrives(other)
    assert desk.mails()[-1].why is Why.TWIN and len(desk.requests()) == 1


@pytest.mark.parametrize(
    ("results", "trusted"),
    [
        (PASS, True),
        ("mx.example.org; dkim=pass header.d=police.example.gov", True),
        ("mx.example.org; spf=pass smtp.mailfrom=bounces@mail.police.example.gov", True),
        ("mx.example.org; dmarc=fail header.from=police.example.gov; spf=fail", False),
        ("mx.example.org; dkim=pass header.d=elsewhere.example", False),
        ("mx.example.org; dkim=pass header.d=gov", False),
        ("mx.example.org; dmarc=pass header.from=elsewhere.example", False),
        ("mx.example.org (dmarc=pass); dmarc=fail", False),
        ("elsewhere.example; dmarc=pass header.from=police.example.gov", False),
        (None, False),
    ],
)
def test_only_our_own_server_vouches_for_a_sender(desk: Desk, results: str | None, trusted: bool) -> None:
    """Whoever is not vouched for is not answered, and waits for a person."""
    desk.arrives(mail(results=results))
    assert len(desk.requests()) == len(desk.office.mails) == int(trusted)
    assert len(told(desk.town.ana, HELD)) == int(not trusted)


def test_a_forged_result_below_our_own_does_not_count(desk: Desk) -> None:
    """The topmost of our server is its own; the one below came with the mail."""
    forged = mail(results="mx.example.org; dmarc=fail header.from=police.example.gov")
    forged["Authentication-Results"] = PASS
    desk.arrives(forged)
    assert desk.requests() == [] and desk.office.mails == []


def test_words_that_name_a_person_wait_and_the_writer_is_answered(desk: Desk) -> None:
    """Nothing is lost, and whoever wrote did nothing wrong: a coordinator looks, takes the name out, and lets it in."""
    secret = "Officer Dan Holt was shot. Please help."
    desk.arrives(mail(secret))
    assert desk.requests() == [] and len(desk.office.mails) == 1
    (task,) = told(desk.town.ana, HELD)
    assert "may name or describe a person" in task.words and "Dan Holt" not in task.words
    assert "Dan Holt" in desk.town.ana.presses("Show the e-mail", message=task).words
    form = desk.town.ana.presses("Let it in", message=task).form
    assert form is not None and "Dan Holt" in form.values["What is asked for"]
    desk.town.ana.submits({"What is asked for": "An officer was shot. Please help."})
    desk.town.ana.cancels(all_forms=True)
    desk.look()
    assert texts(desk) == ["An officer was shot. Please help."]
    assert desk.mails()[0].text is None and desk.mails()[0].title is None
    title = f"Re: {desk.office.mails[0]['Subject']}"
    desk.arrives(mail("Noon is good.", title=title))
    assert desk.mails()[-1].state is MailState.ANSWER and len(desk.requests()) == 1
    assert told(desk.town.dana, HELD) == [] and "let it in" in desk.town.dana.sees("was looked at").words
    again = desk.town.dana.types("/mvai").words
    assert "waits for a person to look" not in again


def test_a_held_mail_can_be_dropped_and_the_second_press_is_told(desk: Desk) -> None:
    """Its words are wiped here; the mail itself stays in the mailbox."""
    desk.arrives(mail(results=None))
    shown = desk.town.dana.presses("Show the e-mail", message=told(desk.town.dana, HELD)[0]).message
    assert "Dropped" in desk.town.ana.presses("Drop", message=told(desk.town.ana, HELD)[0]).text
    assert "dropped already" in desk.town.dana.presses("Let it in", message=shown).text
    (kept,) = desk.mails()
    assert kept.state is MailState.DROPPED and kept.text is None and kept.title is None
    assert desk.mailbox.put_away() == 1 and desk.requests() == [] and desk.office.mails == []


def test_letting_in_the_unverified_confirms_nothing_to_them(desk: Desk) -> None:
    """It becomes a draft like any other; no mail goes out; staff are told to call a number they found themselves."""
    desk.arrives(mail(results=None))
    form = desk.town.ana.presses("Let it in", message=told(desk.town.ana, HELD)[0]).form
    assert form is not None
    said = desk.town.ana.submits()
    assert said.form is not None and "a number that you found yourself" in said.form.text
    desk.look()
    assert len(desk.requests()) == 1 and desk.office.mails == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<news.example.gov>"},
        {"Return_Path": "<>"}, {"sender": "No Reply <no-reply@police.example.gov>"},
        {"sender": "MVAI <mvai@example.org>", "results": "mx.example.org; dmarc=pass header.from=example.org"},
    ],
)  # fmt: skip
def test_a_machine_is_never_answered(desk: Desk, headers: dict[str, str]) -> None:
    """No loop begins; the mail waits under `/mvai` and calls nobody."""
    desk.arrives(mail(**headers))
    assert desk.office.mails == [] and desk.requests() == []
    assert desk.mails()[0].why is Why.MACHINE
    assert told(desk.town.ana, HELD) == []
    assert "A machine or a mailing list" in desk.town.ana.types("/mvai").words


def test_one_address_is_acknowledged_once_an_hour(desk: Desk) -> None:
    """However much it sends; every mail is a draft all the same."""
    desk.arrives(*(mail(f"{WORDS} Part {number}.") for number in range(3)))
    assert (len(desk.requests()), len(desk.office.mails)) == (3, 1)


def test_an_answer_finds_its_request_and_is_told_to_staff(desk: Desk) -> None:
    """By the name of our letter, by its reference on the subject line, and by their own earlier mail."""
    first = mail()
    desk.arrives(first)
    (ours,) = desk.office.mails
    name, title = str(ours["Message-ID"]), str(ours["Subject"])
    quoted = "Thank you. Noon is good.\n\nOn Monday MVAI wrote:\n> Your message has arrived.\n"
    desk.arrives(mail(quoted, In_Reply_To=name, References=f"{first['Message-ID']} {name}"))
    desk.arrives(mail("By the subject line.", title=f"RE: {title}"))
    desk.arrives(mail("Once more.", In_Reply_To=str(first["Message-ID"]), sender="Lee Brand <lee@police.example.gov>"))
    assert len(desk.requests()) == 1 and len(desk.office.mails) == 1
    assert [one.state for one in desk.mails()[1:]] == [MailState.ANSWER] * 3
    word = told(desk.town.ana, "An answer to Request 1 came by e-mail.")[0]
    assert "Noon" not in word.words
    shown = desk.town.ana.presses("Show the e-mail", message=word).words
    assert "Noon is good." in shown and "has arrived" not in shown


def test_what_we_write_stands_in_their_conversation_and_answers_find_the_request(desk: Desk) -> None:
    """Each letter names their mails and ours, whole as they are, under one subject line; a bounce names the right one."""
    outlook = f"<{'DM6PR09MB5678A1B2C3D4E5F6' * 3}@DM6PR09MB5678.namprd09.prod.outlook.com>"
    desk.arrives(mail(Message_ID=outlook))
    (ack,) = desk.office.mails
    assert ack["In-Reply-To"] == ack["References"] == outlook
    desk.arrives(mail("Noon is good.", In_Reply_To=str(ack["Message-ID"]), Message_ID="<noon@police.example.gov>"))
    ana = desk.town.ana
    ana.types("/mvai-request show 1").presses("Called: number on their website")
    ana.types("/mvai-request withdraw 1")
    desk.look()
    thanks = desk.office.mails[-1]
    assert thanks["References"].split() == [outlook, ack["Message-ID"], "<noon@police.example.gov>"]
    assert thanks["In-Reply-To"] == "<noon@police.example.gov>" and thanks["Subject"] == f"Re: {ack['Subject']}"
    desk.arrives(mail("We did not mean that.", In_Reply_To=str(thanks["Message-ID"]), References=thanks["References"]))
    assert len(desk.requests()) == 1 and desk.mails()[-1].state is MailState.ANSWER
    desk.arrives(bounce(f"References: {thanks['References']}\r\nMessage-ID: {thanks['Message-ID']}"))
    assert "Your request is withdrawn" in desk.town.ana.sees("An e-mail is to be sent by hand.").words


def bounce(headers: str) -> bytes:
    """Return a report that a mail with these headers came back."""
    return (
        b"Return-Path: <>\r\nFrom: MAILER-DAEMON@police.example.gov\r\nSubject: Undelivered Mail\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n\r\nNo such person.\r\n'
        b"--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n--b\r\nContent-Type: text/rfc822-headers"
        b"\r\n\r\n" + headers.encode() + b"\r\n--b--\r\n"
    )


def test_a_letter_that_comes_back_becomes_a_task(desk: Desk) -> None:
    """A bounce is no request, is answered by nobody, and names the mail that did not arrive."""
    desk.arrives(mail())
    (ours,) = desk.office.mails
    desk.arrives(bounce(f"Message-ID: {ours['Message-ID']}"))
    assert desk.mails()[-1].state is MailState.BOUNCE
    assert "came back" in desk.town.ana.sees("An e-mail is to be sent by hand.").words
    assert len(desk.requests()) == 1 and len(desk.office.mails) == 1


def test_nothing_of_a_mail_is_stored_in_the_open(desk: Desk) -> None:
    """Words, sender, names of attachments: encrypted, or hashed."""
    with_file = mail("saxifrage", sender="Saxifrage <saxifrage@police.example.gov>", title="saxifrage")
    with_file.add_attachment(b"saxifrage", maintype="application", subtype="pdf", filename="saxifrage.pdf")
    desk.arrives(with_file)
    assert "saxifrage.pdf" in texts(desk)[0]
    stored = everything_stored(desk.town)
    assert b"saxifrage" not in stored and b"saxifrage".hex().encode() not in stored


def test_one_word_by_mail_withdraws_the_request(desk: Desk) -> None:
    """From the address that we wrote to, and from no other; more words are read by a person."""
    desk.arrives(mail())
    title = f"Re: {desk.office.mails[0]['Subject']}"
    desk.arrives(mail("Withdraw.", title=title, sender="Lee Brand <lee@police.example.gov>"))
    desk.arrives(mail("We may have to withdraw our request. Could you call?", title=title))
    assert desk.requests()[0].open
    assert "another address" in told(desk.town.ana, "An answer to Request 1 came by e-mail.")[0].words
    desk.arrives(mail("Please withdraw our request.\n\nThank you\nPat Quinn", title=title))
    assert desk.requests()[0].outcome is RequestOutcome.WITHDRAWN
    assert "It withdraws the request, and that is done." in told(desk.town.ana, "An answer to Request 1")[-1].words
    desk.arrives(mail("Withdraw", title=title))
    assert len(desk.requests()) == 1
