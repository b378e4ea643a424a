"""Trends: lines over time for those who may read them, by direct message, weekly, then monthly."""

from datetime import date, timedelta

import pytest
from hypothesis import given as anything, strategies as st

from mvai_slackbot.checkins.content import load
from mvai_slackbot.checkins.models import Answer
from mvai_slackbot.people.models import Part
from mvai_slackbot.reports.chart import svg
from mvai_slackbot.reports.digest import is_day
from mvai_slackbot.reports.models import TrendShown
from mvai_slackbot.reports.picture import render_png
from mvai_slackbot.reports.trends import Mark, Rater, Said, build, day_words, in_words, last_change
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Message
from mvai_slackbot.simulator.wire.faults import Fault
from tests.calls.ways import told
from tests.checkins.ways import local_now, turn_to
from tests.conftest import Town
from tests.reports.ways import answered, part, town_with_lead

WENT = "How answers to check-ins went"
PAT, LEE = Rater(1, "Pat Quinn"), Rater(2, "Lee Brand", "the deputy")
OFFICERS = load().forms.get("officer_full")
DAY = date(2026, 11, 3)
FULL = {f"OW{n}": 4 for n in range(1, 7)}


def week(n: int) -> date:
    """Return a day so many weeks later."""
    return DAY + timedelta(weeks=n)


def said(n: int, value: int | str | None, rater: Rater | None = PAT) -> Said:
    """Return one form with the same answer to all of it, or none at all."""
    items = {} if value is None else {item.key: str(value) for item in OFFICERS.items}
    return Said(week(n), rater if items else None, items)


def kinds(message: Message) -> list[str]:
    """Return the kinds of blocks of a message."""
    return [str(block["type"]) for block in message.blocks]


def ask(town: Town, person: Person, channel: str) -> str:
    """Ask for an incident's trends from wherever one is; return the private answer."""
    answer = person.types(f"/mvai-checkin trends {channel}")
    town.bot.settle()
    return answer.text


def test_a_day_without_an_answer_is_a_gap_and_the_last_change_is_told_in_words() -> None:
    """Skipped, unknown and unanswered are no number; what others answered is no gap of mine."""
    trend = build(
        OFFICERS, [said(0, 3), said(1, None), said(2, "skip"), said(3, 4), said(4, 2, LEE), said(5, 4)], [], own=True
    )
    mine = next(one for one in trend if one.rater == PAT)
    assert [point.value for point in mine.lines[0].points] == [3, None, None, 4, 4]
    assert (mine.answered, len(mine.days)) == (3, 5)
    assert last_change(mine.lines[0]) == "4 of 5, up from 3 on Nov 3", "the day of the 3"
    assert [one.rater for one in trend] == [LEE, PAT]
    assert build(OFFICERS, [said(0, "skip"), said(1, "unknown")], [], own=True) == [], "all skipped is no fault"
    silent = build(OFFICERS, [said(0, 4), said(1, 4), said(2, None)], [], own=True)[0]
    assert last_change(silent.lines[0]) == "4 of 5, unchanged since Nov 3; no number since Nov 10"


def test_at_most_two_who_answered_each_as_who_they_are() -> None:
    """The last two, never merged into one line."""
    third = Rater(3, "Kim Sale", "the wellness coordinator")
    trends = build(OFFICERS, [said(0, 3), said(1, 4, LEE), said(2, 5, third)], [], own=False)
    assert [one.rater.view for one in trends] == [
        "view of Lee Brand, the deputy", "view of Kim Sale, the wellness coordinator",
    ]  # fmt: skip
    assert build(OFFICERS, [said(0, 3)], [], own=False)[0].rater.view == "leader's view, Pat Quinn"


def test_the_part_about_oneself_is_a_line_only_for_those_who_may_read_it() -> None:
    """Not in the picture, not in its words."""
    for own in (True, False):
        trend = build(OFFICERS, [said(0, 3), said(1, 4)], [], own=own)[0]
        assert ("capacity" in in_words(trend)) is own
        assert ("capacity" in svg(trend, "Officers")) is own


