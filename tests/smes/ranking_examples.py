"""For every rule of ranking, one fact that is changed: without it and with it. A rule without an example fails a test."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from mvai_slackbot.smes.models import Anyway, Kind, Mode, Travel
from mvai_slackbot.smes.ranking.wanted import Candidate, Wanted

TODAY = date(2026, 11, 25)
PRESS, VICTIMS = "public_information", "victim_witness_wellness"
WANTED = Wanted(areas=frozenset({PRESS}), state="OH", place_type="school", agency_type="sheriff", agency_size="51-250",
                agencies=("springfield police department",))  # fmt: skip
# Two counties side by side in the middle of Ohio, one in its corner; beyond the corner Michigan, near and a county farther.
FRANKLIN, LICKING, LUCAS, MONROE, WAYNE = "39049", "39089", "39095", "26115", "26163"
IN_FRANKLIN = {"county": FRANKLIN}
IN_PERSON: dict[str, Any] = {"mode": Mode.IN_PERSON}


def somebody(ident: int = 1, name: str = "Sam", **more: Any) -> Candidate:
    """Return somebody who covers what is asked for, was deployed a while ago, and of whom nothing else is known."""
    values: dict[str, Any] = {"areas": frozenset({PRESS}), "ended": (TODAY - timedelta(days=400),), **more}
    return Candidate(ident, name, TODAY, **values)


@dataclass(frozen=True)
class Example:
    """One changed fact: what it says, and what it counts."""

    key: str
    without: dict[str, Any]
    with_it: dict[str, Any]
    says: str
    points: int = 0
    wanted: dict[str, Any] = field(default_factory=dict)


POINTS = (
    Example("area", {}, {"areas": frozenset({PRESS, VICTIMS})}, "covers Victim and witness health and wellness", 20,
            {"areas": frozenset({PRESS, VICTIMS})}),
    Example("place", {}, {"places": frozenset({"school"})}, "same kind of place: school", 25),
    Example("here", {}, {"standing": "here"}, "helps in this incident already", 15),
    Example("language", {"languages": frozenset({"es"})}, {"languages": frozenset({"es", "vi"})}, "speaks Vietnamese", 15,
            {"languages": frozenset({"es", "vi"})}),
    Example("field", {"kind": Kind.FAITH}, {"kind": Kind.PUBLIC_INFORMATION}, "this field: Public information officer", 10),
    Example("agency_type", {"agency_type": "campus"}, {"agency_type": "sheriff"}, "kind of agency: sheriff", 10),
    Example("agency_size", {"agency_size": "1-10"}, {"agency_size": "251+"}, "more than 250 sworn", 5),
    Example("agency_size", {"agency_size": "1-10"}, {"agency_size": "51-250"}, "51 to 250 sworn", 10),
    Example("clock", {"apart": timedelta(hours=-5)}, {"apart": timedelta(hours=-3)}, "3 hours behind the community", 5),
    Example("clock", {}, {"apart": timedelta()}, "the same time as the community", 10),
    Example("hours", {}, {"reachable": "2:20 PM on their clock"}, "now: 2:20 PM on their clock", 8, {"urgent": True}),
    Example("distance", {"home": (37.2, -119.5)}, {"home": (38.6, -90.2)}, "about 410 miles away", 5, IN_PERSON),
    Example("distance", {}, {"home": (41.3, -80.0)}, "about 160 miles away", 10, IN_PERSON),
    Example("distance", {"county": "02290"}, {"county": LUCAS}, "about 120 miles away", 10, IN_PERSON | {"county": FRANKLIN}),
    Example("travels", {"travel": Travel.OWN_STATE, "state": "OH", "anyway": frozenset({Anyway.OWN_STATE})},
            {"travel": Travel.ANYWHERE, "state": "OH", "anyway": frozenset({Anyway.OWN_STATE})},
            "travels anywhere", 5, IN_PERSON),
    Example("rested", {"current": 1, "most": 3}, {"most": 3}, "no deployment in the last 90 days", 5),
    Example("current", {"most": 3, "current": 1}, {"most": 3, "current": 2}, "helps with 2 of 3 assignments now", -20),
    Example("recent", {}, {"ended": (TODAY - timedelta(days=365), TODAY - timedelta(days=100))}, "helped 2 times", -8),
)  # fmt: skip
AWAY = (date(2026, 11, 20), date(2026, 12, 3))
EXCLUSIONS = (
    Example("leads", {}, {"standing": "leads"}, "leads this incident"),
    Example("helping", {}, {"standing": "helping"}, "helps with this request already"),
    Example("asked", {}, {"standing": "asked"}, "has not answered yet"),
    Example("declined", {}, {"standing": "declined"}, "declined this request"),
    Example("stepped_back", {}, {"standing": "stepped_back"}, "stepped back from this incident"),
    Example("full", {"current": 1, "most": 2}, {"current": 2, "most": 2}, "already on 2 of 2"),
    Example("resting", {"ended": (date(2026, 11, 1),), "rest_days": 23}, {"ended": (date(2026, 11, 1),), "rest_days": 24},
            "resting until Nov 25"),
    Example("resting", {}, {"ended": (date(2026, 12, 30) - timedelta(days=60),), "rest_days": 90}, "until Jan 29, 2027"),
    Example("away", {"absences": ((date(2026, 11, 26), None),)}, {"absences": (AWAY,)}, "away until Dec 3"),
    Example("away", {}, {"absences": ((TODAY, None),)}, "away until they say otherwise"),
    Example("support", {"kind": Kind.FAMILY_MEMBER, "supported": True}, {"kind": Kind.FAMILY_MEMBER},
            "no support person is on record"),
    Example("own_county", {"state": "OH", "county": LUCAS}, {"state": "OH", "county": FRANKLIN},
            "lives in the same county: Franklin County, OH", 0, IN_FRANKLIN),
    Example("next_county", {"state": "OH", "county": LUCAS}, {"state": "OH", "county": LICKING},
            "lives in a neighboring county: Licking County, OH", 0, IN_FRANKLIN),
    Example("next_county", {"state": "MI", "county": WAYNE}, {"state": "MI", "county": MONROE},
            "lives in a neighboring county: Monroe County, MI", 0, {"county": LUCAS}),
    Example("own_state", {"state": "OH", "county": LUCAS}, {"state": "OH"}, "the same state: OH, their county is not known", 0,
            IN_FRANKLIN),
    Example("next_state", {"state": "MI", "county": WAYNE}, {"state": "MI"}, "MI, their county is not known", 0, IN_FRANKLIN),
    Example("own_state", {"state": "CO"}, {"state": "OH"}, "lives in the same state: OH"),
    Example("next_state", {"state": "CO"}, {"state": "PA"}, "lives in a neighboring state: PA"),
    Example("agency", {"agencies": ("shelby police department",)},
            {"agencies": ("shelby police department", "springfield police department")}, "springfield police department"),
    Example("own_date", {"own_dates": ((12, 10),)}, {"own_dates": ((12, 9),)}, "close to a date that is hard"),
    Example("virtual_only", {}, {"travel": Travel.NO}, "helps virtually only", 0, IN_PERSON),
    Example("own_state_only", {"state": "CO"}, {"state": "CO", "travel": Travel.OWN_STATE}, "own state only: CO", 0, IN_PERSON),
)  # fmt: skip
MISFITS = (
    Example("area", {}, {"areas": frozenset({VICTIMS})}, "cover none of the areas"),
    Example("kind", {"kind": Kind.FAITH}, {"kind": Kind.COMMUNITY}, "of another kind", 0, {"kind": Kind.FAITH}),
    Example("language", {"languages": frozenset({"es"})}, {"languages": frozenset({"fr"})}, "none of the languages", 0,
            {"languages": frozenset({"es"})}),
    Example("distance", {"state": "CO"}, {"state": "AK"}, "farther away", 0, {"within": 2000}),
    Example("distance", {"state": "CO"}, {}, "not known how far", 0, {"within": 2000}),
)  # fmt: skip
