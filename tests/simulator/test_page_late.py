"""A slow, crowded machine: frames, answers and changes come late, and in another order than they were sent."""

import re

from playwright.sync_api import Page, expect

from .conftest import Scene
from .held import Held
from .test_page import Windows, browser, type_in, windows

__all__ = ["browser", "windows"]  # fixtures, used by name

# What waits for the next frame, or for the time after which the library gives up waiting for one, waits for ever.
NO_FRAMES = """
const soon = setTimeout;
requestAnimationFrame = () => 0;
setTimeout = (what, wait, ...more) => wait === 100 ? 0 : soon(what, wait, ...more);
"""
# A stream that is down until it is told to stand, or whose changes are held back until they are let go.
STREAM = """
const Real = EventSource;
EventSource = class {
  constructor(address) {
    Object.assign(window, { line: this });
    Object.assign(this, { address, late: [] });
    if (window.down) setTimeout(() => this.onerror());
    else this.stand();
  }
  stand() {
    this.real = new Real(this.address);
    for (const name of ["onopen", "onerror", "onmessage"])
      this.real[name] = (event) => window.holding ? this.late.push([name, event]) : this[name](event);
  }
  letGo() {
    window.holding = false;
    for (const [name, event] of this.late.splice(0)) this[name](event);
  }
  close() { this.real?.close(); }
};
"""


def open_menu(page: Page, text: str, item: str) -> None:
    """Choose from a message's menu by keyboard, as quickly as keys are pressed."""
    row = page.get_by_role("article").filter(has_text=text)
    row.focus()
    row.get_by_role("button", name="More for this message").focus()
    page.keyboard.press("Enter")
    for _ in range(["Reply", "Keep", "Pin", "Edit", "Delete"].index(item)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def test_keys_reach_what_has_just_opened_though_no_frame_comes(windows: Windows, http_scene: Scene) -> None:
    """A menu, a field, a thread and a question take the next key, and not what was there before them."""
    http_scene.ana.writes("Something to keep", "general")
    page = windows.open("ana", before=NO_FRAMES)
    expect(page.get_by_role("article").filter(has_text="Something to keep")).to_be_visible()
    open_menu(page, "Something to keep", "Edit")
    page.keyboard.type(" for later")
    page.keyboard.press("Enter")
    row = page.get_by_role("article").filter(has_text="Something to keep for later")
    expect(row).to_contain_text("(edited)")
    row.focus()
    row.get_by_role("button", name="Reply in thread").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.get_by_role("complementary", name="Thread")).to_have_count(0)
    open_menu(page, "Something to keep", "Delete")
    page.keyboard.press("Enter")
    expect(row).to_have_count(0)


def test_who_was_chosen_last_is_who_one_is_however_answers_come(windows: Windows, http_scene: Scene) -> None:
    """And what one was writing is not in another person's field."""
    people = {name: http_scene.simulator.person(name.lower(), real_name=f"{name} Reed") for name in ("Dana", "Li")}
    page = windows.open("ana")
    type_in(page, "Half a thought")
    dana = Held(page, f"state.as={people['Dana'].id}", answered=True)
    for name in people:
        page.get_by_test_id("me").click()
        page.get_by_role("button", name=f"{name} Reed").click()
        dana.wait()
    expect(page.get_by_test_id("me")).to_contain_text("Li Reed")
    dana.go()
    expect(page.get_by_test_id("me")).to_contain_text("Li Reed")
    expect(page).to_have_url(re.compile("as=li&channel=general"))
    expect(page.get_by_test_id("composer")).to_have_value("")


