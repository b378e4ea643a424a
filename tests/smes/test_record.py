"""One's own record on the roster: seen, corrected in three forms, nothing typed is lost, and nobody else's business."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from mvai_slackbot.errors import Refused
from mvai_slackbot.people import service as people
from mvai_slackbot.settings import Settings
from mvai_slackbot.simulator.people.person import Person
from mvai_slackbot.simulator.people.views import Form
from mvai_slackbot.smes.models import EarlierSme
from mvai_slackbot.smes.roster import dates, service as roster
from mvai_slackbot.smes.roster.listeners import build
from mvai_slackbot.smes.words import days_words, kind_options
from tests.conftest import Town

from .story import asked, on_roster, opened
from .test_find import entry

FAMILY = {"Kind": "Lived experience as a family member"}


def opens(person: Person, part: str) -> Form:
    """Open a form of one's own record, from `/mvai`."""
    person.presses("My record", message=person.types("/mvai").message)
    person.presses(part, message=person.sees("Your record on the roster"))
    form = person.form
    assert form is not None
    return form


def test_an_sme_sees_their_own_record_from_the_door_and_corrects_what_they_bring(town: Town) -> None:
    """The form comes filled; kind and whether they are on the roster are staff's; what it said before is kept."""
    on_roster(town, town.sam, **{"State or territory": "CO"})
    form = opens(town.sam, "Correct")
    assert form.values["State or territory"] == "CO" and not {"Kind", "On the roster"} & set(form.labels)
    wrong = town.sam.submits({"State or territory": "ZZ", "Languages besides English": ["Spanish", "Korean"]})
    assert "two letters" in wrong.errors["State or territory"]
    kept = town.sam.form
    assert kept is not None and sorted(kept.values["Languages besides English"]) == ["Korean", "Spanish"]
    town.sam.submits(
        {"State or territory": "NM", "Rest after each deployment": "30 days", "Kind of agency": "Tribal police"}
    )
    shown = town.sam.form
    assert shown is not None
    for words in ("Saved.", "NM", "Korean, Spanish", "30 days", "Tribal police", "Law enforcement executive"):
        assert words in shown, shown.text
    with town.bot.bot.works.read() as work:
        earlier = [json.loads(one.said.reveal()) for one in work.session.scalars(select(EarlierSme))]
    assert [one["home_state"] for one in earlier] == ["CO"] and earlier[0]["languages"] == []


def test_when_and_where_takes_hours_absences_and_a_point_and_says_what_to_type(town: Town) -> None:
    """A slip stands at its field, and what was typed stays there; what is cleared is gone."""
    on_roster(town, town.sam)
    opens(town.sam, "When and where")
    wrong = town.sam.submits(
        {"Away": "next week", "A point near home": "Denver", "Days that suit": ["Monday", "Tuesday"]}
    )
    assert "“next week”: please type it like this: 12/20/2026 to 1/3/2027" in wrong.errors["Away"]
    assert "39.7, -105.0" in wrong.errors["A point near home"]
    kept = town.sam.form
    assert (
        kept is not None
        and kept.values["Away"] == "next week"
        and kept.values["Days that suit"] == ["Monday", "Tuesday"]
    )
    town.sam.submits({
        "Away": "2026-12-20 to 2027-01-03\n2027-05-01 on", "A point near home": "39.7392, -104.9903",
        "Days that suit": ["Monday", "Tuesday", "Wednesday"], "From, on their own clock": "09:00", "To": "17:30",
    })  # fmt: skip
    shown = town.sam.form
    assert shown is not None and "Monday to Wednesday, 9:00 AM to 5:30 PM" in shown and "near 39.7, -105.0" in shown
    assert "Dec 20, 2026 to Jan 3, 2027\nMay 1, 2027 on" in shown and "104.9903" not in shown
    shown.presses("When and where")
    town.sam.submits(
        {"Away": None, "A point near home": None, "Days that suit": [], "From, on their own clock": None, "To": None}
    )
    cleared = town.sam.form
    assert cleared is not None and "no dates noted" in cleared and "any time" in cleared and "near" not in cleared


