"""A channel with a long past: it opens at its end, older messages come by scrolling, and nothing jumps."""

import pytest
from playwright.sync_api import Page, expect

from .conftest import Scene
from .test_page import Windows, browser, windows

__all__ = ["browser", "windows"]  # fixtures, used by name

MANY = 2_000
TOP = "document.querySelector('.messages').getBoundingClientRect().top"
# The message at the upper edge and how far it stands from there.
EDGE = f"""(() => {{
  const top = {TOP};
  const rows = [...document.querySelectorAll('.messages [data-ts]')];
  const row = rows.find((one) => one.getBoundingClientRect().bottom > top + 40);
  return [row.dataset.ts, Math.round(row.getBoundingClientRect().top - top)];
}})()"""


@pytest.fixture
def long_scene(http_scene: Scene) -> Scene:
    """Two thousand messages in #general, by two people."""
    simulator, dana = http_scene.simulator, http_scene.simulator.person("dana")

    def write() -> None:
        workspace = simulator.workspace
        general = workspace.channels.general
        for number in range(1, MANY + 1):
            who = http_scene.ana.id if number % 3 else dana.id
            workspace.messages.post(general, who, f"Message number {number}")
        workspace.messages.mark_read(general, dana.id, list(general.messages)[-4])

    simulator.ask(write)
    return http_scene


def rows(page: Page) -> int:
    return page.locator(".messages [data-ts]").count()


def scroll_to(page: Page, top: int) -> None:
    page.evaluate(f"document.querySelector('.messages').scrollTop = {top}")


def test_it_opens_at_its_last_hundred_and_reads_on_as_somebody_scrolls(windows: Windows, long_scene: Scene) -> None:
    """What was being read stays where it was while a hundred more come in above it."""
    page = windows.open("ana")
    expect(page.get_by_text(f"Message number {MANY}", exact=True)).to_be_in_viewport()
    assert rows(page) == 100
    scroll_to(page, 300)
    before = page.evaluate(EDGE)
    expect(page.locator(".messages [data-ts]")).to_have_count(200)
    # Nor does it jump in the next frames.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    after = page.evaluate(EDGE)
    assert after[0] == before[0]
    assert abs(after[1] - before[1]) <= 2
    for expected in (300, 400, 500):
        scroll_to(page, 100)
        expect(page.locator(".messages [data-ts]")).to_have_count(expected)
    page.get_by_role("button", name="Newest").click()
    expect(page.get_by_text(f"Message number {MANY}", exact=True)).to_be_in_viewport()


def test_nothing_moves_for_who_reads_further_up_when_a_message_comes(windows: Windows, long_scene: Scene) -> None:
    """The new one is offered by a button; at the end of the list it is simply there, and so is an answer to oneself."""
    page = windows.open("ana")
    expect(page.get_by_text(f"Message number {MANY}", exact=True)).to_be_in_viewport()
    scroll_to(page, 1500)
    expect(page.get_by_role("button", name="Newest")).to_be_visible()
    before = page.evaluate(EDGE)
    long_scene.simulator.person("dana").writes("Somebody says more", "general")
    expect(page.get_by_role("button", name="New messages")).to_be_visible()
    assert page.evaluate(EDGE) == before
    page.get_by_role("button", name="New messages").click()
    expect(page.get_by_text("Somebody says more")).to_be_in_viewport()
    scroll_to(page, 1500)
    expect(page.get_by_role("button", name="Newest")).to_be_visible()
    page.get_by_test_id("composer").fill("/echo What only I asked for")
    page.get_by_test_id("composer").press("Enter")
    expect(page.get_by_text("You said: What only I asked for")).to_be_in_viewport()


def test_what_is_new_to_somebody_begins_with_a_line(windows: Windows, long_scene: Scene) -> None:
    """It stays while they are here, and is gone when they come back."""
    page = windows.open("dana")
    line = page.get_by_role("separator", name="New")
    expect(line).to_be_visible()
    expect(page.get_by_role("button", name="channel general", exact=True)).to_be_visible()
    page.get_by_role("button", name="app tryout").click()
    page.get_by_role("button", name="channel general").click()
    expect(page.get_by_text(f"Message number {MANY}", exact=True)).to_be_visible()
    expect(line).to_have_count(0)


def test_an_old_thread_opens_whole_and_counts_its_new_replies(windows: Windows, long_scene: Scene) -> None:
    """Replies stand in the thread and not in the channel, whoever wrote them and whenever."""
    ana, dana = long_scene.ana, long_scene.simulator.person("dana")
    newest = ana.reads("general")[-1]
    for number in range(3):
        dana.writes(f"Reply {number}", "general", thread=newest)
    page = windows.open("ana")
    page.get_by_role("button", name="3 replies").click()
    thread = page.get_by_role("log", name="Messages in this thread")
    expect(thread).to_contain_text("Reply 0")
    expect(page.get_by_test_id("messages")).not_to_contain_text("Reply 0")
    dana.writes("Reply 3", "general", thread=newest)
    expect(thread).to_contain_text("Reply 3")
    expect(page.get_by_role("button", name="4 replies")).to_be_visible()
