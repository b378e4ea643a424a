"""Put SMEs in order for a request: plain facts in, a ranked list with reasons out. Pure: no session, no clock, no chance.

The rules are data (`content/ranking.json`); `docs/ranking.md` explains them to who is ranked and who ranks.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from mvai_slackbot.smes.ranking.exclusions import EXCLUSIONS, MISFITS
from mvai_slackbot.smes.ranking.points import POINTS
from mvai_slackbot.smes.ranking.rules import Rules, shipped
from mvai_slackbot.smes.ranking.wanted import Candidate, Wanted


@dataclass(frozen=True)
class Reason:
    """One fact about somebody, in words, and what it counts."""

    key: str
    words: str
    points: int = 0


@dataclass(frozen=True)
class Ranked:
    """Somebody who may be asked; the points of the reasons add up to theirs."""

    who: Candidate
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        """What all reasons count together."""
        return sum(reason.points for reason in self.reasons)


@dataclass(frozen=True)
class LeftOut:
    """Somebody who would fit, and every reason why they are not asked."""

    who: Candidate
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Ranking:
    """Who may be asked, the best fit first; who is left out, by name; how many do not fit, by the words for why."""

    ranked: tuple[Ranked, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    misfits: dict[str, int] = field(default_factory=dict)


def load() -> Rules:
    """Return the rules; raise `Refused` when their file is at fault."""
    return shipped(frozenset(POINTS), frozenset(EXCLUSIONS), frozenset(MISFITS))


def rank(rules: Rules, wanted: Wanted, candidates: Iterable[Candidate]) -> Ranking:
    """Rank candidates: by points, then by name, then by id, so that the same input has the same order."""
    ranked: list[Ranked] = []
    left_out: list[LeftOut] = []
    misfits: Counter[str] = Counter()
    for one in candidates:
        misfit = next((rule.words for rule in rules.misfits if MISFITS[rule.key](wanted, one)), None)
        if misfit is not None:
            misfits[misfit] += 1
            continue
        against, waived = _against(rules, wanted, one)
        if against:
            left_out.append(LeftOut(one, against))
        else:
            ranked.append(Ranked(one, (*_for(rules, wanted, one), *waived)))
    ranked.sort(key=lambda found: (-found.points, *_by_name(found.who)))
    left_out.sort(key=lambda found: _by_name(found.who))
    return Ranking(tuple(ranked), tuple(left_out), {words: misfits[words] for words in sorted(misfits)})


def _by_name(one: Candidate) -> tuple[str, int]:
    return one.name.casefold(), one.id


def _for(rules: Rules, wanted: Wanted, one: Candidate) -> tuple[Reason, ...]:
    return tuple(
        Reason(rule.key, rule.words.format(fact=fact), points)
        for rule in rules.points
        for fact, points in POINTS[rule.key](rule, rules, wanted, one)
    )


def _against(rules: Rules, wanted: Wanted, one: Candidate) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Return what leaves somebody out, and what would if they had not said that they want to be asked all the same."""
    against: list[Reason] = []
    waived: list[Reason] = []
    for rule in rules.exclusions:
        fact = EXCLUSIONS[rule.key](rule, wanted, one)
        if fact is None:
            continue
        if rule.unless is not None and rule.unless in one.anyway:
            waived.append(Reason(rule.key, rule.waived.format(fact=fact)))
        else:
            against.append(Reason(rule.key, rule.words.format(fact=fact)))
    return tuple(against), tuple(waived)
