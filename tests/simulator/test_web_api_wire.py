"""The wire itself: tokens, encodings, latency, rate tiers, ordered faults, the log; sync and async clients."""

import asyncio
import http.client
import json
import time
from collections.abc import Iterator

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from mvai_slackbot.simulator.wire.faults import Fault, FaultKind

from .web_api_world import World, refusal


@pytest.fixture
def world() -> Iterator[World]:
    with World() as running:
        yield running


def plain(world: World, method: str, body: bytes, kind: str | None, verb: str = "POST") -> dict[str, object]:
    """One request without the SDK."""
    host = world.ws.hub.base_url.removeprefix("http://")
    connection = http.client.HTTPConnection(host)
    headers = {"Authorization": f"Bearer {world.ws.hub.bot_token}"} | ({"Content-Type": kind} if kind else {})
    connection.request(verb, f"/api/{method}", body, headers)
    answer = json.loads(connection.getresponse().read())
    connection.close()
    assert isinstance(answer, dict)
    return answer


def test_tokens_are_told_apart(world: World) -> None:
    """none, a wrong one, the app's where the bot's belongs, and that of an app that was removed."""
    assert refusal(world.client_with(None).auth_test)["error"] == "not_authed"
    assert refusal(world.client_with("xoxb-wrong").auth_test)["error"] == "invalid_auth"
    assert refusal(world.client_with(world.ws.hub.app_token).auth_test)["error"] == "not_allowed_token_type"
    assert refusal(world.client.api_call, api_method="no.such")["error"] == "unknown_method"
    answer = world.client.auth_test()
    assert answer["user_id"] == world.ws.hub.bot_user_id
    assert answer["bot_id"] == world.ws.hub.bot_id
    assert "chat:write" in answer.headers["x-oauth-scopes"]
    world.do(world.ws.uninstall)
    assert refusal(world.client.auth_test)["error"] == "account_inactive"


def test_arguments_come_in_every_encoding(world: World) -> None:
    """JSON, form, query and multipart mean the same; broken ones are named."""
    form = "application/x-www-form-urlencoded"
    user = world.ana.id
    for body, kind in ((json.dumps({"user": user}), "application/json"), (f"user={user}", form)):
        assert plain(world, "users.info", body.encode(), kind)["ok"] is True
    assert plain(world, f"users.info?user={user}", b"", None, "GET")["ok"] is True
    assert plain(world, "users.info", b"{", "application/json")["error"] == "invalid_json"
    assert plain(world, "users.info", b"[]", "application/json")["error"] == "json_not_object"
    assert plain(world, "users.info", b"<a/>", "application/xml")["error"] == "invalid_post_type"


def test_every_call_is_logged_with_its_time_and_without_its_token(world: World) -> None:
    """Method, arguments, answer, status, milliseconds; arguments that Slack would ignore are named."""
    world.client.api_call("users.info", params={"user": world.ana.id, "colour": "blue"})
    call = world.conditions.log.calls[-1]
    assert (call.method, call.status, call.unknown) == ("users.info", 200, ("colour",))
    assert call.arguments["user"] == world.ana.id
    assert call.answer["user"]["id"] == world.ana.id
    assert call.milliseconds > 0
    assert call.at.tzinfo is not None
    assert world.ws.hub.bot_token not in json.dumps(call.shape())
    assert world.conditions.log.after(call.number) == []


@pytest.mark.parametrize(("kind", "happens"), [("500", False), ("drop", False), ("lost", True)])
def test_a_broken_call_does_or_does_not_happen(world: World, kind: FaultKind, happens: bool) -> None:
    """500 and drop leave nothing behind, lost leaves the channel; the next call goes through."""
    world.conditions.faults.add(Fault("conversations.create", kind))
    with pytest.raises((SlackApiError, OSError, http.client.HTTPException)):
        world.client.conversations_create(name="team-one", is_private=True)
    assert (world.ws.channels.named("team-one") is not None) is happens
    assert world.conditions.log.calls[-1].status == (500 if kind == "500" else 0)
    world.client.conversations_create(name="team-two", is_private=True)


