"""The end of a server: nothing that was accepted in its last instant stays open."""

import asyncio
from contextlib import suppress

import pytest
from aiohttp import web

from mvai_slackbot.app import end_all
from mvai_slackbot.simulator.wire.server import Runner as SimulatorRunner
from mvai_slackbot.web.front import Runner


@pytest.mark.parametrize("kind", [Runner, SimulatorRunner])
@pytest.mark.parametrize("rounds", range(8))
async def test_who_connects_while_a_server_ends_is_let_go(kind: type[Runner], rounds: int) -> None:
    """Whatever the loop had done of accepting by then: the other side sees the end and does not wait for it."""
    runner = kind(web.Application(), access_log=None)
    port = await runner.listen("127.0.0.1", 0)
    connecting = [asyncio.create_task(asyncio.open_connection("127.0.0.1", port)) for _ in range(5)]
    for _ in range(rounds):
        await asyncio.sleep(0)
    await runner.cleanup()
    for done in await asyncio.gather(*connecting, return_exceptions=True):
        if isinstance(done, BaseException):
            assert isinstance(done, ConnectionError)
            continue
        reader, writer = done
        async with asyncio.timeout(30):
            with suppress(ConnectionError):
                assert await reader.read() == b""
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


async def test_a_stop_ends_a_task_that_takes_one_cancelling_for_the_end_of_its_patience() -> None:
    """A library that swallows a cancelling must not keep the process from ending."""
    began, cancelled = asyncio.Event(), list[bool]()

    async def stubborn() -> None:
        began.set()
        while len(cancelled) < 2:
            try:
                await asyncio.sleep(3600)
            except asyncio.CancelledError:
                cancelled.append(True)

    task = asyncio.create_task(stubborn())
    await began.wait()
    await asyncio.wait_for(end_all([task]), 30)
    assert task.done() and len(cancelled) == 2
