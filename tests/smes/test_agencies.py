"""Two names of one agency are found to be the same, and two agencies of one town are not."""

import pytest

from mvai_slackbot.smes.ranking import agencies


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Springfield P.D.", "springfield police department", True),
        ("Shelby County Sheriff’s Office", "Sheriff's Office of Shelby Co.", True),
        ("The State Univ. Police Dept", "state university police department", True),
        ("Springfield PD", "Springfield Fire Department", False),
        ("Springfield PD", "Springfield", False),
        ("Aurora PD", "Denver PD", False),
    ],
)
def test_short_forms_signs_and_order_do_not_matter(one: str, other: str, same: bool) -> None:
    """What is left of a name after that has to be the same words."""
    assert agencies.same(agencies.plain(one), agencies.plain(other)) is same


def test_a_text_holds_a_name_on_each_line_and_empty_lines_hold_none() -> None:
    """Signs alone are no name: nobody is left out for a dash."""
    assert agencies.plain_lines("Aurora PD\n\n - \nDenver SO") == ("aurora police department", "denver sheriff office")
