"""The map in a table: 56 places, who lies next to whom, and how far apart."""

import pytest

from mvai_slackbot.incidents.forms import STATES
from mvai_slackbot.states import CENTRES, NEIGHBOURS, miles


def test_the_table_knows_every_state_that_a_form_takes() -> None:
    """56 codes, each with a point on the earth and its neighbours, who know it, too."""
    assert set(CENTRES) == set(STATES) == set(NEIGHBOURS) and len(CENTRES) == 56
    for state, near in NEIGHBOURS.items():
        assert state not in near and all(state in NEIGHBOURS[other] for other in near)
    assert all(abs(latitude) < 72 and abs(longitude) <= 180 for latitude, longitude in CENTRES.values())


@pytest.mark.parametrize(("state", "near"), [
    ("OH", {"IN", "KY", "MI", "PA", "WV"}), ("ME", {"NH"}), ("AK", set()), ("HI", set()), ("DC", {"MD", "VA"}),
    ("TN", {"AL", "AR", "GA", "KY", "MO", "MS", "NC", "VA"}), ("UT", {"AZ", "CO", "ID", "NM", "NV", "WY"}),
])  # fmt: skip
def test_neighbours_are_those_of_the_map(state: str, near: set[str]) -> None:
    """Corners that touch count, islands and Alaska have none."""
    assert NEIGHBOURS[state] == near


def test_neighbours_lie_near() -> None:
    """A slip in the table would put two states side by side that are a continent apart."""
    far = {(one, other): round(miles(CENTRES[one], CENTRES[other])) for one in CENTRES for other in NEIGHBOURS[one]}
    assert max(far.values()) < 800, max(far, key=lambda pair: far[pair])


@pytest.mark.parametrize(("here", "there", "known"), [
    ((40.7, -74.0), (34.1, -118.2), 2446), ((41.9, -87.6), (29.8, -95.4), 940), ((13.4, 144.8), (21.3, -157.9), 3800),
])  # fmt: skip
def test_distances_are_those_of_the_atlas(here: tuple[float, float], there: tuple[float, float], known: int) -> None:
    """New York to Los Angeles, Chicago to Houston, Guam to Honolulu across the date line: within one percent."""
    assert miles(here, there) == pytest.approx(known, rel=0.01)
    assert miles(here, there) == pytest.approx(miles(there, here)) and miles(here, here) == 0
