"""How the page draws what it is given: never markup, never hidden, readable on a phone, usable by keyboard."""

import json
import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from mvai_slackbot.simulator.page_api.files import PAGE

from .conftest import Scene
from .test_page import NOTICE, Windows, browser, type_in, windows

__all__ = ["browser", "windows"]  # fixtures, used by name

HOSTILE = "<img src=x onerror=alert(1)> *bold* <!here> & <b>b</b> <https://example.org|a link> <javascript:alert(1)|no>"


def test_nothing_a_person_or_app_writes_becomes_markup(windows: Windows, http_scene: Scene) -> None:
    """Tags and script addresses are shown as words; only web addresses become links."""
    http_scene.simulator.ask(lambda: _post(http_scene, text=HOSTILE))
    page = windows.open("ana")
    message = page.locator(".message").last
    expect(message.locator("strong", has_text="bold")).to_be_visible()
    expect(message.locator("a")).to_have_count(1)
    expect(message.locator("img, b, script")).to_have_count(0)
    expect(message).to_contain_text("<b>b</b>")


def test_a_block_nobody_knows_is_shown_with_its_name(windows: Windows, http_scene: Scene) -> None:
    """Unknown blocks and elements are boxes with their type, never left out."""
    blocks = [
        {"type": "hologram", "block_id": "a", "text": "Something new"},
        {"type": "actions", "block_id": "b", "elements": [{"type": "dial", "action_id": "x"}]},
    ]
    http_scene.simulator.ask(lambda: _post(http_scene, text="Words", blocks=blocks))
    page = windows.open("ana")
    expect(page.get_by_text("hologram (block not drawn here)")).to_be_visible()
    expect(page.get_by_text("dial (element not drawn here)")).to_be_visible()


def test_charts_and_tables_can_be_read_without_seeing_them(windows: Windows, http_scene: Scene) -> None:
    """A chart carries its figures as a table, and takes no room for them; a data table sorts by its header."""
    points = [{"label": "Mon", "value": 2}, {"label": "Tue", "value": 5}]
    chart = {
        "type": "bar",
        "series": [{"name": "Calls", "data": points}],
        "axis_config": {"categories": ["Mon", "Tue"]},
    }
    rows = [[{"type": "raw_text", "text": word} for word in row] for row in (("What", "Days"), ("b", "9"), ("a", "10"))]
    blocks = [
        {"type": "data_visualization", "block_id": "a", "title": "Calls a day", "chart": chart},
        {"type": "data_table", "block_id": "b", "caption": "Waiting", "rows": rows},
    ]
    http_scene.simulator.ask(lambda: _post(http_scene, text="Words", blocks=blocks))
    page = windows.open("ana")
    expect(page.get_by_role("table", name="Calls a day").get_by_role("row")).to_have_count(2)
    waiting = page.get_by_role("table", name="Waiting")
    waiting.get_by_role("button", name="Days").click()
    expect(waiting.get_by_role("columnheader", name="Days")).to_have_attribute("aria-sort", "ascending")
    expect(waiting.get_by_role("row").nth(1)).to_contain_text("9")
    wide = [{"type": "data_visualization", "block_id": "a", "title": "Calls " * 8, "chart": chart}]
    http_scene.simulator.ask(lambda: _post(http_scene, text="Words", blocks=wide))
    page.set_viewport_size({"width": 390, "height": 760})
    assert page.get_by_test_id("messages").evaluate("it => it.scrollWidth <= it.clientWidth")


def test_the_notice_stays_in_sight_on_a_phone_even_behind_a_form(windows: Windows) -> None:
    """At phone width the list of channels is a drawer, and an open form leaves the line on top free."""
    page = windows.open("ana", width=390, height=760)
    page.get_by_role("button", name="Channels and people").click()
    page.get_by_role("button", name="app tryout").click()
    type_in(page, "/form")
    page.get_by_test_id("composer").press("Enter")
    form = page.get_by_test_id("modal")
    expect(form).to_be_visible()
    notice, box = page.get_by_test_id("notice").bounding_box(), form.bounding_box()
    assert notice is not None
    assert box is not None
    assert box["y"] >= notice["y"] + notice["height"] - 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    expect(page.get_by_test_id("notice")).to_have_text(NOTICE)


