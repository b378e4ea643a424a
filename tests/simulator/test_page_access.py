"""An independent checker (axe-core) looks at the page as it is used: light, dark, on a phone, with everything open."""

import json
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from tests.chromium import chromium

from .conftest import Scene
from .test_blocks_check import GOOD

WIDTHS = {"light": 1280, "dark": 1280, "phone": 390}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this file."""
    with chromium() as started:
        yield started


@pytest.fixture(params=list(WIDTHS))
def page(request: pytest.FixtureRequest, browser: Browser, http_scene: Scene) -> Iterator[Page]:
    """Ana's window in #general, with every documented block in it."""
    sim = http_scene.simulator
    http_scene.ana.invites("app", "general")
    client = WebClient(sim.bot_token, base_url=sim.api_url)
    client.chat_postMessage(channel=sim.workspace.channels.general.id, text="All of them", blocks=GOOD[:12])
    client.chat_postMessage(channel=sim.workspace.channels.general.id, text="All of them", blocks=GOOD[12:])
    context = browser.new_context(
        viewport={"width": WIDTHS[request.param], "height": 860},
        color_scheme="dark" if request.param == "dark" else "light",
        has_touch=request.param == "phone",
    )
    opened = context.new_page()
    opened.goto(f"{sim.url}/?as=ana&channel=general")
    expect(opened.get_by_test_id("composer")).to_be_visible()
    yield opened
    context.close()


def look(page: Page, what: str) -> list[str]:
    """Return what the checker objects to, of any impact, with the first place of each."""
    found = Axe().run(page).response["violations"]
    return [f"{what}: {one['impact']} {one['id']} {json.dumps(one['nodes'][0]['html'])[:160]}" for one in found]


def states(page: Page) -> Iterator[str]:
    """Go through what people open."""
    yield "a channel with every block"
    page.get_by_test_id("composer").fill("/")
    yield "commands on offer"
    page.get_by_test_id("composer").fill("")
    page.get_by_role("button", name="Due", exact=True).click()
    yield "what is due"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="2 members").click()
    yield "the members"
    page.get_by_role("button", name="Close members").click()
    page.locator(".wire-toggle").click()
    page.locator(".wire-name").first.click()
    yield "the wire"
    page.get_by_role("button", name="Faults").click()
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_role("button", name="End: ")).to_be_visible()
    yield "the faults"
    page.get_by_role("button", name="End: ").click()
    page.get_by_role("button", name="Close the wire").click()
    page.get_by_test_id("composer").fill("/form more")
    page.get_by_test_id("composer").press("Enter")
    form = page.get_by_test_id("modal")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert").first).to_be_visible()
    yield "a form with an error"
    form.get_by_label("Drink", exact=True).click()
    yield "a menu in a form"


def test_the_checker_finds_nothing_wherever_people_are(page: Page) -> None:
    """No violation at all, not only none that is serious."""
    found = [one for what in states(page) for one in look(page, what)]
    assert found == []


def test_the_people_and_the_home_are_accessible_too(page: Page, http_scene: Scene) -> None:
    """Being somebody else, and the App Home."""
    if page.viewport_size == {"width": 390, "height": 860}:
        page.get_by_role("button", name="Channels and people").click()
    page.get_by_test_id("me").click()
    found = look(page, "be anyone")
    page.goto(f"{http_scene.simulator.url}/?as=ana&channel=app-home")
    expect(page.get_by_test_id("home")).to_contain_text("Welcome home")
    assert found + look(page, "home") == []
