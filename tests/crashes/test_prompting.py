"""Asking a check-in while the process dies."""

from pathlib import Path

from tests.crashes.dying import dies_everywhere, undisturbed
from tests.crashes.stories import PROMPTING, Beginning


def test_prompting_survives_every_death(tmp_path: Path) -> None:
    """One occurrence, one prompt, one message to the leader."""
    beginning = Beginning(PROMPTING, tmp_path)
    known = undisturbed(beginning)
    assert known.picture.rows["checkin_prompt"] == 1
    dies_everywhere(beginning, known, "call")
    dies_everywhere(beginning, known, "commit")
