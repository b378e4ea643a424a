"""The manifests in the repository are what the code makes, and hold to what Slack's published schema does not check."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from mvai_slackbot.__main__ import main
from mvai_slackbot.cli.manifests import KINDS, committed_settings, manifest_of, text_of
from mvai_slackbot.manifest import EVENT_SCOPES, SCOPES

ROOT = Path(__file__).parents[1]
NAME = re.compile(r"client\.([a-z_]+_[a-zA-Z]+)\(|client\.(views_\w+)\b|api_call\(\s*\"([a-zA-Z.]+)\"")
# What each method asks for where we use it: private channels and direct messages (docs.slack.dev, each method's page).
METHODS: dict[str, set[str]] = {
    "api_call": set(),
    "api_test": set(),  # opens a connection ahead, asks nothing
    "apps_connections_open": set(),  # the app token's own connections:write
    "auth_test": set(),
    "bookmarks_add": {"bookmarks:write"},
    "bookmarks_list": {"bookmarks:read"},
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "conversations.invite": {"groups:write"},
    "files_completeUploadExternal": {"files:write"},
    "files_getUploadURLExternal": {"files:write"},
    "conversations_archive": {"groups:write"},
    "conversations_create": {"groups:write"},
    "conversations_history": {"groups:history", "im:history"},
    "conversations_info": {"groups:read"},
    "conversations_kick": {"groups:write"},
    "conversations_members": {"groups:read"},
    "conversations_open": {"im:write"},
    "conversations_setTopic": {"groups:write"},
    "dnd_info": {"dnd:read"},
    "pins_add": {"pins:write"},
    "users_conversations": {"groups:read"},
    "users_info": {"users:read", "users:read.email"},
    "views_open": set(),
    "views_publish": set(),
    "views_push": set(),
    "views_update": set(),
}
# Needed by no method of ours: the commands themselves; and seeing that a channel is no longer private.
BESIDE = {"commands", "channels:read", "im:read"}
LIMITS = {"name": 35, "description": 140, "long_description": 4000}


def called() -> set[str]:
    """Return every Web API method that the code names."""
    sources = [*(ROOT / "mvai_slackbot" / "slack").glob("*.py"), *(ROOT / "mvai_slackbot" / "doctor").glob("*.py")]
    sources.append(ROOT / "mvai_slackbot" / "app.py")
    return {
        next(filter(None, found.groups())) for source in sources for found in NAME.finditer(source.read_text("utf-8"))
    }


@pytest.fixture(params=KINDS)
def manifest(request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return each manifest as it is committed."""
    data: dict[str, Any] = json.loads((ROOT / "manifests" / f"{request.param}.json").read_text("utf-8"))
    return data


def test_the_files_are_what_the_code_makes() -> None:
    """A new command, event or scope fails here until the files are written anew."""
    for kind in KINDS:
        path = ROOT / "manifests" / f"{kind}.json"
        assert path.read_text("utf-8") == text_of(kind, committed_settings()), (
            f"{path.name} has drifted: mvai-slackbot manifest --write"
        )


def test_every_method_and_event_has_its_scope(manifest: dict[str, Any]) -> None:
    """A method or event without its scope would fail in Slack only, on the day it is needed; no scope is asked for idly."""
    asked = set(manifest["oauth_config"]["scopes"]["bot"])
    methods = called()
    assert methods <= set(METHODS), "state the scopes of a new method here"
    needed = set().union(*(METHODS[method] for method in methods))
    heard = manifest["settings"]["event_subscriptions"]["bot_events"]
    needed |= {EVENT_SCOPES[event] for event in heard} - {""}
    assert needed <= asked
    assert asked == set(SCOPES)
    assert asked - needed <= BESIDE


def test_commands_are_what_slack_accepts(manifest: dict[str, Any]) -> None:
    """Lower case, no spaces, none twice, at most 32 characters; mentions arrive as ids."""
    commands = manifest["features"]["slash_commands"]
    names = [command["command"] for command in commands]
    assert names, "no command at all"
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"/[a-z0-9-]{1,31}", name) for name in names)
    assert all(command["should_escape"] for command in commands)
    assert all(command["description"] for command in commands)
    assert "commands" in manifest["oauth_config"]["scopes"]["bot"]


