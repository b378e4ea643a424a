"""Requesters without a Slack account read by mail what a person told them, who helps, and thanks: once they are verified."""

from mvai_slackbot.requests import service
from mvai_slackbot.requests.contacts import Contact
from mvai_slackbot.requests.models import Source
from tests.calls.ways import told
from tests.conftest import Town
from tests.delivery.ways import deliver_all
from tests.mail.mailing import Mailing
from tests.mail.post_office import PostOffice
from tests.requests.world import TEXT
from tests.smes.story import on_roster

ADDRESS = "jo.park@milton.example.gov"
NO_REASON = "Outside of what we do"


def comes_in(town: Town) -> None:
    """Let a request come in by mail and have its incident."""
    with town.bot.bot.works.begin() as work:
        chief = Contact(details={"name": "Jo Park", "email": ADDRESS})
        service.receive_request(work, TEXT, requester=chief, source=Source.EMAIL, contact_way="email")
    town.bot.settle()
    town.ana.presses("Open incident")
    town.bot.settle()


def called_back(town: Town) -> None:
    """Call back a number found independently."""
    town.ana.types("/mvai-request show 1").presses("Called: number on their website")
    town.bot.settle()


def both_say(town: Town, press: str) -> None:
    """Let both bodies say the same."""
    for reviewer in (town.ira, town.bea):
        reviewer.presses(press)
    town.bot.settle()


def texts(office: PostOffice) -> list[str]:
    """Return the words of every mail so far, lines joined."""
    return [" ".join(mail.get_content().split()) for mail in office.mails]


def test_a_yes_is_written_after_the_call_and_then_who_helps_now(mailing: Mailing, office: PostOffice) -> None:
    """Nothing before the call back and the assessment call; each once; a change calmly, and never why."""
    with mailing() as town:
        on_roster(town, town.sam)
        on_roster(town, town.sol)
        comes_in(town)
        assert "not known yet" in town.ana.types("/mvai-request show 1").words
        town.ira.presses("Virtual")
        town.bea.presses("Both")
        called_back(town)
        assert "A law enforcement agency" in town.ana.types("/mvai-request show 1").words
        deliver_all(town)
        assert office.mails == []
        town.ana.types("/mvai-request show 1").presses("Assessment call held")
        deliver_all(town)
        town.ana.types("/mvai-sme assign 1 @sam virtual").presses("Send")
        town.bot.settle()
        town.sam.presses("Accept")
        deliver_all(town)
        town.sam.types("/mvai-sme hand-over 1 @sol").presses("Send")
        town.bot.settle()
        town.sol.presses("Accept")
        deliver_all(town)
        town.sol.presses("Step back")
        deliver_all(town)
        said = town.ana.types("/mvai-request withdraw 1")
        deliver_all(town)
        said.presses("It was a mistake: open again")
        deliver_all(town)
    goes_on = office.mails.pop().get_content()
    assert "Your request goes on." in goes_on and "withdrawn. That was a mistake" in " ".join(goes_on.split())
    yes, helper, change, looking, thanks = texts(office)
    assert "A team of the program will assist you: virtual." in yes
    assert "Sam Reed has agreed to help you: virtual." in helper and "executive" not in helper
    assert "Who helps you has changed. This is who helps you now: Sol Marsh, virtual." in change and "Sam" not in change
    assert "A coordinator is looking for somebody who will help you" in looking and "Sol" not in looking
    assert (
        "back" not in looking
        and "Your request is withdrawn" in thanks
        and "Thank you for telling us" in thanks
        and "988" in thanks
    )
    for mail, words in zip(office.mails, texts(office), strict=True):
        assert mail["To"] == ADDRESS and mail["Subject"].removeprefix("Re: ").startswith(
            "About your request to MVAI (ref. "
        )
        assert TEXT not in words and "mvai-2026" not in words
    first, second, third, *_ = office.mails
    assert first["In-Reply-To"] is None and second["Subject"] == third["Subject"] == f"Re: {first['Subject']}"
    assert second["References"] == first["Message-ID"] and third["In-Reply-To"] == second["Message-ID"]


def test_a_no_is_written_after_the_call_names_who_can_help_and_no_reason(mailing: Mailing, office: PostOffice) -> None:
    """While nobody has called, no mail goes out, whatever was decided."""
    with mailing() as town:
        comes_in(town)
        called_back(town)
        for reviewer in (town.ira, town.bea):
            reviewer.presses("No team …")
            reviewer.submits({"Reason": NO_REASON})
            reviewer.cancels(all_forms=True)
        deliver_all(town)
        assert office.mails == []
        town.ana.types("/mvai-request close 1 declined")
        help_words = "The state office for victims, 555 0100; The National Mass Violence Center"
        town.ana.submits(
            {"Who can help instead": help_words, "The call": ["I called and told them who can help instead"]}
        )
        deliver_all(town)
    (no,) = texts(office)
    assert "we are not able to send a team" in no and "declined" not in no.lower()
    assert "- The state office for victims, 555 0100 - The National Mass Violence Center" in no and NO_REASON not in no


def test_to_somebody_nobody_called_back_nothing_is_confirmed(mailing: Mailing, office: PostOffice) -> None:
    """Not even that their request is withdrawn."""
    with mailing() as town:
        comes_in(town)
        both_say(town, "Virtual")
        town.ana.types("/mvai-request show 1").presses("Assessment call held")
        town.ana.types("/mvai-request withdraw 1")
        deliver_all(town)
    assert office.mails == []


def test_without_a_mail_server_a_coordinator_gets_the_words(town: Town) -> None:
    """As with every letter: a task until it is marked sent."""
    comes_in(town)
    called_back(town)
    town.ana.types("/mvai-request withdraw 1")
    deliver_all(town)
    (task,) = told(town.ana, "An e-mail is to be sent by hand.")
    assert "Your request is withdrawn" in task.words and ADDRESS in task.words and ADDRESS not in task.text
    town.ana.types("/mvai-request show 1").presses("It was a mistake: open again")
    deliver_all(town)
    assert told(town.ana, "An e-mail is to be sent by hand.") == [] and town.ana.sees("is not needed anymore")
