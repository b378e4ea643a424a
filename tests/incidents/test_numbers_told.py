"""Which numbers are real is told to nobody who may not see what bears them."""

from tests.conftest import Town
from tests.incidents.test_holder import only_sqlite
from tests.requests.world import logged, opened
from tests.smes.story import on_roster

ABOUT_INCIDENTS = (
    "/mvai-incident status {}", "/mvai-checkin status {}", "/mvai-checkin stop {}", "/mvai-checkin plan {}",
    "/mvai-checkin trends {}", "/mvai-checkin call-for @chief {}", "/mvai-request list mvai-2026-00{}",
)  # fmt: skip
ABOUT_REQUESTS = (
    "/mvai-request show {}", "/mvai-request withdraw {}", "/mvai-sme done {} well", "/mvai-sme log {} contact well",
    "/mvai-sme hand-over {} @ana",
)  # fmt: skip


@only_sqlite
def test_a_real_number_and_one_that_is_nobodys_get_the_same_refusal(town: Town) -> None:
    """Asked by an outsider and by an SME who has no part in it; each refusal says what to type, and staff hear more."""
    opened(town)
    logged(town)
    on_roster(town, town.sam)
    for person in (town.otto, town.sam):
        for asked in (*ABOUT_INCIDENTS, *ABOUT_REQUESTS):
            real, unreal = (person.types(asked.format(number)).text for number in (1, 9))
            assert real.replace("1", "9") == unreal, asked
            assert "/mvai" in real, asked
    assert "No incident is called `9`" in town.ana.types("/mvai-incident status 9").text
    assert "Nothing is known by the word" in town.ana.types("/mvai-request list mvai-2026-009").text
