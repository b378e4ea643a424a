"""Slack's own clients against the simulator, as they come: synchronous and asynchronous, Web API and Socket Mode."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient as AiohttpSocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.builtin import SocketModeClient as BuiltinSocketModeClient
from slack_sdk.socket_mode.client import BaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.client import WebClient

from mvai_slackbot.simulator import Fault, Simulator

from .web_api_world import World, manifest

COMMANDS = {"features": {"slash_commands": [{"command": "/echo", "description": "Says it back"}]}}


@pytest.fixture
def world() -> Iterator[World]:
    """A workspace of its own."""
    with World() as started:
        yield started


@pytest.fixture
def slack() -> Iterator[Simulator]:
    """A workspace whose app has a command, over Socket Mode."""
    with Simulator(manifest() | {"features": manifest()["features"] | COMMANDS["features"]}) as started:
        yield started


def test_the_synchronous_client_walks_through_pages_by_itself(world: World) -> None:
    """The SDK's answers are iterators that follow next_cursor."""
    names = {f"team-{number}" for number in range(7)}
    for name in sorted(names):
        world.private_channel(name)
    # The SDK gives the same object for each page, with that page's data in it.
    pages = [
        [channel["name"] for channel in page["channels"]]
        for page in world.client.conversations_list(types="private_channel", limit=3)
    ]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert {name for page in pages for name in page} == names
    channel = world.ws.channels.named("team-0")
    assert channel is not None
    messages = [world.client.chat_postMessage(channel=channel.id, text=str(number))["ts"] for number in range(5)]
    read = [
        one["ts"]
        for page in world.client.conversations_history(channel=channel.id, limit=2)
        for one in page["messages"]
    ]
    assert [ts for ts in read if ts in messages] == messages[::-1]


def test_the_asynchronous_client_uploads_and_reads_back(world: World) -> None:
    """files_upload_v2, several files in one message, and the bytes at url_private."""
    channel = world.private_channel()
    files: list[dict[str, Any]] = [
        {"content": b"\x89PNG\r\n", "filename": "trend.png", "title": "Trend"},
        {"content": "a,b\n", "filename": "a.csv"},
    ]

    async def upload() -> list[str]:
        client = AsyncWebClient(world.ws.hub.bot_token, base_url=world.url)
        answer = await client.files_upload_v2(channel=channel.id, file_uploads=files, initial_comment="Here")
        return [one["url_private"] for one in answer["files"]]

    urls = asyncio.run(upload())
    assert len(urls) == 2
    shared = list(channel.messages.values())[-1]
    assert [one["title"] for one in shared.files] == ["Trend", "a.csv"]
    assert [world.ws.uploads.find(one["id"]).content for one in shared.files] == [b"\x89PNG\r\n", b"a,b\n"]  # type: ignore[union-attr]  # they are there


def test_the_sdks_own_retry_waits_as_long_as_it_is_told(world: World) -> None:
    """RateLimitErrorRetryHandler reads Retry-After and comes again; the default handler repeats a cut call."""
    client = WebClient(world.ws.hub.bot_token, base_url=world.url, retry_handlers=[RateLimitErrorRetryHandler()])
    world.conditions.faults.add(Fault("auth.test", "429", seconds=1))
    assert client.auth_test()["ok"]
    assert [call.status for call in world.conditions.log.calls] == [429, 200]


def test_a_call_that_a_library_repeats_happens_twice(world: World) -> None:
    """The fault ``repeat``: what must not happen twice needs a key of its own, here as in Slack."""
    channel = world.private_channel()
    world.conditions.faults.add(Fault("chat.postMessage", "repeat"))
    answer = world.client.chat_postMessage(channel=channel.id, text="Once, please")
    posted = [message.ts for message in channel.messages.values() if message.text == "Once, please"]
    assert len(posted) == 2
    assert answer["ts"] == posted[-1]


def test_the_builtin_socket_mode_client_hears_and_answers(slack: Simulator) -> None:
    """The synchronous client that needs no other library."""
    client = BuiltinSocketModeClient(slack.app_token, web_client=WebClient(slack.bot_token, base_url=slack.api_url))
    heard = threading.Event()

    def listen(own: BaseSocketModeClient, request: SocketModeRequest) -> None:
        own.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload={"text": "heard"}))
        heard.set()

    client.socket_mode_request_listeners.append(listen)
    client.connect()
    try:
        slack.wait_connected()
        assert slack.person("ana").types("/echo hello").text == "heard"
        assert heard.is_set()
    finally:
        client.close()


def test_the_aiohttp_socket_mode_client_hears_and_answers(slack: Simulator) -> None:
    """The asynchronous client, and its way back after Slack asks for a new connection."""
    answers: list[str] = []

    async def listen(own: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        await own.send_socket_mode_response(SocketModeResponse(request.envelope_id, payload={"text": "heard"}))

    async def talk() -> None:
        web = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
        client = AiohttpSocketModeClient(slack.app_token, web_client=web, ping_interval=1)
        client.socket_mode_request_listeners.append(listen)
        await client.connect()  # type: ignore[no-untyped-call]  # the SDK leaves it without types
        ana = await asyncio.to_thread(slack.person, "ana")
        answers.append((await asyncio.to_thread(ana.types, "/echo one")).text)
        await asyncio.to_thread(slack.refresh_connections)
        answers.append((await asyncio.to_thread(ana.types, "/echo two")).text)
        await client.close()  # type: ignore[no-untyped-call]  # the SDK leaves it without types

    asyncio.run(talk())
    assert answers == ["heard", "heard"]


def test_an_event_that_comes_three_times_is_the_same_event(slack: Simulator) -> None:
    """Three envelopes with one event_id, numbered as repetitions are."""
    client = BuiltinSocketModeClient(slack.app_token, web_client=WebClient(slack.bot_token, base_url=slack.api_url))
    requests: list[SocketModeRequest] = []

    def listen(own: BaseSocketModeClient, request: SocketModeRequest) -> None:
        requests.append(request)
        own.send_socket_mode_response(SocketModeResponse(request.envelope_id))

    client.socket_mode_request_listeners.append(listen)
    client.connect()
    try:
        slack.wait_connected()
        ana = slack.person("ana")
        slack.wait_quiet()
        requests.clear()
        slack.edge.thrice = 1
        ana.writes("Hello")
        slack.wait_until(lambda: len(requests) == 3, what="three requests")
        ana.writes("Once again")
        slack.wait_until(lambda: len(requests) == 4, what="one more request")
    finally:
        client.close()
    assert len({one.payload["event_id"] for one in requests[:3]}) == 1
    assert sorted(one.retry_attempt or 0 for one in requests[:3]) == [0, 1, 2]