def test_a_change_that_comes_before_an_older_answer_stays(windows: Windows, http_scene: Scene) -> None:
    """Of messages while they are being read, and of what was read while the workspace had not heard so."""
    scene, dana = http_scene, http_scene.simulator.person("dana")
    workspace, general = scene.simulator.workspace, scene.simulator.workspace.channels.general
    first = scene.ana.writes("The first words", "general")
    page = windows.open("ana", "app")
    messages, read = Held(page, "messages", answered=True), Held(page, "read")
    page.get_by_role("button", name="channel general").click()
    messages.wait()
    scene.simulator.ask(
        lambda: workspace.messages.edit(general, general.messages[first.ts], scene.ana.id, text="Other words")
    )
    dana.writes("And more", "general")
    scene.ana.creates_channel("later", private=True)
    expect(page.get_by_role("button", name="private channel later")).to_be_visible()
    messages.go()
    expect(page.get_by_test_id("messages")).to_contain_text("Other words")
    expect(page.get_by_test_id("messages")).to_contain_text("And more")
    read.wait()
    scene.simulator.ask(lambda: workspace.channels.changed(general))
    scene.ana.creates_channel("later-still", private=True)
    expect(page.get_by_role("button", name="private channel later-still")).to_be_visible()
    expect(page.get_by_role("button", name="channel general", exact=True)).to_be_visible()
    read.go()


def test_what_happened_before_a_broken_stream_stood_is_read(windows: Windows, http_scene: Scene) -> None:
    """The page opens without it, and reads anew once there is one; the complaint goes, what was written stays."""
    page = windows.open("ana", before=f"window.down = true;{STREAM}")
    http_scene.ana.writes("While nobody listened", "general")
    page.evaluate(
        "window.asked = window.fetch; window.fetch = () => Promise.reject(new TypeError()); line.onerror(); 0"
    )
    page.get_by_test_id("composer").fill("Is anybody there")
    page.get_by_test_id("composer").press("Enter")
    expect(page.get_by_role("alert").last).to_contain_text("The simulator does not answer")
    page.evaluate("window.fetch = window.asked; line.stand()")
    expect(page.get_by_test_id("messages")).to_contain_text("While nobody listened")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_test_id("composer")).to_have_value("Is anybody there")


def test_a_form_is_sent_once_and_closed_without_complaint(windows: Windows, http_scene: Scene) -> None:
    """Its answer comes before it is seen to be gone: no second press sends it again, and Escape finds nothing wrong."""
    page = windows.open("ana", before=STREAM)
    type_in(page, "/form")
    page.keyboard.press("Enter")
    form = page.get_by_test_id("modal")
    pressed = Held(page, "press", answered=True)
    for many in (1, 2):
        # What is drawn anew can be pressed again, although the first press is not answered yet.
        form.get_by_role("button", name="More fields").click()
        pressed.wait(many)
        expect(form.get_by_label("Note")).to_be_visible()
    pressed.go()
    form.get_by_label("Name", exact=True).fill("Good name")
    form.get_by_label("Drink", exact=True).click()
    page.get_by_role("option", name="Tea").click()
    page.evaluate("window.holding = true")
    sent = Held(page, "submit", answered=True)
    form.get_by_role("button", name="Save").click()
    sent.wait()
    sent.go()
    expect(form.get_by_role("button", name="Sending…")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    page.evaluate("line.letGo()")
    page.evaluate("fetch('/page/due').then((answer) => answer.json())")
    expect(page.locator(".toast")).to_have_count(0)


def test_a_fault_switched_on_stays_in_the_list_when_an_older_answer_comes(windows: Windows) -> None:
    """The list was asked for when the wire was opened, and answers only afterwards."""
    page = windows.open("ana")
    type_in(page, "/echo hello")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("messages")).to_contain_text("You said: hello")
    older = Held(page, "faults", answered=True)
    page.get_by_role("button", name=re.compile("^Wire")).click()
    older.wait()
    page.get_by_role("button", name="Faults").click()
    page.get_by_role("button", name="Switch on").click()
    expect(page.get_by_role("button", name="End: ")).to_be_visible()
    older.go()
    expect(page.locator(".wire-name").first).to_be_visible()
    expect(page.get_by_role("button", name="End: ")).to_be_visible()
