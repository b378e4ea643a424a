"""The roster, as staff keep it and as other SMEs see it."""

from tests.conftest import Town
from tests.smes.story import on_roster


def test_staff_see_all_of_the_roster_other_smes_name_kind_and_areas(town: Town) -> None:
    """State, zone, travel and limit are for staff; nobody else sees the roster."""
    assert "Nobody is on the roster yet" in town.ana.types("/mvai-sme list")
    answer = on_roster(town, town.sam, **{"State or territory": "co", "Assignments at the same time": "2"})
    on_roster(town, town.sol, **{"Kind": "Mental health"})
    assert answer.status == "ok"
    listed = town.ana.types("/mvai-sme list")
    for words in (
        "@sam",
        "Law enforcement executive",
        "0 of 2 assignments",
        "CO",
        "America/Denver",
        "Travels anywhere",
    ):
        assert words in listed
    seen = town.sam.types("/mvai-sme list")
    assert "@sol" in seen and "Mental health" in seen and "America" not in seen and "assignments" not in seen
    assert "members of the SME roster" in town.otto.types("/mvai-sme list")
    assert "program staff" in town.sam.types("/mvai-sme add @otto")


def test_a_correction_keeps_what_it_said_before_and_a_wrong_state_stands_at_its_field(town: Town) -> None:
    """The form comes back filled; resting takes somebody off the list but not off the record."""
    on_roster(town, town.sam, **{"State or territory": "co"})
    town.ana.types("/mvai-sme add @sam")
    form = town.ana.form
    assert form is not None and form.values["State or territory"] == "CO"
    assert "two letters" in town.ana.submits({"State or territory": "ZZ"}).errors["State or territory"]
    town.ana.submits({"State or territory": "OH", "On the roster": False})
    town.ana.cancels()
    assert "@sam" not in town.ana.types("/mvai-sme list")
    everybody = town.ana.types("/mvai-sme list --all")
    assert "resting" in everybody and "OH" in everybody
    assert "members of the SME roster" in town.sam.types("/mvai-sme list")
