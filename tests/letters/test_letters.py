"""What the program writes goes out by itself; what cannot, a coordinator sends by hand and says so."""

import pytest

from mvai_slackbot.db import Private
from mvai_slackbot.letters import service, words
from mvai_slackbot.letters.models import Letter, LetterKind, LetterState
from tests.calls.ways import on_call, told
from tests.conftest import Town
from tests.delivery.ways import at_once, deliver_all
from tests.mail.mailing import Mailing
from tests.mail.post_office import PostOffice

CHIEF = "pat.quinn@police.example.gov"
TASK = "An e-mail is to be sent by hand."


def write(town: Town) -> int:
    """Write an acknowledgement."""
    with town.bot.bot.works.begin() as work:
        letter = service.write(
            work, CHIEF, LetterKind.ACKNOWLEDGEMENT, words.acknowledgement(), answers=("<1@police.example.gov>",)
        )
    deliver_all(town)
    return letter.id


def state_of(town: Town, letter_id: int) -> tuple[LetterState, str]:
    """Return what became of a letter."""
    with town.bot.bot.works.read() as work:
        letter = work.session.get_one(Letter, letter_id)
        return letter.state, letter.error


def test_the_acknowledgement_says_what_it_must_and_repeats_nothing(mailing: Mailing, office: PostOffice) -> None:
    """A person will contact them; no cost; 911; no names; public records. The subject line says nothing of anybody."""
    with mailing() as town:
        letter = write(town)
        assert state_of(town, letter) == (LetterState.SENT, "")
        assert told(town.ana, TASK) == [] and told(town.dana, TASK) == []
    (mail,) = office.mails
    text = " ".join(mail.get_content().split())
    for said in (
        "A person of the program will contact you", "no cost to your agency", "call 911", "988",
        "name no victims, witnesses or suspects", "public-records law", "not for emergencies",
    ):  # fmt: skip
        assert said in text
    assert mail["Subject"].startswith("Your message to MVAI (ref. ")
    assert mail["In-Reply-To"] == "<1@police.example.gov>"


def test_without_a_server_a_coordinator_gets_the_words_and_a_task_until_it_is_marked_sent(town: Town) -> None:
    """Everybody who was told reads that it is settled; `/mvai` names it as long as it waits."""
    letter = write(town)
    assert state_of(town, letter) == (LetterState.BY_HAND, "no_mail_server")
    (task,) = told(town.ana, TASK)
    for said in (CHIEF, "Your message to MVAI (ref. ", "A person of the program will contact you", "public-records"):
        assert said in task.words
    assert CHIEF not in task.text
    home = town.dana.types("/mvai")
    assert "An e-mail is to be sent by hand: the first answer to a message." in home.words
    assert CHIEF in town.dana.presses("Show", message=home.message).words
    assert "Marked as sent" in town.ana.presses("I sent it", message=task).text
    deliver_all(town)
    assert state_of(town, letter)[0] is LetterState.SENT_BY_HAND
    for person in (town.ana, town.dana):
        assert told(person, TASK) == []
        assert "Ana Torres sent it" in person.sees("is settled").words
    assert "sent by hand" not in town.dana.types("/mvai").words


def test_whoever_is_on_call_of_staff_gets_the_task_alone(town: Town) -> None:
    """One person, not everybody."""
    on_call(town, town.dana)
    write(town)
    assert len(told(town.dana, TASK)) == 1 and told(town.ana, TASK) == []


def test_an_address_that_takes_no_mail_becomes_a_task(mailing: Mailing, office: PostOffice) -> None:
    """The server's code is named, and that another way is to be looked for is said for what came back."""
    office.to_receiver.append("550 5.1.1 No such person here")
    with mailing() as town:
        letter = write(town)
        assert state_of(town, letter) == (LetterState.BY_HAND, "smtp_550")
        assert "smtp_550" in told(town.ana, TASK)[0].words
        office.to_receiver.clear()
        other = write(town)
        with town.bot.bot.works.begin() as work:
            service.bounced(work, service.get_letter(work, other))
        deliver_all(town)
        assert state_of(town, other) == (LetterState.BY_HAND, "bounced")
        assert "came back" in told(town.ana, TASK)[-1].words


def test_two_who_press_at_once_settle_it_once(town: Town) -> None:
    """The second is told that nothing more is needed."""
    write(town)
    tasks = [told(person, TASK)[0] for person in (town.ana, town.dana)]
    answers = at_once(
        lambda: town.ana.presses("I sent it", message=tasks[0]).text,
        lambda: town.dana.presses("Not needed anymore", message=tasks[1]).text,
    )
    assert sum("waits for nobody anymore" in str(one) for one in answers) == 1, answers
    deliver_all(town)


def test_a_letter_that_sends_no_team_names_who_can_help() -> None:
    """No letter says "declined"."""
    with pytest.raises(ValueError, match="who can help"):
        words.referral([])
    said = words.referral(["The National Mass Violence Center, 555 0100"]).text
    assert "we are not able to send a team" in said and "555 0100" in said and "declined" not in said.lower()
    assert "public records" not in repr(words.acknowledgement()) and repr(Private("x")) == "Private(…)"
    assert words.LINK in words.checkin(reminder=False).text and "A short reminder" in words.checkin(reminder=True).text
    assert "virtual" in words.decision("virtual").text
