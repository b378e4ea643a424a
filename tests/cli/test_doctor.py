"""`doctor` says in plain words what is wrong and what to do next; each failure is provoked here."""

import asyncio
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from cryptography.fernet import Fernet
from sqlalchemy import text

from mvai_slackbot.calls.models import CallTest
from mvai_slackbot.db import Database, Private, Vault
from mvai_slackbot.doctor import Finding, examine
from mvai_slackbot.people.models import OnCall, Person, Rank, Role, RoleHeld
from mvai_slackbot.settings import Settings
from mvai_slackbot.simulator import Fault, Simulator
from mvai_slackbot.simulator.loop_thread import LoopThread
from mvai_slackbot.web.front import serve
from tests.bot import manifest
from tests.cli.commands import mvai

KEY = Fernet.generate_key().decode()
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def url(tmp_path: Path, migrated_sqlite: Path) -> str:
    """A database that is as it should be: an administrator, two people on call."""
    shutil.copyfile(migrated_sqlite, tmp_path / "mvai.db")
    return f"sqlite:///{tmp_path / 'mvai.db'}"


def fill(url: str, team: str, *ranks: Rank) -> None:
    """Put an administrator on record, and on call."""
    database = Database(url, Vault([KEY]))
    with database.write() as session:
        one = Person(team_id=team, user_id="U1", name=Private("Robin"))
        other = Person(team_id=team, user_id="U2", name=Private("Ana"))
        session.add_all((one, other))
        session.flush()
        session.add(RoleHeld(person_id=one.id, role=Role.ADMINISTRATOR, since=NOW, given_by=None))
        for person, rank in zip((one, other), ranks, strict=False):
            session.add(OnCall(team_id=team, person_id=person.id, rank=rank, since=NOW))
        if len(ranks) > 1:
            rang = CallTest(
                team_id=team, person_id=one.id, sent_at=NOW, by_phone=True, acknowledged_at=NOW, phone_rang=True
            )
            session.add(rang)
    database.dispose()


def settings(sim: Simulator, url: str, **changed: Any) -> Settings:
    """Return settings that are as they should be, but for what is changed."""
    values = {
        "slack_bot_token": sim.bot_token,
        "slack_app_token": sim.app_token,
        "slack_api_url": sim.api_url,
        "database_url": url,
        "MVAI_ENCRYPTION_KEYS": KEY,
        **changed,
    }
    return Settings(_env_file=None, **values)


def look(settings: Settings, *, trial: bool = False) -> dict[str, Finding]:
    """Return the findings by what was looked at."""
    return {finding.what: finding for finding in asyncio.run(examine(settings, trial=trial))}


def test_all_is_well(sim: Simulator, url: str) -> None:
    """With everything in order only the texts, which nobody has reviewed, and mail, sent by hand, ask for a thought."""
    fill(url, sim.team_id, Rank.FIRST, Rank.SECOND)
    found = look(settings(sim, url), trial=True)
    assert {what: one.state for what, one in found.items() if one.state != "well"} == {
        "Mailbox": "look",
        "Outgoing mail": "look",
        "Texts": "look",
    }
    assert set(found) == {
        "Bot token", "Scopes", "Clock", "Private channel", "Hearing Slack", "Schema", "Keys", "Administrators", "On call",
        "Reaching people", "Outgoing mail", "Mailbox", "Texts",
    }  # fmt: skip


def test_the_trial_channel_is_private_and_archived(sim: Simulator, url: str) -> None:
    """`--try` leaves nothing open behind it; without it no channel is made."""
    look(settings(sim, url))
    assert not [one for one in sim.workspace.channels if one.name.startswith("mvai-doctor")]
    look(settings(sim, url), trial=True)
    made = next(one for one in sim.workspace.channels if one.name.startswith("mvai-doctor"))
    assert made.is_private
    assert made.is_archived


def test_a_trial_that_slack_refuses_is_told(sim: Simulator, url: str) -> None:
    """The workspace may forbid private channels to apps."""
    sim.faults.add(Fault("conversations.create", "error", error="restricted_action"))
    found = look(settings(sim, url), trial=True)["Private channel"]
    assert found.state == "act"
    assert "restricted_action" in found.says
    sim.faults.add(Fault("conversations.create", "drop"))
    found = look(settings(sim, url), trial=True)["Private channel"]
    assert found.state == "act" and "did not answer" in found.says and found.next_step


def test_a_schema_of_an_earlier_version_is_told(sim: Simulator, url: str) -> None:
    """It has tables, and not all that this version needs."""
    database = Database(url, Vault([KEY]))
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    database.dispose()
    found = look(settings(sim, url))["Schema"]
    assert found.state == "act" and "0001" in found.says and found.next_step == "Run: mvai-slackbot migrate"


