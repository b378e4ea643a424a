"""A coordinator looks at a mail that is held, lets it in, and sends by hand what no server sends: by clicks."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from mvai_slackbot.intake import service as intake
from mvai_slackbot.mail.arrived import Arrived
from tests.browser.test_story import Windows, press, says, type_command
from tests.chromium import chromium
from tests.conftest import Town

VOUCHED = "Authentication-Results: mx; dmarc=pass\r\n"
CHIEF = "From: Chief Pat Quinn <pat.quinn@police.example.gov>\r\n"
FAIR = "We had an event at a fair on Sunday. Could somebody talk with our command staff about the first week?"


def arrives(town: Town, raw: str) -> None:
    """Let a mail arrive, without a mail server in between."""
    with town.bot.bot.works.begin() as work:
        arrived = Arrived("box", 1, len(raw), len(raw), raw.encode(), whole=True)
        intake.take_in(work, arrived, intake.Rules("mx", "mvai@example.org"))
    town.bot.settle()


@pytest.fixture
def window(town: Town) -> Iterator[Windows]:
    """Ana's window, whose console must not complain."""
    with chromium() as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        opened = Windows(town.sim, {"ana": page}, 1280)
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        yield opened
        assert opened.complaints == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_coordinator_looks_lets_in_and_sends_by_hand(town: Town, window: Windows) -> None:
    """The mail that may name a person is changed before it becomes a request; the acknowledgement is a task."""
    arrives(town, f"{CHIEF}Subject: Help\r\n\r\n{FAIR}")
    arrives(town, f"{VOUCHED}{CHIEF}Subject: A hard day\r\n\r\nOfficer Dan Holt was shot on Sunday. {FAIR}")
    page = window.of("ana", "app")
    says(page, "Its words may name or describe a person")
    says(page, "An e-mail is to be sent by hand.")
    window.shoot("ana", "mail-held")
    press(page, "Show the e-mail")
    says(page, "Dan Holt")
    window.shoot("ana", "mail-shown")
    press(page, "Let it in")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("Please take out names of victims")).to_be_visible()
    window.shoot("ana", "mail-let-in")
    dialog.get_by_label("What is asked for").fill(FAIR)
    dialog.get_by_role("button", name="Let it in").click()
    expect(dialog.get_by_text("It is Request 1 now")).to_be_visible()
    window.shoot("ana", "mail-answer")
    page.keyboard.press("Escape")
    page = window.of("ana", "app")
    says(page, "came in from outside")
    window.shoot("ana", "mail-draft")
    type_command(page, "/mvai")
    says(page, "What waits for you")
    window.shoot("ana", "mail-home")
