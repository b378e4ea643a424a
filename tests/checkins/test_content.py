"""The data files: checked at the start, and a fault is named by file and entry."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import mvai_slackbot
from mvai_slackbot import crisis, phases
from mvai_slackbot.checkins import content
from mvai_slackbot.checkins.answers.forms import build_form
from mvai_slackbot.data_files import Folder
from mvai_slackbot.errors import Refused

SHIPPED = Path(mvai_slackbot.__file__).parent / "content"
Change = Callable[[dict[str, Any]], object]


def changed(tmp_path: Path, name: str, change: Change) -> Folder:
    """Return a folder of the shipped files with one change."""
    for each in (content.FORMS, content.SCHEDULE, phases.PHASES, phases.EVENTS):
        shutil.copy(SHIPPED / each, tmp_path / each)
    data = json.loads((tmp_path / name).read_text(encoding="utf-8"))
    change(data)
    (tmp_path / name).write_text(json.dumps(data), encoding="utf-8")
    return Folder(str(tmp_path))


FAULTS: list[tuple[str, Change, str]] = [
    (content.FORMS, lambda d: d["sets"][1]["items"][5].pop("source"), "checkin_forms.json: sets › officer_full › items › OW6"),
    (content.FORMS, lambda d: d["sets"][0].update(confidence="sure"), "officer_micro › confidence"),
    (content.FORMS, lambda d: d["sets"][0]["items"][0].update(key="OW1"), "the item OW1 is there twice"),
    (content.SCHEDULE, lambda d: d["windows"][0]["rules"][0].update(form="weekly"), "schedule.json: day_1_2: weekly"),
    (content.SCHEDULE, lambda d: d["windows"][4].update(to_day=1), "day_8_30"),
    (content.SCHEDULE, lambda d: d["hours"].update(later_slot="06:00"), "a slot lies within the quiet hours"),
    (content.SCHEDULE, lambda d: d["year_marks"][0].update(forms=["x"]), "year_mark_minus_30: x is no form"),
    (content.SCHEDULE, lambda d: d["year_marks"][4].update(forms=["officer_micro"]), "on the day itself nothing is asked"),
    (content.SCHEDULE, lambda d: d["windows"][3].update(from_day=5), "day_7 begins before day_4_6 has ended"),
    (content.SCHEDULE, lambda d: d["event_days"][0].pop("when_slower"), "event_minus_3 › when_slower"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "words"), FAULTS)
def test_a_fault_is_named_by_file_and_entry(tmp_path: Path, name: str, change: Change, words: str) -> None:
    """Whoever edits a file reads in one line where to look."""
    with pytest.raises(Refused) as refusal:
        content.read(changed(tmp_path, name, change))
    assert words in refusal.value.text


def test_a_file_that_is_missing_or_no_json_is_named(tmp_path: Path) -> None:
    """The start stops with the name of the file."""
    (tmp_path / content.FORMS).write_text("{", encoding="utf-8")
    with pytest.raises(Refused, match=r"checkin_forms\.json: cannot be read"):
        content.read(Folder(str(tmp_path)))


PHASE_FAULTS: list[tuple[str, Change, str]] = [
    (phases.PHASES, lambda d: d["phases"][2].update(from_day=5), "first_week does not begin on the day after stabilization"),
    (phases.PHASES, lambda d: d["phases"].pop(), "the last one has no end"),
    (phases.EVENTS, lambda d: d["kinds"][1].update(key="funeral"), "the kind funeral is there twice"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "change", "words"), PHASE_FAULTS)
def test_phases_and_kinds_of_hard_days_are_checked_too(tmp_path: Path, name: str, change: Change, words: str) -> None:
    """No day without a phase, no kind twice."""
    folder = changed(tmp_path, name, change)
    with pytest.raises(Refused) as refusal:
        phases.read_phases(folder) if name == phases.PHASES else phases.read_kinds(folder)
    assert words in refusal.value.text


def test_an_operators_own_folder_replaces_file_by_file_and_holds_no_stranger(tmp_path: Path) -> None:
    """A file that is not there is the shipped one; one that nobody would read is named."""
    folder = Folder(str(tmp_path))
    assert folder.find(content.FORMS).parent == SHIPPED
    (tmp_path / "shedule.json").write_text("{}", encoding="utf-8")
    with pytest.raises(Refused, match=r"shedule\.json is no data file of this version"):
        folder.check()
    with pytest.raises(Refused, match="is no folder"):
        Folder(str(tmp_path / "none")).check()


def test_a_line_that_nobody_verified_is_not_shown_and_911_and_988_always_are(tmp_path: Path) -> None:
    """Also where their own date is missing; without a verified line for law enforcement no check-ins begin."""
    data = json.loads((SHIPPED / crisis.CONTACTS).read_text(encoding="utf-8"))
    for one in data["contacts"]:
        one["last_verified"] = None
    (tmp_path / crisis.CONTACTS).write_text(json.dumps(data), encoding="utf-8")
    found = crisis.read_contacts(tmp_path / crisis.CONTACTS)
    assert [one.key for one in found if one.shown] == ["911", "988"]
    assert any(one.for_law_enforcement for one in found)
    assert crisis.has_line_for_law_enforcement(), "the shipped file has one"


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
