"""One measured line, and the table of all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """What was measured against what was promised; `values` and `floors` in `unit`, one of each a round."""

    what: str
    reach: str
    unit: str
    values: tuple[float, ...]
    # The most that keeps the promise, None where `kept` is known otherwise.
    limit: float | None
    floors: tuple[float, ...] = ()
    kept: bool = True
    note: str = ""

    @property
    def value(self) -> float:
        """The middle of the rounds."""
        return median(self.values)

    @property
    def floor(self) -> float | None:
        """The middle of the floor's rounds, None where there is no floor."""
        return median(self.floors) if self.floors else None

    @property
    def reached(self) -> bool:
        """Whether the promise is kept."""
        return self.kept and (self.limit is None or self.value <= self.limit)


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if value == int(value) else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _cells(row: Row) -> Sequence[str]:
    spread = f" ({_number(min(row.values))}–{_number(max(row.values))})" if len(row.values) > 1 else ""
    ratio = _number(row.value / row.floor) if row.floor else "–"
    met = "yes" if row.reached else "NO"
    return (row.what, row.reach, f"{_number(row.value)} {row.unit}{spread}", _number(row.floor), ratio, met, row.note)


HEAD = ("what", "reach", "measured: median (least–most)", "floor", "ratio", "reached", "note")


def line(row: Row) -> str:
    """Return one line of the table."""
    return f"| {' | '.join(_cells(row))} |"


def table(rows: Iterable[Row]) -> str:
    """Return the rows as Markdown."""
    return "\n".join([f"| {' | '.join(HEAD)} |", f"|{' --- |' * len(HEAD)}", *(line(row) for row in rows)])
