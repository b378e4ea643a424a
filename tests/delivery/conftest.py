"""What delivery's tests share: a workspace whose clock does not lag behind the machine's."""

from datetime import datetime

import pytest

from tests.days import coming_monday


@pytest.fixture
def day() -> datetime:
    """The coming Monday."""
    return coming_monday()
