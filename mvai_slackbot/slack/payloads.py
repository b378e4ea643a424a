"""Slack's payloads to an Invocation (source: docs.slack.dev, interaction payloads and the Events API)."""

from collections.abc import Mapping
from typing import Any

from mvai_slackbot.db import Private
from mvai_slackbot.slack.invocation import Invocation
from mvai_slackbot.slack.text import as_typed

Body = Mapping[str, Any]
# Events in which the user turns to the bot; all others are about somebody.
SPOKEN = ("message", "app_home_opened", "app_mention")


def from_command(body: Body) -> Invocation:
    """Read a slash command."""
    return Invocation(
        team_id=body["team_id"],
        user_id=body["user_id"],
        channel_id=body.get("channel_id", ""),
        trigger_id=body.get("trigger_id", ""),
        response_url=body.get("response_url", ""),
    )


def from_interaction(body: Body) -> Invocation:
    """Read a pressed button, a sent or closed form, a shortcut."""
    container = body.get("container") or {}
    message = body.get("message") or {}
    view = body.get("view") or {}
    in_home = view.get("type") == "home"
    return Invocation(
        team_id=(body.get("team") or {}).get("id") or body["user"].get("team_id", ""),
        user_id=body["user"]["id"],
        channel_id=(body.get("channel") or {}).get("id") or container.get("channel_id") or "",
        trigger_id=body.get("trigger_id") or "",
        response_url=body.get("response_url") or "",
        message_ts=container.get("message_ts") or message.get("ts") or "",
        message_text=Private.of(as_typed(message.get("text") or "")),
        view_id="" if in_home else view.get("id") or "",
        home=f"{view['id']}:{view.get('hash')}" if in_home else "",
    )


def from_event(body: Body) -> Invocation:
    """Read an event: who it is about stands in different places."""
    event = body["event"]
    user = event.get("user") or event.get("inviter") or ""
    channel = event.get("channel") or ""
    return Invocation(
        team_id=body.get("team_id") or "",
        user_id=user.get("id", "") if isinstance(user, dict) else user,
        channel_id=channel.get("id", "") if isinstance(channel, dict) else channel,
        message_ts=event.get("ts") or event.get("event_ts") or "",
        about=event.get("type") not in SPOKEN,
    )


def people_in(body: Body) -> list[str]:
    """Return the user ids chosen in a sent form."""
    found: list[str] = []
    values = ((body.get("view") or {}).get("state") or {}).get("values") or {}
    for inputs in values.values():
        for state in inputs.values():
            found += [state["selected_user"]] if state.get("selected_user") else []
            found += state.get("selected_users") or []
    return found
