"""Every method with nothing, with junk and with too much: an answer in Slack's shape, never a crash."""

from collections.abc import Iterator
from typing import Any

import aiohttp
import pytest

from mvai_slackbot.simulator.methods.table import all_methods

from .web_api_world import World, refusal

JUNK: tuple[Any, ...] = (
    None,
    "",
    " ",
    "x" * 5000,
    "\u202eright to left 🙂",
    "[",
    "[1]",
    "{}",
    '[{"type": 7}]',
    -1,
    10**30,
    True,
    [],
    [None],
    [[1]],
    {},
    {"type": "modal"},
    {"type": "home", "blocks": [None]},
    {"type": "modal", "title": 1, "blocks": [{"type": "input", "element": []}]},
    [{"type": "actions", "elements": [None]}],
    [{"type": "section", "text": {"type": "mrkdwn", "text": None}}],
)


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


async def answers(world: World, method: str, asked: list[dict[str, Any]]) -> list[tuple[int, Any]]:
    token = world.ws.hub.app_token if method == "apps.connections.open" else world.ws.hub.bot_token
    found = []
    async with aiohttp.ClientSession(headers={"Authorization": f"Bearer {token}"}) as session:
        for arguments in asked:
            async with session.post(f"{world.url}{method}", json=arguments) as response:
                found.append((response.status, await response.json()))
    return found


@pytest.mark.parametrize("method", sorted(set(all_methods()) - {"auth.revoke"}))
async def test_junk_in_any_argument_is_answered_in_slacks_shape(world: World, method: str) -> None:
    """Each argument in turn gets each piece of junk, the others are sensible; auth.revoke would end the rest."""
    channel = world.private_channel()
    ts = world.client.chat_postMessage(channel=channel.id, text="card")["ts"]
    sensible = {"channel": channel.id, "channel_id": channel.id, "text": "x", "ts": ts, "timestamp": ts}
    sensible |= {"user": world.ana.id, "user_id": world.ana.id, "users": world.ana.id, "name": "eyes", "type": "link"}
    known = all_methods()[method]
    arguments = {key: sensible[key] for key in (*known.required, *known.optional) if key in sensible}
    asked = [{}, arguments]
    for key in (*known.required, *known.optional):
        trigger = {"trigger_id": world.do(lambda: world.ws.triggers.issue(world.ana.id)).id}
        more = trigger if "trigger_id" in known.optional else {}
        asked += [{**arguments, **more, key: junk} for junk in JUNK]
    for request, (status, answer) in zip(asked, await answers(world, method, asked), strict=True):
        assert status == 200, request
        assert answer["ok"] is True or isinstance(answer["error"], str), request


@pytest.mark.parametrize(
    ("method", "error"),
    [
        ("chat.postMessage", "channel_not_found"),
        ("conversations.create", "invalid_name_required"),
        ("conversations.info", "channel_not_found"),
        ("conversations.open", "users_list_not_supplied"),
        ("users.info", "user_not_found"),
        ("pins.add", "channel_not_found"),
        ("bookmarks.add", "channel_not_found"),
        ("dnd.teamInfo", "no_users_provided"),
        ("views.open", "invalid_arguments"),
        ("files.getUploadURLExternal", "invalid_arguments"),
        ("usergroups.users.list", "no_such_subteam"),
    ],
)
def test_a_call_without_arguments_says_what_is_missing(world: World, method: str, error: str) -> None:
    """In Slack's code for that method."""
    assert refusal(world.client.api_call, api_method=method)["error"] == error


def test_the_app_knows_itself_and_its_workspace(world: World) -> None:
    """api.test, team.info, bots.info, usergroups."""
    assert world.client.api_test(foo="bar")["args"] == {"foo": "bar"}
    assert refusal(world.client.api_test, error="too_bad")["error"] == "too_bad"
    assert world.client.team_info()["team"]["name"] == "Test Town"
    assert world.client.bots_info(bot=world.ws.hub.bot_id)["bot"]["user_id"] == world.ws.hub.bot_user_id
    group = {"id": "S01", "handle": "helpers", "name": "Helpers", "users": [world.ana.id]}
    world.do(lambda: world.ws.usergroups.append(group))
    assert world.client.usergroups_list(include_users=True)["usergroups"] == [group]
    assert world.client.usergroups_users_list(usergroup="S01")["users"] == [world.ana.id]


def test_a_direct_message_is_opened_with_people_who_are_there(world: World) -> None:
    """user_disabled, user_not_found, too_many_users; a second opening finds the first."""
    first = world.client.conversations_open(users=world.ana.id)
    assert world.client.conversations_open(users=world.ana.id)["already_open"] is True
    assert world.client.conversations_open(channel=first["channel"]["id"], return_im=True)["channel"]["is_im"] is True
    world.do(lambda: world.ws.users.change(world.bo, deleted=True))
    opening = world.client.conversations_open
    assert refusal(opening, users=world.bo.id)["error"] == "user_disabled"
    assert refusal(opening, users="U0NOBODY")["error"] == "user_not_found"
    assert refusal(opening, users=[world.ana.id, world.gus.id])["error"] == "too_many_users"
