"""Finding requests: by where they stand, area, age, owner, incident; a page at a time; as a table for staff."""

from datetime import timedelta

from tests.conftest import Town
from tests.requests.test_drafts import comes_in
from tests.requests.world import CHANNEL, led, logged, opened


def names(words: str) -> list[int]:
    """Return the numbers of the requests in an answer, in order."""
    return [int(part.split(" ")[0].strip("*· \n")) for part in words.split("*Request ")[1:]]


def test_a_search_asks_for_what_is_structured(town: Town) -> None:
    """Status, outcome, area, age, owner and incident, together or alone; a word that means nothing is named."""
    opened(town)
    logged(town)
    comes_in(town, areas=["public_information"])
    comes_in(town, agency="Reno Police", state="NV", place=None)
    town.dana.types("/mvai-request show 3").presses("I have it")
    for asked, found in (
        ("drafts", [3, 2]),
        ("received", [2]),
        ("assessment", [1]),
        ("information", [2]),
        ("open information", [2]),
        (CHANNEL, [1]),
        ("@dana", [3]),
        ("mine", [1]),
        ("over 1h", []),
    ):
        assert names(town.ana.types(f"/mvai-request list {asked}").words) == found, asked
    town.sim.clock.advance(timedelta(hours=2))
    assert names(town.ana.types("/mvai-request list over 1h").words) == [3, 2, 1]
    assert names(town.ana.types("/mvai-request list late").words) == [2]
    town.ana.types("/mvai-request withdraw 1")
    assert names(town.ana.types("/mvai-request list withdrawn").words) == [1]
    wrong = town.ana.types("/mvai-request list urgent ones").text
    assert "You typed: `urgent ones`" in wrong and "by the word `urgent`" in wrong and "received" in wrong


def test_lists_are_paged_and_staff_may_see_them_as_a_table(town: Town) -> None:
    """Eight at a time; what stands in the table is structure, without anybody's words; a leader gets neither more nor it."""
    opened(town)
    led(town)
    for number in range(9):
        logged(town, f"a need of the kind {number}")
    first = town.ana.types("/mvai-request list")
    assert "1 to 8 of 9" in first.words and names(first.words) == [9, 8, 7, 6, 5, 4, 3, 2]
    first.presses("Next page")
    assert names(town.ana.sees("9 to 9 of 9").words) == [1]
    town.ana.presses("As a table")
    table = town.ana.sees("as a table")
    assert [block["type"] for block in table.blocks] == ["data_table", "actions"]
    assert len(table.blocks[0]["rows"]) == 10 and "a need of the kind" not in str(table.blocks)
    town.ana.presses("As a list")
    assert "1 to 8 of 9" in town.ana.sees("1 to 8 of 9")
    leaders = town.chief.types("/mvai-request list")
    assert "of 9" in leaders.words and "As a table" not in str(leaders.message)
