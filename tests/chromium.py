"""A real Chromium for the tests that look at the page as people do."""

import asyncio
import atexit
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

# What a crowded machine may take: as long for what is expected as Playwright's own for what is done.
expect.set_options(timeout=30_000)
QUIET = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
_running = ExitStack()
_browsers: list[tuple[Browser, asyncio.AbstractEventLoop]] = []


@contextmanager
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, headless, with no window open; the test is skipped where there is none (CI installs it).

    It is started once and stays until `end`; windows, cookies and all that they kept are gone afterwards.
    """
    if not _browsers:
        _browsers.append(_start())
    browser, loop = _browsers[0]
    # Playwright's loop sleeps between two tests. To this thread it runs only here: others run loops of their own.
    asyncio._set_running_loop(loop)
    try:
        yield browser
    finally:
        for context in browser.contexts:
            context.close()
        asyncio._set_running_loop(None)


def _start() -> tuple[Browser, asyncio.AbstractEventLoop]:
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("no Chromium on this machine")
    playwright = _running.enter_context(sync_playwright())
    # The sandbox needs rights that a container's root does not have; only our own page is opened.
    browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *QUIET])
    atexit.register(end)
    return browser, asyncio.get_running_loop()


def end() -> None:
    """Close the browser, where one was started."""
    for browser, loop in _browsers:
        asyncio._set_running_loop(loop)
        browser.close()
    _running.close()
    _browsers.clear()
    asyncio._set_running_loop(None)
