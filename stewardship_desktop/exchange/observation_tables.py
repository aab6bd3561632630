"""Reads a file of values as cells that say what they are of: long, or wide with periods or metrics across.

The layout is recognised by headings and first values; what a cell's text means is for
`domain.dashboard.arriving`. Nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from stewardship_desktop.domain.amount import read_number
from stewardship_desktop.domain.budget.table import ReadRow, ReadTable
from stewardship_desktop.domain.dashboard.arriving import is_kind
from stewardship_desktop.domain.dashboard.file_cells import FileCell, read_when
from stewardship_desktop.domain.dashboard.period_text import is_period
from stewardship_desktop.domain.dashboard.table_shape import CHOICES, DateOrder, Layout, Means, Shape
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.partial_date import month_named
from stewardship_desktop.exchange.headed_table import NoHeadings
from stewardship_desktop.exchange.reading import read_file, with_note

_FIRST_ROWS = 15
_SAMPLES = 40
_NUMERIC_DAY = re.compile(r"\s*(\d{1,2})[/.\- ](\d{1,2})[/.\- ](?:\d{4}|\d{2})\s*")
_DAY_NUMBER = re.compile(r"\s*[2-7]\d{4}(?:\.0+)?\s*")
_HEADING_DAY = re.compile(r"(?:[34]\d{4}|5[0-4]\d{3})(?:\.0+)?")
_YEARLESS = re.compile(r"(?:q|quarter|h|half) ?[1-4]|month ?\d{1,2}|m\d{1,2}")
_CALENDAR_YEAR = re.compile(r"(?:19|20)\d{2}")
_WORDS: dict[Means, tuple[str, ...]] = {
    Means.NAME: (
        "metric", "metric name", "measure", "measure name", "indicator", "indicator name", "kpi", "series",
        "series id", "series name", "name", "standard", "metric id", "indicator id",
    ),
    Means.DATE: (
        "date", "period", "month", "quarter", "year", "week", "period start", "period start date", "on",
        "month starting", "week commencing", "financial year", "reporting period", "as of",
    ),
    Means.VALUE: (
        "value", "result", "figure", "actual value", "observed value", "observation", "performance", "score",
        "performance pct", "rate", "number", "percentage", "pct",
    ),
    Means.NUMERATOR: ("numerator", "num", "x", "count of events", "events"),
    Means.DENOMINATOR: ("denominator", "denom", "n", "den", "population", "of"),
    Means.QUALIFIER: ("qualifier", "value qualifier", "about"),
    Means.KIND: ("kind", "value kind", "actual or forecast", "type of value", "value type", "type"),
    Means.CUT: ("cut", "breakdown", "dimension", "inequality cut", "kind of part"),
    Means.CATEGORY: ("category", "group", "part", "breakdown value", "subgroup"),
    Means.UNIT: ("unit", "units", "unit of measure"),
    Means.SOURCE: ("source", "data source"),
    Means.NOTE: ("note", "notes", "comment", "comments", "footnote"),
}  # fmt: skip
_ALWAYS_BESIDE = (
    Means.NUMERATOR, Means.DENOMINATOR, Means.QUALIFIER, Means.KIND, Means.CUT, Means.CATEGORY, Means.UNIT,
    Means.SOURCE, Means.NOTE,
)  # fmt: skip


def open_table(path: str | Path, sheet: str | None = None, header_row: int | None = None) -> ReadTable:
    """Read a file's texts. Without `header_row` the row of the headings is found below titles and blank rows.

    Headings that are dates shown as numbers are read as the days they are, with a note. Raises UserFixable
    for a file that can't be read.
    """
    if header_row is not None:
        return _dated(read_file(path, sheet, header_row))
    return _dated(_found_table(path, sheet))


def _found_table(path: str | Path, sheet: str | None) -> ReadTable:
    read = _first_readable(path, sheet)
    if recognise(_dated(read)) is not None:
        return read
    rows = [ReadRow(read.header_row, read.headers), *read.rows[: _FIRST_ROWS + _SAMPLES]]
    for at, row in enumerate(rows[:_FIRST_ROWS]):
        if recognise(_dated(replace(read, headers=row.cells, rows=tuple(rows[at + 1 :])))) is not None:
            return read_file(path, sheet, row.row_no)
    # Where two rows were joined as one heading, the first of them may be a title.
    if not read.rows or read.rows[0].row_no > read.header_row + 1:
        try:
            below = read_file(path, sheet, read.header_row + 1)
        except UserFixable:
            return read
        return below if recognise(below) is not None else read
    return read


def _dated(read: ReadTable) -> ReadTable:
    """The same table, its headings that are a spreadsheet's day numbers as days."""
    found = [at for at, each in enumerate(read.headers) if _HEADING_DAY.fullmatch(each)]
    if len(found) < 2 or any(
        later <= earlier for earlier, later in pairwise(float(read.headers[at]) for at in found)
    ):
        return read
    headers = list(read.headers)
    for at in found:
        headers[at] = read_when(headers[at], DateOrder.DAY_NUMBERS).first.isoformat()
    note = f"Headings that are dates shown as numbers were read as dates: {read.headers[found[0]]} is "
    return with_note(replace(read, headers=tuple(headers)), f"{note}{headers[found[0]]}.")


