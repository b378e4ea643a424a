"""The Slack app's manifest, made from what the bot hears and calls; `manifests/*.json` are its copies."""

from collections.abc import Iterable, Sequence
from typing import Any

from mvai_slackbot.slack.help import usage_line
from mvai_slackbot.slack.listeners import Listener

# Each scope with the methods or events that need it (source: docs.slack.dev, each method's page).
SCOPES: dict[str, str] = {
    "commands": "slash commands and shortcuts",
    "app_mentions:read": "app_mention events",
    "chat:write": "chat.postMessage, chat.update",
    "groups:write": "conversations.create, invite, kick, setTopic, archive of private channels",
    "channels:read": "conversations.info of a channel that somebody made public, to notice it",
    "groups:read": "conversations.info, conversations.members, users.conversations, group_* events",
    "groups:history": "conversations.history, to look before a second try",
    "im:write": "conversations.open",
    "im:read": "conversations.info of a direct message",
    "im:history": "message.im events; conversations.history, to look before a second try",
    "users:read": "users.info, user_change",
    "users:read.email": "the e-mail address in a profile",
    "dnd:read": "dnd.info, to see a scheduled Do Not Disturb",
    "pins:write": "pins.add",
    "files:write": "files.getUploadURLExternal, files.completeUploadExternal, for the picture of a trend",
    "bookmarks:read": "bookmarks.list, to look before a second try",
    "bookmarks:write": "bookmarks.add",
}
EVENT_SCOPES = {
    "message.im": "im:history",
    "group_archive": "groups:read",
    "group_unarchive": "groups:read",
    "group_rename": "groups:read",
    "group_deleted": "groups:read",
    "member_joined_channel": "groups:read",
    "member_left_channel": "groups:read",
    "channel_shared": "groups:read",
    "channel_unshared": "groups:read",
    "user_change": "users:read",
    "app_home_opened": "",
    "app_mention": "app_mentions:read",
}
NOUNS = {
    "": ("What can I do here, who is on call", "[help|on-call|role]"),
    "incident": ("Open, see and close incidents", "open <short description>"),
    "request": ("Log and follow requests for assistance", "log <text>"),
    "sme": ("The roster of SMEs and their assignments", "assign 7 @name"),
    "checkin": ("Check-ins on officer and community wellness", "offer @chief"),
}
LONG = (
    "For the Mass Violence Advisory Initiative of IACP and BJA: opens a private channel for each incident, logs requests for "
    "assistance, offers them to subject matter experts who may accept or decline, and asks leaders who said yes how their "
    "officers and their community are. It keeps no names of victims, witnesses or suspects, and nothing clinical. "
    "It is not a monitored crisis line: in an emergency call 911; call or text 988 to talk to somebody now."
)


def build_manifest(listeners: Iterable[Listener], prefix: str, *, public_url: str = "") -> dict[str, Any]:
    """Return the manifest: over HTTP with a public address, over Socket Mode without one."""
    heard = list(listeners)
    request_url = f"{public_url.rstrip('/')}/slack/events" if public_url else ""
    where = {"url": request_url} if request_url else {}
    interactivity: dict[str, Any] = {"is_enabled": True}
    events: dict[str, Any] = {"bot_events": events_of(heard)}
    if request_url:
        interactivity["request_url"] = request_url
        events["request_url"] = request_url
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": prefix.upper(),
            "description": "Peer-to-peer assistance after mass violence: channels, requests, SMEs, check-ins",
            "long_description": LONG,
            "background_color": "#1f3a4d",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": prefix, "always_online": True},
            "shortcuts": _shortcuts(heard),
            "slash_commands": [_command(heard, prefix, noun, where) for noun in nouns_of(heard)],
        },
        "oauth_config": {"scopes": {"bot": sorted(SCOPES)}},
        "settings": {
            "event_subscriptions": events,
            "interactivity": interactivity,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not request_url,
            "token_rotation_enabled": False,
        },
    }


def nouns_of(listeners: Sequence[Listener]) -> list[str]:
    """Return the nouns that have a command, the bare one first."""
    return sorted({listener.noun for listener in listeners if listener.kind == "command"}, key=list(NOUNS).index)


def events_of(listeners: Sequence[Listener]) -> list[str]:
    """Return the events that are heard, in Slack's spelling."""
    names = {listener.name for listener in listeners if listener.kind == "event"}
    return sorted("message.im" if name == "message_im" else name for name in names)


def _command(heard: Sequence[Listener], prefix: str, noun: str, where: dict[str, str]) -> dict[str, Any]:
    description, hint = NOUNS[noun]
    return {
        "command": f"/{prefix}-{noun}" if noun else f"/{prefix}",
        "description": description,
        "usage_hint": hint,
        # Without it Slack sends "@chief" as plain text that no one can resolve.
        "should_escape": True,
        **where,
    }


def _shortcuts(heard: Sequence[Listener]) -> list[dict[str, Any]]:
    return [
        {"name": one.help, "type": "message", "callback_id": one.name, "description": one.help}
        for one in heard
        if one.kind == "shortcut"
    ]


def command_table(listeners: Sequence[Listener], prefix: str) -> list[tuple[str, str]]:
    """Return every command with what it does, for the README and for help."""
    commands = [one for one in listeners if one.kind == "command"]
    return [
        (usage_line(prefix, one), one.help) for one in sorted(commands, key=lambda one: list(NOUNS).index(one.noun))
    ]