def test_the_clock_turns_from_the_page_and_shows_in_every_window(windows: Windows, http_scene: Scene) -> None:
    """One day on is one day on for everybody."""
    page, second = windows.open("ana"), windows.open("ana")
    before = http_scene.simulator.clock.now()
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_text("paused")).to_be_visible()
    stood = page.get_by_test_id("clock").inner_text()
    page.get_by_role("button", name="+1 day").click()
    expect(second.get_by_text("paused")).to_be_visible()
    expect(page.get_by_test_id("clock")).not_to_have_text(stood)
    http_scene.simulator.wait_until(lambda: (http_scene.simulator.clock.now() - before).days == 1)
    expect(second.get_by_test_id("clock")).to_have_text(page.get_by_test_id("clock").inner_text())


def test_a_window_can_become_anyone_by_keyboard(windows: Windows, http_scene: Scene) -> None:
    """The person is found by typing; the address follows, so that it can be kept or shared."""
    http_scene.simulator.person("dana", real_name="Dana Whitfield", title="Deputy")
    page = windows.open("ana")
    page.get_by_test_id("me").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("deputy")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("me")).to_contain_text("Dana Whitfield")
    expect(page).to_have_url(re.compile("as=dana"))


def test_anywhere_is_a_few_letters_away(windows: Windows, http_scene: Scene) -> None:
    """Ctrl+K: a channel, a person to write to, a person to be; Escape leaves everything as it was."""
    http_scene.simulator.person("dana", real_name="Dana Whitfield", title="Deputy")
    http_scene.ana.creates_channel("quiet-room", private=True)
    page = windows.open("ana")
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Jump to a channel or a person")).to_be_focused()
    page.keyboard.type("quiet")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("channel=quiet-room"))
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Jump to a channel or a person")).to_be_focused()
    page.keyboard.type("dana")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main", name="Direct message with Dana Whitfield")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("jump")).to_have_count(0)
    page.keyboard.press("Control+k")
    # As a browser does it where it does not ask the page first.
    page.get_by_test_id("jump").evaluate("(dialog) => dialog.close()")
    expect(page.get_by_test_id("jump")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(page.get_by_label("Jump to a channel or a person")).to_be_focused()
    page.keyboard.type("deputy")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("me")).to_contain_text("Dana Whitfield")


@pytest.mark.parametrize("path", sorted(PAGE.glob("[as]*/*")), ids=lambda path: path.name)
def test_every_file_of_the_page_is_short_and_fetches_nothing_from_elsewhere(path: Path) -> None:
    """No build step, no network: what is read is what runs, and each file can be read at once."""
    text = path.read_text()
    assert len(text.splitlines()) < 250
    assert "innerHTML" not in text
    assert not re.search(r"(import|from|fetch\(|url\()\s*[\"'`(]*https?:", text)


def test_the_stream_of_one_person_never_carries_what_is_another_persons(http_scene: Scene) -> None:
    """Private messages, ephemerals and requests of others do not reach a window, not even unseen."""
    scene = http_scene
    scene.simulator.person("dana")
    scene.ana.creates_channel("quiet-room", private=True)
    with urllib.request.urlopen(f"{scene.simulator.url}/page/stream?as=dana") as stream:
        assert stream.readline() == b": open\n"
        scene.ana.writes("A secret word", "quiet-room")
        scene.ana.types("/echo a secret word", "general")
        scene.ana.writes("For everyone", "general")
        seen: list[dict[str, object]] = []
        while not seen or "For everyone" not in json.dumps(seen[-1]):
            line = stream.readline()
            if line.startswith(b"data: "):
                seen.append(json.loads(line[6:]))
    assert "secret" not in json.dumps(seen)
    assert "quiet-room" not in json.dumps(seen)


def _post(scene: Scene, **message: object) -> None:
    workspace = scene.simulator.workspace
    text = str(message.pop("text"))
    workspace.messages.post(workspace.channels.general, workspace.hub.bot_user_id, text, **message)