def advice(read: ReadTable) -> str:
    """What to do about a file whose layout isn't recognised, in one line; "" where nothing is known of it."""
    if not read.rows:
        return f"{read.file_name} has headings and no values. Check that the right file and row were chosen."
    tops = [read.headers, *(row.cells for row in read.rows[:_FIRST_ROWS])]
    across = next((found for found in map(_yearless, tops) if len(found) > 1), [])
    columns = range(len(read.headers))
    down = next((found for at in columns if len(found := _yearless(_sample(read.rows, at))) > 1), [])
    headed = {plain_heading(each) for each in read.headers}
    if {"year", "month"} <= headed or {"financial year", "month"} <= headed:
        return "Year and month stand in two columns. Put them in one, as Apr 2022, and choose the file again."
    for found in (across, down):
        if found:
            said = f"{found[0].strip()} and {found[1].strip()} don't say which year."
            full = "Q1 2022/23" if found[0].strip()[:1] in "QqHh" else "Apr 2022"
            return f"{said} Write the year with each, as {full}, and choose the file again."
    years = [each for row in tops for each in row if _CALENDAR_YEAR.fullmatch(each.strip())]
    if len(years) > 1:
        first = int(years[0])
        return (
            f"{first} can be a calendar or a financial year. Write {first}/{(first + 1) % 100:02} for a "
            "financial year, and choose the file again."
        )
    return ""


def _yearless(texts: Sequence[str]) -> list[str]:
    """The months, quarters and halves without a year among some texts."""
    return [
        each for each in texts
        if (plain := each.strip().casefold().removesuffix("."))
        and ((len(plain) > 2 and month_named(plain) is not None) or _YEARLESS.fullmatch(plain))
    ]  # fmt: skip


def _first_readable(path: str | Path, sheet: str | None) -> ReadTable:
    for row in range(1, _FIRST_ROWS):
        try:
            return read_file(path, sheet, row)
        except NoHeadings:
            continue
    return read_file(path, sheet, _FIRST_ROWS)


def recognise(read: ReadTable) -> Shape | None:
    """How a file seems to be laid out; None where its headings and first values don't say."""
    headings = [plain_heading(each) for each in read.headers]
    samples = [_sample(read.rows, at) for at in range(len(headings))]
    across = [at for at, each in enumerate(read.headers) if each and is_period(each)]
    means = [Means.LEFT_OUT] * len(headings)
    for role in _ALWAYS_BESIDE:
        at = _named(headings, role)
        if role is Means.KIND and at is not None and not _mostly(samples[at], is_kind):
            continue
        if at is not None and at not in across:
            means[at] = role
    dates = _dates(headings, samples, means)
    if across and (dates is None or len(across) > 1):
        name = _name(headings, samples, means, across)
        if name is None:
            return None
        for at in across:
            means[at] = Means.VALUES
        means[name] = Means.NAME
        _drop(means, Means.NUMERATOR, Means.DENOMINATOR, Means.QUALIFIER)
        return Shape(layout=Layout.PERIODS_ACROSS, means=_whole_parts(means))
    if dates is None:
        return None
    means[dates] = Means.DATE
    order = _order(samples[dates])
    name = _name(headings, samples, means, [])
    counts = Means.NUMERATOR in means and Means.DENOMINATOR in means
    value = _named(headings, Means.VALUE, means)
    figures = [
        at for at, each in enumerate(means)
        if each is Means.LEFT_OUT and at != name and headings[at] and _mostly(samples[at], _is_value)
    ]  # fmt: skip
    if name is None and not (value is not None and len(figures) == 1) and not counts:
        if not figures:
            return None
        for at in figures:
            means[at] = Means.VALUES
        _drop(means, Means.UNIT)
        return Shape(layout=Layout.METRICS_ACROSS, means=_whole_parts(means), date_order=order)
    if name is not None:
        means[name] = Means.NAME
    if value is None and figures:
        value = figures[0]
    if value is not None:
        means[value] = Means.VALUE
    elif not counts:
        return None
    return Shape(layout=Layout.LONG, means=_whole_parts(means), date_order=order)


