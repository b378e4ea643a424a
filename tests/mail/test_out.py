"""Mail goes out: once, encrypted, by a name that stays; what the server refuses waits, or is told to a person."""

import io
import time
from pathlib import Path

import pytest
import structlog

from mvai_slackbot.doctor.mail_side import look_at_outgoing_mail
from mvai_slackbot.errors import Refused
from mvai_slackbot.mail.server import Server as Address
from mvai_slackbot.outbox.effects import SendMail
from mvai_slackbot.outbox.models import Entry, State
from mvai_slackbot.simulator import Simulator
from tests.bot import settings_for
from tests.calls.ways import everything_stored
from tests.conftest import Town
from tests.delivery.ways import deliver_all, entries
from tests.mail.mailing import Mailing
from tests.mail.post_office import DROP, HANG, PASSWORD, PostOffice, Server

CHIEF = "pat.quinn@police.example.gov"
WORDS = "A person will contact you. – The program"


def promise(town: Town, **changed: object) -> None:
    """Promise a mail, as a feature does."""
    values = {"to": CHIEF, "title": "Your message to MVAI", "text": WORDS, **changed}
    with town.bot.bot.works.begin() as work:
        work.tell(SendMail.model_validate(values))


def mails(town: Town, *states: State) -> list[Entry]:
    """Return the mails of the outbox in these states."""
    return [one for one in entries(town, *states) if one.kind == "send_mail"]


def waits_for(town: Town, error: str) -> None:
    """Wait until a mail waits for this reason."""
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        if any(one.error == error for one in mails(town, State.WAITING)):
            return
        time.sleep(0.02)
    raise AssertionError([(one.state, one.error) for one in entries(town, *State)])


@pytest.mark.parametrize("tls", ["starttls", "smtps"])
def test_a_mail_goes_out_encrypted_and_says_what_it_is(mailing: Mailing, office: PostOffice, tls: str) -> None:
    """Sender, receiver, subject, words; marked as a machine's, so that no machine answers."""
    with mailing(tls) as town:
        promise(town, answers=("<first@police.example.gov>", "<second@police.example.gov>"))
        deliver_all(town)
        (mail,) = office.mails
    assert (mail["From"], mail["To"], mail["Subject"]) == ("MVAI <mvai@example.org>", CHIEF, "Your message to MVAI")
    assert mail.get_content().strip() == WORDS
    assert mail["Auto-Submitted"] == "auto-replied" and mail["X-Auto-Response-Suppress"] == "All"
    assert mail["In-Reply-To"] == "<second@police.example.gov>"
    assert mail["References"] == "<first@police.example.gov> <second@police.example.gov>"
    assert mail["Message-ID"].startswith("<mvai-") and mail["Message-ID"].endswith("@example.org>")
    assert office.logins == [True] and office.receivers == [CHIEF]


def test_a_refused_login_holds_mail_back_and_loses_none(mailing: Mailing, office: PostOffice) -> None:
    """The account is at fault and not the mail: it goes out once somebody has mended that."""
    office.password = "another"
    with mailing() as town:
        promise(town)
        waits_for(town, "smtp_login")
        assert office.mails == []
        office.password = PASSWORD
        deliver_all(town)
    assert len(office.mails) == 1


@pytest.mark.parametrize("where", ["to_receiver", "to_words"])
def test_not_now_is_tried_again_and_arrives_once(mailing: Mailing, office: PostOffice, where: str) -> None:
    """Busy, greylisted, full: 4xx."""
    getattr(office, where).extend(["451 4.7.1 Greylisted, please come again"] * 2)
    with mailing() as town:
        promise(town)
        waits_for(town, "smtp_451")
        deliver_all(town)
    assert len(office.mails) == 1


@pytest.mark.parametrize("where", ["to_receiver", "to_words"])
def test_a_no_is_final_and_the_next_mail_to_the_same_address_goes_out(
    mailing: Mailing, office: PostOffice, where: str
) -> None:
    """5xx: no address, not wanted. The entry keeps its words for a person, and says the server's code."""
    getattr(office, where).append("550 5.1.1 No such person here")
    with mailing() as town:
        promise(town)
        promise(town, text="the next one")
        deliver_all(town)
        (dead,) = mails(town, State.DEAD)
        assert dead.error == "smtp_550" and dead.payload is not None
    assert [mail.get_content().strip() for mail in office.mails] == ["the next one"]


def test_a_connection_cut_after_the_words_sends_the_same_name_again(mailing: Mailing, office: PostOffice) -> None:
    """Whether the server took it cannot be known: the second is recognisable as the first, and nothing else differs."""
    office.to_words.append(DROP)
    with mailing() as town:
        promise(town)
        waits_for(town, "smtp_disconnected")
        deliver_all(town)
    first, second = office.mails
    assert first.as_string() == second.as_string()


