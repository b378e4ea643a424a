"""What people do to messages and files on the page, and what Slack would not let them do."""

import json
import struct
import zlib
from urllib.request import Request, urlopen

from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from mvai_slackbot.simulator import Simulator

from .conftest import Scene
from .test_page import Windows, browser, type_in, windows
from .web_api_world import manifest

__all__ = ["browser", "windows"]  # fixtures, used by name


def menu_of(page: Page, text: str) -> Locator:
    """Open the menu of the message with these words; return the message."""
    row = page.get_by_role("article").filter(has_text=text)
    row.hover()
    row.get_by_role("button", name="More for this message").click()
    return row


def choose(page: Page, name: str) -> None:
    page.get_by_role("menuitem", name=name).click()


def test_ones_own_words_are_edited_in_place_and_marked(windows: Windows, http_scene: Scene) -> None:
    """Mentions come back as they were typed; Escape leaves everything as it was; others see the new words live."""
    dana = http_scene.simulator.person("dana", real_name="Dana Whitfield")
    http_scene.ana.writes("Please ask @dana & me", "general")
    page, second = windows.open("ana"), windows.open("dana")
    row = menu_of(page, "Please ask")
    choose(page, "Edit")
    field = page.get_by_label("Edit your message")
    expect(field).to_have_value("Please ask @dana & me")
    page.keyboard.press("Escape")
    expect(row).not_to_contain_text("(edited)")
    menu_of(page, "Please ask")
    choose(page, "Edit")
    expect(field).to_be_focused()
    # A space after the name: no list of people is open that would take the Enter.
    page.keyboard.insert_text(" or @ana ")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("(edited)")
    expect(second.get_by_test_id("messages")).to_contain_text("Please ask @Dana Whitfield & me or @Ana Torres")
    assert dana.mention in http_scene.ana.reads("general")[-1].text


def test_a_message_is_deleted_only_by_its_writer_and_only_after_a_question(windows: Windows, http_scene: Scene) -> None:
    """Others are not offered it; who is asked may keep it."""
    http_scene.simulator.person("dana")
    http_scene.ana.writes("Written by mistake", "general")
    other = windows.open("dana")
    menu_of(other, "Written by mistake")
    expect(other.get_by_role("menuitem", name="Delete…")).to_have_count(0)
    page = windows.open("ana")
    menu_of(page, "Written by mistake")
    choose(page, "Delete…")
    page.get_by_role("button", name="Keep").click()
    menu_of(page, "Written by mistake")
    choose(page, "Delete…")
    page.get_by_test_id("confirm").get_by_role("button", name="Delete").click()
    expect(other.get_by_test_id("messages")).not_to_contain_text("Written by mistake")


def test_a_pin_is_seen_by_all_and_taken_away_again(windows: Windows, http_scene: Scene) -> None:
    """It stands in the list of pins as well."""
    http_scene.ana.writes("Where we meet", "general")
    page = windows.open("ana")
    row = menu_of(page, "Where we meet")
    choose(page, "Pin to this conversation")
    expect(row).to_contain_text("Pinned")
    page.get_by_role("button", name="1 pinned messages").click()
    expect(page.get_by_role("complementary", name="Pinned messages")).to_contain_text("Where we meet")
    page.get_by_role("button", name="Close pinned messages").click()
    menu_of(page, "Where we meet")
    choose(page, "Unpin")
    expect(page.get_by_role("button", name="0 pinned messages")).to_be_visible()


def test_what_only_one_person_sees_can_be_dismissed(windows: Windows) -> None:
    """As in Slack, by the words under it."""
    page = windows.open("ana")
    type_in(page, "/echo hello")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("messages")).to_contain_text("You said: hello")
    page.get_by_role("button", name="Dismiss message").click()
    expect(page.get_by_test_id("messages")).not_to_contain_text("You said: hello")


def test_nobody_reaches_anothers_messages_by_the_pages_own_requests(http_scene: Scene) -> None:
    """Neither by editing, nor by deleting, nor in a channel they are not in."""
    http_scene.simulator.person("dana")
    message = http_scene.ana.writes("Mine", "general")
    http_scene.ana.creates_channel("quiet-room", private=True)
    private = http_scene.ana.writes("Private", "quiet-room")

    def refused(what: str, **body: object) -> str:
        data = json.dumps({"as": "dana", **body}).encode()
        asked = Request(f"{http_scene.simulator.url}/page/{what}", data, {"Content-Type": "application/json"})
        with urlopen(asked) as answer:
            return str(json.load(answer)["error"])

    place = {"channel": message.channel, "ts": message.ts}
    assert refused("message", do="edit", text="Hers", **place) == "cant_update_message"
    assert refused("message", do="delete", **place) == "cant_delete_message"
    assert refused("message", do="dismiss", **place) == "message_not_found"
    assert refused("message", do="pin", channel=private.channel, ts=private.ts) == "channel_not_found"
    assert refused("channel", do="archive", channel=private.channel) == "channel_not_found"
    assert refused("channel", do="archive", channel=message.channel) == "cant_archive_general"
    assert [one.text for one in http_scene.ana.reads("general")][-1] == "Mine"


def _picture(wide: int = 8, high: int = 4) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x22\x66\x99" * wide) * high
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_a_picture_is_shown_and_any_other_file_is_only_downloaded(browser: object) -> None:
    """What an app uploads never runs as a part of the page, whatever it calls itself."""
    with Simulator(manifest()) as slack:
        ana = slack.person("ana")
        ana.creates_channel("reports")
        ana.invites("app", "reports")
        client = WebClient(slack.bot_token, base_url=slack.api_url)
        channel = slack.workspace.channels.named("reports")
        assert channel is not None
        client.files_upload_v2(channel=channel.id, content=_picture(), filename="trend.png", title="Trend")
        client.files_upload_v2(
            channel=channel.id, content="<script>alert(1)</script>", filename="page.html", title="Page"
        )
        page = browser.new_page()  # type: ignore[attr-defined]  # the fixture of test_page
        page.goto(f"{slack.url}/?as=ana&channel=reports")
        picture = page.get_by_role("img", name="Trend")
        expect(picture).to_be_visible()
        assert picture.evaluate("(one) => one.decode().then(() => one.naturalWidth)") == 8
        with page.expect_download() as got:
            page.get_by_role("link", name="Page").click()
        assert got.value.suggested_filename == "page.html"
        with urlopen(f"{slack.url}/files/{list(channel.messages.values())[-1].files[0]['id']}") as answer:
            assert answer.headers["Content-Disposition"] == "attachment"
            assert answer.headers["Content-Type"] == "application/octet-stream"
        page.close()
