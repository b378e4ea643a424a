"""A phone rings: the paging service hears of a call, signed and without a word on who or why."""

from collections.abc import Iterator

import pytest

from mvai_slackbot.errors import Refused
from mvai_slackbot.settings import Settings, read_settings
from mvai_slackbot.simulator import Simulator
from tests.calls.paging import SECRET, PagingServer, paging_server
from tests.calls.ways import PLEASE, ask, on_call, told, turn
from tests.conftest import Town, running
from tests.mail.mailing import Mailing
from tests.mail.post_office import PostOffice


@pytest.fixture
def paging() -> Iterator[PagingServer]:
    """A paging service that listens."""
    with paging_server() as server:
        yield server


@pytest.fixture
def paged(sim: Simulator, database_url: str, paging: PagingServer) -> Iterator[Town]:
    """A bot that knows the paging service."""
    with running(sim, database_url, MVAI_PAGING_URL=paging.url, MVAI_PAGING_SECRET=SECRET) as town:
        yield town


def test_phones_ring_each_round_until_somebody_has_it_and_nothing_private_leaves(
    paged: Town, paging: PagingServer
) -> None:
    """Asked, asked again, taken, ended; each signed; no name, number or word of anybody in it."""
    on_call(paged, paged.ana, paged.dana)
    ask(paged, paged.chief)
    paged.chief.presses("Give a number")
    paged.chief.submits({"Phone number": "614-555-0142"})
    turn(paged)
    paged.ana.presses("I will call")
    paged.bot.settle()
    turn(paged)
    paged.ana.presses("Reached")
    paged.bot.settle()
    assert paging.events() == ["call.asked", "call.asked", "call.taken", "call.ended"]
    assert [one.said["round"] for one in paging.received][:2] == [1, 2]
    assert len({one.said["id"] for one in paging.received}) == 1
    assert all(one.is_signed for one in paging.received)
    assert len({one.headers["X-MVAI-Delivery"] for one in paging.received}) == 4
    sent = b"".join(one.body for one in paging.received)
    assert not any(word in sent for word in (b"Pat", b"Quinn", b"chief", b"0142", b"mvai-", b"Ana"))


def test_a_service_that_is_away_is_tried_again_and_one_that_refuses_is_told_to_who_waits(
    paged: Town, paging: PagingServer
) -> None:
    """503 passes; 404 does not: the leader hears at once that it could not be delivered, with whom to call."""
    on_call(paged, paged.ana)
    paging.answers = [503, 429]
    ask(paged, paged.chief)
    paged.chief.sees("is being asked to phone you")
    paged.sim.wait_until(lambda: len(paging.received) == 3, 10, "the third try")
    assert len({one.headers["X-MVAI-Delivery"] for one in paging.received}) == 1
    paged.bot.settle()
    assert not told(paged.chief, "could not be delivered")
    paging.answers = [404]
    turn(paged)
    word = told(paged.chief, "A message to somebody on call could not be delivered, and nobody has your call yet")
    assert len(word) == 1
    assert all(contact in word[0] for contact in ("911", "988", "1-800-267-5463"))


def test_a_drill_rings_no_phone_and_a_test_says_that_it_is_one(paged: Town, paging: PagingServer) -> None:
    """Only the test reaches the service; whoever it rang for says so, and staff see it."""
    paged.ana.types("/mvai-incident open --drill Exercise at a school, scene secured")
    paged.bot.settle()
    channel = next(name for name in paged.ana.channels() if name.startswith("drill-mvai"))
    paged.ana.types(f"/mvai-incident leader {paged.chief.mention}", channel=channel).presses("Send")
    on_call(paged, paged.dana)
    paged.ana.types("/mvai-checkin call-for", channel=channel)
    paged.bot.settle()
    assert told(paged.chief, "DRILL Somebody who works with you asked that a person phone you")
    assert paging.received == []
    assert "Nobody has said yet that a message reached them" in paged.ana.types("/mvai on-call")
    assert "on its way to" in paged.ana.types("/mvai on-call test")
    paged.bot.settle()
    assert paging.events() == ["test"]
    paged.dana.presses("My phone rang")
    paged.bot.settle()
    assert told(paged.dana, "your phone rang for it")
    assert "A test last rang somebody's phone" in paged.ana.types("/mvai on-call")


def test_the_address_is_private_to_the_wire_and_comes_with_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain http beyond this machine, or no secret: refused in one line at the start."""
    for url, secret, words in (
        ("http://example.org/page", "s", "begins with https://"),
        ("https://example.org/page", "", "needs MVAI_PAGING_SECRET"),
    ):
        monkeypatch.setenv("MVAI_PAGING_URL", url)
        monkeypatch.setenv("MVAI_PAGING_SECRET", secret)
        with pytest.raises(Refused, match=words):
            read_settings()
    assert Settings(_env_file=None, MVAI_PAGING_URL="https://example.org/p", MVAI_PAGING_SECRET="s").paging_url


def test_a_pager_gets_one_line_by_mail_and_nothing_about_anybody(mailing: Mailing, office: PostOffice) -> None:
    """Given by whoever is on call and tried at once; each round a mail, none once somebody has the call."""
    with mailing() as town:
        on_call(town, town.dana)
        town.dana.presses("Wake my phone too")
        town.dana.submits({"E-mail of your pager or SMS gateway": "6145550142@sms.example.org"})
        town.dana.cancels(all_forms=True)
        town.bot.settle()
        assert [str(one["Subject"]) for one in office.mails] == ["MVAI: a test"]
        town.dana.presses("My phone rang")
        ask(town, town.chief)
        turn(town)
        town.dana.presses("I will call")
        turn(town)
        assert [str(one["Subject"]) for one in office.mails][1:] == ["MVAI: a call is asked for"] * 2
        assert set(office.receivers) == {"6145550142@sms.example.org"}
        words = " ".join(one.get_content() for one in office.mails)
        assert not any(word in words for word in ("Pat", "Quinn", "chief", "mvai-"))


def test_a_pager_that_takes_no_mail_is_told_to_who_waits(mailing: Mailing, office: PostOffice) -> None:
    """The server refuses the address for good; the leader hears it with whom to call, while Slack goes on asking."""
    with mailing() as town:
        on_call(town, town.dana)
        town.dana.presses("Wake my phone too")
        town.dana.submits({"E-mail of your pager or SMS gateway": "nobody@sms.example.org"})
        town.dana.cancels(all_forms=True)
        town.bot.settle()
        office.to_receiver = ["550 no such pager"]
        ask(town, town.chief)
        assert len(told(town.chief, "A message to somebody on call could not be delivered")) == 1
        assert told(town.dana, PLEASE)
