"""The plan in a real browser: a table that a phone shows, and presses that change it, in light and in dark."""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_story import press, type_command
from tests.checkins.ways import agree, turn_to
from tests.chromium import chromium
from tests.conftest import Town

LOOKS: tuple[tuple[str, Literal["light", "dark"], int, int], ...] = (
    ("light", "light", 1280, 1000),
    ("dark", "dark", 1280, 1000),
    ("phone", "light", 390, 844),
    ("phone-dark", "dark", 390, 844),
)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("name", "scheme", "width", "height"), LOOKS)
def test_the_plan_is_read_and_changed_with_the_mouse(
    town: Town, name: str, scheme: Literal["light", "dark"], width: int, height: int
) -> None:
    """The leader looks, skips one, and sees it; nothing is wider than the window."""
    agree(town)
    turn_to(town, 12, days=9)
    with chromium() as browser:
        page = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme).new_page()
        complaints: list[str] = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{town.sim.url}/?as=chief&channel=app")
        type_command(page, "/mvai-checkin plan")
        table = page.get_by_role("table").last
        expect(table.get_by_role("row")).to_have_count(10)
        _shoot(page, f"plan-{name}")
        press(page, "Skip the next one")
        expect(page.get_by_role("table").last.get_by_text("Skipped").first).to_be_visible()
        press(page, "Ask half as often")
        expect(page.get_by_test_id("messages").get_by_text("half as often.").last).to_be_visible()
        _shoot(page, f"plan-changed-{name}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert complaints == []


def _shoot(page: Page, name: str) -> None:
    if folder := os.environ.get("MVAI_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")
