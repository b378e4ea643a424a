"""What tests of the form may ask for."""

from collections.abc import Iterator

import pytest

from mvai_slackbot.simulator import Simulator
from tests.conftest import Town, running
from tests.web.ways import PUBLIC


@pytest.fixture
def served(sim: Simulator, database_url: str) -> Iterator[Town]:
    """A running bot with a public address, which sends no mail."""
    with running(sim, database_url, MVAI_PUBLIC_URL=f"{PUBLIC}/") as town:
        yield town