def test_it_can_hear_people(manifest: dict[str, Any]) -> None:
    """Socket Mode or https addresses, never neither; a bot user; the messages tab, so that people can write to it."""
    settings, features = manifest["settings"], manifest["features"]
    urls = [settings["event_subscriptions"].get("request_url"), settings["interactivity"].get("request_url")]
    urls += [command.get("url") for command in features["slash_commands"]]
    if settings["socket_mode_enabled"]:
        assert set(urls) == {None}
    else:
        assert len(set(urls)) == 1
        assert urlsplit(urls[0]).scheme == "https"
        assert urlsplit(urls[0]).path == "/slack/events"
    assert settings["interactivity"]["is_enabled"]
    assert features["bot_user"]["display_name"]
    assert features["app_home"]["home_tab_enabled"]
    assert "app_home_opened" in settings["event_subscriptions"]["bot_events"]
    assert features["app_home"]["messages_tab_enabled"]
    assert not features["app_home"]["messages_tab_read_only_enabled"]


def test_words_and_shortcuts_fit(manifest: dict[str, Any]) -> None:
    """Slack's lengths; no callback id twice; nothing redirects anywhere."""
    shown, shortcuts = manifest["display_information"], manifest["features"]["shortcuts"]
    assert all(len(shown[name]) <= most for name, most in LIMITS.items())
    assert len(shown["long_description"]) >= 175
    assert len(shortcuts) <= 10
    assert all(len(shortcut["name"]) <= 24 for shortcut in shortcuts)
    ids = [shortcut["callback_id"] for shortcut in shortcuts]
    assert len(ids) == len(set(ids))
    events = manifest["settings"]["event_subscriptions"]["bot_events"]
    assert len(events) == len(set(events)) <= 100
    assert "redirect_urls" not in manifest["oauth_config"]


def test_a_private_channel_is_heard_by_its_own_events(manifest: dict[str, Any]) -> None:
    """Slack sends group_* for private channels, never channel_archive and the like."""
    heard = set(manifest["settings"]["event_subscriptions"]["bot_events"])
    assert {"group_archive", "member_joined_channel", "message.im"} <= heard
    assert not heard & {"channel_archive", "channel_unarchive", "channel_rename", "channel_deleted"}


def test_the_public_address_is_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator's own manifest carries their own address and commands."""
    monkeypatch.setenv("MVAI_PUBLIC_URL", "https://bot.example.gov/")
    monkeypatch.setenv("MVAI_COMMAND_PREFIX", "helpers")
    told = CliRunner().invoke(main, ["manifest", "production"])
    assert told.exit_code == 0, told.output
    made = json.loads(told.output)
    assert made["settings"]["interactivity"]["request_url"] == "https://bot.example.gov/slack/events"
    assert {command["command"].partition("-")[0] for command in made["features"]["slash_commands"]} == {"/helpers"}


def test_check_tells_a_drifted_file_in_one_line(tmp_path: Path) -> None:
    """`--check` passes what `--write` wrote and names a file that was changed by hand."""
    runner = CliRunner()
    assert runner.invoke(main, ["manifest", "--write", "--folder", str(tmp_path)]).exit_code == 0
    assert runner.invoke(main, ["manifest", "--check", "--folder", str(tmp_path)]).exit_code == 0
    path = tmp_path / "production.json"
    path.write_text(path.read_text("utf-8").replace("users:read", "users:write"), "utf-8")
    told = runner.invoke(main, ["manifest", "--check", "--folder", str(tmp_path)])
    assert told.exit_code == 1
    assert told.output.count("\n") == 1
    assert "production.json" in told.output


def test_the_committed_files_ignore_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compared is the code, not somebody's machine."""
    monkeypatch.setenv("MVAI_COMMAND_PREFIX", "elsewhere")
    assert manifest_of("production", committed_settings())["features"]["slash_commands"][0]["command"] == "/mvai"
