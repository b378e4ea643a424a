"""The data files: checked at the start, and a fault is named by file and entry."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mvai_slackbot
from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.forms import build_form
from mvai_slackbot.errors import Refused

SHIPPED = Path(mvai_slackbot.__file__).parent / "content"
Change = Callable[[dict[str, Any]], object]


def changed(tmp_path: Path, name: str, change: Change) -> Path:
    """Return a folder of the shipped files with one change."""
    for each in (content.FORMS, content.SCHEDULE):
        shutil.copy(SHIPPED / each, tmp_path / each)
    data = json.loads((tmp_path / name).read_text(encoding="utf-8"))
    change(data)
    (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
    return tmp_path


FAULTS: list[tuple[str, Change, str]] = [
    (content.FORMS, lambda d: d["sets"][1]["items"][5].pop("source"), "checkin_forms.json: sets › officer_full › items › OW6"),
    (content.FORMS, lambda d: d["sets"][0].update(confidence="sure"), "officer_micro › confidence"),
    (content.FORMS, lambda d: d["sets"][0]["items"][0].update(key="OW1"), "the item OW1 stands there twice"),
    (content.SCHEDULE, lambda d: d["windows"][0]["rules"][0].update(form="weekly"), "schedule.json: day_1_2: weekly"),
    (content.SCHEDULE, lambda d: d["windows"][4].update(to_day=1), "day_8_30"),
    (content.SCHEDULE, lambda d: d["hours"].update(later_slot="06:00"), "a slot lies within the quiet hours"),
    (content.SCHEDULE, lambda d: d["year_marks"][0].update(forms=["x"]), "year_mark_minus_30: x is no form"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "words"), FAULTS)
def test_a_fault_is_named_by_file_and_entry(tmp_path: Path, name: str, change: Change, words: str) -> None:
    """Whoever edits a file reads in one line where to look."""
    with pytest.raises(Refused) as refusal:
        content.read(changed(tmp_path, name, change))
    assert words in refusal.value.text


def test_a_file_that_is_missing_or_no_json_is_named(tmp_path: Path) -> None:
    """The start stops with the name of the file."""
    with pytest.raises(Refused, match=r"checkin_forms\.json: cannot be read"):
        content.read(tmp_path)


def test_every_set_has_its_questions_and_every_question_its_ways_out() -> None:
    """The sets of the domain report: two, six and six items; own capacity once; 1 to 5 and two ways not to answer."""
    loaded = content.load()
    assert {one.key: len(one.items) for one in loaded.forms.sets} == {
        "officer_micro": 2,
        "officer_full": 6,
        "community_full": 6,
    }
    assert [item.key for one in loaded.forms.sets for item in one.items if item.own_capacity] == ["OW6"]
    for one in loaded.forms.sets:
        form = build_form(one, loaded)
        assert not any(field.is_required() for name, field in form.model_fields.items() if name in form.asks())
        assert set(form.asks()) == {*(item.key for item in one.items), "call", "bases", "helps", "note"}