def test_limits_and_care_are_read_by_the_person_and_staff_and_the_dates_stay_in_the_form(town: Town) -> None:
    """Another SME and a stranger are refused; a coordinator sees that dates are noted, not which, until they correct them."""
    on_roster(town, town.sam)
    on_roster(town, town.sol)
    opens(town.sam, "Limits and care")
    assert "month and day" in town.sam.submits({"Dates that are hard": "that spring"}).errors["Dates that are hard"]
    town.sam.submits({
        "Dates that are hard": "20 April\nDecember 14", "Ties to agencies": "Aurora PD",
        "Ask all the same": ["In a neighboring state (if a county is not known)"],
        "Other conflicts of interest": "I taught two of their officers",
    })  # fmt: skip
    mine = town.sam.form
    assert mine is not None and "April 20, December 14" in mine and "in a neighboring state" in mine
    staff = town.ana.types("/mvai-sme record @sam")
    assert "2 noted" in staff.words and "April 20" not in staff.words and "Aurora PD" in staff.words
    assert "I taught two of their officers" in staff.words
    assert "That is for program staff" in town.sol.types("/mvai-sme record @sam")
    assert "That is for members of the SME roster" in town.otto.types("/mvai-sme record")
    assert "My record" not in (message.buttons if (message := town.otto.types("/mvai").message) else [])
    assert "no record of them" in town.ana.types("/mvai-sme record @otto")
    assert "no record of them" in town.ana.types("/mvai-sme record")


def test_words_that_may_name_a_person_are_held_back_once(town: Town) -> None:
    """The guard asks; saved as they are, they are saved."""
    on_roster(town, town.sam)
    opens(town.sam, "Limits and care")
    town.sam.submits({"Other conflicts of interest": "the victim Jane Roe is my cousin"})
    held = town.sam.form
    assert held is not None and held.title == "Please look again"
    town.sam.submits({"Other conflicts of interest": "a cousin was there"})
    saved = town.sam.form
    assert saved is not None and "a cousin was there" in saved


def test_a_family_member_needs_a_support_person_and_chooses_each_deployment(town: Town) -> None:
    """Without a name the form stays open; Accept asks once more; not now leaves the offer as it is."""
    town.ana.types("/mvai-sme add @sam")
    refused = town.ana.submits({"Areas covered": ["Long-term community wellness"], **FAMILY})
    assert "somebody there for them" in refused.errors["Support person"]
    town.ana.cancels()
    on_roster(town, town.sam, **FAMILY, **{"Support person": "Kim Reed", "How to reach the support person": "555-0142"})
    channel = opened(town)
    asked(town, town.sam)
    town.sam.presses("Accept")
    form = town.sam.form
    assert form is not None and form.title == "Before you say yes" and form.submit == "I would like to"
    assert "Your support person" in town.sam.submits({"This time": True}).errors
    town.sam.cancels()
    assert "Accept" in town.sam.sees("Could you help?").buttons and channel not in town.sam.channels()
    town.sam.presses("Accept")
    town.sam.submits({"This time": True, "Your support person": True})
    town.bot.settle()
    assert channel in town.sam.channels() and "Thank you for helping" in town.sam.sees("Thank you for helping")
    opens(town.sam, "Correct")
    assert "somebody there for them" in town.sam.submits({"Support person": None}).errors["Support person"]


def test_staff_fill_in_all_parts_and_a_long_roster_turns_over(town: Town) -> None:
    """After saving, the record shows what else there is."""
    on_roster(town, town.sam)
    town.ana.types("/mvai-sme add @sam")
    town.ana.submits({"Languages besides English": ["Vietnamese"]})
    shown = town.ana.form
    assert (
        shown is not None
        and shown.buttons == ["Correct", "When and where", "Limits and care"]
        and "Vietnamese" in shown
    )
    shown.presses("Limits and care")
    town.ana.submits({"Ties to agencies": "Denver PD"})
    assert town.ana.form is not None and "Denver PD" in town.ana.form
    town.ana.cancels(all_forms=True)
    for number in range(32):
        on_roster(town, town.sim.person(f"p{number}", real_name=f"Person {number}"))
    first = town.ana.types("/mvai-sme list")
    assert "1 to 30 of 33" in first.words
    town.ana.presses("More", message=first.message)
    assert "31 to 33 of 33" in town.ana.sees("31 to 33 of 33")


