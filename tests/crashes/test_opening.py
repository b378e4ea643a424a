"""Opening an incident while the process dies."""

from pathlib import Path

import pytest

from tests.crashes.dying import Undisturbed, dies_everywhere, undisturbed
from tests.crashes.stories import CHANNEL, OPENING, Beginning


def _as_it_should_be(known: Undisturbed) -> None:
    channel = known.picture.conversations[CHANNEL]
    assert known.picture.rows["incident"] == 1
    assert len(channel["members"]) == 3
    assert [sum(channel[what].values()) for what in ("pins", "bookmarks", "topic")] == [1, 1, 1]
    assert not known.picture.unfinished
    assert {"conversations.create", "conversations.invite", "chat.postMessage", "pins.add"} <= set(known.calls)


@pytest.mark.parametrize("place", ["call", "commit"])
def test_opening_survives_every_death_on_sqlite(place: str, tmp_path: Path) -> None:
    """One incident, one channel, one card, pinned once, one bookmark, everybody invited once, whenever it dies."""
    beginning = Beginning(OPENING, tmp_path)
    known = undisturbed(beginning)
    _as_it_should_be(known)
    dies_everywhere(beginning, known, place)


@pytest.mark.parametrize("place", ["call", "commit"])
def test_opening_survives_every_death_on_postgresql(place: str, tmp_path: Path, postgres_url: str) -> None:
    """The same where the database is a server that outlives the process."""
    server = postgres_url.replace("postgresql://", "postgresql+psycopg://")
    beginning = Beginning(OPENING, tmp_path, server)
    known = undisturbed(beginning)
    _as_it_should_be(known)
    dies_everywhere(beginning, known, place)
