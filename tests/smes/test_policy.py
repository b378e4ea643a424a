"""The data files of offers and protection: a fault stops the start with one line; time is counted in somebody's own day."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from mvai_slackbot.data_files import read_file
from mvai_slackbot.errors import Refused
from mvai_slackbot.smes.offers import daytime, policy

ZONES = ("America/New_York", "America/Denver", "Pacific/Apia", "America/St_Johns", "Pacific/Guam", "UTC")
BEGIN = datetime(2011, 12, 25, tzinfo=UTC)
MOMENTS = st.integers(0, 18 * 365 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))


def changed(tmp_path: Path, name: str, **more: object) -> Path:
    """Return a folder with one of the shipped files, changed at its top."""
    data = json.loads((Path(policy.__file__).parents[2] / "content" / name).read_text("utf-8"))
    (tmp_path / name).write_text(json.dumps(data | more), "utf-8")
    return tmp_path


def test_the_shipped_files_are_in_order() -> None:
    """Every urgency has its times, each entry its source; more urgent is never slower."""
    found = [policy.offers().of(key).answer_minutes for key in ("hours", "day", "week", "later")]
    assert found == sorted(found)
    assert policy.offers().of(None).key == "unsaid"
    assert policy.helpers().caps.hard_incidents >= policy.helpers().caps.soft_incidents


@pytest.mark.parametrize(
    ("name", "kind", "more", "words"),
    [
        (policy.OFFERS, policy.Offers, {"answering": []}, "answering needs each of hours, day"),
        (policy.OFFERS, policy.Offers, {"surprise": 1}, "offers.json: surprise"),
        (policy.HELPERS, policy.Helpers, {"care": {"days_after": 0}}, "helpers.json: care"),
    ],
)
def test_a_fault_is_one_line_that_names_file_and_entry(
    tmp_path: Path, name: str, kind: type[policy.Offers], more: dict[str, object], words: str
) -> None:
    """Whoever edits a file reads what to put right."""
    with pytest.raises(Refused, match=words) as refused:
        read_file(changed(tmp_path, name, **more) / name, kind)
    assert "\n" not in refused.value.text


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    """Without a word of its contents."""
    (tmp_path / policy.OFFERS).write_text("{", "utf-8")
    with pytest.raises(Refused, match=r"offers\.json: cannot be read"):
        read_file(tmp_path / policy.OFFERS, policy.Offers)


@settings(max_examples=300, deadline=None)
@given(start=MOMENTS, minutes=st.integers(1, 3000), zone=st.sampled_from(ZONES))
def test_time_passes_in_daytime_only(start: datetime, minutes: int, zone: str) -> None:
    """The end lies by day, never earlier than asked for, and a longer time never ends earlier."""
    day, here = policy.offers().daytime, ZoneInfo(zone)
    end = daytime.after(start, timedelta(minutes=minutes), here, day)
    assert end - start >= timedelta(minutes=minutes)
    local = end.astimezone(here).time()
    assert day.begins <= local <= day.ends
    assert daytime.after(start, timedelta(minutes=minutes + 1), here, day) > end


@settings(max_examples=200, deadline=None)
@given(now=MOMENTS, zone=st.sampled_from(ZONES))
def test_the_next_waking_moment_is_by_day_and_soon(now: datetime, zone: str) -> None:
    """By day it is now; by night the next morning, also where a zone leaves out a day."""
    day, here = policy.offers().daytime, ZoneInfo(zone)
    found = daytime.waking(now, here, day)
    assert found >= now and daytime.is_day(found, here, day)
    assert found - now <= timedelta(hours=37)
