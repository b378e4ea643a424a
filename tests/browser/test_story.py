"""The whole story by clicks, as a newcomer does it: an incident, a request, an SME who accepts, a check-in answered."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mvai_slackbot.simulator import Simulator
from tests.chromium import chromium
from tests.conftest import Town
from tests.smes.story import on_roster

CHANNEL = "mvai-2026-001"


class Windows:
    """One browser window per person; with MVAI_SHOTS set, pictures of what they see go there."""

    def __init__(self, sim: Simulator, pages: dict[str, Page], width: int) -> None:
        self.sim = sim
        self.width = width
        self.pages = pages
        self.complaints: list[str] = []

    def of(self, handle: str, channel: str) -> Page:
        """Return a person's window, at a place: a channel's name, or "app" for the direct message with the bot."""
        page = self.pages[handle]
        page.goto(f"{self.sim.url}/?as={handle}&channel={channel}")
        expect(page.get_by_test_id("composer")).to_be_visible()
        return page

    def lists(self, handle: str, channel: str) -> None:
        """Wait until somebody's list of channels has this one; on a phone the list is a drawer."""
        page = self.pages[handle]
        entry = page.get_by_role("button", name=f"private channel {channel}")
        if self.width < 720:
            page.get_by_role("button", name="Channels and people").click()
        expect(entry).to_be_visible()
        if self.width < 720:
            page.get_by_role("button", name="Close the list").click()

    def shoot(self, handle: str, name: str) -> None:
        """See that nothing is wider than the window, and keep a picture for those who look."""
        assert self.pages[handle].evaluate("document.documentElement.scrollWidth") <= self.width
        name = f"{name}-phone" if self.width < 720 else name
        if folder := os.environ.get("MVAI_SHOTS"):
            self.pages[handle].screenshot(path=Path(folder) / f"{name}.png")


@pytest.fixture(params=["desk", "phone"])
def windows(request: pytest.FixtureRequest, town: Town) -> Iterator[Windows]:
    """Windows for three people, at a desk or on a phone, whose consoles must not complain."""
    phone = request.param == "phone"
    width, height = (390, 780) if phone else (1280, 900)
    with chromium() as browser:
        pages: dict[str, Page] = {}
        opened = Windows(town.sim, pages, width)
        for handle in ("ana", "sam", "chief"):
            context = browser.new_context(viewport={"width": width, "height": height}, has_touch=phone, is_mobile=phone)
            page = context.new_page()
            page.on("pageerror", lambda error: opened.complaints.append(str(error)))
            pages[handle] = page
        yield opened
        assert opened.complaints == []


def type_command(page: Page, text: str) -> None:
    """Type into the composer and send."""
    page.get_by_test_id("composer").click()
    page.keyboard.insert_text(text)
    page.keyboard.press("Enter")


def press(page: Page, label: str) -> None:
    """Press the newest button of this label in the conversation."""
    page.get_by_test_id("messages").get_by_role("button", name=label, exact=True).last.click()


def send(page: Page) -> None:
    """Press "Send" under the question that comes, and wait until it is gone: the next question has such a button too."""
    button = page.get_by_test_id("messages").get_by_role("button", name="Send", exact=True)
    button.click()
    expect(button).to_have_count(0)


def says(page: Page, text: str) -> None:
    """Wait until the conversation holds these words."""
    expect(page.get_by_test_id("messages").get_by_text(text).last).to_be_visible()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_newcomer_does_the_main_job_by_clicks(town: Town, windows: Windows) -> None:
    """Three windows: a coordinator opens, logs and assigns; an SME accepts; the chief says yes and answers."""
    on_roster(town, town.sam)
    town.root.types("/mvai on-call @dana")
    open_and_log(windows)
    assign_and_accept(windows)
    name_the_chief(windows)
    answer_a_check_in(windows)


def open_and_log(windows: Windows) -> None:
    """Open the incident, see its channel set itself up, log a request."""
    ana = windows.of("ana", "app")
    type_command(ana, "/mvai-incident open Event at a shopping street, scene secured")
    says(ana, "Its private channel is on its way")
    windows.lists("ana", CHANNEL)
    ana = windows.of("ana", CHANNEL)
    says(ana, "Event at a shopping street")
    windows.shoot("ana", "incident")
    type_command(ana, "/mvai-request log A victim services lead for the family center")
    says(ana, "Logged as request 1")
    windows.shoot("ana", "request")


def assign_and_accept(windows: Windows) -> None:
    """Ask an SME after one look more; the SME accepts with one press and is in the channel."""
    ana, sam = windows.pages["ana"], windows.of("sam", "app")
    type_command(ana, "/mvai-sme assign 1 @sam virtual")
    send(ana)
    says(ana, "was asked about request 1")
    windows.shoot("ana", "asked")
    says(sam, "act of mass violence")
    windows.shoot("sam", "offer")
    press(sam, "Accept")
    windows.lists("sam", CHANNEL)
    windows.shoot("sam", "accepted")


def name_the_chief(windows: Windows) -> None:
    """Name the leader, and offer check-ins from the card; the chief says yes."""
    ana, chief = windows.pages["ana"], windows.of("chief", "app")
    type_command(ana, "/mvai-incident leader @chief")
    send(ana)
    says(chief, "You are named as leader")
    type_command(ana, "/mvai-checkin offer @chief")
    send(ana)
    says(chief, "voluntary")
    windows.shoot("chief", "offer-checkins")
    press(chief, "Yes")
    form = chief.get_by_test_id("modal")
    expect(form).to_contain_text("Where are you reached?")
    windows.shoot("chief", "numbers")
    form.get_by_role("button", name="Save", exact=True).click()
    form.get_by_role("button", name="Done", exact=True).click()
    expect(form).to_be_hidden()
    pause = chief.get_by_test_id("messages").get_by_role("button", name="Pause", exact=True)
    expect(pause).to_be_visible()


def answer_a_check_in(windows: Windows) -> None:
    """Ask now; the chief answers in a form; the coordinator reads it in a form, and the channel hears nothing."""
    ana, chief = windows.pages["ana"], windows.pages["chief"]
    type_command(ana, "/mvai-checkin now")
    says(ana, "Today's short check-in")
    send(ana)
    answer = chief.get_by_test_id("messages").get_by_role("button", name="Answer", exact=True)
    expect(answer).to_be_visible()
    windows.shoot("chief", "prompt")
    answer.click()
    form = chief.get_by_test_id("modal")
    expect(form).to_be_visible()
    windows.shoot("chief", "form")
    form.get_by_role("button", name="Send", exact=True).click()
    expect(form).to_contain_text("Thank you")
    windows.shoot("chief", "answered")
    ana = windows.of("ana", "app")
    press(ana, "Show the answer")
    expect(ana.get_by_test_id("modal")).to_be_visible()
    windows.shoot("ana", "answer")
