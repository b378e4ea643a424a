"""Logging a request and asking an SME while the process dies."""

from pathlib import Path

import pytest

from tests.crashes.dying import dies_everywhere, undisturbed
from tests.crashes.stories import ASSIGNING, CHANNEL, LOGGING, Beginning


def test_logging_a_request_survives_every_death(tmp_path: Path) -> None:
    """One request with one number, and one card in the channel."""
    beginning = Beginning(LOGGING, tmp_path)
    known = undisturbed(beginning)
    assert known.picture.rows["assistance_request"] == 1
    cards = [words for words in known.picture.conversations[CHANNEL]["messages"] if "first press briefing" in words]
    assert len(cards) == 1
    dies_everywhere(beginning, known, "call")
    dies_everywhere(beginning, known, "commit")


@pytest.mark.parametrize("place", ["call", "commit"])
def test_assigning_an_sme_survives_every_death(place: str, tmp_path: Path) -> None:
    """One offer, one assignment, invited once, one introduction: from the question to the acceptance."""
    beginning = Beginning(ASSIGNING, tmp_path)
    known = undisturbed(beginning)
    assert known.picture.rows["assignment"] == 1
    assert len(known.picture.conversations[CHANNEL]["members"]) == 4
    dies_everywhere(beginning, known, place)
