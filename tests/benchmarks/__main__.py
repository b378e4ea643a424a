"""Measure, and print a table: `python -m tests.benchmarks [name …]`; nothing is written in the repository."""

import platform
import sys
from collections.abc import Callable, Iterator

import click

from tests.benchmarks import acks, cut, opening, plans, rates, size
from tests.benchmarks.ground import machine_is_noisy
from tests.benchmarks.table import Row, line, table

BENCHMARKS: dict[str, Callable[..., Iterator[Row]]] = {
    "opening": opening.one_process,
    "opening-postgresql": opening.two_processes,
    "opening-cold": opening.cold_connections,
    "acks": acks.alone_and_together,
    "acks-ratio": acks.beside_bare,
    "rates": rates.thirty,
    "cut": cut.reset,
    "memory": size.memory,
    "start": size.start,
    "plans": plans.same_hour,
    "tick": plans.tick,
}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHMARKS)))
def main(names: tuple[str, ...]) -> None:
    """Measure what is named, everything otherwise, against a Slack that answers in 100 ms."""
    click.echo(f"Python {platform.python_version()}, {platform.machine()}; {machine_is_noisy() or 'a quiet machine'}\n")
    rows: list[Row] = []
    for name in names or BENCHMARKS:
        for row in BENCHMARKS[name]():
            rows.append(row)
            click.echo(line(row), err=True)
    click.echo(table(rows))
    click.echo(f"\n{machine_is_noisy() or 'a quiet machine'} at the end")
    sys.exit(0 if all(row.reached for row in rows) else 1)


if __name__ == "__main__":
    main()
