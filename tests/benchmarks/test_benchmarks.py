"""The benchmarks still run: each at its smallest, with no look at its figures."""

from tests.benchmarks import acks, cut, opening, plans, rates
from tests.benchmarks.table import table


def test_every_way_of_measuring_ends_with_rows() -> None:
    """A real `run` process is opened in, cut off and counted; the table shows all of it."""
    rows = [*opening.one_process(rounds=1), *cut.reset(rounds=1), *rates.thirty(incidents=1)]
    rows += [*plans.same_hour(plans=3), *plans.tick(plans=2, small=4, large=8, rounds=2)]
    assert {row.what for row in rows}
    assert all(row.values for row in rows)
    assert "| opening: until invited |" in table(rows)
    assert acks.words() != acks.words()
