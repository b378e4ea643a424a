"""Where mail goes out, the link goes by itself, to the address on record; what the server refuses, staff hear of."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from mvai_slackbot.checkins.models import Answer
from mvai_slackbot.checkins.models_following import FormLink
from mvai_slackbot.incidents.models import WrongEyes
from mvai_slackbot.letters import service as letters
from mvai_slackbot.letters.models import Letter
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.people.views import Message
from tests.checkins.ways import messages, prompts, turn_to
from tests.conftest import Town, running
from tests.delivery.ways import deliver_all
from tests.incidents.test_holder import only_sqlite
from tests.mail.mailing import SENDER, office, pem
from tests.mail.post_office import PostOffice, Server
from tests.mail.test_smes_by_mail import rae_joins
from tests.web.ways import ADDRESS, LINK, NAME, PUBLIC, ask, lead_without_account

__all__ = ["office", "pem"]  # fixtures, used by name
AGREED = {"Their yes": ["They agreed to check-ins, to me, by phone or in person"]}


@pytest.fixture
def posted(sim: Simulator, database_url: str, office: PostOffice, pem: Path) -> Iterator[Town]:
    """A running bot with a public address that sends its mail through the post office."""
    server = Server(office, pem, "starttls")
    try:
        with running(sim, database_url, MVAI_PUBLIC_URL=PUBLIC, smtp_url=server.start(), MVAI_MAIL_FROM=SENDER) as town:
            yield town
    finally:
        office.hang_on.set()
        server.stop()


def begin(town: Town, words: str = "Event at a shopping street") -> str:
    """Let the coordinator begin; return the channel."""
    channel = lead_without_account(town, words=words)
    town.ana.types("/mvai-checkin link", channel=channel)
    town.ana.submits(AGREED)
    assert town.ana.form is not None and "being sent to the e-mail address on record" in town.ana.form.text
    town.ana.cancels(all_forms=True)
    deliver_all(town)
    return channel


def newest_link(office: PostOffice) -> str:
    """Return the link of the newest mail."""
    found = LINK.search(office.mails[-1].get_content())
    assert found is not None
    return found[0]


def test_the_link_goes_out_by_itself_and_reminders_bring_a_new_one(posted: Town, office: PostOffice) -> None:
    """Subject and words name no incident and no agency; two reminders, then silence, then somebody phones."""
    channel = begin(posted)
    (mail,) = office.mails
    assert mail["To"] == ADDRESS and mail["Subject"].startswith("A short form for you (ref. ")
    words = mail.get_content()
    for private in (channel, NAME, "Hollis", "shopping street"):
        assert private not in words
    assert (
        "988" in words
        and "works once" in words
        and "pause, pick another hour" in words
        and "you need not do anything" in words
    )
    assert ask(posted, newest_link(office), {"OM1": "4"}).status == 200
    turn_to(posted, 16, 1, days=1)
    deliver_all(posted)
    assert len(office.mails) == 2 and not any("Show the link" in one.buttons for one in messages(posted.ana))
    turn_to(posted, 20, 2)
    deliver_all(posted)
    assert "A short reminder" in office.mails[2].get_content()
    assert newest_link(office) not in office.mails[1].get_content()
    for _ in range(2):
        turn_to(posted, 16, 1, days=1)
        deliver_all(posted)
    assert [one.state.value for one in prompts(posted)] == ["answered", "no-response", "no-response", "open"]
    assert "please phone Rae Moss" in posted.ana.sees("please phone").words


def test_an_expired_link_brings_a_new_one_to_the_same_address_and_to_no_other(posted: Town, office: PostOffice) -> None:
    """The page shows no address; when another one is on record since, staff pass it on themselves."""
    channel = begin(posted)
    first = newest_link(office)
    posted.sim.clock.advance(timedelta(days=3, hours=1))
    assert ask(posted, first).status == 410
    asked = ask(posted, f"{first}/again", {})
    assert (
        "is being sent to the e-mail address that the earlier one went to" in asked.words and ADDRESS not in asked.words
    )
    deliver_all(posted)
    second = newest_link(office)
    assert second != first and office.mails[-1]["To"] == ADDRESS
    with posted.bot.bot.works.read() as work:
        kept = [one.text.reveal() for one in work.session.scalars(select(Letter))]
    # No letter on record holds a link: neither what is written down nor a backup of it opens anything.
    assert len(kept) == 2 and all(LINK.search(one) is None and "[the link]" in one for one in kept)
    assert "a few minutes ago" in ask(posted, f"{first}/again", {}).words
    posted.sim.clock.advance(timedelta(days=3, hours=1))
    posted.ana.presses("Set leader", channel)
    posted.ana.submits({"Official e-mail": "somebody.else@example.org"})
    posted.ana.cancels(all_forms=True)
    posted.bot.settle()
    count = len(office.mails)
    assert "was asked for a new link" in ask(posted, f"{second}/again", {}).words
    deliver_all(posted)
    assert len(office.mails) == count
    posted.ana.sees("An old link had expired")


def test_a_used_link_brings_a_new_one_that_opens_what_was_answered_and_keeps_both_versions(
    posted: Town, office: PostOffice
) -> None:
    """For a day, to the same address; a link from before the answer never shows it; after that day it still can stop."""
    begin(posted)
    first = newest_link(office)
    ask(posted, first, {"OM1": "2", "OM2": "4", "helps": ["public_information"], "note": "Nights are short."})
    used = ask(posted, first)
    assert "change your answer until" in used.words and "Nights are short" not in used.words
    assert "is being sent to the e-mail address" in ask(posted, f"{first}/again", {}).words
    deliver_all(posted)
    second = newest_link(office)
    assert second != first and "Here is the new link you asked for" in office.mails[-1].get_content()
    page = ask(posted, second).words
    assert "Below is what you answered" in page and "Nights are short." in page
    assert 'value="2" checked' in page and 'value="public_information" checked' in page
    assert ask(posted, second, {"OM1": "5", "OM2": "4", "note": "Nights are better."}).status == 200
    with posted.bot.bot.works.database.read() as session:
        kept = [
            (one.version, one.note.reveal()) for one in session.scalars(select(Answer).order_by(Answer.id)) if one.note
        ]
    assert kept == [(1, "Nights are short."), (2, "Nights are better.")]
    posted.ana.sees("An answer to a check-in was changed")
    ask(posted, f"{second}/again", {})
    deliver_all(posted)
    posted.sim.clock.advance(timedelta(days=1, minutes=1))
    third = newest_link(office)
    late = ask(posted, third).words
    assert "answered already" in late and "Nights" not in late and "Stop these messages" in late
    ask(posted, third, {"OM1": "1"})
    assert "have ended" in ask(posted, f"{third}/stop", {}).words
    with posted.bot.bot.works.database.read() as session:
        assert len(list(session.scalars(select(Answer)))) == 2


def delivered(town: Town) -> list[bool]:
    """Return of each link whether it was given."""
    with town.bot.bot.works.read() as work:
        return [one.delivered_at is not None for one in work.session.scalars(select(FormLink).order_by(FormLink.id))]


def shown(town: Town, task: Message) -> str:
    """Show the words of a letter; return the link in them."""
    town.ana.presses("Show the words", message=task)
    assert town.ana.form is not None and ADDRESS in town.ana.form.text
    found = LINK.search(town.ana.form.text)
    assert found is not None
    return found[0]


@only_sqlite
def test_a_link_that_went_to_a_wrong_address_is_taken_back_for_ten_minutes(posted: Town, office: PostOffice) -> None:
    """It opens nothing then, what the person could see is on record, and the next one goes to the right address."""
    channel = begin(posted)
    first = newest_link(office)
    assert ask(posted, first).status == 200
    went = next(one for one in messages(posted.ana) if "You can take it back for ten minutes" in one.words)
    assert "Rae Moss" in went.words and "being sent to the e-mail address on record" in went.words
    posted.ana.presses("Take back", message=went)
    assert ask(posted, first).status == 404 and ask(posted, f"{first}/stop", {}).status == 404
    with posted.bot.bot.works.read() as work:
        seen = work.session.scalars(select(WrongEyes)).all()
    assert [one.what for one in seen] == ["check-in"]
    posted.ana.presses("Set leader", channel)
    posted.ana.submits({"Official e-mail": "the.right.one@example.org"})
    posted.ana.cancels(all_forms=True)
    turn_to(posted, 16, 1, days=1)
    deliver_all(posted)
    assert office.mails[-1]["To"] == "the.right.one@example.org" and ask(posted, newest_link(office)).status == 200


@only_sqlite
def test_a_letter_that_comes_back_ends_its_link_and_is_a_task_until_it_is_sent(
    posted: Town, office: PostOffice
) -> None:
    """No message holds a link; each showing makes a new one, and the one before opens nothing."""
    begin(posted)
    first = newest_link(office)
    assert delivered(posted) == [True]
    with posted.bot.bot.works.begin() as work:
        letters.bounced(work, letters.get_letter(work, 1))
    deliver_all(posted)
    assert delivered(posted) == [False] and ask(posted, first).status == 404
    task = posted.ana.sees("An e-mail is to be sent by hand.")
    assert "came back" in task.words and "/form/" not in task.words and ADDRESS not in task.words
    second = shown(posted, task)
    third = shown(posted, task)
    assert ask(posted, second).status == 404 and delivered(posted) == [False]
    posted.ana.form.presses("I sent it")  # type: ignore[union-attr]  # it was looked at above
    assert posted.ana.form is not None and "Marked as sent" in posted.ana.form.text
    posted.ana.cancels(all_forms=True)
    deliver_all(posted)
    assert delivered(posted) == [True]
    assert ask(posted, third, {"OM1": "4"}).status == 200
    office.to_receiver.append("550 no such mailbox")
    turn_to(posted, 16, 1, days=1)
    deliver_all(posted)
    task = posted.ana.sees("An e-mail is to be sent by hand.")
    assert "smtp_550" in task.words and ask(posted, f"{shown(posted, task)}/stop", {}).status == 200
    posted.ana.cancels(all_forms=True)
    deliver_all(posted)
    assert posted.ana.sees("is not needed anymore") and "by hand" not in posted.ana.types("/mvai").words
    with posted.bot.bot.works.read() as work:
        assert [one.state.value for one in work.session.scalars(select(Letter))] == ["sent-by-hand", "let-go"]


@only_sqlite
def test_in_a_drill_every_mail_and_every_page_says_so_first(posted: Town, office: PostOffice) -> None:
    """The link's mail, the form behind it and what comes after; and an SME who is asked by mail."""
    channel = begin(posted, "--drill A rehearsal")
    link = newest_link(office)
    for page in (
        ask(posted, link),
        ask(posted, f"{link}/hour", {"hour": "14:00"}),
        ask(posted, link, {}),
        ask(posted, link),
    ):
        assert "<h1>DRILL " in page.words and "<title>DRILL " in page.words, page.words[:300]
    posted.ana.types("/mvai-request log a lead", channel)
    posted.bot.settle()
    rae_joins(posted)
    posted.ana.types("/mvai-sme find 1").presses("Offer").presses("Send")
    deliver_all(posted)
    posted.ana.presses("Take back")
    deliver_all(posted)
    assert len(office.mails) == 3
    for mail in office.mails:
        assert mail["Subject"].startswith("DRILL ") and mail.get_content().startswith("DRILL "), mail["Subject"]
