"""Opening an incident: how many trips to Slack wait for each other, and how many seconds go by."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from mvai_slackbot.simulator.wire.calls import Call
from mvai_slackbot.slack.warm import KEPT_SECONDS
from tests.benchmarks.ground import Ground, Process, stand
from tests.benchmarks.table import Row

# What belongs to a new incident; the answer's replacement goes to its response_url and is no Web API call.
STEPS = (
    "conversations.create",
    "conversations.invite",
    "chat.postMessage",
    "conversations.setTopic",
    "bookmarks.add",
    "pins.add",
)
KINDS = {"create_channel", "invite", "post", "set_topic", "add_bookmark", "pin_post", "reply"}


@dataclass(frozen=True)
class Opened:
    """One incident: seconds from the typed command, and trips that had to wait for each other."""

    invited: float
    done: float
    trips_invited: int
    trips_done: int


def depth(calls: list[Call], last: str) -> int:
    """Return the longest chain of calls, each begun after the one before had ended, that leads to method `last`."""
    ordered = sorted(calls, key=lambda call: call.at)
    reached: dict[int, int] = {}
    for call in ordered:
        before = [reached[one.number] for one in ordered if one.number in reached and _end(one) <= call.at.timestamp()]
        reached[call.number] = 1 + max(before, default=0)
    return max((reached[call.number] for call in ordered if call.method == last), default=0)


def _end(call: Call) -> float:
    return call.at.timestamp() + call.milliseconds / 1000


def open_one(ground: Ground, worker: Process, number: int) -> Opened:
    """Type the command, wait until everything is posted, pinned and stored, and tell how it went."""
    calls_before, lines_before = len(ground.sim.calls), len(worker.lines)
    began = time.time()
    ground.ana.types(f"/mvai-incident open Help after a mass violence event, call {number}")
    lines = worker.wait(lambda said: _complete(said[lines_before:]), "the incident's set-up")
    # The worker's line comes after the commit that settles the effect.
    stored = max(datetime.fromisoformat(line["timestamp"]).timestamp() for line in lines)
    calls = [call for call in ground.sim.calls[calls_before:] if call.method in STEPS]
    invited = min(_end(call) for call in calls if call.method == "conversations.invite")
    done = max(stored, *(_end(call) for call in calls))
    furthest = max(depth(calls, method) for method in STEPS)
    return Opened(invited - began, done - began, depth(calls, "conversations.invite"), furthest)


def _complete(lines: list[dict[str, object]]) -> list[dict[str, object]]:
    told = [line for line in lines if line["event"] == "delivered" and str(line["subject"]).startswith("incident:")]
    return told if {line["what"] for line in told} >= KINDS else []


def floor(ground: Ground, rounds: int) -> list[tuple[float, float]]:
    """Return, for the same calls made by hand over warm connections, the seconds until invited and until all is done."""
    return asyncio.run(_by_hand(ground.sim.api_url, ground.sim.bot_token, ground.ana.id, rounds))


async def _by_hand(url: str, token: str, person: str, rounds: int) -> list[tuple[float, float]]:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(token=token, base_url=url, session=session, retry_handlers=[])
        await asyncio.gather(*(client.auth_test() for _ in range(5)))
        return [await _once_by_hand(client, person, f"floor-{number}") for number in range(rounds)]


async def _once_by_hand(client: AsyncWebClient, person: str, name: str) -> tuple[float, float]:
    began = time.perf_counter()
    channel = (await client.conversations_create(name=name, is_private=True))["channel"]["id"]

    async def invite() -> float:
        await client.conversations_invite(channel=channel, users=person)
        return time.perf_counter() - began

    async def post_and_pin() -> None:
        ts = (await client.chat_postMessage(channel=channel, text="card"))["ts"]
        await client.pins_add(channel=channel, timestamp=ts)

    invited, *_ = await asyncio.gather(
        invite(),
        post_and_pin(),
        client.conversations_setTopic(channel=channel, topic="topic"),
        client.bookmarks_add(channel_id=channel, title="Library", type="link", link="https://example.org"),
    )
    return invited, time.perf_counter() - began


def one_process(*, rounds: int = 9) -> Iterator[Row]:
    """`run` over Socket Mode on SQLite."""
    with stand("sqlite") as ground:
        worker = ground.bot("run")
        ground.sim.wait_connected()
        yield from _rows(ground, worker, rounds, "", (0.25, 0.40))


def two_processes(*, rounds: int = 9) -> Iterator[Row]:
    """`web` and `worker` on PostgreSQL; the worker is woken by NOTIFY."""
    with stand("postgresql") as ground:
        worker = ground.bot("worker")
        ground.web()
        yield from _rows(ground, worker, rounds, ", web and worker on PostgreSQL", (0.30, 0.45))


def cold_connections(*, rounds: int = 2, quiet: float = KEPT_SECONDS + 5) -> Iterator[Row]:
    """`run` after `quiet` seconds without work, when no connection is open: each that is opened costs another 100 ms."""
    with stand("sqlite") as ground:
        ground.sim.connect_latency = 0.1
        worker = ground.bot("run")
        ground.sim.wait_connected()
        first = open_one(ground, worker, 0).done
        done = []
        for number in range(1, rounds + 1):
            time.sleep(quiet)
            done.append(open_one(ground, worker, number).done)
        floors = [seconds for _, seconds in floor(ground, rounds + 1)]
    note = f"the first after the start {first:.2f} s; the floor has its connections open"
    yield Row(
        "opening, all done, new connections cost 100 ms", "≤ 0.45 s", "s", tuple(done), 0.45, tuple(floors), note=note
    )


def _rows(ground: Ground, worker: Process, rounds: int, where: str, limits: tuple[float, float]) -> Iterator[Row]:
    first = open_one(ground, worker, 0)
    opened = [open_one(ground, worker, number) for number in range(1, rounds + 1)]
    floors = floor(ground, rounds)
    trips = (tuple(float(one.trips_invited) for one in opened), tuple(float(one.trips_done) for one in opened))
    yield Row(f"opening{where}: serial Slack trips until invited", "2", "", trips[0], 2, (2,))
    yield Row(f"opening{where}: serial Slack trips until all done", "3", "", trips[1], 3, (3,))
    invited, done = tuple(one.invited for one in opened), tuple(one.done for one in opened)
    note = f"the first after the start {first.invited:.2f} and {first.done:.2f} s"
    yield Row(
        f"opening{where}: until invited", f"≤ {limits[0]:.2f} s", "s", invited, limits[0],
        tuple(seconds for seconds, _ in floors), note=note,
    )  # fmt: skip
    yield Row(
        f"opening{where}: until all done and stored", f"≤ {limits[1]:.2f} s", "s", done, limits[1],
        tuple(seconds for _, seconds in floors),
    )  # fmt: skip
