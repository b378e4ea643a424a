"""Checks of the blocks that show numbers: table, data table, data visualization."""

from __future__ import annotations

from typing import Any

from .reader import At
from .rich_text import check_rich_text

MOST_COLUMNS = 20
MOST_CHARACTERS = 20_000
# Slack's page says 101 rows (a header and 100); some published specs say 201. The stricter figure is used.
MOST_DATA_ROWS = 101
CHARTS = ("pie", "bar", "area", "line")


def check_table(at: At) -> None:
    """A table: up to 100 rows of up to 20 cells."""
    at.fields(("type", "rows"), ("block_id", "column_settings"))
    rows = at.items("rows", 1, 100)
    for row in rows:
        _row(at, row, 0)
    for setting in at.items("column_settings", 0, MOST_COLUMNS):
        if setting.value is not None and setting.fields((), ("align", "is_wrapped")):
            setting.choice("align", ("left", "center", "right"))
            setting.flag("is_wrapped")
    _characters(at)


def check_data_table(at: At) -> None:
    """A data table: a header and 1 to 100 rows of the same width, 20,000 characters in all."""
    at.fields(("type", "rows", "caption"), ("block_id", "page_size", "row_header_column_index"))
    at.string("caption", None, 1)
    at.number("page_size", 1, 100)
    rows = at.items("rows", 2, MOST_DATA_ROWS)
    widths = {len(row.value) for row in rows if isinstance(row.value, list)}
    if len(widths) > 1:
        at.fail("all rows must have the same number of cells", "rows")
    at.number("row_header_column_index", 0, max(widths, default=1) - 1)
    for number, row in enumerate(rows):
        cells = _row(at, row, 1)
        for cell in cells if number == 0 else ():
            if cell.get("type") == "rich_text":
                cell.fail("rich_text is not allowed in header cells", "type")
    _characters(at)


def _row(at: At, row: At, shortest: int) -> list[At]:
    if not isinstance(row.value, list):
        row.fail("must provide an array")
        return []
    if not 1 <= len(row.value) <= MOST_COLUMNS:
        row.fail(f"must have between 1 and {MOST_COLUMNS} cells")
    cells = [row.below(index) for index in range(len(row.value))]
    for cell in cells:
        _cell(cell, shortest)
    return cells


def _cell(cell: At, shortest: int) -> None:
    kind = cell.get("type")
    if kind == "rich_text":
        check_rich_text(cell)
    elif kind == "raw_text":
        cell.fields(("type", "text"))
        cell.string("text", None, shortest)
    elif kind == "raw_number":
        cell.fields(("type", "value", "text"))
        _figure(cell, "value")
        cell.string("text", None, 1)
    else:
        cell.fail(f"unsupported type: {kind}", "type")


def _characters(at: At) -> None:
    if _count(at.get("rows")) > MOST_CHARACTERS:
        at.fail(f"must be less than {MOST_CHARACTERS + 1} characters in total", "rows")


def _count(value: Any) -> int:
    if isinstance(value, dict):
        own = value.get("text")
        return (len(own) if isinstance(own, str) else 0) + sum(_count(item) for item in value.values())
    return sum(_count(item) for item in value) if isinstance(value, list) else 0


def _figure(at: At, key: str) -> None:
    found = at.get(key)
    if found is not None and (isinstance(found, bool) or not isinstance(found, int | float)):
        at.fail("must provide a number", key)


def check_data_visualization(at: At) -> None:
    """A chart: pie segments, or series with one point for each category."""
    at.fields(("type", "title", "chart"), ("block_id",))
    at.string("title", 50, 1)
    if at.get("chart") is None:
        return
    chart = at.below("chart")
    if chart.get("type") == "pie":
        _pie(chart)
    elif chart.get("type") in CHARTS:
        _axis_chart(chart)
    else:
        chart.fail(f"must be one of the following: {', '.join(CHARTS)}", "type")


def _pie(chart: At) -> None:
    chart.fields(("type", "segments"))
    for segment in chart.items("segments", 1, 12):
        if segment.fields(("label", "value")):
            segment.string("label", 20, 1)
            _figure(segment, "value")
            value = segment.get("value")
            if isinstance(value, int | float) and value <= 0:
                segment.fail("must be greater than 0", "value")


def _axis_chart(chart: At) -> None:
    if not chart.fields(("type", "series", "axis_config")):
        return
    categories = _categories(chart.below("axis_config"))
    names: set[str] = set()
    for series in chart.items("series", 1, 12):
        if not series.fields(("name", "data")):
            continue
        name = series.string("name", 20, 1)
        if name in names:
            series.fail("series names must be unique", "name")
        names.add(name or "")
        _points(series, categories)


def _categories(axis: At) -> list[str]:
    axis.fields(("categories",), ("x_label", "y_label"))
    axis.string("x_label", 50)
    axis.string("y_label", 50)
    found = [item for item in axis.items("categories", 1, 20) if isinstance(item.value, str)]
    for item in found:
        if not 1 <= len(item.value) <= 20:
            item.fail("must be between 1 and 20 characters")
    labels = [str(item.value) for item in found]
    if len(set(labels)) != len(labels):
        axis.fail("categories must be unique", "categories")
    return labels


def _points(series: At, categories: list[str]) -> None:
    labels = []
    for point in series.items("data", 1, 20):
        if point.fields(("label", "value")):
            labels.append(point.string("label", 20, 1) or "")
            _figure(point, "value")
    if sorted(labels) != sorted(categories):
        series.fail("must have exactly one point for each category", "data")