def test_kinds_are_more_by_configuration() -> None:
    """A word of the settings is a kind; a word that is none stops the start with what to type."""
    settings = Settings(_env_file=None, MVAI_SME_KINDS="chaplain, Dispatch Supervisor")
    assert settings.sme_kinds == ("chaplain", "dispatch-supervisor")
    assert kind_options(settings.sme_kinds)[-2:] == (
        ("chaplain", "Chaplain"),
        ("dispatch-supervisor", "Dispatch supervisor"),
    )
    assert build(settings.sme_kinds).all
    with pytest.raises(ValueError, match="small letters"):
        Settings(_env_file=None, MVAI_SME_KINDS="chaplain; 2nd")


@pytest.mark.parametrize(("typed", "stands"), [
    ("2026-12-20", [["2026-12-20", "2026-12-20"]]),
    ("2027-01-03 - 2027-01-09; 2026-12-20 on", [["2026-12-20", ""], ["2027-01-03", "2027-01-09"]]),
    ("12/20/2026 until Dec 24, 2026", [["2026-12-20", "2026-12-24"]]), ("", []),
])  # fmt: skip
def test_absences_are_read_as_people_type_them(typed: str, stands: list[list[str]]) -> None:
    """And written back so that they are read the same."""
    assert dates.read_absences(typed) == stands
    assert dates.read_absences(dates.absences_in_words(stands)) == stands


@pytest.mark.parametrize(("typed", "words"), [
    ("2026-12-20 to 2026-12-01", "ends before it begins"),
    ("2026-02-30", "not a day on the calendar"), ("soon", "please type it like this"),
    ("\n".join(["2026-12-20"] * 41), "41 lines; 40 are the most"),
])  # fmt: skip
def test_absences_at_fault_say_what_to_type(typed: str, words: str) -> None:
    """The line at fault is quoted."""
    with pytest.raises(ValueError, match=words):
        dates.read_absences(typed)


def test_days_of_the_year_and_points_are_read_as_people_type_them() -> None:
    """Month and day in either order; a point to a tenth of a degree."""
    assert dates.read_days_of_year("20 April\n12-14; Feb 29\napr 20th; 5/6") == ["02-29", "04-20", "05-06", "12-14"]
    for typed in ("Feb 30", "13-01", "ma 3", "spring"):
        with pytest.raises(ValueError, match="“"):
            dates.read_days_of_year(typed)
    assert (
        dates.read_point("39.7392; -104.9903") == (39.7, -105.0)
        and dates.point_in_words(39.7, -105.0) == "39.7, -105.0"
    )
    for typed in ("Denver", "95, 10", "10, 190", "39.7"):
        with pytest.raises(ValueError, match="atitude"):
            dates.read_point(typed)


def test_days_are_said_as_people_say_them() -> None:
    """A row of days by its ends."""
    assert (
        days_words([0, 1, 2, 3, 4]) == "Monday to Friday"
        and days_words([5, 1]) == "Tuesday, Saturday"
        and not days_words([])
    )


def test_nobody_saves_a_family_member_without_support(town: Town) -> None:
    """Whatever the way in, the roster itself refuses."""
    with pytest.raises(Refused, match="somebody there for them"), town.bot.bot.works.begin() as work:
        roster.save_sme(work, people.meet(work, town.sam.id), entry(kind="family-member"))


def test_two_people_who_correct_a_record_in_the_same_moment_lose_nothing(town: Town) -> None:
    """An SME and a coordinator, two parts of it, eight times each at once: both parts stand, and every change is on record."""
    on_roster(town, town.sam)
    works = town.bot.bot.works

    def correct(name: str, value: str) -> None:
        for number in range(8):
            with works.begin() as work:
                roster.change_sme(work, people.meet(work, town.sam.id), {name: f"{value}{number}"})

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(correct, "agencies", "Aurora PD "), pool.submit(correct, "talks", "mornings ")]:
            done.result(30)
    with works.read() as work:
        said = roster.said_of(roster.get_sme(work.session, people.meet(work, town.sam.id).id))
        earlier = len(work.session.scalars(select(EarlierSme)).all())
    assert (said["agencies"], said["talks"], earlier) == ("Aurora PD 7", "mornings 7", 16)
