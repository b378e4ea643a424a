"""`run`, `web` and `worker` as an operator starts them: real processes, on both databases."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from click.testing import CliRunner

from mvai_slackbot.__main__ import main
from mvai_slackbot.simulator import Simulator
from tests.cli.commands import Running, environment, mvai
from tests.conftest import people

SECRET = "saxifrage"


def started(running: Running) -> int:
    """Wait until it says that it started; return its port, 0 where it has none."""
    said = running.wait_for(r'(\{.*"event": "started".*\})').group(1)
    return int(json.loads(said).get("port", 0))


def test_web_and_worker_refuse_an_old_schema_in_one_line(
    tmp_path: Path, database_url: str, at_the_workspace: dict[str, str]
) -> None:
    """Only `migrate` changes a schema; the others say so and stop."""
    env = {**at_the_workspace, "DATABASE_URL": database_url}
    for command in ("web", "worker"):
        told = mvai(tmp_path, command, **env)
        assert (told.returncode, told.stdout) == (1, "")
        assert told.stderr == "Error: The database has no tables yet. Run: mvai-slackbot migrate\n"
    assert "now (before: no tables)" in mvai(tmp_path, "migrate", **env).stdout
    assert "already" in mvai(tmp_path, "migrate", **env).stdout


def test_web_hears_and_worker_delivers(
    tmp_path: Path, database_url: str, sim: Simulator, at_the_workspace: dict[str, str]
) -> None:
    """Two processes that share nothing but the database open an incident; health and metrics tell; SIGTERM ends them well.

    What was typed, and what Slack sent, is in none of their lines.
    """
    who = people(sim)
    env = {**at_the_workspace, "DATABASE_URL": database_url, "MVAI_ADMINS": who["root"].id}
    assert mvai(tmp_path, "migrate", **env).returncode == 0
    with Running(tmp_path, "web", **env) as web, Running(tmp_path, "worker", **env) as worker:
        port = started(web)
        started(worker)
        sim.deliver_to(f"http://127.0.0.1:{port}/slack/events")
        reply = who["root"].types(f"/mvai-incident open {SECRET} at the depot")
        assert "mvai-" in reply.text
        who["root"].types(f"/mvai-incident nonsense {SECRET}")
        sim.wait_until(lambda: any("mvai-2" in channel.name for channel in sim.workspace.channels), 30)
        assert json.load(urlopen(f"http://127.0.0.1:{port}/healthz")) == {"alive": True}
        assert json.load(urlopen(f"http://127.0.0.1:{port}/readyz"))["database"] == "ok"
        with pytest.raises(HTTPError, match="401"):
            urlopen(Request(f"http://127.0.0.1:{port}/metrics", headers={"X-Forwarded-For": "203.0.113.9"}))
        told = urlopen(f"http://127.0.0.1:{port}/metrics").read().decode()
        assert 'mvai_heard_total{kind="command",result="done"} 1.0' in told
        assert 'mvai_heard_total{kind="command",result="refused"} 1.0' in told
        assert "mvai_oldest_effect_seconds" in told
    assert (web.process.returncode, worker.process.returncode) == (0, 0), web.picture() + worker.picture()
    for line in web.said + worker.said:
        assert SECRET not in line
        assert sim.bot_token not in line
        assert who["root"].id in line or json.loads(line)["event"] != "heard"
    assert any('"event": "delivered"' in line for line in worker.said)


def test_run_needs_nothing_but_tokens(tmp_path: Path, sim: Simulator, at_the_workspace: dict[str, str]) -> None:
    """Socket Mode, one process, an SQLite file that is not there yet: it makes and migrates the file by itself."""
    root = people(sim)["root"]
    with Running(tmp_path, "run", **at_the_workspace, MVAI_ADMINS=root.id) as running:
        started(running)
        assert (tmp_path / "mvai.db").exists()
        assert "mvai-" in root.types("/mvai-incident open at the depot").text
        sim.wait_until(lambda: any("mvai-2" in channel.name for channel in sim.workspace.channels), 30)
    assert running.process.returncode == 0, running.picture()


@pytest.mark.parametrize(
    ("change", "command", "words"),
    [
        ({"SLACK_BOT_TOKEN": ""}, "run", "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_APP_TOKEN": ""}, "run", "SLACK_APP_TOKEN is missing"),
        ({"SLACK_SIGNING_SECRET": ""}, "web", "SLACK_SIGNING_SECRET is missing"),
        ({"MVAI_ENCRYPTION_KEYS": ""}, "migrate", "MVAI_ENCRYPTION_KEYS is missing"),
        ({"MVAI_ENCRYPTION_KEYS": "short"}, "rekey", "each key is 32 bytes"),
        ({"DATABASE_URL": "postgresql://nobody@127.0.0.1:9/none"}, "migrate", "DATABASE_URL: the database does not"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all.db"}, "rekey", "DATABASE_URL: the database does not answer"),
        ({"DATABASE_URL": "mysterysql://x"}, "run", "DATABASE_URL: "),
        ({"PORT": "eighty"}, "worker", "PORT: "),
    ],
)
def test_what_is_missing_or_wrong_is_one_clear_line(
    tmp_path: Path,
    at_the_workspace: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, str],
    command: str,
    words: str,
) -> None:
    """What is wrong and where to find it; never a traceback."""
    monkeypatch.chdir(tmp_path)
    for name, value in {**at_the_workspace, **change}.items():
        monkeypatch.setenv(name, value)
    told = CliRunner().invoke(main, [command])
    assert told.exit_code == 1, told.output
    assert words in told.output
    assert told.output.count("\n") == 1, told.output


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "invalid_auth"),
        ({"SLACK_API_URL": "http://127.0.0.1:9/api/"}, "Slack cannot be reached"),
    ],
)
def test_a_slack_that_says_no_is_one_clear_line(
    tmp_path: Path, at_the_workspace: dict[str, str], change: dict[str, str], words: str
) -> None:
    """A real process ends with one line and leaves nothing open behind it."""
    told = mvai(tmp_path, "run", **{**at_the_workspace, **change})
    assert told.returncode == 1, told.stderr
    assert words in told.stderr
    assert told.stderr.count("\n") == 1, told.stderr


def test_a_start_loads_only_what_it_needs(tmp_path: Path) -> None:
    """`run` pays for no migration, no simulator, no scenario and no doctor."""
    costly = ("alembic", *(f"mvai_slackbot.{part}" for part in ("simulator", "scenarios", "doctor", "privacy")))
    probe = f"import mvai_slackbot.cli.run, sys; print([name for name in sys.modules if name.startswith({costly!r})])"
    told = subprocess.run(
        [sys.executable, "-c", probe], cwd=tmp_path, env=environment(), capture_output=True, text=True, check=False
    )
    assert told.stdout == "[]\n", told.stderr
