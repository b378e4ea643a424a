"""How the form looks and works in a browser: no script, by keyboard, on a phone, in the dark, and what axe-core says."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.chromium import chromium
from tests.conftest import Town
from tests.web.ways import get_link, here, lead_without_account

PHONE: ViewportSize = {"width": 360, "height": 740}
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A real browser."""
    with chromium() as opened:
        yield opened


def shoot(page: Page, name: str) -> None:
    """Keep a picture for those who look."""
    if folder := os.environ.get("MVAI_SHOTS"):
        page.screenshot(path=Path(folder) / f"form-{name}.png", full_page=True)


def check(page: Page) -> None:
    """Let axe-core look, and see that nothing is wider than the screen."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_can_be_read_by_everybody(served: Town, browser: Browser, scheme: str) -> None:
    """Form, refused note, thanks, used link, expired link, guessed link: on a phone, light and dark."""
    channel = lead_without_account(served)
    served.ana.types("/mvai on-call @dana")
    served.bot.settle()
    link = here(served, get_link(served, channel))
    other = here(served, get_link(served, channel))
    context = browser.new_context(viewport=PHONE, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]  # one of two
    page = context.new_page()
    page.goto(link)
    page.get_by_text("Pause, another hour, or stop").click()
    page.get_by_role("button", name="Save the hour").click()
    expect(page.get_by_role("status")).to_contain_text("Saved: the usual hours.")
    page.get_by_text("Pause, another hour, or stop").click()
    check(page)
    shoot(page, f"{scheme}")
    page.get_by_label("Note", exact=True).fill("Officer Sam Brook was diagnosed with PTSD")
    page.get_by_text("3 · about half").first.click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_role("radio", name="3 · about half")).to_be_checked()
    check(page)
    shoot(page, f"{scheme}-note")
    page.get_by_label("Note", exact=True).fill("A hard week.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    check(page)
    shoot(page, f"{scheme}-thanks")
    shoot(page, f"{scheme}-thanks")
    page.goto(other)
    expect(page.get_by_role("heading", name="Nothing to do here")).to_be_visible()
    expect(page.get_by_role("button", name="Send me a new link")).to_be_visible()
    check(page)
    shoot(page, f"{scheme}-answered")
    page.goto(link + "x")
    check(page)
    context.close()


def test_it_works_without_script_by_keyboard_alone(served: Town, browser: Browser) -> None:
    """Tab, arrow, space, Enter; each thing that has the focus shows it."""
    link = here(served, get_link(served, lead_without_account(served)))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    shoot(page, "wide")
    for _ in range(3):  # 911, 988, the first question
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="1 · almost nobody")).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="2", exact=True).first).to_be_checked()
    page.get_by_role("button", name="Send", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    context.close()


def test_the_page_obeys_its_own_policy_and_an_expired_link_is_calm(served: Town, browser: Browser) -> None:
    """Nothing is blocked or fetched; the style is there; a new link is asked for in one press."""
    link = here(served, get_link(served, lead_without_account(served)))
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    complaints: list[str] = []
    fetched: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(link)
    assert complaints == [] and fetched == [link]
    assert page.evaluate("getComputedStyle(document.querySelector('fieldset')).borderRadius") == "12px"
    served.sim.clock.advance(timedelta(days=3.1))
    page.goto(link)
    shoot(page, "expired")
    page.get_by_role("button", name="Send me a new link").click()
    expect(page.get_by_role("heading", name="Asked for")).to_be_visible()
    shoot(page, "asked-for")
    context.close()
