"""What tests of migrations may ask for."""

import pytest


@pytest.fixture
def database_url(empty_database_url: str) -> str:
    """What is migrated here begins without tables."""
    return empty_database_url