@anything(st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=2, max_size=30))
def test_a_line_is_never_drawn_across_a_gap(values: list[int | None]) -> None:
    """Every stretch between gaps is a path of its own, of exactly its points; Slack's own chart is used without a gap only."""
    trend = build(OFFICERS, [said(at, value) for at, value in enumerate(values)], [], own=True)
    if not trend:
        assert not any(values)
        return
    lead = next(at for at, value in enumerate(values) if value)
    shown = values[lead:]
    runs = "".join("x" if value else " " for value in shown).split()
    drawn = svg(trend[0], "Officers").count('fill="none"')
    assert drawn == sum(1 for run in runs if len(run) > 1) * len(trend[0].lines)
    assert trend[0].is_whole == (all(shown) and 2 <= len(shown) <= 20)


def test_the_same_trend_gives_the_same_bytes_and_the_picture_needs_no_font_of_the_machine() -> None:
    """A mark stands in it and in its words."""
    trend = build(OFFICERS, [said(n, 1 + n % 5) for n in range(6)], [Mark(week(3), "Year mark")], own=True)[0]
    one, two = render_png(svg(trend, "Officers")), render_png(svg(trend, "Officers"))
    assert one == two and one.startswith(b"\x89PNG") and len(one) > 20_000
    assert "Year mark on Nov 24" in in_words(trend)
    bare = render_png(svg(trend, "Officers").replace(">Officers<", "><"))
    assert bare != one


def test_digests_go_weekly_to_day_42_then_every_four_weeks() -> None:
    """The days of two years."""
    days = [day for day in range(1, 400) if is_day(day)]
    assert days == [7, 14, 21, 28, 35, 42, *range(70, 400, 28)]


def test_trends_come_to_their_readers_on_their_day_and_in_no_channel(town: Town) -> None:
    """At noon of day 7: SME lead, mental-health SME and coordinator, each once; nobody else; the channel hears nothing."""
    channel = town_with_lead(town)
    part(town, town.sol, Part.MENTAL_HEALTH_SME)
    for day in (1, 2, 3):
        turn_to(town, 16, days=1)
        answered(town, town.chief, local_now(town).date(), "officer_micro", {"OM1": 2 + day % 2, "OM2": 4})
    before = [one.words for one in town.ana.reads(channel) if not one.ephemeral]
    turn_to(town, 10, days=4)  # an hour before noon where the incident is
    assert not told(town.sam, WENT)
    turn_to(town, 13)
    town.bot.tick()
    for person in (town.sam, town.sol, town.ana):
        found = told(person, WENT)
        assert len(found) == 1, person.handle
        assert "Rest: 3 of 5, up from 2" in found[0].words
        assert "leader's view, Pat Quinn" in found[0].words
    assert not any(told(one, WENT) for one in (town.chief, town.bea, town.dana, town.ira, town.otto))
    assert [one.words for one in town.ana.reads(channel) if not one.ephemeral] == before
    turn_to(town, 13, days=1)
    assert len(told(town.sam, WENT)) == 1
    turn_to(town, 13, days=6)
    assert len(told(town.sam, WENT)) == 2


