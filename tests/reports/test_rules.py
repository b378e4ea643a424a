"""What asks for a look: every rule of the table, as a pure function of answers."""

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as anything, strategies as st

from mvai_slackbot.data_files import Folder
from mvai_slackbot.errors import Refused
from mvai_slackbot.reports.rules import Given, Level, average, load_rules, look, numbers, read

OWN = frozenset({"OW6"})
CALM = {f"OW{n}": 4 for n in range(1, 7)}


def found(day: int, now: dict[str, int], last: dict[str, int] | None = None) -> dict[str, Level]:
    """Return what the shipped rules find, by rule."""
    return {one.rule: one.level for one in look(Given(day, now, last or {}, OWN), load_rules().rules)}


@pytest.mark.parametrize(
    ("day", "now", "last", "rules"),
    [
        (3, {"OM1": 1, "OM2": 4}, {}, {"lowest_in_first_week"}),
        (7, {"CM3": 1}, {}, {"lowest_in_first_week"}),
        (8, {"OM1": 1, "OM2": 4}, {}, set()),
        (200, {"OM1": 4, "OM2": 1}, {}, {"support_out_of_reach"}),
        (200, {**CALM, "OW2": 1}, {}, {"support_out_of_reach"}),
        (200, {**CALM, "OW6": 1}, {}, {"own_capacity"}),
        (40, {"CM1": 1}, {}, {"community_lowest"}),
        (40, {"CM6": 1}, {}, {"community_lowest"}),
        (40, {**CALM, "OW1": 2}, {**CALM, "OW1": 2}, {"low_twice"}),
        (40, {**CALM, "OW1": 2}, {**CALM, "OW1": 3}, set()),
        (40, dict.fromkeys(CALM, 3), CALM, {"average_fell"}),
        (40, {**CALM, "OW6": 2}, CALM, set()),
        (40, {"OW1": 2, "OW2": 3, "OW3": 2, "OW4": 3, "OW5": 2}, {}, {"average_low"}),
        (40, {"OW1": 2, "OW2": 3, "OW3": 2}, CALM, set()),
        (40, {}, CALM, set()),
        (40, CALM, {}, set()),
    ],
)
def test_each_rule_finds_what_the_table_says_and_nothing_else(
    day: int, now: dict[str, int], last: dict[str, int], rules: set[str]
) -> None:
    """Lowest in the first week, support, own capacity, community, a fall, low twice, a low average; too few answers: none."""
    assert set(found(day, now, last)) == rules


def test_urgent_and_watch_are_as_the_table_says() -> None:
    """How soon a person looks."""
    assert found(3, {"OM1": 1})["lowest_in_first_week"] is Level.URGENT
    assert found(40, dict.fromkeys(CALM, 2))["average_low"] is Level.WATCH


@anything(
    st.dictionaries(st.sampled_from(sorted(CALM)), st.integers(2, 5)),
    st.dictionaries(st.sampled_from(sorted(CALM)), st.integers(1, 5)),
    st.integers(0, 800),
)
def test_skipping_never_makes_anything_urgent_and_order_never_matters(
    now: dict[str, int], last: dict[str, int], day: int
) -> None:
    """Without an answer of 1 nothing is urgent; the same answers in another order find the same."""
    first = found(day, now, last)
    assert Level.URGENT not in first.values()
    assert found(day, dict(reversed(now.items())), last) == first


def test_the_part_about_oneself_is_in_no_average_and_too_few_answers_make_none() -> None:
    """Whoever may not read it must not see it in a mean either."""
    assert average({**CALM, "OW6": 1}, OWN) == 4
    assert average({"OW1": 1, "OW2": 1, "OW3": 1, "OW6": 1}, OWN) is None
    assert numbers({"OW1": "3", "OW2": "skip", "OW3": "unknown"}) == {"OW1": 3}


def test_a_file_at_fault_names_file_and_entry(tmp_path: Path) -> None:
    """Twice the same key, a question that no form has, a word too much: each stops the start in one line."""
    whole = json.loads((files("mvai_slackbot") / "content" / "alert_rules.json").read_text("utf-8"))
    changes: list[tuple[Callable[[Any], Any], str]] = [
        (lambda rules: rules.append(rules[0]), "lowest_in_first_week is there twice"),
        (lambda rules: rules[1].update(items=["OX9"]), "support_out_of_reach: OX9 is no question"),
        (lambda rules: rules[4].update(by=9), "average_fell"),
    ]
    for change, words in changes:
        broken = json.loads(json.dumps(whole))
        change(broken["rules"])
        (tmp_path / "alert_rules.json").write_text(json.dumps(broken), "utf-8")
        with pytest.raises(Refused, match=words) as refused:
            read(Folder(str(tmp_path)))
        assert refused.value.text.startswith("alert_rules.json")


def test_the_words_are_calm() -> None:
    """No word on screen that frightens or grades."""
    texts = " ".join(rule.text for rule in load_rules().rules).lower()
    assert not any(word in texts for word in ("flag", "page", "escalat", "risk", "score", "alert", "!"))
