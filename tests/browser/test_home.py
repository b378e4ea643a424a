"""The Home tab as each kind of person sees it: light, dark, and on a phone."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.calls.ways import on_call
from tests.checkins.ways import agree
from tests.chromium import chromium
from tests.conftest import Town
from tests.smes.story import asked, on_roster

LOOKS: dict[str, tuple[Literal["light", "dark"], int]] = {
    "light": ("light", 1180), "dark": ("dark", 1180), "phone": ("light", 390),
}  # fmt: skip
PEOPLE = {
    "ana": "How things are", "sam": "Somebody asks whether you could help", "chief": "who is helping",
    "ira": "has not decided", "otto": "What this is",
}  # fmt: skip


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A browser for this test."""
    with chromium() as found:
        yield found


def _begins(town: Town) -> None:
    on_roster(town, town.sam)
    on_call(town, town.dana)
    channel = agree(town)
    town.ana.types("/mvai-incident leader @chief", channel).presses("Send")
    town.bot.settle()
    for words in ("somebody for the first press briefing", "a victim services lead for the family center"):
        town.ana.types(f"/mvai-request log {words}", channel)
    town.ana.types("/mvai-checkin now", channel).presses("Send")
    town.bot.settle()
    asked(town, town.sam)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("look", LOOKS)
def test_the_home_tab_is_drawn_for_everybody_without_complaint(town: Town, browser: Browser, look: str) -> None:
    """Opening the tab is what brings it; a press there opens its answer on top."""
    _begins(town)
    scheme, width = LOOKS[look]
    complaints: list[str] = []
    page = browser.new_context(viewport={"width": width, "height": 1300}, color_scheme=scheme).new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for handle, words in PEOPLE.items():
        page.goto(f"{town.sim.url}/?as={handle}&channel=app-home")
        home = page.get_by_test_id("home")
        expect(home.get_by_text(words).first).to_be_visible()
        expect(home.get_by_role("button", name="Look again")).to_be_visible()
        assert home.evaluate("it => it.scrollWidth <= it.clientWidth"), f"{handle}: wider than the window"
        if folder := os.environ.get("MVAI_SHOTS"):
            page.screenshot(path=Path(folder) / f"home-{handle}-{look}.png")
    home.get_by_role("button", name="Ask for a call").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    if folder := os.environ.get("MVAI_SHOTS"):
        page.screenshot(path=Path(folder) / f"home-pressed-{look}.png")
    assert complaints == []