def test_on_request_each_reader_gets_as_much_as_they_may_read(town: Town) -> None:
    """The coordinator with the leader's own part and calls; the leader their own; reviewers and others nothing."""
    channel = town_with_lead(town)
    assert "Nothing was answered yet" in ask(town, town.ana, channel)
    for n in range(3):
        answered(town, town.chief, local_now(town).date() + timedelta(days=n), "officer_full", {**FULL, "OW1": 2 + n})
    part(town, town.chief, Part.LEADER)
    town.ana.types("/mvai-checkin call-for", channel=channel)
    town.bot.settle()
    for person in (town.ana, town.chief, town.sam):
        assert "on its way to you as a direct message" in ask(town, person, channel)
        found = told(person, WENT)[-1]
        assert "Rest and staffing: 4 of 5, up from 3" in found.words and "Your own capacity: 4 of 5" in found.words
        assert "A call was asked for once" in found.words
        assert "data_visualization" in kinds(found)
    answered(town, town.deputy, local_now(town).date() + timedelta(days=3), "officer_full", FULL)
    assert "on its way" in town.deputy.types("/mvai-checkin trends mvai-2026-001")
    town.bot.settle()
    assert "call was asked" not in told(town.deputy, WENT)[-1].words, "who asked for a call is not theirs to know"
    for person in (town.bea, town.ira, town.sol, town.otto):
        assert "Answers are read by" in person.types("/mvai-checkin trends mvai-2026-001")
    with town.bot.bot.works.database.read() as session:
        rows = session.query(TrendShown).order_by(TrendShown.id).all()
    assert [row.own for row in rows] == [True, True, True, False]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_an_sme_of_one_area_reads_in_words_how_it_last_moved_and_nothing_else(town: Town) -> None:
    """Of answers that named them: per subject, without names, own capacity, notes, calls, lines; elsewhere nothing."""
    channel = town_with_lead(town)
    day = local_now(town).date()
    answered(town, town.chief, day, "officer_micro", {"OM1": 5, "OM2": 5}, note="Zwischenton before")
    part(town, town.sol, Part.SME)
    assert "Nothing was answered yet" in ask(town, town.sol, channel), "what was answered before does not name them"
    for n, value in ((1, 2), (2, 3)):
        answered(
            town,
            town.chief,
            day + timedelta(days=n),
            "officer_full",
            {**FULL, "OW1": value, "OW6": 1},
            note="Zwischenton",
        )
    with town.bot.bot.works.database.read() as session:
        assert "Sol Marsh (SME, a summary" in session.query(Answer).all()[-1].readers.reveal()
    assert "on its way to you" in ask(town, town.sol, channel)
    (word,) = told(town.sol, f"{WENT}, in short")
    assert "Officers · leader's view" in word.words.replace("*", "")
    assert f"Rest and staffing: 3 of 5, up from 2 on {day_words(day + timedelta(days=1))}" in word.words
    assert word.text == "MVAI: a short message for you" and set(kinds(word)) == {"section", "context"}
    for private in ("capacity", "Zwischenton", "Pat Quinn", "call was asked", "of 2 times"):
        assert not told(town.sol, private), private
        assert private not in town.sol.types("/mvai ").words
    assert not told(town.sol, "An answer to a check-in"), "nothing is brought to them unasked"
    town.ana.types("/mvai-incident lock", channel=channel)
    assert "Answers are read by" in ask(town, town.sol, channel)


def test_with_a_gap_or_where_slack_refuses_its_own_chart_a_picture_says_the_same(town: Town) -> None:
    """Drawn with a gap at once; without one only after Slack said invalid_blocks; what it shows is told in words."""
    channel = town_with_lead(town)
    for n in range(3):
        answered(town, town.chief, local_now(town).date() + timedelta(days=n), "officer_full", {**FULL, "OW1": 2 + n})
    charts = Fault(
        "chat.postMessage",
        "error",
        error="invalid_blocks",
        times=9,
        when=lambda said: "data_visualization" in str(said),
    )
    town.sim.faults.add(charts)
    ask(town, town.ana, channel)
    found = told(town.ana, WENT)
    assert len(found) == 1
    picture = next(block for block in found[0].blocks if block["type"] == "image")
    assert "Rest and staffing: 4 of 5, up from 3" in picture["alt_text"]
    assert "leader's view, Pat Quinn" in picture["alt_text"]
    upload = town.sim.workspace.uploads.find(picture["slack_file"]["id"])
    assert upload is not None and upload.content is not None and upload.content.startswith(b"\x89PNG")
    town.sim.faults.clear()
    answered(town, town.chief, local_now(town).date() + timedelta(days=3), "officer_full", {"OW1": "skip", "OW2": 5})
    ask(town, town.sam, channel)
    assert "image" in kinds(told(town.sam, WENT)[-1]) and "data_visualization" not in kinds(told(town.sam, WENT)[-1])


def test_a_picture_that_slack_still_looks_at_is_tried_again_and_stands_once(town: Town) -> None:
    """Right after an upload Slack may refuse the block that shows it."""
    channel = town_with_lead(town)
    today = local_now(town).date()
    answered(town, town.chief, today, "officer_full", FULL)
    answered(town, town.chief, today + timedelta(days=1), "officer_full", {"OW1": "skip", "OW2": 5})
    answered(town, town.chief, today + timedelta(days=2), "officer_full", FULL)
    looks = Fault(
        "chat.postMessage", "error", error="invalid_blocks", times=1, when=lambda said: "slack_file" in str(said)
    )
    town.sim.faults.add(looks)
    ask(town, town.ana, channel)
    assert len(told(town.ana, WENT)) == 1
