"""The page that explains ranking to people says the numbers that the rules hold."""

import re
from pathlib import Path

from mvai_slackbot.smes.ranking.rank import load

PAGE = (Path(__file__).parents[2] / "docs" / "ranking.md").read_text(encoding="utf-8")


def test_every_weight_stands_in_the_page() -> None:
    """One row for each rule, in the order of the file, with all of its points."""
    table = PAGE.split("## What gives points")[1].split("\n\n")[0]
    rows = [line.split("|")[1:3] for line in table.splitlines() if line.startswith("|")][2:]
    rules = load().points
    assert len(rows) == len(rules)
    for rule, (fact, points) in zip(rules, rows, strict=True):
        weights = [rule.points] if rule.points is not None else [step.points for step in rule.steps]
        said = [int(number) for number in re.findall(r"(-?\d+)(?= each|;| *$)", points.replace("−", "-"))]
        assert said == weights, (rule.key, points)
        for step in rule.steps if rule.key in ("clock", "distance") else ():
            assert f"{step.up_to:,.0f}" in fact, (rule.key, fact)
        assert not rule.days or str(rule.days) in fact or "last year" in fact
