"""`simulate` with a past behind it, and for a bot of somebody else's."""

import json
import time
from pathlib import Path

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from sqlalchemy import select

from mvai_slackbot.checkins.models import Answer, Occurrence
from mvai_slackbot.cli.workspace_file import WorkspaceFile
from mvai_slackbot.db import Database, Vault
from mvai_slackbot.simulator import Simulator
from mvai_slackbot.simulator.state import keeping
from tests.cli.commands import Page, Running, mvai
from tests.cli.test_simulate import started

# A past of four months takes seconds on a quiet machine, and longer beside other tests.
PATIENCE = 300.0
MANIFEST = {
    "display_information": {"name": "Greeter"},
    "features": {
        "bot_user": {"display_name": "greeter"},
        "slash_commands": [{"command": "/greet", "description": "Greets", "usage_hint": "a name"}],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
    "settings": {"socket_mode_enabled": True},
}


def lived(folder: Path) -> tuple[Running, str]:
    """Start the scenario with a past; return it and its address."""
    running = Running(folder, "simulate", "--port", "0", "--scenario", "months")
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        said = "".join(list(running.said))
        if "in your browser" in said or running.process.poll() is not None:
            break
        time.sleep(0.2)
    return running, running.wait_for(r"(http://\S+) in your browser").group(1)


def what_was_asked(folder: Path) -> tuple[set[int], set[int]]:
    """Return the occurrences on record, and those that were answered: without gaps no trend is worth reading."""
    database = Database(f"sqlite:///{folder / 'mvai.db'}", Vault([(folder / "key").read_text().strip()]))
    with database.read() as session:
        found = set(session.scalars(select(Occurrence.id))), set(session.scalars(select(Answer.occurrence_id)))
    database.dispose()
    return found


def test_four_months_lie_behind_a_new_workspace_and_are_not_lived_twice(tmp_path: Path) -> None:
    """The clock stands at today; what is due comes later; the next start goes on from there."""
    running, url = lived(tmp_path)
    with running:
        assert "Left out" not in running.picture()
        ana = Page(url, "ana")
        names = ana.channels()
        assert len([name for name in names if name.startswith("mvai-")]) == 2
        now = ana.get("state")["clock"]["now"]
        assert abs(now - time.time()) < PATIENCE
        due = ana.get("due")["due"]
        assert due
        assert all(one["at"] > now for one in due)
        assert "/mvai-checkin" in json.dumps(ana.get("state")["commands"])
        assert json.dumps(Page(url, "chief").direct()).count("Your answer is saved") > 1
    asked, answered = what_was_asked(tmp_path / "mvai-simulate")
    assert len(answered) > 30 and len(asked - answered) > 5
    again, url = started(tmp_path, "--scenario", "months")
    with again:
        assert "Living through" not in "".join(again.said)
        assert Page(url, "ana").channels() == names


def test_another_app_lives_in_the_workspace_alone(tmp_path: Path) -> None:
    """Its manifest makes the commands; the four lines it needs are printed, and in a file of its owner's."""
    (tmp_path / "manifest.json").write_text(json.dumps(MANIFEST))
    running, url = started(tmp_path, "--no-bot", "--manifest", "manifest.json", "--scenario", "empty")
    with running:
        env = tmp_path / "mvai-simulate" / "slack.env"
        told = dict(line.split("=", 1) for line in env.read_text().splitlines())
        assert env.stat().st_mode & 0o077 == 0
        assert all(f"{name}={value}" in "".join(running.said) for name, value in told.items())
        app = App(client=WebClient(told["SLACK_BOT_TOKEN"], base_url=told["SLACK_API_URL"]))
        app.command("/greet")(lambda ack, command: ack(f"Hello {command['text']}"))
        handler = SocketModeHandler(app, told["SLACK_APP_TOKEN"])
        handler.connect()  # type: ignore[no-untyped-call]  # Bolt leaves it without types
        try:
            robin = Page(url, "robin")
            assert [one["command"] for one in robin.get("state")["commands"]] == ["/greet"]
            assert "Hello town" in robin.types("/greet town")
        finally:
            handler.close()  # type: ignore[no-untyped-call]  # Bolt leaves it without types


def test_large_files_lie_beside_the_workspace_and_are_there_again(tmp_path: Path) -> None:
    """Each is written once, and gone with what named it."""
    file, content = WorkspaceFile(tmp_path / "workspace.json"), b"x" * (keeping.INLINE_BYTES + 1)
    with Simulator(MANIFEST, team_name="Test Town") as slack:
        done = slack.workspace.uploads.expect("large.bin", len(content))
        done.content, done.done = content, True
        file.write(slack)
        assert file.files.stat().st_mode & 0o077 == 0
    again = Simulator(MANIFEST, team_name="Test Town")
    later = WorkspaceFile(file.path)
    later.restore(again)
    found = again.workspace.uploads.find(done.id)
    assert found is not None and found.content == content and file.path.stat().st_size < len(content)
    with Simulator(MANIFEST, team_name="Test Town") as empty:
        later.write(empty)
    assert list(file.files.iterdir()) == []


def test_a_manifest_that_is_none_and_options_that_do_not_fit_are_told_in_a_line(tmp_path: Path) -> None:
    """No traceback; the line says what to do."""
    (tmp_path / "broken.json").write_text("display_information: {}")
    (tmp_path / "other.json").write_text("[]")
    for words, said in (
        (("--no-bot", "--manifest", "broken.json"), "is not JSON"),
        (("--no-bot", "--manifest", "other.json"), "display_information is missing"),
        (("--manifest", "other.json"), "add --no-bot"),
        (("--request-url", "http://127.0.0.1:1/"), "add --no-bot"),
    ):
        tried = mvai(tmp_path, "simulate", *words)
        assert tried.returncode != 0
        assert said in tried.stderr
        assert "Traceback" not in tried.stderr
