"""An offer, its card, the introduction, stepping back and the message afterwards, as people see them, light and dark."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.chromium import chromium
from tests.conftest import Town
from tests.smes.story import CHANNEL, on_roster
from tests.smes.ways import asks_several, logged_urgently, many

Scheme = Literal["light", "dark"]
DETAILS = {
    "Kind of place": "School",
    "Requesting agency": "Riverton Police",
    "Kind of agency": "Municipal police",
    "Sworn size": "11 to 50",
    "State or territory": "OH",
    "Situation": "Secured",
}


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A browser for this test."""
    with chromium() as found:
        yield found


class Eyes:
    """One person's window, light or dark; with MVAI_SHOTS set, pictures go there."""

    def __init__(self, browser: Browser, town: Town, scheme: Scheme) -> None:
        self.town, self.scheme = town, scheme
        self.complaints: list[str] = []
        context = browser.new_context(viewport={"width": 1180, "height": 1100}, color_scheme=scheme)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def see(self, handle: str, words: str, name: str, channel: str = "app") -> None:
        """Open somebody's conversation, wait for the words, and keep a picture."""
        self.page.goto(f"{self.town.sim.url}/?as={handle}&channel={channel}")
        expect(self.page.get_by_test_id("messages").get_by_text(words).last).to_be_visible()
        if folder := os.environ.get("MVAI_SHOTS"):
            self.page.screenshot(path=Path(folder) / f"{name}-{self.scheme}.png")


def _begins(town: Town) -> None:
    many(town, most=4)
    on_roster(
        town, town.sam,
        **{"Lived through, coarse": ["School"], "State or territory": "co",
           "How and when they like to talk": "By phone, mornings"},
    )  # fmt: skip
    town.ana.types("/mvai-incident open Event at a school, scene secured")
    town.bot.settle()
    town.ana.presses("Add details", CHANNEL)
    town.ana.submits(DETAILS)
    town.ana.cancels(all_forms=True)
    logged_urgently(town, "Somebody who has led a first press briefing, and one for the families")
    town.ana.types("/mvai-incident leader @chief", CHANNEL)
    town.ana.presses("Send")
    town.bot.settle()


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_screens_of_an_offer_are_drawn_without_complaint(town: Town, browser: Browser, scheme: Scheme) -> None:
    """Each screen is reached as people reach it; the page's console stays silent."""
    eyes = Eyes(browser, town, scheme)
    _begins(town)
    asks_several(town, [town.sam, town.sol], wanted=2, lead="Sam Reed")
    eyes.see("sam", "Could you help?", "offer")
    town.sam.presses("Show the kind of place")
    town.bot.settle()
    town.sam.presses("Ask a question")
    town.sam.submits({"Your question": "How many days would that be?"})
    town.sam.cancels(all_forms=True)
    town.bot.settle()
    eyes.see("ana", "asks something before answering", "question")
    town.ana.presses("Answer")
    town.ana.submits({"Your answer": "Two or three calls in the first week."})
    town.ana.cancels(all_forms=True)
    town.bot.settle()
    eyes.see("sam", "Two or three calls", "answer")
    for one in (town.sam, town.sol):
        one.presses("Accept", message=one.sees("Could you help?"))
        town.bot.settle()
    eyes.see("sam", "what is known today", "card")
    eyes.see("chief", "Please meet", "introduction")
    town.sol.presses("Step back")
    town.bot.settle()
    eyes.see("sol", "You stepped back", "step-back")
    eyes.see("ana", "Please call", "step-back-staff")
    eyes.see("chief", "has handed over", "step-back-channel", CHANNEL)
    town.sim.clock.advance(timedelta(days=4))
    town.bot.tick()
    if not [one for one in town.sol.reads() if "Choose what fits you now" in one]:
        town.sim.clock.advance(timedelta(hours=10))
        town.bot.tick()
    eyes.see("sol", "Choose what fits you now", "care")
    assert eyes.complaints == []
