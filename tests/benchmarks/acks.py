"""Acknowledgements: of a command that writes, alone, among fifty, and beside a bare Bolt app."""

import asyncio
import time
from collections.abc import Iterator
from itertools import count
from statistics import median

import aiohttp

from mvai_slackbot.simulator.wire.deliveries import Delivery
from mvai_slackbot.simulator.wire.http_events import FORM, request_body, signature_headers
from tests.benchmarks.ground import Ground, stand
from tests.benchmarks.table import Row

SLACK_WAITS = 3000.0
_numbers = count(1)


def words() -> str:
    """Return a command that was not typed before."""
    return f"open Help after a mass violence event, call {next(_numbers)}"


def alone_and_together(*, rounds: int = 15, together: int = 50) -> Iterator[Row]:
    """One process over Socket Mode on SQLite, then `web` and `worker` on PostgreSQL; delivery goes on beside."""
    for kind, where in (("sqlite", "one process, SQLite"), ("postgresql", "web and worker, PostgreSQL")):
        with stand(kind) as ground:
            if kind == "sqlite":
                ground.bot("run")
                ground.sim.wait_connected()
            else:
                ground.bot("worker")
                ground.web()
            for _ in range(3):
                ground.ana.types(f"/mvai-incident {words()}")
                time.sleep(0.7)
            yield _alone(ground, rounds, where)
            yield from _together(ground, together, where)


def _alone(ground: Ground, rounds: int, where: str) -> Row:
    before = len(ground.sim.deliveries)
    for _ in range(rounds):
        ground.ana.types(f"/mvai-incident {words()}")
        time.sleep(0.7)
    spent = [one.milliseconds for one in _commands(ground, before)]
    return Row(f"acknowledgement of a writing command, alone ({where})", "< 20 ms", "ms", tuple(spent), 20)


def _together(ground: Ground, together: int, where: str) -> Iterator[Row]:
    before = len(ground.sim.deliveries)
    place = ground.sim.ask(lambda: ground.sim.workspace.channels.app_im(ground.ana.id)).id

    async def all_at_once() -> None:
        gestures = ground.sim.gestures
        await asyncio.gather(
            *(gestures.command(ground.ana.id, place, f"/mvai-incident {words()}") for _ in range(together))
        )

    ground.sim.run(all_at_once())
    heard = _commands(ground, before)
    in_time = [one for one in heard if one.status == 200 and one.milliseconds < SLACK_WAITS]
    slowest = max(one.milliseconds for one in heard)
    yield Row(f"{together} in the same instant, within 3 s ({where})", f"{together} of {together}", "", (len(in_time),), None,
              kept=len(in_time) == together)  # fmt: skip
    yield Row(f"{together} in the same instant, the slowest ({where})", "≤ 500 ms", "ms", (slowest,), 500)


def _commands(ground: Ground, before: int) -> list[Delivery]:
    return [one for one in ground.sim.deliveries[before:] if one.kind == "slash_commands"]


def beside_bare(*, rounds: int = 20, each: int = 20) -> Iterator[Row]:
    """`web` and a bare Bolt app in turns, on the same database; one client, one kept connection to each."""
    for kind, where in (("sqlite", "SQLite"), ("postgresql", "PostgreSQL")):
        with stand(kind, latency=0.0) as ground:
            ours = int(ground.bot("web").started()["port"])
            bare = int(ground.process("-m", "tests.benchmarks.bare").started()["port"])
            fast, slow = asyncio.run(_in_turns(ground, bare, ours, rounds, each))
        ratio = median(slow) / median(fast)
        note = f"{median(slow):.1f} ms beside {median(fast):.1f} ms; each round's p50"
        yield Row(f"acknowledgement p50 beside a bare Bolt app that commits one row ({where})", "≤ 1.5", "×", (ratio,), 1.5,
                  (1.0,), note=note)  # fmt: skip


async def _in_turns(ground: Ground, bare: int, ours: int, rounds: int, each: int) -> tuple[list[float], list[float]]:
    fast: list[float] = []
    slow: list[float] = []
    async with aiohttp.ClientSession() as session:
        for number in range(rounds + 2):
            for port, kept in ((bare, fast), (ours, slow)):
                spent = [await _send(session, ground, port) for _ in range(each)]
                # The first two rounds warm both up.
                kept.extend([median(spent)] if number >= 2 else [])
    return fast, slow


async def _send(session: aiohttp.ClientSession, ground: Ground, port: int) -> float:
    fields = {
        "command": "/mvai-incident", "text": words(), "team_id": ground.sim.team_id, "user_id": ground.ana.id,
        "channel_id": "D0000000001", "trigger_id": "1.2.3", "response_url": "http://127.0.0.1:9/none",
        "api_app_id": ground.sim.app_id, "user_name": "ana", "team_domain": "mvai", "channel_name": "directmessage",
    }  # fmt: skip
    body, _ = request_body("slash_commands", fields)
    headers = {"Content-Type": FORM, **signature_headers(ground.sim.signing_secret, body)}
    began = time.perf_counter()
    async with session.post(f"http://127.0.0.1:{port}/slack/events", data=body, headers=headers) as answer:
        told = await answer.text()
    spent = (time.perf_counter() - began) * 1000
    assert answer.status == 200 and told, f"{answer.status}: {told[:200]}"
    assert "went wrong" not in told and "That is for" not in told, told[:300]
    return spent
