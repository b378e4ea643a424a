"""users.*, dnd.* and usergroups.*: people (https://docs.slack.dev/reference/methods/users.info and its neighbours)."""

from ..state.records import JSON, SlackError, User
from ..state.shapes import user_shape
from .ask import Ask, Method

_NO_USER = {"user": "user_not_found"}


def _shape(ask: Ask, user: User) -> JSON:
    shape = user_shape(user, ask.hub, email="users:read.email" in ask.hub.scopes)
    if ask.flag("include_locale"):
        shape["locale"] = "en-US"
    return shape


def info(ask: Ask) -> JSON:
    """One person; e-mail only with users:read.email."""
    return {"user": _shape(ask, ask.ws.users.get(ask.text("user")))}


def list_all(ask: Ask) -> JSON:
    """Everyone, deactivated people included."""
    found, cursor = ask.page(ask.ws.users.all(), usual=200)
    members = [_shape(ask, user) for user in found]
    return {"members": members, "cache_ts": ask.hub.ids.now(), "response_metadata": {"next_cursor": cursor}}


def by_email(ask: Ask) -> JSON:
    """The active person with an address."""
    user = ask.ws.users.by_email(ask.text("email"))
    if user is None:
        raise SlackError("users_not_found")
    return {"user": _shape(ask, user)}


def _dnd(user: User) -> JSON:
    # Slack's answer for someone without a schedule: 1, 1.
    start, end = user.dnd or (1, 1)
    return {"dnd_enabled": user.dnd is not None, "next_dnd_start_ts": start, "next_dnd_end_ts": end}


def dnd_info(ask: Ask) -> JSON:
    """A person's scheduled Do Not Disturb; a manual pause is never shown to a bot."""
    return _dnd(ask.ws.users.get(ask.text("user") or ask.hub.bot_user_id))


def dnd_team(ask: Ask) -> JSON:
    """The same for up to 50 people; unknown ones are left out."""
    ids = ask.words("users")
    if not ids:
        raise SlackError("no_users_provided")
    found = (ask.ws.users.find(user_id) for user_id in ids[:50])
    return {"users": {user.id: _dnd(user) for user in found if user is not None}}


def usergroups(ask: Ask) -> JSON:
    """The workspace's user groups."""
    with_users, with_count = ask.flag("include_users"), ask.flag("include_count")
    groups = []
    for group in ask.ws.usergroups:
        if group.get("date_delete") and not ask.flag("include_disabled"):
            continue
        shape = {key: value for key, value in group.items() if key != "users" or with_users}
        groups.append(shape | ({"user_count": len(group.get("users", []))} if with_count else {}))
    return {"usergroups": groups}


def usergroup_users(ask: Ask) -> JSON:
    """Who is in a user group."""
    group = next((g for g in ask.ws.usergroups if g.get("id") == ask.text("usergroup")), None)
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.get("users", []))}


METHODS = (
    Method("users.info", info, 4, ("user",), ("include_locale",), ("users:read",), _NO_USER),
    Method("users.list", list_all, 2, (), ("cursor", "include_locale", "limit", "team_id"), ("users:read",)),
    Method(
        "users.lookupByEmail",
        by_email,
        3,
        ("email",),
        (),
        ("users:read.email",),
        {"email": "users_not_found"},
    ),
    Method("dnd.info", dnd_info, 3, (), ("team_id", "user"), ("dnd:read",)),
    Method("dnd.teamInfo", dnd_team, 2, (), ("team_id", "users"), ("dnd:read",)),
    Method(
        "usergroups.list",
        usergroups,
        2,
        (),
        ("include_count", "include_disabled", "include_users", "team_id"),
        ("usergroups:read",),
    ),
    Method(
        "usergroups.users.list",
        usergroup_users,
        2,
        ("usergroup",),
        ("include_disabled", "team_id"),
        ("usergroups:read",),
        {"usergroup": "no_such_subteam"},
    ),
)
