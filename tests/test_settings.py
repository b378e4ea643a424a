"""Settings come from the environment by the names people know; a wrong one is one clear line."""

from pathlib import Path

import pytest

from mvai_slackbot.errors import Refused
from mvai_slackbot.settings import Settings, read_settings, table

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of this machine's environment, and no `.env`."""
    for name, field in Settings.model_fields.items():
        monkeypatch.delenv(field.alias or name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_documented_table_is_the_code() -> None:
    """Every setting, its default and what it is: docs/operations.md says what settings.py says."""
    assert table() in (ROOT / "docs" / "operations.md").read_text("utf-8")
    assert all(field.description for field in Settings.model_fields.values())


def test_every_name_that_people_know_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment's names are those of the table, upper case."""
    given = {
        "SLACK_BOT_TOKEN": "xoxb-1",
        "SLACK_APP_TOKEN": "xapp-1",
        "SLACK_SIGNING_SECRET": "hush",
        "SLACK_API_URL": "https://slack-gov.com/api",
        "DATABASE_URL": "postgres://me:word@db/mvai",
        "HOST": "0.0.0.0",
        "PORT": "8080",
        "MVAI_PUBLIC_URL": "https://bot.example.gov",
        "MVAI_METRICS_TOKEN": "measure",
        "MVAI_COMMAND_PREFIX": "helpers",
        "MVAI_ADMINS": " U1 ,U2,",
        "MVAI_ENCRYPTION_KEYS": "new,old",
        "SMTP_URL": "smtp://me:word@mail.example.gov",
        "MVAI_MAIL_FROM": "MVAI <mvai@example.gov>",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings.slack_api_url == "https://slack-gov.com/api/"
    assert settings.database_url == "postgresql+psycopg://me:word@db/mvai"
    assert (settings.host, settings.port, settings.command_prefix) == ("0.0.0.0", 8080, "helpers")
    assert settings.admins == ("U1", "U2")
    assert [key.get_secret_value() for key in settings.encryption_keys] == ["new", "old"]
    assert all(name in table() for name in given)


def test_secrets_do_not_print_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """A settings object in a log or traceback shows no token and no key."""
    for name in (
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "MVAI_METRICS_TOKEN",
        "MVAI_ENCRYPTION_KEYS",
        "SMTP_URL",
    ):
        monkeypatch.setenv(name, "opensesame")
    assert "opensesame" not in repr(read_settings())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("MVAI_COMMAND_PREFIX", "Not Good"),
        ("MVAI_THREADS", "0"),
        ("MVAI_MAIL_FROM", "nobody"),
        ("MVAI_PUBLIC_URL", "http://forms.example.org"),
    ],
)
def test_a_wrong_setting_is_one_line_that_names_it(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """No list of faults, no traceback: the first setting that is wrong, and why."""
    monkeypatch.setenv(name, value)
    with pytest.raises(Refused) as refused:
        read_settings()
    assert refused.value.text.startswith(f"{name}: ")
    assert "\n" not in refused.value.text
