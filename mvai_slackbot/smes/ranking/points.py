"""What gives points: each rule returns the facts that are true of somebody, each with its points."""

from collections.abc import Callable, Iterator
from datetime import timedelta

from mvai_slackbot.areas import LABELS, Area
from mvai_slackbot.smes import zones
from mvai_slackbot.smes.models import Travel
from mvai_slackbot.smes.ranking.rules import PointRule, Rules
from mvai_slackbot.smes.ranking.wanted import Candidate, Wanted, miles_apart
from mvai_slackbot.smes.roster import languages
from mvai_slackbot.smes.words import kind_words

Facts = Iterator[tuple[str, int]]
Points = Callable[[PointRule, Rules, Wanted, Candidate], Facts]
BANDS = ("1-10", "11-50", "51-250", "251+")
WORD = {"1-10": "10 or fewer", "11-50": "11 to 50", "51-250": "51 to 250", "251+": "more than 250"}


def _area(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    for area in Area:
        if area in wanted.areas and area in one.areas:
            yield LABELS[area], rule.each


def _place(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if wanted.place_type and wanted.place_type in one.places:
        yield wanted.place_type.replace("_", " "), rule.each


def _here(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if one.standing == "here":
        yield "", rule.each


def _language(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    for code, name in languages.LANGUAGES.items():
        if code in wanted.languages and code in one.languages:
            yield name, rule.each


def _field(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if any(one.kind in rules.fields.get(area, ()) for area in Area if area in wanted.areas):
        yield kind_words(one.kind), rule.each


def _agency_type(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if wanted.agency_type not in ("", "other") and wanted.agency_type == one.agency_type:
        yield wanted.agency_type, rule.each


def _agency_size(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if wanted.agency_size in BANDS and one.agency_size in BANDS:
        points = rule.at(abs(BANDS.index(wanted.agency_size) - BANDS.index(one.agency_size)))
        if points is not None:
            yield f"{WORD[one.agency_size]} sworn", points


def _clock(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if one.apart is not None:
        points = rule.at(abs(one.apart) / timedelta(hours=1))
        if points is not None:
            yield zones.in_words(one.apart, "the community's"), points


def _hours(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if wanted.urgent and one.reachable:
        yield one.reachable, rule.each


def _distance(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    far = miles_apart(wanted, one) if wanted.in_person else None
    points = None if far is None else rule.at(far)
    if far is not None and points is not None:
        yield f"{max(10, round(far, -1)):,.0f}", points


def _travels(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if wanted.in_person and one.travel is Travel.ANYWHERE:
        yield "", rule.each


def _rested(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    since = one.today - timedelta(days=rule.days)
    if not one.current and all(day < since for day in one.ended):
        yield f"{rule.days} days", rule.each


def _current(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    if one.current:
        yield f"{one.current} of {one.most} assignments", rule.each * one.current


def _recent(rule: PointRule, rules: Rules, wanted: Wanted, one: Candidate) -> Facts:
    since = one.today - timedelta(days=rule.days)
    times = sum(1 for day in one.ended if day >= since)
    if times:
        yield "once" if times == 1 else f"{times} times", rule.each * times


POINTS: dict[str, Points] = {
    "area": _area, "place": _place, "here": _here, "language": _language, "field": _field, "agency_type": _agency_type,
    "agency_size": _agency_size, "clock": _clock, "hours": _hours, "distance": _distance, "travels": _travels,
    "rested": _rested, "current": _current, "recent": _recent,
}  # fmt: skip
