"""The library's data files: complete, checked, and at fault with a line that names file and entry."""

import json
from pathlib import Path
from typing import Any

import pytest

from mvai_slackbot.areas import Area
from mvai_slackbot.data_files import SHIPPED, Folder
from mvai_slackbot.errors import Refused
from mvai_slackbot.library.catalogue import (
    items_for,
    list_items,
    list_resources,
    read_items,
    read_resources,
    resources_for,
)
from mvai_slackbot.phases import list_phases


def test_every_phase_has_something_worth_doing_and_something_to_read_in_some_area() -> None:
    """No SME is briefed with nothing because of the day they came."""
    for phase in list_phases():
        assert items_for((), phase.key), phase.key
        assert resources_for((), phase.key), phase.key


def test_in_the_first_day_every_area_but_none_is_without_an_item() -> None:
    """The first hours are what most requests are about."""
    for area in Area:
        assert items_for([area.value], "immediate"), area


def test_the_surest_stand_first_and_what_is_made_for_few_stands_before_what_is_made_for_all() -> None:
    """A handful is shown, so the order decides what is read."""
    sure = [one.confidence for one in items_for((), "immediate")]
    assert sure == sorted(sure, key=["V", "S", "K+", "K", "D"].index)
    first = resources_for(["public_information"], "immediate")[0]
    assert first.title == "Don't Name Them; No Notoriety"


def test_every_entry_says_where_it_comes_from_and_every_resource_can_be_found() -> None:
    """A link, or words that say where to look."""
    assert len(list_items()) == 120
    assert len(list_resources()) == 40
    assert all(one.source for one in (*list_items(), *list_resources()))
    assert all(one.link or one.note for one in list_resources())


def _folder(tmp_path: Path, name: str, change: Any) -> Folder:
    data = json.loads((SHIPPED / name).read_text())
    change(data)
    (tmp_path / name).write_text(json.dumps(data))
    return Folder(str(tmp_path))


def _misspell(data: Any) -> None:
    data["items"][3]["phase"] = "first_wek"


def _twice(data: Any) -> None:
    data["items"].append(data["items"][0])


def test_an_item_of_a_phase_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The line says which phases there are."""
    with pytest.raises(Refused, match=r"checklist\.json: IM-04: there is no phase first_wek\. Known: .*first_week"):
        read_items(_folder(tmp_path, "checklist.json", _misspell))


def test_an_item_that_stands_twice_is_named(tmp_path: Path) -> None:
    """Two of one key would be shown twice."""
    with pytest.raises(Refused, match="IM-01 is there twice"):
        read_items(_folder(tmp_path, "checklist.json", _twice))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"link": None, "note": ""}, "its note says where to find it"),
        ({"link": "http://theiacp.org"}, "it begins with https://"),
        ({"areas": []}, "areas"),
    ],
)
def test_a_resource_that_nobody_could_find_is_refused(tmp_path: Path, change: dict[str, Any], words: str) -> None:
    """Each fault names the entry."""
    folder = _folder(tmp_path, "resources.json", lambda data: data["resources"][0].update(change))
    with pytest.raises(Refused, match=rf"mvai-project-and-library.*{words}"):
        read_resources(folder)
