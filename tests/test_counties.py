"""The file of counties: whole, true to the map, light; and what people type for one."""

import json
from pathlib import Path
from subprocess import run
from sys import executable

import pytest

from mvai_slackbot import counties
from mvai_slackbot.data_files import SHIPPED, Folder
from mvai_slackbot.errors import Refused
from mvai_slackbot.incidents.forms import STATES
from mvai_slackbot.incidents.forms_county import county_meant
from mvai_slackbot.states import CENTRES, NEIGHBOURS, miles

ALL = counties.load()


def code_of(words: str) -> str:
    """Return the code of "Franklin County, OH"."""
    return next(code for code in ALL.names if counties.in_words(code) == words)


def near(words: str) -> set[str]:
    """Return the neighbours of a county, in words."""
    return {counties.in_words(code) for code in counties.neighbours_of(code_of(words))}


def test_every_state_has_its_counties_each_with_a_name_of_its_own_and_neighbours_who_know_it() -> None:
    """3,235 of the Census of 2023; nobody is their own neighbour; who is next to whom lies near, in a state next to it."""
    assert len(ALL.names) == 3235 and {counties.state_of(code) for code in ALL.names} == set(STATES)
    assert len({counties.in_words(code) for code in ALL.names}) == 3235
    for code in ALL.names:
        here, middle = counties.state_of(code), counties.middle_of(code)
        assert middle is not None and miles(middle, CENTRES[here]) < 1700, counties.in_words(code)
        for other in counties.neighbours_of(code):
            there = counties.state_of(other)
            assert other != code and code in counties.neighbours_of(other)
            # Two states may meet in the middle of a lake or of a sound, where the table of states sees no border.
            assert here == there or there in NEIGHBOURS[here] or {here, there} in ACROSS_WATER, (code, other)


ACROSS_WATER: tuple[set[str], ...] = ({"MI", "MN"}, {"NY", "RI"})


@pytest.mark.parametrize(("county", "neighbours"), [
    ("Fairfax city, VA", {"Fairfax County, VA"}),
    ("Bristol city, VA", {"Washington County, VA", "Sullivan County, TN"}),
    ("St. Louis city, MO", {"St. Louis County, MO", "Madison County, IL", "St. Clair County, IL"}),
    ("Baltimore city, MD", {"Baltimore County, MD", "Anne Arundel County, MD"}),
    ("Nantucket County, MA", {"Dukes County, MA"}), ("St. Thomas Island, VI", {"St. John Island, VI"}),
    ("Honolulu County, HI", set()), ("Kauai County, HI", set()), ("Guam, GU", set()), ("Culebra Municipio, PR", set()),
    ("Northeastern Connecticut Planning Region, CT",
     {"Capitol Planning Region, CT", "Southeastern Connecticut Planning Region, CT", "Hampden County, MA",
      "Worcester County, MA", "Providence County, RI", "Kent County, RI",
      "Washington County, RI"}),
    ("Kings County, NY", {"New York County, NY", "Queens County, NY", "Richmond County, NY", "Hudson County, NJ"}),
    ("Oglala Lakota County, SD",
     {"Bennett County, SD", "Custer County, SD", "Fall River County, SD", "Jackson County, SD", "Pennington County, SD",
      "Dawes County, NE", "Sheridan County, NE"}),
])  # fmt: skip
def test_neighbours_are_those_of_the_map(county: str, neighbours: set[str]) -> None:
    """Independent cities, islands, boroughs across a bridge, regions that were counties, a county with a new name."""
    assert near(county) == neighbours


@pytest.mark.parametrize(("typed", "state", "meant"), [
    ("Harris", "TX", "Harris County, TX"), ("harris county", "TX", "Harris County, TX"),
    ("Harris County, Texas", "", "Harris County, TX"), ("harris co tx", "", "Harris County, TX"),
    ("Maricopa", "", "Maricopa County, AZ"), ("St. Louis city", "MO", "St. Louis city, MO"),
    ("saint louis county", "MO", "St. Louis County, MO"), ("orleans county", "LA", "Orleans Parish, LA"),
    ("De Kalb", "GA", "DeKalb County, GA"), ("prince georges", "MD", "Prince George's County, MD"),
    ("dona ana", "NM", "Doña Ana County, NM"), ("James City", "VA", "James City County, VA"),
    ("Brooklyn", "", "Kings County, NY"), ("Dade", "FL", "Miami-Dade County, FL"),
    ("Washington", "DC", "District of Columbia, DC"),
    ("Middlesex County", "CT", "Lower Connecticut River Valley Planning Region, CT"), ("39049", "OH", "Franklin County, OH"),
])  # fmt: skip
def test_a_county_is_typed_as_people_say_it(typed: str, state: str, meant: str) -> None:
    """With or without its kind, its state, its capitals, its accents; by a name that is gone."""
    assert counties.in_words(county_meant(typed, state)) == meant


@pytest.mark.parametrize(("typed", "state", "words"), [
    ("St Louis", "MO", "may be St. Louis County or St. Louis city. Please type which one."),
    ("Fairfield County", "CT", "Western Connecticut Planning Region, Greater Bridgeport Planning Region or Naugatuck"),
    ("Harris", "", "is in GA and TX. Please give the state too."), ("Washington", "", "states. Please give the state too."),
    ("Haris", "TX", "Did you mean Harris County, Harrison County"), ("Harr", "TX", "Harris County or Harrison County?"),
    ("Maricopa", "OH", "No county of OH is called “Maricopa”; there is one in AZ. Please correct one"),
    ("Park, CO", "WY", "“Park, CO” is not in WY"), ("39049", "KY", "“Franklin County, OH” is not in KY"),
    ("Xyzzy", "OH", "Please type a county, for example Harris County, or leave it empty."), ("?", "OH", "is not known"),
])  # fmt: skip
def test_what_may_be_several_or_none_says_what_to_type(typed: str, state: str, words: str) -> None:
    """Never a guess: the choices are named."""
    with pytest.raises(ValueError, match=r"Please|Did you mean") as refused:
        county_meant(typed, state)
    assert words in str(refused.value)


@pytest.mark.parametrize(("change", "words"), [
    ({"39049": ["Franklin County", "40.0 -83.0", "39001"]}, "39049: its neighbors are counties with a higher code"),
    ({"39049": ["Franklin County", "140.0 -83.0", ""]}, "39049: 140.0 -83.0 is no point on the earth"),
    ({"39049": ["Franklin County", "north", ""]}, "could not convert"),
    ({"99049": ["Franklin County", "40.0 -83.0", ""]}, "99049 is no county of a state that is named"),
])  # fmt: skip
def test_a_file_at_fault_is_refused_with_the_entry(tmp_path: Path, change: dict[str, list[str]], words: str) -> None:
    """An operator's own file is checked like the shipped one."""
    file = json.loads((SHIPPED / counties.COUNTIES).read_text("utf-8"))
    file["counties"] |= change
    (tmp_path / counties.COUNTIES).write_text(json.dumps(file), "utf-8")
    with pytest.raises(Refused, match=r"counties\.json") as refused:
        counties._read(Folder(str(tmp_path)))
    assert words in refused.value.text


def test_a_start_does_not_read_the_counties() -> None:
    """The bot begins without them; who never asks never pays."""
    asks = (
        "from mvai_slackbot import content_check, counties, features; content_check.load(''); "
        "print(counties.load.cache_info().currsize)"
    )
    assert run([executable, "-c", asks], capture_output=True, text=True, check=True).stdout.strip() == "0"
