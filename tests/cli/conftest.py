"""A workspace and the environment that points a command at it."""

import pytest
from cryptography.fernet import Fernet

from mvai_slackbot.simulator import Simulator


@pytest.fixture
def key() -> str:
    """A key of the test's own."""
    return Fernet.generate_key().decode()


@pytest.fixture
def at_the_workspace(sim: Simulator, key: str) -> dict[str, str]:
    """The settings of a bot in the simulated workspace; no database named."""
    return {
        "SLACK_BOT_TOKEN": sim.bot_token,
        "SLACK_APP_TOKEN": sim.app_token,
        "SLACK_SIGNING_SECRET": sim.signing_secret,
        "SLACK_API_URL": sim.api_url,
        "MVAI_ENCRYPTION_KEYS": key,
        "PORT": "0",
    }


@pytest.fixture
def database_url(empty_database_url: str) -> str:
    """What is migrated here begins without tables."""
    return empty_database_url
