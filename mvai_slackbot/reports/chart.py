"""A trend as a picture: a row a question, so that lines never cross; gaps stay gaps; no colour says good or bad."""

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape

from mvai_slackbot.reports.trends import Line, Mark, Point, Trend, day_words, moved_words, standing_words

WIDE, LABEL, RIGHT, EDGE = 600, 146, 140, 18
HEAD, ROW, FOOT, PAD = 90, 58, 62, 12
INK, SOFT, GRID, CARD, RIM = "#1d2733", "#56657a", "#e4e9ef", "#ffffff", "#cfd8e2"
STROKE, MARK = "#2a5d8f", "#8a6a2f"
PLOT_LEFT, PLOT_RIGHT = EDGE + LABEL, WIDE - EDGE - RIGHT
LEAST_TICK = 84


def svg(trend: Trend, heading: str) -> str:
    """Return the picture as SVG; its words are escaped, and the same trend always gives the same text."""
    high = HEAD + ROW * len(trend.lines) + FOOT
    across = _Across(trend.days)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{high}" viewBox="0 0 {WIDE} {high}" '
        'font-family="MVAI Sans" font-size="13">',
        f'<rect x="0.5" y="0.5" width="{WIDE - 1}" height="{high - 1}" rx="12" fill="{CARD}" stroke="{RIM}"/>',
        _text(EDGE, 34, heading, size=17, weight=700),
        _text(EDGE, 56, f"{trend.rater.view[:1].upper()}{trend.rater.view[1:]}", fill=SOFT),
        _text(WIDE - EDGE, 34, "5 is best, 1 is lowest", fill=SOFT, anchor="end"),
        _text(WIDE - EDGE, 56, f"answered {trend.answered} of {len(trend.days)} times", fill=SOFT, anchor="end"),
        *_marks(trend.marks, across, HEAD + ROW * len(trend.lines)),
    ]
    for place, line in enumerate(trend.lines):
        parts += _row(line, HEAD + ROW * place, across, last=place == len(trend.lines) - 1)
    parts += _axis(trend.days, across, HEAD + ROW * len(trend.lines))
    small = "One person's view of the whole, not a measurement. A gap: no number that day."
    parts += [_text(EDGE, high - 18, small, size=11, fill=SOFT), "</svg>"]
    return "".join(parts)


class _Across:
    """Where a day lies from left to right."""

    def __init__(self, days: Sequence[date]) -> None:
        self.first, self.last = days[0], days[-1]

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return round(PLOT_LEFT + 14 + (PLOT_RIGHT - PLOT_LEFT - 28) * (day - self.first).days / span, 1)


def _text(
    x: float, y: float, words: str, *, size: float = 13, fill: str = INK, weight: int = 400, anchor: str = "start"
) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" font-weight="{weight}" text-anchor="{anchor}">'
        f"{escape(words)}</text>"
    )


def _row(line: Line, top: int, across: _Across, *, last: bool) -> list[str]:
    middle, moved = top + ROW / 2, moved_words(line)
    parts = [
        _text(EDGE, middle + 4.5, line.item.label, weight=700 if len(line.item.label) <= 22 else 400),
        _text(PLOT_RIGHT + 14, middle - (2 if moved else -4.5), standing_words(line), weight=700),
        _text(PLOT_RIGHT + 14, middle + 14, moved, size=11, fill=SOFT),
    ]
    if not last:
        parts.append(f'<path d="M{EDGE} {top + ROW}H{WIDE - EDGE}" stroke="{GRID}" stroke-width="0.6"/>')
    for value in (1, 3, 5):
        y = _y(value, top)
        dash = ' stroke-dasharray="2 4"' if value == 3 else ""
        parts.append(f'<path d="M{PLOT_LEFT} {y}H{PLOT_RIGHT}" stroke="{GRID}"{dash}/>')
    for value in (1, 5):
        parts.append(_text(PLOT_LEFT - 8, _y(value, top) + 3.5, str(value), size=10, fill=SOFT, anchor="end"))
    for run in _runs(line.points):
        path = "".join(
            f"{'L' if at else 'M'}{across.x(one.day)} {_y(one.value or 0, top)}" for at, one in enumerate(run)
        )
        parts.append(f'<path d="{path}" fill="none" stroke="{STROKE}" stroke-width="2" stroke-linejoin="round"/>')
    radius = 3.2 if len(line.points) <= 30 else 2.2
    parts += [
        f'<circle cx="{across.x(one.day)}" cy="{_y(one.value or 0, top)}" r="{radius}" fill="{STROKE}"/>'
        for one in line.answered
    ]
    return parts


def _y(value: int, top: int) -> float:
    return round(top + PAD + (ROW - 2 * PAD) * (5 - value) / 4, 1)


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Return the stretches without a gap."""
    runs: list[list[Point]] = [[]]
    for point in points:
        if point.value is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if len(run) > 1]


def _marks(marks: Sequence[Mark], across: _Across, foot: int) -> list[str]:
    parts = []
    for mark in marks:
        x = across.x(mark.day)
        anchor = "end" if x > PLOT_RIGHT - 60 else "start" if x < PLOT_LEFT + 60 else "middle"
        parts.append(f'<path d="M{x} {HEAD - 6}V{foot}" stroke="{MARK}" stroke-dasharray="5 4"/>')
        parts.append(_text(x, HEAD - 12, mark.words, size=11, fill=MARK, anchor=anchor))
    return parts


def _axis(days: Sequence[date], across: _Across, top: int) -> list[str]:
    """Return dates under the rows, as many as there is room for; the first and the last stand always."""
    ticks = [days[0]]
    for day in days[1:-1]:
        room = across.x(day) - across.x(ticks[-1]) >= LEAST_TICK and across.x(days[-1]) - across.x(day) >= LEAST_TICK
        ticks += [day] if room else []
    ticks += [days[-1]] if days[-1] != days[0] else []
    with_year = days[-1] - days[0] > timedelta(days=300)
    return [
        _text(across.x(day), top + 16, f"{day_words(day)}, {day.year}" if with_year else day_words(day), size=11, fill=SOFT,
              anchor="middle")
        for day in ticks
    ]  # fmt: skip