def reshaped(read: ReadTable, shape: Shape, layout: Layout) -> Shape:
    """The same file in another layout: what its columns say there as far as it can be told."""
    fresh = recognise(read)
    if fresh is not None and fresh.layout is layout:
        return fresh
    across = {at for at, each in enumerate(read.headers) if each and is_period(each)}
    means = [each if each in CHOICES[layout] else Means.LEFT_OUT for each in shape.means]
    figures = [
        at for at, each in enumerate(shape.means)
        if each in (Means.VALUE, Means.VALUES, Means.NUMERATOR, Means.DENOMINATOR)
        or (each is Means.LEFT_OUT and read.headers[at] and _mostly(_sample(read.rows, at), _is_value))
    ]  # fmt: skip
    if layout is Layout.LONG:
        taken = [at for at in figures if means[at] in (Means.LEFT_OUT, Means.VALUE)]
        if taken and Means.VALUE not in means:
            means[taken[0]] = Means.VALUE
    else:
        lanes = across if layout is Layout.PERIODS_ACROSS and across else figures
        for at in lanes:
            means[at] = Means.VALUES
    return replace(shape, layout=layout, means=_whole_parts(means))


def plain_heading(text: str) -> str:
    """A heading for comparing: "Series_ID " -> "series id"."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def signature(read: ReadTable, layout: Layout) -> str:
    """What a file of the same make has again next month: its headings, those that are periods as one."""
    plain = ["<period>" if each and is_period(each) else plain_heading(each) for each in read.headers]
    if layout is Layout.PERIODS_ACROSS:
        plain = [each for at, each in enumerate(plain) if each != "<period>" or each not in plain[:at]]
    return "|".join(plain)


def cells(read: ReadTable, shape: Shape) -> Iterator[FileCell]:
    """The cells that give a value, or could: row by row, blank ones of a wide file left out.

    Repeated heading rows are passed over. A file without a column of names is about one series, called as
    its column of values.
    """
    if shape.layout is Layout.LONG:
        yield from _long(read, shape)
    else:
        yield from _wide(read, shape)


def _long(read: ReadTable, shape: Shape) -> Iterator[FileCell]:
    value, name, when = shape.place(Means.VALUE), shape.place(Means.NAME), shape.place(Means.DATE)
    column = value if value is not None else shape.place(Means.NUMERATOR)
    assert when is not None
    assert column is not None
    only = read.headers[column] or Path(read.file_name).stem
    beside = [
        shape.place(each)
        for each in (Means.NUMERATOR, Means.DENOMINATOR, Means.QUALIFIER, Means.KIND, Means.CUT,
                     Means.CATEGORY, Means.UNIT, Means.SOURCE, Means.NOTE)
    ]  # fmt: skip
    blank = [""] * len(beside)
    bare = not any(at is not None for at in beside)
    figures = [at for at in (value, *beside[:2]) if at is not None]
    number = column + 1
    for row_no, texts in read.rows:
        if texts == read.headers:
            continue
        if (value is None or not texts[value]) and _is_footnote(texts, name, when, figures):
            continue
        called = only if name is None else texts[name]
        told = blank if bare else ["" if at is None else texts[at] for at in beside]
        yield FileCell(row_no, number, called, texts[when], "" if value is None else texts[value], *told)


def _is_footnote(texts: Sequence[str], name: int | None, when: int, figures: Sequence[int]) -> bool:
    """A row that has words where a name or a date would be, and nothing else: "Source: the unit"."""
    if any(texts[at] for at in figures):
        return False
    return (
        not texts[when]
        or (name is not None and not texts[name])
        or (name is None and not _is_date(texts[when]) and not _is_day_number(texts[when]))
    )


def _wide(read: ReadTable, shape: Shape) -> Iterator[FileCell]:
    metrics_across = shape.layout is Layout.METRICS_ACROSS
    head = shape.place(Means.DATE if metrics_across else Means.NAME)
    assert head is not None
    lanes = shape.places(Means.VALUES)
    beside = [
        shape.place(each)
        for each in (Means.KIND, Means.CUT, Means.CATEGORY, Means.UNIT, Means.SOURCE, Means.NOTE)
    ]
    for row_no, texts in read.rows:
        if texts == read.headers:
            continue
        told = ["" if at is None else texts[at] for at in beside]
        for at in lanes:
            text = texts[at]
            if text and not text.isspace():
                name, when = read.headers[at], texts[head]
                if not metrics_across:
                    name, when = when, name
                yield FileCell(row_no, at + 1, name, when, text, "", "", "", *told)


# ---- recognising
def _sample(rows: Sequence[ReadRow], at: int) -> list[str]:
    found = []
    for row in rows[: 4 * _SAMPLES]:
        text = row.cells[at].strip() if at < len(row.cells) else ""
        if text:
            found.append(text)
            if len(found) == _SAMPLES:
                break
    return found


def _named(headings: Sequence[str], role: Means, taken: Sequence[Means] = ()) -> int | None:
    """The column whose heading is a usual one for this role, the most usual first."""
    for word in _WORDS[role]:
        for at, heading in enumerate(headings):
            if heading == word and (not taken or taken[at] is Means.LEFT_OUT):
                return at
    return None


def _dates(headings: Sequence[str], samples: Sequence[list[str]], means: Sequence[Means]) -> int | None:
    for word in _WORDS[Means.DATE]:
        for at, heading in enumerate(headings):
            if heading == word and (_mostly(samples[at], _is_date) or _mostly(samples[at], _is_day_number)):
                return at
    free = [at for at, each in enumerate(means) if each is Means.LEFT_OUT]
    return next((at for at in free if _mostly(samples[at], _is_date)), None)


def _name(
    headings: Sequence[str], samples: Sequence[list[str]], means: Sequence[Means], across: Sequence[int]
) -> int | None:
    free = [at for at, each in enumerate(means) if each is Means.LEFT_OUT and at not in across]
    usual = _named(headings, Means.NAME, means)
    if usual is not None and usual in free:
        return usual
    return next((at for at in free if _mostly(samples[at], _is_name)), None)


def _order(texts: Sequence[str]) -> DateOrder:
    if _mostly(texts, _is_day_number):
        return DateOrder.DAY_NUMBERS
    days = [(int(found[1]), int(found[2])) for text in texts if (found := _NUMERIC_DAY.fullmatch(text))]
    if any(second > 12 for _, second in days) and all(first <= 12 for first, _ in days):
        return DateOrder.MONTH_FIRST
    return DateOrder.DAY_FIRST


def _mostly(texts: Sequence[str], says: Callable[[str], object]) -> bool:
    return 2 * sum(bool(says(text)) for text in texts) > len(texts)


def _is_date(text: str) -> bool:
    return is_period(text) or _NUMERIC_DAY.fullmatch(text) is not None


def _is_day_number(text: str) -> bool:
    return _DAY_NUMBER.fullmatch(text) is not None


def _is_value(text: str) -> bool:
    """A figure, a mark for none, counts ("612/750"), or a grade of a letter or two."""
    try:
        read_number(text)
    except UserFixable:
        return len(text) <= 2 or re.search(r"\d", text) is not None
    return True


def _is_name(text: str) -> bool:
    return re.search(r"[^\W\d_]{3}", text) is not None and not is_period(text) and not _is_figure(text)


def _is_figure(text: str) -> bool:
    try:
        return read_number(text).value is not None
    except UserFixable:
        return False


def _drop(means: list[Means], *unwanted: Means) -> None:
    means[:] = [Means.LEFT_OUT if each in unwanted else each for each in means]


def _whole_parts(means: list[Means]) -> tuple[Means, ...]:
    """A kind of part without its part, or the other way round, says nothing."""
    if (Means.CUT in means) != (Means.CATEGORY in means):
        _drop(means, Means.CUT, Means.CATEGORY)
    return tuple(means)