def test_an_ordered_refusal_strikes_once_and_where_it_was_meant(world: World) -> None:
    """``when`` picks the call, ``times`` the number; 429 carries Retry-After."""
    channel = world.private_channel().id
    faults = world.conditions.faults
    faults.add(Fault("chat.postMessage", "error", error="is_archived", when=lambda args: args["text"] == "second"))
    world.client.chat_postMessage(channel=channel, text="first")
    assert refusal(world.client.chat_postMessage, channel=channel, text="second")["error"] == "is_archived"
    world.client.chat_postMessage(channel=channel, text="second")
    faults.add(Fault("chat.postMessage", "429", seconds=7, times=2))
    for _ in range(2):
        told = refusal(world.client.chat_postMessage, channel=channel, text="x")
        assert told["error"] == "ratelimited"
    assert len(faults.struck) == 3


def test_each_tier_ends_where_slack_says(world: World) -> None:
    """Twenty of tier 2 a minute and method, then the next waits; other methods go on; nothing when not enforced."""
    for number in range(22):
        world.private_channel(f"free-{number}")
    world.conditions.enforce_rates = True
    for number in range(20):
        world.private_channel(f"team-{number}")
    told = refusal(world.client.conversations_create, name="team-20", is_private=True)
    assert told == {"ok": False, "error": "ratelimited"}
    assert world.conditions.log.calls[-1].status == 429
    world.client.users_info(user=world.ana.id)


def test_messages_to_one_channel_are_paced_by_the_second(world: World) -> None:
    """A short burst passes, then Retry-After says when; another channel is free; a compressed minute passes sooner."""
    one, other = world.private_channel("team-one").id, world.private_channel("team-two").id
    world.conditions.enforce_rates = True
    for _ in range(3):
        world.client.chat_postMessage(channel=one, text="x")
    with pytest.raises(SlackApiError) as caught:
        world.client.chat_postMessage(channel=one, text="x")
    assert caught.value.response.headers["Retry-After"] == "1"
    world.client.chat_postMessage(channel=other, text="x")
    world.conditions.rates.forget()
    world.conditions.rates.scale = 100_000
    for _ in range(10):
        world.client.chat_postMessage(channel=one, text="x")


def test_latency_lies_before_each_answer_and_more_on_a_new_connection(world: World) -> None:
    """The SDK's synchronous client connects for each call; a pooled session pays for its connection once."""
    world.conditions.latency = 0.05
    world.client.auth_test()
    assert world.conditions.log.calls[-1].milliseconds >= 50
    world.conditions.connect_latency = 0.2

    async def pooled() -> None:
        async with aiohttp.ClientSession() as session:
            client = AsyncWebClient(world.ws.hub.bot_token, base_url=world.url, session=session, retry_handlers=[])
            for _ in range(3):
                await client.auth_test()

    asyncio.run(pooled())
    first, *others = (call.milliseconds for call in world.conditions.log.calls[-3:])
    assert first >= 250
    assert all(first > other for other in others)


def test_the_async_client_works_side_by_side(world: World) -> None:
    """Fifty posts at once over one session all arrive, each with its own ts."""
    channel = world.private_channel()

    async def burst() -> set[str]:
        async with aiohttp.ClientSession() as session:
            client = AsyncWebClient(world.ws.hub.bot_token, base_url=world.url, session=session, retry_handlers=[])
            posts = [client.chat_postMessage(channel=channel.id, text=f"{n}") for n in range(50)]
            return {answer["ts"] for answer in await asyncio.gather(*posts)}

    assert len(asyncio.run(burst())) == 50


def test_a_slow_call_takes_its_time_and_then_succeeds(world: World) -> None:
    """``slow`` delays one call only."""
    world.conditions.faults.add(Fault("auth.test", "slow", seconds=0.2))
    started = time.perf_counter()
    assert world.client.auth_test()["ok"]
    assert time.perf_counter() - started >= 0.2
    assert world.conditions.log.calls[-1].milliseconds >= 200
