"""The free-text guard: what it holds back, and what it lets through. It is simple on purpose and says so."""

import pytest
from hypothesis import given, strategies as st

from mvai_slackbot.guard import find_trouble


@pytest.mark.parametrize(
    "words",
    [
        "SSN 123-45-6789 of the caller",
        "DOB: 4/12/1990",
        "see case no. 24-55123",
        "white van, plate: ABC 1234",
        "Maria Lopez was injured near the entrance",
        "José Núñez was shot at the door",
        "we hear that John McDonald died",
        "the victim Zoë D'Angelo asks for help",
        "SSN 123 45 6789 of the caller",
        "the suspect John Miller is in custody",
        "one of our officers is suicidal",
        "Officer Dana Cole is on medication",
        "he is diagnosed with something",
        "family lives at 12 Maple Street",
    ],
)
def test_words_that_name_or_describe_a_person_are_noticed(words: str) -> None:
    """Each comes back with what it may be, in words."""
    assert find_trouble(words)


@pytest.mark.parametrize(
    "words",
    [
        "Event at a shopping street, scene secured",
        "A victim services lead for the family center",
        "Two agencies on scene, FBI victim services informed",
        "Officers need relief by Tuesday; families are asking for a session",
        "Chief asks for a peer who has led a briefing with the Red Cross",
        "Three shifts in a row without rest, dispatch included",
        "New York State Police lead the investigation",
    ],
)
def test_ordinary_requests_pass(words: str) -> None:
    """A guard that cries out at everything is switched off by the people it serves."""
    assert find_trouble(words) == []


@given(st.text(max_size=400))
def test_no_text_breaks_it(words: str) -> None:
    """Whatever is typed, it answers with a list of plain words."""
    assert all(isinstance(what, str) for what in find_trouble(words))
