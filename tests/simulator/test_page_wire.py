"""The wire panel, its faults, and the list of what is due: what a developer does when something looks odd."""

import json
import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from mvai_slackbot.simulator import Due

from .conftest import Scene
from .test_page import Windows, browser, type_in, windows

__all__ = ["browser", "windows"]  # fixtures, used by name


def open_wire(page: Page, *, faults: bool = False) -> None:
    page.get_by_role("button", name=re.compile("^Wire")).click()
    if faults:
        page.get_by_role("button", name="Faults").click()


def order(page: Page, kind: str, **fields: str) -> None:
    """Switch a fault on; fields by their label."""
    page.get_by_label("What goes wrong").select_option(label=kind)
    for label, value in fields.items():
        field = page.get_by_label(label.replace("_", " "))
        field.select_option(label=value) if label == "How_often" else field.fill(value)
    page.get_by_role("button", name="Switch on").click()


def writes(page: Page, text: str) -> None:
    type_in(page, text)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("messages")).to_contain_text(text)


def test_a_request_is_found_read_and_copied(windows: Windows) -> None:
    """By a word within it, from one way only; the copy is JSON with what was sent and answered."""
    page = windows.open("ana", "app")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    writes(page, "Hello there")
    expect(page.get_by_test_id("messages")).to_contain_text("Got: Hello there")
    open_wire(page)
    page.get_by_label("Find in requests").fill("hello there")
    page.get_by_role("button", name="From the app").click()
    rows = page.locator(".wire-name")
    expect(rows).to_have_text(["chat.postMessage"])
    rows.first.click()
    expect(page.get_by_role("group", name="chat.postMessage")).to_contain_text("An answer")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    copied = json.loads(page.evaluate("navigator.clipboard.readText()"))
    assert copied["request"] == "chat.postMessage"
    assert copied["sent"]["text"] == "An answer"
    assert copied["answer"]["ok"] is True


def test_nothing_else_moves_when_the_wire_and_bookmarks_come_and_go(windows: Windows, http_scene: Scene) -> None:
    """The clock stays at the bottom, the field above it, the heading on top."""
    page = windows.open("ana")

    def where() -> list[int]:
        parts = [page.locator(name).bounding_box() for name in (".place-head", ".composer", ".clock-bar")]
        return [round(part["y"]) for part in parts if part]

    before = where()
    open_wire(page)
    expect(page.locator(".wire")).to_be_visible()
    assert where()[2] == before[2]
    page.get_by_role("button", name="Close the wire").click()
    expect(page.locator(".wire")).to_have_count(0)
    assert where() == before
    general = http_scene.simulator.workspace.channels.general
    for marks in ([{"id": "Bk1", "title": "Library", "link": "https://example.org"}], []):

        def change(marks: list[dict[str, str]] = marks) -> None:
            general.bookmarks[:] = marks
            http_scene.simulator.workspace.channels.changed(general)

        http_scene.simulator.ask(change)
        expect(page.locator(".bookmark")).to_have_count(len(marks))
        assert where() == before


def test_a_lost_answer_strikes_once_and_is_seen_among_the_failed(windows: Windows) -> None:
    """The message is there although the app never heard so; the fault is used up."""
    page = windows.open("ana", "app")
    open_wire(page, faults=True)
    order(page, "It happens, the answer is lost", With_which_call="chat.postMessage")
    expect(page.get_by_role("button", name="End: It happens")).to_be_visible()
    writes(page, "Hello")
    expect(page.get_by_test_id("messages")).to_contain_text("Got: Hello")
    expect(page.get_by_role("button", name="End: It happens")).to_have_count(0)
    page.get_by_role("button", name="Failed").click()
    # The app's own answer to Slack failed too: it did not know that its message stands there.
    expect(page.locator(".wire-bad").filter(has_text="chat.postMessage")).to_contain_text("lost")


def test_a_revoked_token_stays_revoked_until_it_is_ended(windows: Windows, http_scene: Scene) -> None:
    """Each call is refused with Slack's word; ended, the app is heard again."""
    page = windows.open("ana", "app")
    open_wire(page, faults=True)
    order(page, "The token is revoked")
    writes(page, "Anybody there")
    http_scene.simulator.wait_until(
        lambda: any(call.answer.get("error") == "token_revoked" for call in http_scene.simulator.calls)
    )
    expect(page.get_by_test_id("messages")).not_to_contain_text("Got: Anybody there")
    page.get_by_role("button", name="End: The token is revoked").click()
    writes(page, "And now")
    expect(page.get_by_test_id("messages")).to_contain_text("Got: And now")


