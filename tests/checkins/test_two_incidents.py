"""One leader in two incidents: one question a day across both, each in its turn, and two reminders at most."""

from collections import Counter
from datetime import date, datetime

import pytest

from tests.checkins.ways import CHICAGO, local_now, messages, occurrences, offer, open_incident, press, prompts, turn_to
from tests.conftest import Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
HOURS = (7, 10, 16, 20)


def live(town: Town, days: int) -> Counter[date]:
    """Let days pass in silence; return how many messages about check-ins came on each of them."""
    count, first = len(messages(town.chief)), local_now(town).date()
    for _ in range(days):
        for hour in HOURS:
            turn_to(town, hour, 1, days=1 if hour == HOURS[0] else 0)
    came = Counter(datetime.fromisoformat(one.at).astimezone(CHICAGO).date() for one in messages(town.chief)[count:])
    assert first not in came
    return came


def test_a_leader_in_two_incidents_is_asked_once_a_day_across_both(town: Town) -> None:
    """In the first week each asks in its turn, with its one reminder of the day; later a reminder is the day's message."""
    for words in ("Event at a shopping street, scene secured", "Event at a bus station, scene secured"):
        channel = open_incident(town, words)
        offer(town, channel)
        press(town, town.chief, "Yes")
        town.chief.cancels(all_forms=True)
    # The first incident is a week old by now, the second one begins.
    week = live(town, 7)
    assert max(week.values()) <= 2
    asked = Counter(one.local_date for one in prompts(town))
    assert max(asked.values()) == 1, "one question a day"
    assert {one.plan_id for one in prompts(town)} == {1, 2}, "neither is forgotten"
    later = live(town, 14)
    assert max(later.values()) == 1, later
    assert {one.plan_id for one in prompts(town)[-4:]} == {1, 2}
    assert max(one.reminders for one in prompts(town)) == 2
    left_out = [one for one in occurrences(town) if one.prompt_id is None]
    assert left_out, "what yielded is on record as not asked"
