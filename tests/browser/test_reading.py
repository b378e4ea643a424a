"""Asking for a call and reading trends as people see them, by day and by night."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from mvai_slackbot.people.models import Part
from tests.calls.ways import on_call, turn
from tests.checkins.ways import local_now, turn_to
from tests.chromium import chromium
from tests.conftest import Town
from tests.reports.ways import answered, part, town_with_lead


class Looks:
    """One window in each light; with MVAI_SHOTS set, pictures of what is seen go there."""

    def __init__(self, town: Town, pages: dict[str, Page]) -> None:
        self.town = town
        self.pages = pages

    def see(self, handle: str, words: str, name: str) -> None:
        """Open somebody's direct message with the bot in both lights, wait for the words, keep a picture."""
        for light, page in self.pages.items():
            page.goto(f"{self.town.sim.url}/?as={handle}&channel=app")
            found = page.get_by_test_id("messages").get_by_text(words).last
            expect(found).to_be_visible()
            found.scroll_into_view_if_needed()
            if folder := os.environ.get("MVAI_SHOTS"):
                page.screenshot(path=Path(folder) / f"{name}-{light}.png")


@pytest.fixture
def looks(town: Town) -> Iterator[Looks]:
    """Windows whose consoles must not complain."""
    complaints: list[str] = []
    with chromium() as browser:
        pages: dict[str, Page] = {}
        for light in ("light", "dark"):
            size = {"width": 1180, "height": 980}
            page = browser.new_context(viewport=size, color_scheme=light).new_page()  # type: ignore[arg-type]  # one of two
            page.on("pageerror", lambda error: complaints.append(str(error)))
            pages[light] = page
        yield Looks(town, pages)
    assert complaints == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_call_is_asked_for_taken_and_comes_back(town: Town, looks: Looks) -> None:
    """What who waits and who is on call see, from the first word to the one that it went back."""
    channel = town_with_lead(town)
    part(town, town.chief, Part.LEADER)
    on_call(town, town.dana, town.ira)
    looks.see("dana", "You are on call", "put-on-call")
    town.chief.types("/mvai-checkin numbers")
    town.chief.submits({
        "Where are you reached?": "614-555-0142", "If you do not answer, whom to try": "Robin Ames",
        "Their phone number": "614-555-0143", "Your dispatch, ten digits": "614-555-0100",
    })  # fmt: skip
    town.chief.cancels(all_forms=True)
    town.ana.types("/mvai-checkin call-for", channel=channel)
    town.bot.settle()
    looks.see("dana", "Somebody asks for a call", "please-call")
    looks.see("chief", "asked that a person phone you", "somebody-asked")
    turn(town)
    looks.see("chief", "10 minutes have passed", "nobody-yet")
    town.dana.presses("I will call")
    town.bot.settle()
    looks.see("dana", "You have this call", "yours")
    turn(town, timedelta(minutes=20))
    looks.see("dana", "How did the call go?", "awaited")
    turn(town)
    looks.see("dana", "has gone back", "went-back")
    looks.see("chief", "has not said whether you were reached", "came-back")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_answer_asks_for_a_look_and_trends_are_lines(town: Town, looks: Looks) -> None:
    """The word to the SME lead with the rule beside it; Slack's own chart; the same as a picture, with its gap."""
    town_with_lead(town)
    today = local_now(town).date()
    rest = (2, 3, 3, 4, 3, 4)
    for n, value in enumerate(rest):
        items = {"OW1": value, "OW2": 2 + n // 2, "OW3": 4, "OW4": 5 - n // 2, "OW5": 3, "OW6": 3 + n % 2}
        answered(town, town.chief, today + timedelta(days=7 * n + 8), "officer_full", items)
    number = "mvai-2026-001"
    town.sam.types(f"/mvai-checkin trends {number}")
    town.bot.settle()
    looks.see("sam", "How answers to check-ins went", "trends-native")
    answered(town, town.chief, today + timedelta(days=57), "officer_full", {"OW2": "skip", "OW1": 3, "OW3": 4})
    answered(town, town.chief, today + timedelta(days=64), "officer_full", {"OW1": 3, "OW2": 4, "OW3": 4, "OW5": 4})
    town.ana.types(f"/mvai-checkin trends {number}")
    town.bot.settle()
    looks.see("ana", "How answers to check-ins went", "trends-picture")
    turn_to(town, 16, days=1)
    answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 1, "OM2": 4})
    looks.see("sam", "needs a look within the hour", "asks-for-a-look")
    looks.see("chief", "look at your answer soon", "thanks")
    town.ana.types("/mvai on-call @dana from tomorrow 08:00 until 20:00")
    town.ana.types("/mvai on-call @ira")
    town.bot.settle()
    answer = town.ana.types("/mvai on-call")
    assert "who is next" in answer.words
    looks.see("ana", "Who is on call, and who is next", "on-call")
