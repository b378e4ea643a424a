"""Ranking without a black box: one fact changed is one reason changed, and the order with it; the points add up."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from mvai_slackbot.areas import Area
from mvai_slackbot.errors import Refused
from mvai_slackbot.smes.models import Anyway, Kind, Mode, Travel
from mvai_slackbot.smes.ranking import exclusions as ranking_exclusions, points as ranking_points
from mvai_slackbot.smes.ranking.rank import Ranking, load, rank
from mvai_slackbot.smes.ranking.rules import SHIPPED, read_rules
from mvai_slackbot.smes.ranking.wanted import Candidate, Wanted
from mvai_slackbot.smes.roster.languages import LANGUAGES
from mvai_slackbot.states import CENTRES

from .ranking_examples import EXCLUSIONS, MISFITS, POINTS, TODAY, WANTED, Example, somebody

RULES = load()
WAIVABLE = {Anyway.OWN_COUNTY: "own_county", Anyway.NEXT_COUNTY: "next_county",
            Anyway.OWN_STATE: "own_state", Anyway.NEXT_STATE: "next_state", Anyway.AGENCY: "agency",
            Anyway.OWN_DATE: "own_date"}  # fmt: skip


def ranked(example: Example, *people: Candidate) -> Ranking:
    """Rank people for what the example wants."""
    return rank(RULES, replace(WANTED, **example.wanted), people)


def test_every_rule_has_an_example_and_every_example_a_rule() -> None:
    """A rule that nobody shows is a rule that nobody can check."""
    assert {one.key for one in POINTS} == set(ranking_points.POINTS) == {rule.key for rule in RULES.points}
    assert (
        {one.key for one in EXCLUSIONS} == set(ranking_exclusions.EXCLUSIONS) == {rule.key for rule in RULES.exclusions}
    )
    assert {one.key for one in MISFITS} == set(ranking_exclusions.MISFITS) == {rule.key for rule in RULES.misfits}


@pytest.mark.parametrize("example", POINTS, ids=lambda one: f"{one.key} {one.points}")
def test_one_fact_changes_one_reason_its_points_and_the_order(example: Example) -> None:
    """With the fact there is the reason; whoever has it stands where its points put them, against the order of names."""
    names = ("Abe", "Zoe") if example.points > 0 else ("Zoe", "Abe")
    without, with_it = somebody(1, names[0], **example.without), somebody(2, names[1], **example.with_it)
    found = ranked(example, without, with_it).ranked
    reasons = {one.who.id: {reason.words: reason.points for reason in one.reasons} for one in found}
    new = {words: points for words, points in reasons[2].items() if reasons[1].get(words) != points}
    says = next(words for words in new if example.says in words)
    assert new[says] == example.points
    assert found[0].who.id == (2 if example.points > 0 else 1)


@pytest.mark.parametrize("example", EXCLUSIONS, ids=lambda one: f"{one.key} {one.says}")
def test_one_fact_leaves_somebody_out_and_says_why(example: Example) -> None:
    """Without the fact they are in the list; with it they are left out, for that reason and no other."""
    found = ranked(example, somebody(1, "Abe", **example.without), somebody(2, "Zoe", **example.with_it))
    assert [one.who.id for one in found.ranked] == [1]
    assert [one.who.id for one in found.left_out] == [2]
    (reason,) = found.left_out[0].reasons
    assert reason.key == example.key and example.says in reason.words and reason.points == 0


@pytest.mark.parametrize("example", MISFITS, ids=lambda one: one.says)
def test_who_is_no_answer_is_counted_and_not_named(example: Example) -> None:
    """Those who do not fit at all would bury the few that were left out."""
    found = ranked(example, somebody(1, **example.without), somebody(2, **example.with_it))
    assert [one.who.id for one in found.ranked] == [1] and not found.left_out
    assert sum(found.misfits.values()) == 1 and example.says in next(iter(found.misfits))


@pytest.mark.parametrize("anyway", Anyway)
def test_who_wants_to_be_asked_all_the_same_is_asked_and_the_list_says_so(anyway: Anyway) -> None:
    """The opt-in is theirs, for each case by itself; it counts nothing and stands there in words."""
    example = next(one for one in EXCLUSIONS if one.key == WAIVABLE[anyway])
    found = ranked(example, somebody(anyway=frozenset({anyway}), **example.with_it))
    said = [reason for one in found.ranked for reason in one.reasons if reason.key == example.key]
    assert [reason.points for reason in said] == [0] and "wants to be asked all the same" in said[0].words
    others = frozenset(Anyway) - {anyway}
    assert not ranked(example, somebody(anyway=others, **example.with_it)).ranked


def test_several_reasons_are_all_told() -> None:
    """Whoever is left out for two reasons is not let in when the first is mended."""
    found = rank(RULES, WANTED, [somebody(state="OH", current=1, standing="declined")])
    assert [reason.key for reason in found.left_out[0].reasons] == ["declined", "full", "own_state"]


def test_a_date_is_near_across_new_year_and_in_years_without_a_29_february() -> None:
    """Two weeks before and after, each year."""
    for today, day, near in (
        (date(2027, 1, 5), (12, 24), True), (date(2026, 12, 24), (1, 7), True), (date(2026, 12, 23), (1, 7), False),
        (date(2027, 3, 1), (2, 29), True), (date(2027, 3, 15), (2, 29), False),
    ):  # fmt: skip
        found = rank(RULES, WANTED, [replace(somebody(own_dates=(day,)), today=today)])
        assert bool(found.left_out) is near, (today, day)


def test_equal_points_stand_by_name_then_by_id() -> None:
    """Capital letters make no order of their own."""
    people = [somebody(3, "sam"), somebody(1, "Sam"), somebody(2, "Ada"), somebody(4, "bo")]
    assert [one.who.id for one in rank(RULES, WANTED, people).ranked] == [2, 4, 1, 3]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"points": []}, '"points" names each of'),
        ({"surprise": 1}, "surprise: Extra inputs are not permitted"),
        ({"confidence": "sure"}, "confidence: Input should be"),
    ],
)  # fmt: skip
def test_rules_at_fault_stop_the_start_with_the_place(tmp_path: Path, change: dict[str, object], words: str) -> None:
    """A weight is data; data is checked."""
    path = tmp_path / "ranking.json"
    path.write_text(json.dumps(json.loads(SHIPPED.read_text()) | change))
    with pytest.raises(Refused, match=r"ranking\.json") as refused:
        read_rules(
            path, set(ranking_points.POINTS), set(ranking_exclusions.EXCLUSIONS), set(ranking_exclusions.MISFITS)
        )
    assert words in refused.value.text


@pytest.mark.parametrize(
    ("kind", "change", "words"),
    [
        ("points", {"words": "covers {name}"}, "only {fact} can be filled in"),
        ("points", {"points": 500}, "less than or equal to 100"),
        ("points", {"steps": [{"up_to": 1, "points": 5}]}, "either points or steps"),
        ("points", {"points": None, "steps": [{"up_to": 3, "points": 5}, {"up_to": 1, "points": 9}]}, "steps go up"),
        ("exclusions", {"unless": "own-state"}, "belong together"),
        ("exclusions", {"unless": "anything"}, "exclusions.0.unless"),
    ],
)  # fmt: skip
def test_a_rule_at_fault_is_named(tmp_path: Path, kind: str, change: dict[str, object], words: str) -> None:
    """The entry and what is wrong with it."""
    rules = json.loads(SHIPPED.read_text())
    rules[kind][0] |= change
    path = tmp_path / "ranking.json"
    path.write_text(json.dumps(rules))
    with pytest.raises(Refused) as refused:
        read_rules(
            path, set(ranking_points.POINTS), set(ranking_exclusions.EXCLUSIONS), set(ranking_exclusions.MISFITS)
        )
    assert words in refused.value.text and f"{kind}.0" in refused.value.text


def test_another_weight_is_another_order() -> None:
    """The weights are the file's and nobody else's."""
    lived, near = somebody(1, "Abe", places=frozenset({"school"})), somebody(2, "Zoe", apart=timedelta())
    assert [one.who.id for one in rank(RULES, WANTED, [lived, near]).ranked] == [1, 2]
    turned = tuple(rule.model_copy(update={"points": 2}) if rule.key == "place" else rule for rule in RULES.points)
    assert [one.who.id for one in rank(RULES.model_copy(update={"points": turned}), WANTED, [lived, near]).ranked] == [
        2,
        1,
    ]


AREAS = st.frozensets(st.sampled_from([area.value for area in Area]))
CODES = st.frozensets(st.sampled_from(list(LANGUAGES)[:4]))
BAND = st.sampled_from(["", "1-10", "11-50", "51-250", "251+"])
STATE = st.sampled_from(["", *list(CENTRES)[:12]])
DAYS = st.dates(TODAY - timedelta(days=500), TODAY)
CANDIDATE = st.builds(
    Candidate, id=st.integers(1, 10**6), name=st.text(max_size=12), today=st.just(TODAY), areas=AREAS, languages=CODES,
    kind=st.sampled_from([*Kind, "chaplain"]).map(str), places=st.frozensets(st.sampled_from(["school", "retail"])),
    agency_type=st.sampled_from(["", "sheriff", "campus"]), agency_size=BAND, state=STATE, travel=st.sampled_from(Travel),
    home=st.none() | st.tuples(st.floats(-60, 60), st.floats(-179, 179)),
    reachable=st.sampled_from(["", "10:00 AM on their clock"]),
    apart=st.none() | st.integers(-12, 12).map(lambda hours: timedelta(hours=hours)), current=st.integers(0, 3),
    most=st.integers(1, 5), ended=st.lists(DAYS, max_size=4).map(tuple), rest_days=st.integers(0, 90),
    absences=st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=1).map(tuple),
    standing=st.sampled_from(["", "", "here", "asked", "declined"]), agencies=st.sampled_from([(), WANTED.agencies]),
    own_dates=st.lists(st.tuples(st.integers(1, 12), st.integers(1, 28)), max_size=2).map(tuple), supported=st.booleans(),
    anyway=st.frozensets(st.sampled_from(Anyway)),
)  # fmt: skip
LOOKED_FOR = st.builds(
    Wanted, areas=AREAS, mode=st.sampled_from(Mode), kind=st.sampled_from(["", "chaplain"]), languages=CODES,
    within=st.sampled_from([0, 300, 2000]), state=STATE, place_type=st.sampled_from(["", "school"]),
    agency_type=st.sampled_from(["", "sheriff", "other"]), agency_size=BAND, agencies=st.just(WANTED.agencies),
    urgent=st.booleans(),
)  # fmt: skip


@settings(deadline=None)  # a machine shared with others is slow now and then
@given(LOOKED_FOR, st.lists(CANDIDATE, max_size=12, unique_by=lambda one: one.id), st.randoms(use_true_random=False))
def test_the_same_input_has_the_same_order_and_the_points_add_up(
    wanted: Wanted, people: list[Candidate], chance: object
) -> None:
    """Whatever the order of the roster: one ranking, everybody in exactly one place, no reason without words."""
    found = rank(RULES, wanted, people)
    mixed = list(people)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis hands a random.Random
    assert rank(RULES, wanted, mixed) == found
    for one in found.ranked:
        assert one.points == sum(reason.points for reason in one.reasons)
        assert all(reason.words and "{" not in reason.words for reason in one.reasons)
    order = [(-one.points, one.who.name.casefold(), one.who.id) for one in found.ranked]
    assert order == sorted(order)
    assert all(one.reasons for one in found.left_out)
    assert len(found.ranked) + len(found.left_out) + sum(found.misfits.values()) == len(people)


@settings(deadline=None)  # a machine shared with others is slow now and then
@given(LOOKED_FOR, st.lists(CANDIDATE, min_size=2, max_size=8, unique_by=lambda one: one.id))
def test_nobody_gains_or_loses_by_who_else_is_on_the_roster(wanted: Wanted, people: list[Candidate]) -> None:
    """Points are one person's own: taking somebody off the roster changes nobody else's."""
    whole = {one.who.id: one for one in rank(RULES, wanted, people).ranked}
    fewer = {one.who.id: one for one in rank(RULES, wanted, people[1:]).ranked}
    assert fewer == {ident: one for ident, one in whole.items() if ident != people[0].id}
