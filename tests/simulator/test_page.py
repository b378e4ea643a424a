"""The workspace in a real browser: what people see, type, press and fill in, and what they must not see."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import chromium

from .conftest import Scene
from .held import Held

NOTICE = "Simulator. Nothing leaves this machine; nobody is notified."


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for this file."""
    with chromium() as started:
        yield started


class Windows:
    """Opens windows, each in a browser context of its own, and keeps what their consoles complain of."""

    def __init__(self, browser: Browser, scene: Scene) -> None:
        self._browser = browser
        self._scene = scene
        self.complaints: list[str] = []

    def open(
        self, handle: str, channel: str = "general", *, width: int = 1280, height: int = 860, before: str = ""
    ) -> Page:
        """`before` runs in the window ahead of the page's own code."""
        page = self._browser.new_context(viewport={"width": width, "height": height}).new_page()
        page.add_init_script(before)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda line: self.complaints.append(line.text) if line.type == "error" else None)
        page.goto(f"{self._scene.simulator.url}/?as={handle}&channel={channel}")
        expect(page.get_by_test_id("notice")).to_have_text(NOTICE)
        return page

    def close(self) -> None:
        for context in self._browser.contexts:
            context.close()


@pytest.fixture
def windows(browser: Browser, http_scene: Scene) -> Iterator[Windows]:
    """Windows that must not complain, whatever a test does."""
    opened = Windows(browser, http_scene)
    yield opened
    opened.close()
    assert opened.complaints == []


def test_a_window_opens_though_answers_are_quicker_than_its_frames(windows: Windows) -> None:
    """On a crowded machine a frame comes late; what arrived before it is drawn all the same."""
    windows.open("ana", before="window.requestAnimationFrame = () => 0;")


def type_in(page: Page, text: str) -> None:
    composer = page.get_by_test_id("composer")
    composer.click()
    page.keyboard.type(text)


def test_a_command_completes_while_it_is_typed_and_its_answer_is_seen_by_one_person(
    windows: Windows, http_scene: Scene
) -> None:
    """Arrow keys and Tab complete, the usage stays in sight, and the ephemeral answer reaches only who typed."""
    http_scene.simulator.person("dana")
    http_scene.ana.creates_channel("room-2026-001")
    ana, dana = windows.open("ana"), windows.open("dana")
    type_in(ana, "/e")
    expect(ana.get_by_role("option", name="/echo")).to_have_attribute("aria-selected", "true")
    ana.keyboard.press("Tab")
    ana.keyboard.type("hello there")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("messages")).to_contain_text("You said: hello there")
    expect(ana.get_by_test_id("messages")).to_contain_text("Only visible to you")
    type_in(ana, "/echo show #1")
    ana.keyboard.press("Enter")
    expect(ana.get_by_test_id("messages")).to_contain_text("You said: show #1")
    type_in(dana, "Good morning")
    dana.keyboard.press("Enter")
    expect(ana.get_by_test_id("messages")).to_contain_text("Good morning")
    expect(dana.get_by_test_id("messages")).not_to_contain_text("You said")


def test_a_channel_appears_live_for_who_is_invited_and_for_nobody_else(windows: Windows, http_scene: Scene) -> None:
    """Private channels come and go in the left bar as membership changes, without a reload."""
    dana, li = http_scene.simulator.person("dana"), http_scene.simulator.person("li")
    first, other = windows.open("dana"), windows.open("li")
    http_scene.ana.creates_channel("quiet-room", private=True)
    http_scene.ana.invites(dana, "quiet-room")
    entry = first.get_by_role("button", name="private channel quiet-room")
    entry.click()
    expect(first).to_have_url(re.compile("channel=quiet-room"))
    http_scene.ana.writes("Only for us", "quiet-room")
    expect(first.get_by_test_id("messages")).to_contain_text("Only for us")
    expect(other.get_by_role("button", name="quiet-room")).to_have_count(0)
    assert "quiet-room" not in li.channels()
    dana.leaves("quiet-room")
    expect(entry).to_have_count(0)


def test_a_form_keeps_every_word_when_it_is_refused_and_shows_the_reason_at_the_field(
    windows: Windows, http_scene: Scene
) -> None:
    """Errors of the app land on their field; nothing typed is lost; the corrected form goes through."""
    page = windows.open("ana")
    type_in(page, "/form")
    page.keyboard.press("Enter")
    form = page.get_by_test_id("modal")
    form.get_by_label("Name", exact=True).fill("bad")
    form.get_by_label("Drink", exact=True).click()
    page.keyboard.type("cof")
    page.keyboard.press("Enter")
    form.get_by_label("Tea").check()
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert").filter(has_text="Another name, please")).to_be_visible()
    expect(form.get_by_label("Name", exact=True)).to_have_value("bad")
    expect(form.get_by_label("Name", exact=True)).to_be_focused()
    expect(form.get_by_label("Drink", exact=True)).to_have_text("Coffee")
    expect(form.get_by_label("Tea")).to_be_checked()
    form.get_by_label("Name", exact=True).fill("Good name")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    values = http_scene.tryout.heard[-1]["view"]["state"]["values"]
    assert values["name"]["v"]["value"] == "Good name"
    assert values["drink"]["v"]["selected_option"]["value"] == "coffee"
    assert [one["value"] for one in values["extras"]["v"]["selected_options"]] == ["tea"]


