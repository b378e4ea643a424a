"""SMEs without a Slack account: asked by letter, answered by mail or phone, recorded by staff, brought together by a person."""

from datetime import timedelta

import pytest

from mvai_slackbot.intake import service as intake
from mvai_slackbot.mail.arrived import Arrived
from mvai_slackbot.simulator.people.views import Message
from mvai_slackbot.smes.models import State
from tests.calls.ways import told
from tests.conftest import Town
from tests.delivery.ways import deliver_all
from tests.mail.mailing import Mailing
from tests.mail.post_office import PostOffice
from tests.smes.story import AREAS, CHANNEL, on_roster
from tests.smes.ways import NEXT, logged_urgently, opened_urgently, passes, states

ADDRESS = "rae.hall@example.org"
RULES = intake.Rules("mx", "mvai@example.org")
WHO = {"Name": "Rae Hall", "E-mail": ADDRESS, "Phone number": "555 0177", "Kind": "Law enforcement executive"}
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def rae_joins(town: Town, **more: object) -> None:
    """Put somebody on the roster who has no account."""
    town.ana.types("/mvai-sme add")
    answer = town.ana.submits({**WHO, "Areas covered": AREAS, "Time zone": "America/Denver", **more})
    assert "No Slack account" in answer.form.text if answer.form else False
    town.ana.cancels(all_forms=True)


def mails(office: PostOffice) -> list[str]:
    """Return the words of every mail so far, lines joined."""
    return [" ".join(mail.get_content().split()) for mail in office.mails]


def writes_back(town: Town, office: PostOffice, words: str, sender: str = ADDRESS) -> None:
    """Let an answer to the latest mail arrive, as a mailbox would hand it over."""
    latest = office.mails[-1]
    raw = (
        f"Authentication-Results: mx; dmarc=pass\r\nFrom: {sender}\r\nSubject: Re: {latest['Subject']}\r\n"
        f"Message-ID: <{len(words)}@example.org>\r\nIn-Reply-To: {latest['Message-ID']}\r\n\r\n{words}\r\n"
    ).encode()
    with town.bot.bot.works.begin() as work:
        intake.take_in(work, Arrived("INBOX", 1, len(raw), len(raw), raw, whole=True), RULES)
    deliver_all(town)


def asked(town: Town, text: str = "The offer about request 1") -> Message:
    """Return the message on which staff record the answer."""
    (found,) = told(town.ana, text)
    return found


def test_an_offer_goes_by_mail_and_what_comes_back_is_recorded(mailing: Mailing, office: PostOffice) -> None:
    """The letter is as reserved as the direct message; a reply reaches staff; a yes introduces; help and its end follow."""
    with mailing() as town:
        rae_joins(town)
        opened_urgently(town)
        town.ana.types("/mvai-incident leader @chief", CHANNEL)
        town.ana.presses("Send")
        deliver_all(town)
        found = town.ana.types("/mvai-sme find 1")
        assert "Rae Hall" in found and "no Slack account: asked by e-mail" in found
        shown = found.presses("Offer")
        assert "by e-mail, since they have no Slack account" in shown
        shown.presses("Send")
        deliver_all(town)
        (offer,) = office.mails
        (words,) = mails(office)
        assert (offer["To"], offer["Subject"].partition(" (ref")[0]) == (ADDRESS, "A question from MVAI")
        for said in (
            "an act of mass violence",
            "within hours",
            "Who asks: Ana Torres",
            "Denver time",
            "reply to this message",
        ):
            assert said in words
        assert "press briefing" not in words and "shopping" not in words and "mvai-2026" not in words
        assert "555 0177" in asked(town) and "They say yes" in asked(town).buttons and ADDRESS not in asked(town).text
        assert "was asked by e-mail about request 1" in town.ana.types("/mvai")

        writes_back(town, office, "Withdraw")
        (answer,) = told(town.ana, "Rae Hall writes about request 1.")
        assert "Withdraw" in town.ana.presses("Show the e-mail", message=answer).words
        assert states(town) == [State.OFFERED] and "withdrawn" not in town.ana.types("/mvai-request show 1")
        writes_back(town, office, "Yes, gladly. Call me", sender="somebody@example.org")
        other = told(town.ana, "Rae Hall writes about request 1.")[-1]
        assert "another address" in other
        town.ana.presses("They say yes", message=other)
        deliver_all(town)
        assert states(town) == [State.ACCEPTED] and "Rae Hall says yes" in town.ana.sees("Recorded by @ana")
        assert "Ana Torres will phone you" in mails(office)[-1] and "Quinn" not in mails(office)[-1]
        assert "a coordinator brings you together by phone" in town.chief.sees("Rae Hall")
        task = town.ana.sees("Please call them, and bring them together with @chief")
        assert "555 0177" in task and "They have talked" in task.buttons
        # Who leads the team has to be in Slack.
        on_roster(town, town.sam)
        town.ana.types("/mvai-sme assign 1 @sam").presses("Send")
        deliver_all(town)
        town.sam.presses("Accept")
        deliver_all(town)
        assert "You are the SME lead" in town.sam.sees("Thank you for helping")
        town.ana.presses("They have talked", message=task)
        deliver_all(town)
        task = town.ana.sees("First contact is made")
        town.ana.presses("They step back", message=task)
        deliver_all(town)
        assert (
            states(town)[0] is State.STEPPED_BACK
            and "You stepped back" in mails(office)[-1]
            and "988" in mails(office)[-1]
        )
        assert "Rae Hall has handed over request 1" in town.chief.sees("has handed over", CHANNEL)
        town.sim.clock.advance(timedelta(days=5))
        town.bot.tick()
        deliver_all(town)
        assert "You are down as resting until" in mails(office)[-1]


