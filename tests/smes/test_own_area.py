"""An SME of one area reads and writes what is theirs of an incident; who may read what was done."""

from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.smes.story import CHANNEL, asked, on_roster, opened
from tests.smes.test_find import record

PRESS, VICTIMS = "Public information strategies", "Victim and witness health and wellness"
PHONE = "614 555 0142"


def logged_about(town: Town, area: str, text: str) -> None:
    """Log a request about an area, with somebody's number."""
    town.ana.types("/mvai-request log", CHANNEL)
    town.ana.submits({
        "What is asked for": text, "Areas": [area] if area else [], "Requester's name": "Rae Moss", "Requester's phone": PHONE,
    })  # fmt: skip
    town.ana.cancels(all_forms=True)


def helping(town: Town) -> None:
    """An incident with four requests: the lead helps with the first, about no area; another SME with one about victims."""
    opened(town)
    for area, text in ((VICTIMS, "a family center"), (PRESS, "the next briefing"), ("", "something else")):
        logged_about(town, area, text)
    on_roster(town, town.sam)
    on_roster(town, town.sol, **{"Areas covered": [VICTIMS], "Assignments at the same time": "3"})
    for person, number in ((town.sam, 1), (town.sol, 2)):
        asked(town, person, number)
        person.presses("Accept")
        town.bot.settle()


def record_areas(town: Town) -> None:
    """Sol writes another area into their own record."""
    record(town, "sol", "Correct", **{"Areas covered": [VICTIMS, PRESS]})
    town.bot.settle()


@only_sqlite
def test_an_sme_of_one_area_reads_the_requests_of_that_area_and_their_own(town: Town) -> None:
    """The SME lead reads every one; a number on a request of another area stays unread."""
    helping(town)
    assert [number for number in range(1, 5) if f"Request {number}*" in town.sol.types("/mvai-request list")] == [2]
    assert [number for number in range(1, 5) if f"Request {number}*" in town.sam.types("/mvai-request list")] == [
        1,
        2,
        3,
        4,
    ]
    assert PHONE in town.sol.types("/mvai-request show 2") and PHONE in town.sam.types("/mvai-request show 3")
    other = town.sol.types("/mvai-request show 3")
    assert "is in another area than yours" in other and PHONE not in other and "briefing" not in other
    record_areas(town)
    assert PHONE not in town.sol.types("/mvai-request show 3"), "nobody widens by their own record what they read"
    asked(town, town.sol, 4)
    town.sol.presses("Accept")
    town.bot.settle()
    assert "something else" in town.sol.types("/mvai-request show 4"), "one they help with is theirs, whatever its area"
    assert "You do not help with Request 3" in town.sol.types("/mvai-sme log 3 contact hello")
    assert "is in the record" in town.sam.types("/mvai-sme log 3 contact the lead may")


@only_sqlite
def test_what_was_done_is_read_by_its_leaders_reviewers_and_auditors_without_the_words(town: Town) -> None:
    """Staff and the SMEs read the words too; nobody else reads anything, and no number is told."""
    helping(town)
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    town.root.types("/mvai role @deputy auditor")
    town.bot.settle()
    for number in range(31):
        town.sam.types(f"/mvai-sme log 1 contact 1-2 word {number}")
    for person in (town.chief, town.bea, town.ira, town.deputy):
        read = person.types("/mvai-sme milestones 1")
        assert "Contact: 31" in read and "1 to 2 hours" in read and "word" not in read, person.handle
        assert "The latest 30 of 31" in read
    assert "word 30" in town.sol.types("/mvai-sme milestones", CHANNEL)
    assert town.otto.types("/mvai-sme milestones 1").text == town.otto.types("/mvai-sme milestones 9").text
    town.ana.types("/mvai-incident lock", CHANNEL)
    assert "Contact" not in town.bea.types("/mvai-sme milestones 1")
