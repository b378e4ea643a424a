"""Memory, idle and after two hundred incidents; and the time from a start to being ready."""

import subprocess
import sys
import time
from collections.abc import Iterator

import psutil

from tests.benchmarks.ground import Ground, Process, stand
from tests.benchmarks.opening import open_one
from tests.benchmarks.table import Row

MIB = 2**20
# What a Bolt app over Socket Mode cannot do without, loaded and idle.
FLOOR = "import time, slack_bolt.async_app, slack_bolt.adapter.socket_mode.aiohttp; print(flush=True); time.sleep(60)"


def memory(*, incidents: int = 200, settle: float = 5.0) -> Iterator[Row]:
    """A real `run` on SQLite whose delivery is not paced, so that two hundred incidents take seconds."""
    with stand("sqlite", latency=0.0) as ground:
        process = ground.process("-m", "tests.benchmarks.unpaced")
        process.started()
        ground.sim.wait_connected(2)
        time.sleep(settle)
        floor = _floor(ground)
        idle = mib(process.popen.pid)
        yield Row("idle memory of `run`", "< 90 MiB", "MiB", (idle,), 90, (floor,))
        # The first few load what any incident needs once; they count as growth too.
        for number in range(incidents):
            open_one(ground, process, number)
        time.sleep(settle)
        grown = mib(process.popen.pid) - idle
        yield Row(f"growth after {incidents} incidents", "< +5 MiB", "MiB", (grown,), 5)


def mib(pid: int) -> float:
    """Return the memory a process holds."""
    return float(psutil.Process(pid).memory_info().rss) / MIB


def _floor(ground: Ground) -> float:
    bare = subprocess.Popen([sys.executable, "-c", FLOOR], env=ground.env(), stdout=subprocess.PIPE)
    try:
        assert bare.stdout is not None
        with bare.stdout:
            bare.stdout.readline()
            return mib(bare.pid)
    finally:
        bare.kill()
        bare.wait()


def start(*, rounds: int = 5) -> Iterator[Row]:
    """`run` on a database that is at this version's schema, until it says that it hears; in turns with a bare import."""
    seconds: list[float] = []
    floors: list[float] = []
    with stand("sqlite") as ground:
        ground.bot("run").stop()
        for _ in range(rounds):
            seconds.append(_until_ready(ground))
            began = time.perf_counter()
            imports = "import slack_bolt.async_app, slack_bolt.adapter.socket_mode.aiohttp"
            subprocess.run([sys.executable, "-c", imports], env=ground.env(), check=True)
            floors.append(time.perf_counter() - began)
    note = "the floor only loads Bolt; Slack's three answers cost 0.3 s"
    yield Row("start to ready, migrations checked", "< 1.5 s", "s", tuple(seconds), 1.5, tuple(floors), note=note)


def _until_ready(ground: Ground) -> float:
    process: Process = ground.process("-m", "mvai_slackbot", "run")
    line = process.started()
    process.stop()
    return float(line["read_at"]) - process.began