@pytest.mark.parametrize(
    ("changed", "what", "words"),
    [
        ({"slack_bot_token": ""}, "Bot token", "SLACK_BOT_TOKEN is not set"),
        ({"slack_bot_token": "xoxb-wrong"}, "Bot token", "invalid_auth"),
        ({"slack_api_url": "http://127.0.0.1:9/api/"}, "Bot token", "cannot be reached"),
        ({"slack_app_token": "xapp-wrong"}, "Hearing Slack", "invalid_auth"),
        ({"slack_app_token": ""}, "Hearing Slack", "Neither SLACK_APP_TOKEN"),
        ({"MVAI_ENCRYPTION_KEYS": ""}, "Keys", "missing"),
        ({"MVAI_ENCRYPTION_KEYS": Fernet.generate_key().decode()}, "Keys", "No key opens a stored text (person.name)"),
        ({"database_url": "sqlite:///empty.db"}, "Schema", "no tables yet"),
        ({"database_url": "postgresql://nobody@127.0.0.1:9/none"}, "Schema", "does not answer"),
    ],
)
def test_what_is_wrong_is_told_with_the_next_step(
    sim: Simulator,
    url: str,
    changed: dict[str, str],
    what: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One setting is wrong: the finding names it and says what to do."""
    monkeypatch.chdir(tmp_path)
    fill(url, sim.team_id, Rank.FIRST, Rank.SECOND)
    found = look(settings(sim, url, **changed))[what]
    assert found.state == "act"
    assert words in found.says
    assert found.next_step


def test_missing_scopes_are_named_with_what_they_are_for(url: str) -> None:
    """An app that was installed before a scope was added."""
    earlier = manifest()
    earlier["oauth_config"]["scopes"]["bot"].remove("dnd:read")
    with Simulator(earlier, team_name="MVAI") as sim:
        found = look(settings(sim, url))["Scopes"]
    assert found.state == "act"
    assert "dnd:read (dnd.info" in found.says
    assert "reinstall" in found.next_step


def test_nobody_on_call_and_nobody_second(sim: Simulator, url: str) -> None:
    """Leaders cannot ask for a call while nobody is there: that needs doing; one person alone deserves a thought."""
    found = look(settings(sim, url))
    assert (found["On call"].state, found["Administrators"].state) == ("act", "act")
    assert "/mvai on-call @name" in found["On call"].next_step
    fill(url, sim.team_id, Rank.FIRST)
    found = look(settings(sim, url))
    assert (found["On call"].state, found["Administrators"].state) == ("look", "well")


def test_a_test_message_goes_to_whoever_is_on_call_and_the_question_waits_for_their_word(
    sim: Simulator, url: str
) -> None:
    """Nobody said yet that a message reached them: that needs doing; `--page` sends one; in Slack alone, a thought."""
    fill(url, sim.team_id, Rank.FIRST)
    found = asyncio.run(examine(settings(sim, url), page=True))
    by_name = {one.what: one for one in found}
    assert by_name["Test message"].says.startswith("On its way to 1 on call")
    assert by_name["Reaching people"].state == "act" and "--page" in by_name["Reaching people"].next_step
    database = Database(url, Vault([KEY]))
    with database.write() as session:
        sent = session.query(CallTest).one()
        sent.acknowledged_at, sent.phone_rang = NOW, False
    database.dispose()
    found_now = look(settings(sim, url))["Reaching people"]
    assert (found_now.state, "MVAI_PAGING_URL" in found_now.next_step) == ("look", True)


@pytest.fixture
def wrong_slack() -> Iterator[str]:
    """A Slack whose clock is years away from this machine's, and whose channels are public; on a real port."""

    async def answer(_request: web.Request) -> web.Response:
        body = {"ok": True, "user": "mvai", "user_id": "UB", "team": "MVAI", "team_id": "T1"}
        channel = {"id": "C1", "name": "mvai-doctor-1", "is_private": False}
        return web.json_response({**body, "channel": channel}, headers={"Date": "Sat, 21 Nov 2020 12:00:00 GMT"})

    application = web.Application()
    application.router.add_post("/api/{method}", answer)
    served = LoopThread("a Slack of another day")
    served.start()
    runner, port = served.run(serve(application, "127.0.0.1", 0))
    yield f"http://127.0.0.1:{port}/api/"
    served.run(runner.cleanup())
    served.stop()


def test_a_clock_that_is_off_and_a_channel_that_is_not_private_are_told(
    wrong_slack: str, sim: Simulator, url: str
) -> None:
    """A machine whose clock is off would refuse every request of Slack's as forged."""
    found = look(settings(sim, url, slack_api_url=wrong_slack), trial=True)
    assert found["Private channel"].state == "act"
    assert "was made, but not private" in found["Private channel"].says
    assert found["Clock"].state == "act"
    assert "ahead of Slack" in found["Clock"].says
    assert found["Scopes"].state == "look"


def test_the_command_fails_when_something_needs_doing(tmp_path: Path, sim: Simulator, url: str) -> None:
    """Exit code 1 and the step under each finding; 0 when nothing needs doing."""
    env = {
        "SLACK_BOT_TOKEN": sim.bot_token, "SLACK_APP_TOKEN": sim.app_token, "SLACK_API_URL": sim.api_url,
        "DATABASE_URL": url, "MVAI_ENCRYPTION_KEYS": KEY,
    }  # fmt: skip
    told = mvai(tmp_path, "doctor", **env)
    assert told.returncode == 1, told.stderr
    assert "to do On call: Nobody." in told.stdout
    assert "Next: In Slack: /mvai on-call @name" in told.stdout
    fill(url, sim.team_id, Rank.FIRST, Rank.SECOND)
    told = mvai(tmp_path, "doctor", **env)
    assert told.returncode == 0, told.stdout + told.stderr
    assert sim.bot_token not in told.stdout
