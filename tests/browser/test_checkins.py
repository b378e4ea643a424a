"""A check-in as leader and staff see it in Slack: prompt, form, thanks, own answers, the task to phone; light and dark."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mvai_slackbot.people.models import Part
from tests.checkins.test_answer import name_part
from tests.checkins.ways import agree, turn_to
from tests.chromium import chromium
from tests.conftest import Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
SIZES = {"wide": {"width": 1280, "height": 1000}, "phone": {"width": 390, "height": 844}}


@pytest.fixture
def pages(town: Town) -> Iterator[dict[str, Page]]:
    """The chief's and the SME lead's windows: wide and light, narrow and dark."""
    with chromium() as browser:
        opened = {}
        for handle, size, scheme in (("chief", "wide", "light"), ("chief", "phone", "dark"), ("sam", "wide", "light")):
            context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)  # type: ignore[arg-type]  # one of two
            page = context.new_page()
            page.goto(f"{town.sim.url}/?as={handle}&channel=app")
            expect(page.get_by_test_id("composer")).to_be_visible()
            opened[f"{handle}-{scheme}"] = page
        yield opened


def shoot(page: Page, name: str) -> None:
    """Keep a picture for those who look."""
    if folder := os.environ.get("MVAI_SHOTS"):
        page.screenshot(path=Path(folder) / f"checkin-{name}.png")


def press(page: Page, label: str) -> None:
    """Press the newest button of this label in the conversation."""
    page.get_by_test_id("messages").get_by_role("button", name=label, exact=True).last.click()


def test_a_check_in_is_answered_looked_back_at_and_missed_calmly(town: Town, pages: dict[str, Page]) -> None:
    """Each screen says one thing, and has its way out."""
    light, dark, sam = pages["chief-light"], pages["chief-dark"], pages["sam-light"]
    agree(town)
    name_part(town, town.sam, Part.SME_LEAD)
    turn_to(town, 16, 1, days=1)
    for scheme, page in (("light", light), ("dark", dark)):
        expect(page.get_by_test_id("messages").get_by_role("button", name="Answer", exact=True)).to_be_visible()
        shoot(page, f"prompt-{scheme}")
    press(light, "Answer")
    form = light.get_by_test_id("modal")
    expect(form).to_be_visible()
    shoot(light, "form-light")
    form.get_by_text("First responder health and wellness").click()
    form.get_by_role("button", name="Send", exact=True).click()
    expect(form).to_contain_text("Ask MVAI for help with this?")
    shoot(light, "thanks-light")
    form.get_by_role("button", name="Ask MVAI for it", exact=True).click()
    expect(form).to_contain_text("It is request 1 now")
    form.get_by_role("button", name="Done", exact=True).click()
    press(dark, "My answers")
    expect(dark.get_by_test_id("modal")).to_contain_text("Would help: First responder")
    shoot(dark, "history-dark")
    dark.get_by_test_id("modal").get_by_role("button", name="Done", exact=True).click()
    for _ in range(3):
        turn_to(town, 16, 1, days=1)
    expect(light.get_by_test_id("messages").get_by_text("You said last time what would help").last).to_be_visible()
    shoot(light, "next-prompt-light")
    expect(sam.get_by_test_id("messages").get_by_text("please phone").last).to_be_visible()
    shoot(sam, "task-light")