def test_events_three_times_and_a_call_sent_twice(windows: Windows, http_scene: Scene) -> None:
    """Both happen as often as was asked for, and no more."""
    page = windows.open("ana", "app")
    open_wire(page, faults=True)
    order(page, "Events come three times", How_often="once")
    writes(page, "Thrice")
    heard = http_scene.tryout.heard
    http_scene.simulator.wait_until(lambda: len([one for one in heard if one["event"].get("text") == "Thrice"]) == 3)
    order(page, "The SDK sends it twice", With_which_call="chat.postMessage")
    writes(page, "Twice")
    expect(page.get_by_test_id("messages").get_by_text("Got: Twice")).to_have_count(2)


def test_rate_limits_are_held_and_socket_connections_cut_by_hand(windows: Windows, http_scene: Scene) -> None:
    """The one until it is ended, the other at once."""
    page = windows.open("ana", "app")
    open_wire(page, faults=True)
    order(page, "Slack's rate limits are held")
    expect(page.get_by_role("button", name="End: Slack's rate limits are held")).to_be_visible()
    assert http_scene.simulator.enforce_rates
    page.get_by_role("button", name="End: Slack's rate limits are held").click()
    http_scene.simulator.wait_until(lambda: not http_scene.simulator.enforce_rates)
    page.get_by_label("What goes wrong").select_option(label="Socket Mode's connections are cut")
    page.get_by_role("button", name="Do it now").click()
    expect(page.get_by_role("status").filter(has_text="Cut: 0")).to_be_visible()


def test_a_channel_is_archived_by_hand_and_opened_again(windows: Windows, http_scene: Scene) -> None:
    """From the faults or from the channel's menu, as a person does it; the app is put out, as in Slack."""
    http_scene.ana.creates_channel("quiet-room", private=True)
    http_scene.ana.invites("app", "quiet-room")
    page = windows.open("ana", "quiet-room")
    open_wire(page, faults=True)
    page.get_by_label("What goes wrong").select_option(label="This channel is archived by hand")
    page.get_by_role("button", name="Do it now").click()
    expect(page.get_by_text("This channel is archived.")).to_be_visible()
    http_scene.simulator.wait_until(
        lambda: any(one["event"]["type"] == "group_archive" for one in http_scene.tryout.heard)
    )
    page.get_by_role("button", name="More for quiet-room").click()
    page.get_by_role("menuitem", name="Unarchive channel").click()
    expect(page.get_by_test_id("composer")).to_be_visible()
    page.get_by_role("button", name="1 members").click()
    page.get_by_role("combobox", name="Add someone").click()
    page.get_by_role("option", name="tryout").click()
    expect(page.get_by_role("button", name="2 members")).to_be_visible()


def test_what_is_due_is_listed_and_the_clock_goes_there(windows: Windows, http_scene: Scene) -> None:
    """A press on a line turns the clock to it, "Next due" to the first; past things are not due any more."""
    clock = http_scene.simulator.clock
    began = clock.now()
    soon, later = began + timedelta(hours=2), began + timedelta(days=3)
    http_scene.simulator.due = lambda: [Due(later, "A reminder", "Ana Torres"), Due(soon, "A question", "Li Stone")]
    page = windows.open("ana")
    page.get_by_role("button", name="Due", exact=True).click()
    listed = page.get_by_role("dialog", name="Due next").locator(".due-row")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text("A question")
    page.get_by_role("button", name="Next due").click()
    http_scene.simulator.wait_until(lambda: soon <= clock.now() < soon + timedelta(minutes=2))
    page.get_by_role("button", name="Due", exact=True).click()
    expect(listed).to_have_count(1)
    listed.first.focus()
    page.keyboard.press("Enter")
    http_scene.simulator.wait_until(lambda: later <= clock.now())
    expect(page.get_by_role("dialog", name="Due next")).to_contain_text("Nothing is due")


def test_a_page_without_such_a_list_says_so(windows: Windows) -> None:
    """Another app than this product's tells nothing of what is due."""
    page = windows.open("ana")
    page.get_by_role("button", name="Due", exact=True).click()
    expect(page.get_by_role("dialog", name="Due next")).to_contain_text("does not tell what is due")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Next due").click()
    expect(page.get_by_role("status").filter(has_text="Nothing is due")).to_be_visible()
