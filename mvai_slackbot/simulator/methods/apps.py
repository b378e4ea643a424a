"""api.test, auth.*, apps.*, team.info and bots.info: the app and its workspace (https://docs.slack.dev/reference/methods)."""

from ..state.records import JSON, SlackError
from .ask import Ask, Method


def api_test(ask: Ask) -> JSON:
    """Answers its arguments; ``error`` makes it fail with that code."""
    if ask.text("error"):
        raise SlackError(ask.text("error"), args=ask.args)
    return {"args": ask.args} if ask.args else {}


def auth_test(ask: Ask) -> JSON:
    """Who the token is."""
    hub = ask.hub
    return {
        "url": f"{hub.base_url}/",
        "team": hub.team_name,
        "user": hub.bot_name,
        "team_id": hub.team_id,
        "user_id": hub.bot_user_id,
        "bot_id": hub.bot_id,
        "is_enterprise_install": False,
    }


def auth_revoke(ask: Ask) -> JSON:
    """Revokes the bot's token, which takes the app out of the workspace; ``test`` only says so."""
    if not ask.flag("test"):
        ask.ws.uninstall()
    return {"revoked": not ask.flag("test")}


def open_connection(ask: Ask) -> JSON:
    """A WebSocket address for Socket Mode, good for one connection."""
    return {"url": ask.hub.socket_url()}


def team_info(ask: Ask) -> JSON:
    """The workspace itself."""
    if ask.text("team") not in ("", ask.hub.team_id):
        raise SlackError("team_not_found")
    hub = ask.hub
    team = {"id": hub.team_id, "name": hub.team_name, "domain": hub.team_domain, "email_domain": "", "icon": {}}
    return {"team": team | {"url": f"{hub.base_url}/"}}


def bot_info(ask: Ask) -> JSON:
    """The app's bot."""
    hub = ask.hub
    if ask.text("bot") not in ("", hub.bot_id):
        raise SlackError("bot_not_found")
    bot = {"id": hub.bot_id, "deleted": not hub.installed, "name": hub.bot_name, "updated": 0, "app_id": hub.app_id}
    return {"bot": bot | {"user_id": hub.bot_user_id, "icons": {}}}


METHODS = (
    Method("api.test", api_test, 4, (), ("error", "foo"), caller="none"),
    Method("auth.test", auth_test, 0),
    Method("auth.revoke", auth_revoke, 3, (), ("test",)),
    # The Java SDK's table says tier 1; the plainest reading of "plan for the worst" keeps that.
    Method("apps.connections.open", open_connection, 1, caller="app"),
    Method("team.info", team_info, 3, (), ("domain", "team"), ("team:read",)),
    Method("bots.info", bot_info, 3, (), ("bot", "team_id"), ("users:read",)),
)
