"""The simulator's page: from the start of `simulate` to the first paint, and a channel of two thousand messages."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page

from mvai_slackbot.simulator import Simulator
from tests.benchmarks.table import Row
from tests.bot import manifest
from tests.chromium import chromium
from tests.cli.commands import Running

MANY = 2_000
PAINTED = "performance.getEntriesByType('paint').find((one) => one.name === 'first-contentful-paint')?.startTime"


def painting(*, rounds: int = 5) -> Iterator[Row]:
    """An empty folder each time; Chromium runs already, as a newcomer's does."""
    address: list[float] = []
    paint: list[float] = []
    typing: list[float] = []
    with chromium() as browser:
        for _ in range(rounds):
            with tempfile.TemporaryDirectory() as folder:
                began = time.perf_counter()
                with Running(Path(folder), "simulate", "--port", "0") as running:
                    url = running.wait_for(r"(http://\S+) in your browser").group(1)
                    address.append(time.perf_counter() - began)
                    page = _open(browser, url)
                    typing.append(time.perf_counter() - began)
                    paint.append(address[-1] + page.evaluate(PAINTED) / 1000)
                    page.close()
    yield Row("`simulate` in an empty folder, until its address", "a few seconds", "s", tuple(address), None)
    yield Row("the same, until the page's first paint", "a few seconds", "s", tuple(paint), None, tuple(address))
    yield Row("the same, until one can type", "a few seconds", "s", tuple(typing), None, tuple(address))


def long_channel(*, rounds: int = 5) -> Iterator[Row]:
    """Opened in turns with an empty channel, which is the floor; then read up to its beginning."""
    opened: list[float] = []
    floors: list[float] = []
    older: list[float] = []
    with Simulator(manifest()) as sim, chromium() as browser:
        ana = sim.person("ana")
        ana.creates_channel("empty-room")
        sim.ask(lambda: _fill(sim, ana.id))
        for _ in range(rounds):
            floors.append(_until_written(browser, f"{sim.url}/?as=ana&channel=empty-room", "beginning"))
            opened.append(_until_written(browser, f"{sim.url}/?as=ana&channel=general", f"Message {MANY}"))
        page = _open(browser, f"{sim.url}/?as=ana&channel=general")
        while page.locator(".beginning").count() == 0:
            began = time.perf_counter()
            count = page.locator(".messages [data-ts]").count()
            page.evaluate("document.querySelector('.messages').scrollTop = 100")
            page.locator(".messages [data-ts]").nth(count).wait_for(state="attached")
            older.append((time.perf_counter() - began) * 1000)
    yield Row(
        f"a channel of {MANY} messages, until its last is there",
        "as an empty one",
        "ms",
        tuple(opened),
        None,
        tuple(floors),
    )
    yield Row(
        "a hundred earlier ones by scrolling",
        "no wait",
        "ms",
        tuple(older),
        None,
        note=f"{len(older)} times, to the beginning",
    )


def _fill(sim: Simulator, user: str) -> None:
    for number in range(1, MANY + 1):
        sim.workspace.messages.post(sim.workspace.channels.general, user, f"Message {number}")


def _open(browser: Browser, url: str) -> Page:
    page = browser.new_page()
    page.goto(url)
    page.get_by_test_id("composer").wait_for()
    return page


def _until_written(browser: Browser, url: str, words: str) -> float:
    page = browser.new_page()
    began = time.perf_counter()
    page.goto(url)
    page.get_by_text(words).last.wait_for()
    spent = (time.perf_counter() - began) * 1000
    page.close()
    return spent
