"""Socket Mode cut off as a failing network does it (TCP reset): the time until the bot is reachable again."""

import asyncio
import time
from collections.abc import Iterator

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from tests.benchmarks.ground import Ground, stand
from tests.benchmarks.table import Row


def reset(*, rounds: int = 5) -> Iterator[Row]:
    """`run` on SQLite; reachable means that a command typed after the cut was answered."""
    with stand("sqlite") as ground:
        ground.bot("run")
        ground.sim.wait_connected(2)
        ground.ana.types("/mvai help")
        seconds = [_again(ground) for _ in range(rounds)]
        floors = [asyncio.run(_connect(ground)) for _ in range(rounds)]
    note = "the floor is one new connection"
    yield Row("Socket Mode cut: reachable again", "< 2 s", "s", tuple(seconds), 2, tuple(floors), note=note)


def _again(ground: Ground) -> float:
    ground.sim.wait_connected(2)
    time.sleep(0.5)
    place = ground.sim.ask(lambda: ground.sim.workspace.channels.app_im(ground.ana.id)).id
    assert ground.sim.cut_connections() == 2
    began = time.perf_counter()
    while not ground.sim.run(ground.sim.gestures.command(ground.ana.id, place, "/mvai help")).ok:
        assert time.perf_counter() - began < 90, "not reachable for 90 s"
    return time.perf_counter() - began


async def _connect(ground: Ground) -> float:
    async with aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=ground.sim.api_url, session=session)
        began = time.perf_counter()
        url = (await client.apps_connections_open(app_token=ground.sim.app_token))["url"]
        async with session.ws_connect(str(url)) as socket:
            await socket.receive()
            return time.perf_counter() - began
