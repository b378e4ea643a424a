"""The whole story once more, by keyboard alone: one window, three people, no mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import chromium
from tests.conftest import Town
from tests.smes.story import on_roster

CHANNEL = "mvai-2026-001"
MOST = 40
"""Presses of one key after which something is surely not to be reached by it."""


@pytest.fixture
def page(town: Town) -> Iterator[Page]:
    """Ana's window, whose console must not complain."""
    complaints: list[str] = []
    with chromium() as browser:
        opened = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        opened.on("pageerror", lambda error: complaints.append(str(error)))
        opened.goto(f"{town.sim.url}/?as=ana&channel=app")
        expect(opened.get_by_test_id("composer")).to_be_focused()
        yield opened
    assert complaints == []


def until(page: Page, key: str, reached: str) -> None:
    """Press a key until an expression about the focused element (`here`) holds."""
    for _ in range(MOST):
        if page.evaluate(f"(here => {reached})(document.activeElement)"):
            return
        page.keyboard.press(key)
    raise AssertionError(f"{key} does not reach {reached}")


def type_command(page: Page, text: str) -> None:
    """Type into the field, which F6 reaches from anywhere, and send."""
    until(page, "F6", "here.dataset.testid === 'composer'")
    page.keyboard.type(text)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")


def press(page: Page, label: str) -> None:
    """Go up the messages to the newest with such a button, and by Tab to the button."""
    named = f"[...{{}}.querySelectorAll('button')].some((one) => one.textContent.trim() === '{label}')"
    expect(page.get_by_test_id("messages").get_by_role("button", name=label, exact=True).last).to_be_visible()
    until(page, "F6", "here.dataset.testid === 'messages'")
    until(page, "ArrowUp", f"here.matches('[data-ts]') && {named.format('here')}")
    until(page, "Tab", f"here.textContent.trim() === '{label}'")
    page.keyboard.press("Enter")


def send(page: Page) -> None:
    """Press "Send" under the question that comes, and wait until it is gone: the next question has such a button too."""
    press(page, "Send")
    expect(page.get_by_test_id("messages").get_by_role("button", name="Send", exact=True)).to_have_count(0)


def become(page: Page, name: str) -> None:
    """Be somebody else: found by typing."""
    until(page, "F6", "here.dataset.testid === 'me'")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Find a person")).to_be_focused()
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("me")).to_contain_text(name)


def put_away(page: Page, words: str) -> None:
    """Wait for the form that the bot opens, and close it as Escape does."""
    form = page.get_by_test_id("modal")
    expect(form).to_contain_text(words)
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)


def go_to(page: Page, name: str) -> None:
    """Walk the list of channels with Alt and an arrow; "app mvai" is the direct message with the bot."""
    expect(page.locator(f".entry[aria-label*='{name}']")).to_be_visible()
    for _ in range(MOST):
        if name in (page.locator(".entry[aria-current]").get_attribute("aria-label") or ""):
            return
        page.keyboard.press("Alt+ArrowDown")
    raise AssertionError(f"{name} is not in the list")


def says(page: Page, text: str) -> None:
    """Wait until the conversation holds these words."""
    expect(page.get_by_test_id("messages").get_by_text(text).last).to_be_visible()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_main_job_is_done_without_a_mouse(town: Town, page: Page) -> None:
    """Open, log, assign; the SME accepts; the chief is named, says yes, and answers in a form."""
    on_roster(town, town.sam)
    town.root.types("/mvai on-call @dana")
    type_command(page, "/mvai-incident open Event at a shopping street, scene secured")
    expect(page.get_by_role("button", name=f"private channel {CHANNEL}")).to_be_visible()
    go_to(page, CHANNEL)
    log_by_form(page)
    type_command(page, "/mvai-sme assign 1 @sam virtual")
    send(page)
    become(page, "Sam Reed")
    go_to(page, "app mvai")
    press(page, "Accept")
    expect(page.get_by_role("button", name=f"private channel {CHANNEL}")).to_be_visible()
    check_in(page)


def log_by_form(page: Page) -> None:
    """Press the card's button, fill in the form it opens, choose from its menu, and send it."""
    press(page, "Log request")
    form = page.get_by_test_id("modal")
    expect(form).to_be_visible()
    page.keyboard.type("A victim services lead for the family center")
    until(page, "Tab", "here.textContent.includes('Choose one')")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    until(page, "Tab", "here.textContent.trim() === 'Log'")
    page.keyboard.press("Enter")
    put_away(page, "Logged as request 1")
    says(page, "A victim services lead")


def check_in(page: Page) -> None:
    """Name the chief and offer check-ins; the chief says yes; asked now, the chief answers by arrow keys."""
    become(page, "Ana Torres")
    go_to(page, CHANNEL)
    type_command(page, "/mvai-incident leader @chief")
    send(page)
    says(page, "joined")
    type_command(page, "/mvai-checkin offer @chief")
    send(page)
    become(page, "Pat Quinn")
    go_to(page, "app mvai")
    press(page, "Yes")
    put_away(page, "Where are you reached?")
    pause = page.get_by_test_id("messages").get_by_role("button", name="Pause", exact=True)
    expect(pause).to_be_visible()
    become(page, "Ana Torres")
    go_to(page, CHANNEL)
    type_command(page, "/mvai-checkin now")
    send(page)
    become(page, "Pat Quinn")
    go_to(page, "app mvai")
    press(page, "Answer")
    form = page.get_by_test_id("modal")
    expect(form).to_be_visible()
    until(page, "Tab", "here.textContent.trim() === 'Send'")
    page.keyboard.press("Enter")
    put_away(page, "Thank you")