@pytest.mark.parametrize(("name", "stays"), [("again", 0), ("bad", 1)])
def test_escape_is_not_lost_while_a_form_is_on_its_way(windows: Windows, name: str, stays: int) -> None:
    """What the app made of the form may be seen before the request is answered; a refused form comes back."""
    page = windows.open("ana")
    on_its_way = Held(page, "submit", answered=True)
    type_in(page, "/form")
    page.keyboard.press("Enter")
    form = page.get_by_test_id("modal")
    form.get_by_label("Name", exact=True).fill(name)
    form.get_by_label("Drink", exact=True).click()
    page.get_by_role("option", name="Tea").click()
    form.get_by_role("button", name="Save").click()
    if name == "again":
        expect(form.get_by_role("heading", name="Updated")).to_be_visible()
    on_its_way.wait()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    on_its_way.go()
    if stays:
        expect(form.get_by_role("alert").filter(has_text="Another name, please")).to_be_visible()
        expect(form.get_by_label("Name", exact=True)).to_have_value(name)
        page.keyboard.press("Escape")
    expect(form).to_have_count(0)


def test_escape_closes_the_list_first_and_then_the_form(windows: Windows, http_scene: Scene) -> None:
    """One press of Escape closes one thing, the form last, and the app hears of it.

    What cannot be filled in here stands in the form and says so.
    """
    page = windows.open("ana")
    type_in(page, "/form photo")
    page.keyboard.press("Enter")
    form = page.get_by_test_id("modal")
    expect(form.get_by_text("Photo")).to_be_visible()
    expect(form.get_by_text("Files cannot be handed in here.")).to_be_visible()
    form.get_by_label("Drink", exact=True).click()
    expect(page.get_by_role("listbox", name="Drink")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Drink")).to_have_count(0)
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(page.get_by_test_id("composer")).to_be_focused()
    http_scene.simulator.wait_until(lambda: any(one.get("type") == "view_closed" for one in http_scene.tryout.heard))


def test_what_a_form_holds_survives_a_form_on_top_of_it(windows: Windows) -> None:
    """A pushed form lies above; going back shows the first one as it was left."""
    page = windows.open("ana")
    type_in(page, "/form")
    page.keyboard.press("Enter")
    form = page.get_by_test_id("modal")
    form.get_by_label("Name", exact=True).fill("next")
    form.get_by_label("Drink", exact=True).click()
    page.get_by_role("option", name="Tea").click()
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("heading", name="Second")).to_be_visible()
    form.get_by_role("button", name="Cancel").click()
    expect(form.get_by_role("heading", name="Order")).to_be_visible()
    expect(form.get_by_label("Name", exact=True)).to_have_value("next")


def test_a_button_replaces_its_message_in_every_window_that_sees_it(windows: Windows, http_scene: Scene) -> None:
    """Writing to the app is answered with a button; pressing it changes the message live."""
    page, second = windows.open("ana", "app"), windows.open("ana", "app")
    type_in(page, "Hello")
    page.keyboard.press("Enter")
    expect(second.get_by_test_id("messages")).to_contain_text("Got: Hello")
    page.get_by_role("button", name="Done", exact=True).click()
    expect(second.get_by_test_id("messages")).to_contain_text("It is done")
    expect(second.get_by_role("button", name="Done", exact=True)).to_have_count(0)


def test_a_menu_of_the_app_offers_what_the_app_finds(windows: Windows, http_scene: Scene) -> None:
    """An external select asks the app while somebody types, and hands in what was chosen."""
    page = windows.open("ana")
    type_in(page, "/form more")
    page.keyboard.press("Enter")
    form = page.get_by_test_id("modal")
    form.get_by_label("Far (optional)", exact=True).click()
    page.keyboard.type("lisbon")
    page.get_by_role("option", name="Lisbon").click()
    expect(form.get_by_label("Far (optional)", exact=True)).to_have_text("Lisbon")
    form.get_by_label("Name", exact=True).fill("Somebody")
    form.get_by_label("Drink", exact=True).click()
    page.get_by_role("option", name="Tea").click()
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    values = http_scene.tryout.heard[-1]["view"]["state"]["values"]
    assert values["far"]["far"]["selected_option"]["value"] == "lisbon"


def test_a_message_shortcut_and_a_thread_start_from_the_message(windows: Windows, http_scene: Scene) -> None:
    """The menu of a message offers the app's shortcuts and a reply; the reply counts under the message."""
    http_scene.ana.writes("Something to keep", "general")
    page = windows.open("ana")
    row = page.get_by_role("article").filter(has_text="Something to keep")
    row.hover()
    row.get_by_role("button", name="More for this message").click()
    page.get_by_role("menuitem", name="Keep this").click()
    expect(page.get_by_role("heading", name="Keep")).to_be_visible()
    page.keyboard.press("Escape")
    row.hover()
    row.get_by_role("button", name="Reply in thread").click()
    page.get_by_test_id("thread-composer").fill("A reply")
    page.get_by_test_id("thread-composer").press("Enter")
    expect(row.get_by_role("button", name="1 reply")).to_be_visible()
    expect(page.get_by_test_id("messages")).not_to_contain_text("A reply")


def test_a_command_that_fails_comes_back_into_the_field_with_the_reason(windows: Windows) -> None:
    """Nothing has to be typed twice when the app does not answer or there is no such command."""
    page = windows.open("ana")
    type_in(page, "/nothing of the kind")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("There is no such command")
    expect(page.get_by_test_id("composer")).to_have_value("/nothing of the kind")


def test_the_home_of_the_app_opens_and_its_buttons_work(windows: Windows) -> None:
    """The Home tab asks the app for its view, and a press there changes it."""
    page = windows.open("ana", "app-home")
    page.get_by_role("button", name="Done at home").click()
    expect(page.get_by_test_id("home")).to_contain_text("All done")
