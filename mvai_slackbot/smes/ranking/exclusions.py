"""Who is left out and why, and who is no answer to what was asked for: each rule returns the fact, None when it is not true."""

from collections.abc import Callable
from datetime import date, timedelta

from mvai_slackbot import counties
from mvai_slackbot.clock import date_words
from mvai_slackbot.smes.models import Kind, Travel
from mvai_slackbot.smes.ranking import agencies
from mvai_slackbot.smes.ranking.rules import ExclusionRule
from mvai_slackbot.smes.ranking.wanted import Candidate, Wanted, miles_apart
from mvai_slackbot.states import NEIGHBOURS

Excludes = Callable[[ExclusionRule, Wanted, Candidate], str | None]
Misses = Callable[[Wanted, Candidate], bool]


def _standing(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    return "" if one.standing == rule.key else None


def _full(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    return f"{one.current} of {one.most}" if one.current >= one.most else None


def _resting(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    if not one.ended or not one.rest_days:
        return None
    until = max(one.ended) + timedelta(days=one.rest_days)
    return date_words(until, this_year=one.today.year) if one.today <= until else None


def _away(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    for first, last in one.absences:
        if first <= one.today and (last is None or one.today <= last):
            return f"until {date_words(last, this_year=one.today.year)}" if last else "until they say otherwise"
    return None


def _support(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    return "" if one.kind == Kind.FAMILY_MEMBER and not one.supported else None


def _own_county(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    return counties.in_words(one.county) if one.county and one.county == wanted.county else None


def _next_county(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    near = bool(one.county) and one.county in counties.neighbours_of(wanted.county)
    return counties.in_words(one.county) if near else None


def _own_state(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    return _by_state(wanted, one) if one.state and one.state == wanted.state else None


def _next_state(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    return _by_state(wanted, one) if one.state in NEIGHBOURS.get(wanted.state, ()) else None


def _by_state(wanted: Wanted, one: Candidate) -> str | None:
    """Return the state, and that only their county is not known; None when both are: then the counties say how near it is."""
    if not wanted.county:
        # The list says so once, for everybody.
        return one.state
    return None if one.county else f"{one.state}, their county is not known"


def _agency(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    return next((name for name in one.agencies if any(agencies.same(name, other) for other in wanted.agencies)), None)


def _own_date(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    near = any(
        abs((_that_day(year, *day) - one.today).days) <= rule.days for year in _years(one) for day in one.own_dates
    )
    return "" if near else None


def _years(one: Candidate) -> tuple[int, int, int]:
    # Around New Year the nearest such day may be in another year.
    return one.today.year - 1, one.today.year, one.today.year + 1


def _that_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        # 29 February, in a year without one.
        return date(year, month, 28)


def _virtual_only(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    return "" if wanted.in_person and one.travel is Travel.NO else None


def _own_state_only(rule: ExclusionRule, wanted: Wanted, one: Candidate) -> str | None:
    stays = wanted.in_person and one.travel is Travel.OWN_STATE
    return (one.state or "not known") if stays and wanted.state and one.state != wanted.state else None


EXCLUSIONS: dict[str, Excludes] = {
    "leads": _standing, "helping": _standing, "asked": _standing, "declined": _standing, "stepped_back": _standing,
    "full": _full, "resting": _resting, "away": _away, "support": _support, "own_county": _own_county,
    "next_county": _next_county, "own_state": _own_state,
    "next_state": _next_state, "agency": _agency, "own_date": _own_date, "virtual_only": _virtual_only,
    "own_state_only": _own_state_only,
}  # fmt: skip


def _no_area(wanted: Wanted, one: Candidate) -> bool:
    return bool(wanted.areas) and not wanted.areas & one.areas


def _other_kind(wanted: Wanted, one: Candidate) -> bool:
    return bool(wanted.kind) and wanted.kind != one.kind


def _no_language(wanted: Wanted, one: Candidate) -> bool:
    return bool(wanted.languages) and not wanted.languages & one.languages


def _too_far(wanted: Wanted, one: Candidate) -> bool:
    if not wanted.within:
        return False
    far = miles_apart(wanted, one)
    return far is None or far > wanted.within


MISFITS: dict[str, Misses] = {"area": _no_area, "kind": _other_kind, "language": _no_language, "distance": _too_far}