def test_nothing_is_said_without_encryption(mailing: Mailing, office: PostOffice) -> None:
    """A server that offers none, or that somebody stands in front of, hears neither password nor words."""
    with mailing("off") as town:
        promise(town)
        waits_for(town, "smtp_no_tls")
    assert office.logins == [] and office.mails == []


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    mailing: Mailing, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mail waits."""
    with mailing() as town:
        monkeypatch.delenv("SSL_CERT_FILE")
        promise(town)
        waits_for(town, "sslcertverificationerror")
    assert office.logins == [] and office.mails == []


def test_without_a_server_a_mail_is_refused_at_once(town: Town) -> None:
    """Whoever promised it hears so by its receipt and lets a person send it."""
    promise(town)
    deliver_all(town)
    (dead,) = mails(town, State.DEAD)
    assert dead.error == "no_mail_server"


@pytest.mark.parametrize(
    "to", ["", "Pat", "pat@", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", "pät@example.org"]
)
def test_what_is_no_single_address_is_written_to_nobody(mailing: Mailing, office: PostOffice, to: str) -> None:
    """No header of somebody else's, no second receiver."""
    with mailing() as town:
        promise(town, to=to)
        deliver_all(town)
        assert [one.error for one in mails(town, State.DEAD)] == ["bad_address"]
    assert office.receivers == []


def test_a_subject_is_one_short_line(mailing: Mailing, office: PostOffice) -> None:
    """Line breaks would begin another header."""
    with mailing() as town:
        promise(town, title="Your message\r\nBcc: b@example.org\n" + "x" * 500)
        deliver_all(town)
    assert office.receivers == [CHIEF] and office.mails[0]["Bcc"] is None
    assert office.mails[0]["Subject"].startswith("Your message Bcc: b@example.org x")


def test_a_server_that_hangs_holds_up_nobody_in_slack(mailing: Mailing, office: PostOffice) -> None:
    """More mails hang than can be under way at once; an incident opens meanwhile."""
    office.to_words.extend([HANG] * 20)
    with mailing() as town:
        for number in range(20):
            promise(town, to=f"p{number}@example.org")
        town.ana.types("/mvai-incident open Event at a fair")
        ends = time.monotonic() + 60
        while "mvai-2026-001" not in town.ana.channels() and time.monotonic() < ends:
            time.sleep(0.05)
        assert "mvai-2026-001" in town.ana.channels()
        assert len(office.mails) == 0
        office.hang_on.set()
        deliver_all(town)
    assert len(office.mails) == 20


def test_address_and_words_are_stored_and_logged_nowhere_in_the_open(
    mailing: Mailing, office: PostOffice, capfd: pytest.CaptureFixture[str]
) -> None:
    """Encrypted while they wait; wiped when it is done."""
    lines = io.StringIO()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(lines))
    try:
        office.to_words.append("550 no")
        with mailing() as town:
            promise(town, text="saxifrage")
            deliver_all(town)
            stored = everything_stored(town)
    finally:
        structlog.reset_defaults()
    out, err = capfd.readouterr()
    for secret in ("saxifrage", CHIEF, PASSWORD):
        assert secret.encode() not in stored and secret.encode().hex().encode() not in stored
        assert secret not in lines.getvalue() + out + err
    assert "send_mail" in lines.getvalue()


def test_an_address_of_a_server_that_is_wrong_is_one_line_without_the_password() -> None:
    """The start ends with it."""
    for url in ("http://mvai:hush@mail.example.org", "smtp://", "smtp://mvai:hush@mail.example.org:mail"):
        with pytest.raises(Refused) as refused:
            Address.of(url)
        assert refused.value.text.startswith("SMTP_URL") and "hush" not in refused.value.text
    relay = Address.of("smtp://localhost?tls=off")
    assert (relay.host, relay.port, relay.tls, relay.user) == ("localhost", 587, "off", "")


def test_the_doctor_says_what_is_wrong_with_the_server_and_what_to_do(
    office: PostOffice, sim: Simulator, pem: Path
) -> None:
    """Not set, wrong password, no encryption, away, as it should be; nothing is sent."""

    def found(**changed: str) -> tuple[str, str]:
        (finding,) = look_at_outgoing_mail(settings_for(sim, "sqlite:///none.db", **changed))
        return finding.state, f"{finding.says} {finding.next_step}"

    assert found()[0] == "look"
    assert found(smtp_url="smtp://mail.example.org")[1].startswith("MVAI_MAIL_FROM is missing")
    server = Server(office, pem)
    url = server.start()
    state, says = found(smtp_url=url, MVAI_MAIL_FROM="mvai@example.org")
    assert (state, says.startswith("127.0.0.1 lets us in")) == ("well", True)
    office.password = "another"
    assert found(smtp_url=url, MVAI_MAIL_FROM="mvai@example.org")[1].startswith("The server refuses user or password.")
    server.stop()
    assert found(smtp_url=url, MVAI_MAIL_FROM="mvai@example.org") == (
        "act", "The server does not answer (connectionrefusederror). Check host and port in SMTP_URL.",
    )  # fmt: skip
    assert office.mails == []