def test_reminder_end_of_time_and_the_next_hold_for_mail_too(mailing: Mailing, office: PostOffice) -> None:
    """One reminder, the end, the next on the list; a late yes counts."""
    with mailing() as town:
        rae_joins(town)
        on_roster(town, town.sol)
        opened_urgently(town)
        form = town.ana.types("/mvai-sme team 1").form
        assert form is not None
        options = form.options("Who, in this order")
        rae, sol = (next(one for one in options if one.startswith(name)) for name in ("Rae", "Sol"))
        sent = town.ana.submits({"How many are wanted": "1", "Who, in this order": [rae, sol], "How": NEXT}).form
        assert sent is not None
        sent.presses("Send")
        town.ana.cancels(all_forms=True)
        deliver_all(town)
        passes(town, minutes=20)
        deliver_all(town)
        assert "This is the only reminder" in mails(office)[-1] and town.sol.reads() == []
        passes(town, minutes=15)
        deliver_all(town)
        assert "The time to answer this has passed. That is fine" in mails(office)[-1]
        assert (
            "Could you help?" in town.sol.sees("Could you help?")
            and "They say yes" in town.ana.sees("has passed").buttons
        )
        town.ana.presses("They say yes", message=town.ana.sees("If they say yes after all"))
        deliver_all(town)
        assert states(town) == [State.ACCEPTED, State.ENDED]
        assert "Enough people said yes" in town.sol.sees("Enough people said yes")


def test_without_a_mail_server_a_coordinator_sends_it_and_the_time_begins_then(town: Town) -> None:
    """The words and a task; a no in one press; an offer that never left is taken off the list when it ends; bad input."""
    rae_joins(town)
    town.ana.types("/mvai-sme add")
    twice = town.ana.submits({**WHO, "Name": "Rae H.", "E-mail": ADDRESS.upper(), "Areas covered": AREAS})
    assert "is on record with this address already" in twice.errors["E-mail"]
    town.ana.cancels(all_forms=True)
    shown = town.ana.types("/mvai-sme list")
    assert "by e-mail" in shown and "Rae Hall" in shown.words
    record = shown.presses("Rae Hall")
    record.presses("Correct")
    town.ana.submits({"Phone number": "555 0199"})
    town.ana.cancels(all_forms=True)
    opened_urgently(town)
    town.ana.types("/mvai-sme find 1").presses("Offer").presses("Send")
    deliver_all(town)
    passes(town, minutes=10)
    (task,) = told(town.ana, "An e-mail is to be sent by hand.")
    assert "Could you help?" in task.words and ADDRESS in task.words and "555 0199" in asked(town)
    town.ana.presses("I sent it", message=task)
    deliver_all(town)
    passes(town, minutes=25)
    assert states(town) == [State.OFFERED]
    deliver_all(town)
    town.ana.presses("They say no", message=asked(town))
    deliver_all(town)
    assert states(town) == [State.DECLINED] and "cannot help with request 1 this time" in town.ana.sees("cannot help")
    logged_urgently(town, "somebody for the schools")
    town.ana.types("/mvai-sme find 2").presses("Offer").presses("Send")
    deliver_all(town)
    passes(town, minutes=40)
    deliver_all(town)
    assert states(town)[-1] is State.ENDED
    assert not [one for one in told(town.ana, "An e-mail is to be sent by hand.") if "Could you help?" in one.words]


def test_a_letter_that_comes_back_brings_the_next(mailing: Mailing, office: PostOffice) -> None:
    """Nobody waits for somebody whom nothing reaches."""
    office.to_receiver.append("550 5.1.1 No such person here")
    with mailing() as town:
        rae_joins(town)
        opened_urgently(town)
        town.ana.types("/mvai-sme find 1").presses("Offer").presses("Send")
        deliver_all(town)
        assert "Please phone, or ask somebody else" in town.ana.sees("could not reach Rae Hall")


def test_who_comes_to_slack_later_keeps_the_record_and_is_asked_there(mailing: Mailing, office: PostOffice) -> None:
    """One field of the same form links the account; somebody who is on the roster already is refused beside it."""
    with mailing() as town:
        rae_joins(town)
        on_roster(town, town.sam)
        town.ana.types("/mvai-sme list").presses("Rae Hall")
        town.ana.presses("Correct")
        wrong = town.ana.submits({"Slack account, once they have one": "sam"})
        assert "on the roster already" in wrong.errors["Slack account, once they have one"]
        kept = town.ana.submits({"Slack account, once they have one": "otto"})
        assert kept.form is not None and "No Slack account" not in kept.form.text
        town.ana.cancels(all_forms=True)
        assert "executive" in town.otto.types("/mvai-sme record").words
        opened_urgently(town)
        assigned = town.ana.types("/mvai-sme assign 1 @otto virtual", CHANNEL)
        assigned.presses("Send")
        deliver_all(town)
        assert office.mails == [] and "Accept" in town.otto.reads()[-1].buttons
