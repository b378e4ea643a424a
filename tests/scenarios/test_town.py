"""The town on day one, as a newcomer meets it: helpers with reasons, some left out, and somebody who can be reached."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from mvai_slackbot.checkins.content import load
from mvai_slackbot.checkins.plans import times
from mvai_slackbot.scenarios import SCENARIOS, prepare
from tests.conftest import Town
from tests.smes.story import CHANNEL

VICTIMS = "Victim and witness health and wellness"


def test_whoever_tries_it_at_night_finds_the_chief_awake() -> None:
    """At each hour of a day the town begins then, or in the chief's morning; a past is lived up to now."""
    chief = next(one for one in SCENARIOS["town"].people if one.handle == "chief")
    hours = set()
    for hour in range(24):
        now = datetime(2026, 11, 26, hour, 30, tzinfo=UTC)
        begins = SCENARIOS["town"].begins(now, nights=True)
        local = begins.astimezone(ZoneInfo(chief.tz))
        assert now <= begins < now + timedelta(hours=14)
        assert not times.is_quiet(begins + timedelta(hours=1), ZoneInfo(chief.tz), load().schedule.hours), local
        hours.add(local.hour)
        assert SCENARIOS["town"].begins(now, nights=False) == now
        assert SCENARIOS["months"].begins(now, nights=True) == now - SCENARIOS["months"].earlier
    assert hours == set(range(8, 19))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_help_is_found_and_the_safety_question_is_asked(town: Town) -> None:
    """Kinds, reasons and exclusions differ; Ana is on call and has said that messages reach her."""
    scenario = SCENARIOS["town"]
    ids = {one.handle: town.sim.person(one.handle, real_name=one.real_name, tz=one.tz).id for one in scenario.people}
    prepare(town.bot.bot.works, scenario, ids)
    town.ana.types("/mvai-incident open Event at a shopping street, scene secured")
    town.bot.settle()
    town.ana.types("/mvai-request log A victim services lead for the family center", CHANNEL)
    found = town.ana.types("/mvai-sme find 1", CHANNEL).words
    assert "Family member" not in found and "family member" in found and "Victim services" in found
    assert "away until" in found and "close to a date that is hard for them" in found
    assert "Val" not in found, "who rests from the roster is not named"
    for guide in ((Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8"), "\n".join(scenario.welcome)):
        told = re.search(r"/mvai-sme assign 1 @(\w+) .*Become ([\w ]+), open", guide)
        assert told is not None
        assert f"@{told[1]}" in found, "whom the guides ask is on the list that they show"
        assert (told[1], told[2]) in {(one.handle, one.real_name) for one in scenario.people}
    town.ana.types("/mvai-request log", CHANNEL)
    town.ana.submits({"What is asked for": "The same, with its area", "Areas": [VICTIMS]})
    town.ana.cancels(all_forms=True)
    preview = town.ana.types("/mvai-sme assign 2 @sam", CHANNEL).words
    assert "they cover none of what is asked for. Their areas on the roster: Overall incident management" in preview
    assert "none of what is asked for" not in town.ana.types("/mvai-sme assign 2 @mia", CHANNEL).words
    team = town.ana.types("/mvai-sme team 2", CHANNEL).form
    assert team is not None
    chosen = [one for one in team.options("Who, in this order") if one.startswith(("Sam", "Mia"))]
    shown = town.ana.submits({"How many are wanted": "2", "Who, in this order": chosen}).form
    assert shown is not None and shown.text.count("Covers none of the areas asked for") == 1
    town.ana.cancels(all_forms=True)
    town.ana.types("/mvai-incident leader @chief", CHANNEL).presses("Send")
    town.bot.settle()
    town.ana.types("/mvai-checkin offer @chief", CHANNEL).presses("Send")
    town.bot.settle()
    form = town.chief.presses("Yes").form
    assert form is not None and "Where are you reached?" in form.labels[0]
    town.chief.submits({})
    town.chief.cancels(all_forms=True)
    town.ana.types("/mvai-checkin now", CHANNEL).presses("Send")
    town.bot.settle()
    asked = town.chief.presses("Answer").form
    assert asked is not None and "urgent safety concern" in asked.text
