"""Files of values: how their layout is told, and which cells they have."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stewardship_desktop.domain.budget.table import ReadRow, ReadTable
from stewardship_desktop.domain.dashboard.arriving import Arrived, arrive
from stewardship_desktop.domain.dashboard.table_shape import DateOrder, Layout, Means, Shape
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.exchange.observation_tables import (
    advice,
    cells,
    open_table,
    recognise,
    reshaped,
    signature,
)
from tests.support.metrics import whole_metric

TODAY = date(2023, 3, 16)
NAMES = ("Door to needle", "Home in a day", "Calls")
MONTHS = ("Jan 2022", "Feb 2022", "Mar 2022", "Apr 2022", "May 2022")
GOALS = {name.casefold(): whole_metric((), name=name) for name in NAMES}


def table(*rows: str, split: str = ",") -> ReadTable:
    """A table of texts; its first row has the headings."""
    parts = [tuple(row.split(split)) for row in rows]
    body = tuple(ReadRow(at, cells_of) for at, cells_of in enumerate(parts[1:], 2))
    return ReadTable(file_name="values.csv", headers=parts[0], rows=body)


def shaped(read: ReadTable) -> Shape:
    shape = recognise(read)
    assert shape is not None
    return shape


def arrived(read: ReadTable) -> Arrived:
    shape = shaped(read)
    return arrive(
        cells(read, shape), GOALS, date_order=shape.date_order, today=TODAY, source="a unit's own count"
    )


def said(found: Arrived) -> set[tuple[str, date, Decimal | None]]:
    return {(each.target.name, each.observation.on, each.observation.value) for each in found.arrivals}


LAYOUTS: tuple[tuple[ReadTable, Layout, str], ...] = (
    (table("series_id,date,value", "a,2022-01-01,3"), Layout.LONG, "metric|period or date|value"),
    (
        table("month,attendances,breaches,source", "2022-04,28175,9881,log"),
        Layout.METRICS_ACROSS,
        "period or date|values|values|source",
    ),
    (
        table("Measure,Unit,Apr 2022,May 2022", "Calls,calls,3,4"),
        Layout.PERIODS_ACROSS,
        "metric|unit|values|values",
    ),
    (
        table("standard,performance_pct,standard_pct,month,source", "Two week wait,60.9,93,2022-12,x"),
        Layout.LONG,
        "metric|value|left out|period or date|source",
    ),
    (
        table("care_area,metric,value_kind,value,unit,period,better", "A,B c,actual,3,people,2022-12,lower"),
        Layout.LONG,
        "left out|metric|actual or forecast|value|unit|period or date|left out",
    ),
    (
        table("metric,date,numerator,denominator", "Home,2022-01,3,4"),
        Layout.LONG,
        "metric|period or date|numerator|denominator",
    ),
    (table("date,value", "2022-01-01,3"), Layout.LONG, "period or date|value"),
    (
        table("metric;date;value;sex;cut;category", "Home;2022-01;3;female;sex;female", split=";"),
        Layout.LONG,
        "metric|period or date|value|left out|kind of part, as sex or age|part, as female",
    ),
    (
        table("Name,2021/22,2022/23", "Spend,£3,£4"),
        Layout.PERIODS_ACROSS,
        "metric|values|values",
    ),
)


@pytest.mark.parametrize("read, layout, means", LAYOUTS)
def test_the_layout_is_told_by_headings_and_first_values(read: ReadTable, layout: Layout, means: str) -> None:
    shape = shaped(read)
    assert shape.layout is layout
    assert "|".join(each.value for each in shape.means) == means
    assert list(shape.faults(read.headers)) == []


@pytest.mark.parametrize("rows", [("a,b", "x,y"), ("metric,value", "Calls,3"), ("one", "two")])
def test_a_table_without_periods_is_not_told(rows: tuple[str, ...]) -> None:
    assert recognise(table(*rows)) is None


@pytest.mark.parametrize(
    "day, order",
    [
        ("31/03/2022", DateOrder.DAY_FIRST),
        ("03/31/2022", DateOrder.MONTH_FIRST),
        ("44651", DateOrder.DAY_NUMBERS),
        ("2022-03-31", DateOrder.DAY_FIRST),
    ],
)
def test_the_order_of_day_and_month_is_told_by_the_values(day: str, order: DateOrder) -> None:
    read = table("metric,date,value", f"Calls,{day},3")
    assert shaped(read).date_order is order
    [only] = arrived(read).arrivals
    assert only.observation.on == date(2022, 3, 1)


values = st.decimals(0, 10_000, places=2).map(lambda each: f"{each:f}")
grids = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(MONTHS)), values, min_size=1, max_size=15
)


def long(grid: dict[tuple[str, str], str]) -> list[str]:
    return [f"{name},{month},{value}" for (name, month), value in grid.items()]


@given(grids, st.randoms(use_true_random=False))
def test_long_and_wide_say_the_same_in_any_order(grid: dict[tuple[str, str], str], random: Any) -> None:
    rows = long(grid)
    wanted = said(arrived(table("metric,date,value", *rows)))
    assert len(wanted) == len(grid)
    random.shuffle(rows)
    assert said(arrived(table("metric,date,value", *rows))) == wanted
    across = [",".join([name, *(grid.get((name, month), "") for month in MONTHS)]) for name in NAMES]
    random.shuffle(across)
    assert said(arrived(table(",".join(["metric", *MONTHS]), *across))) == wanted
    down = [",".join([month, *(grid.get((name, month), "") for name in NAMES)]) for month in MONTHS]
    read = table(",".join(["month", *NAMES]), *down)
    shape = recognise(read)
    if shape is None or len(shape.places(Means.VALUES)) < len(NAMES):
        # A column of blanks is no values.
        shape = Shape(layout=Layout.METRICS_ACROSS, means=(Means.DATE, *([Means.VALUES] * len(NAMES))))
    found = arrive(cells(read, shape), GOALS, date_order=shape.date_order, today=TODAY, source="")
    assert said(found) == wanted


@given(st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=5), min_size=2, max_size=6))
def test_any_texts_give_cells_or_words_and_never_a_fault(rows: list[list[str]]) -> None:
    width = len(rows[0])
    even = [tuple((row + [""] * width)[:width]) for row in rows]
    body = tuple(ReadRow(at, row) for at, row in enumerate(even[1:], 2))
    read = ReadTable(file_name="any.csv", headers=even[0], rows=body)
    shape = recognise(read)
    if shape is not None:
        goals = {each.name.casefold(): GOALS["calls"] for each in cells(read, shape)}
        found = arrive(cells(read, shape), goals, date_order=shape.date_order, today=TODAY, source="")
        assert all(stray.words for stray in found.strays)


def test_every_cell_arrives_or_is_told() -> None:
    read = table(
        "metric,date,value", "Calls,2022-01,3", "Calls,2022-02,x", "Nobody,2022-01,3", "Calls,2022-03,",
        "Calls,2022-04,4", "Calls,2022-04,5",
    )  # fmt: skip
    found = arrived(read)
    assert len(found.arrivals) + len(found.strays) + found.left_out + found.blank == len(read.rows)


def test_repeated_headings_are_passed_over() -> None:
    read = table("metric,date,value", "Calls,2022-01,3", "metric,date,value", "Calls,2022-02,4")
    assert [each.row for each in cells(read, shaped(read))] == [2, 4]


def test_a_file_without_names_is_about_its_column_of_values() -> None:
    read = table("date,Calls", "2022-01,3")
    shape = Shape(layout=Layout.LONG, means=(Means.DATE, Means.VALUE))
    assert [each.name for each in cells(read, shape)] == ["Calls"]


def test_a_layout_turns_into_another_as_far_as_it_can() -> None:
    read = table("standard,performance_pct,standard_pct,month", "Two week wait,60.9,93,2022-12")
    wide = reshaped(read, shaped(read), Layout.METRICS_ACROSS)
    assert wide.means == (Means.LEFT_OUT, Means.VALUES, Means.VALUES, Means.DATE)
    back = reshaped(read, wide, Layout.LONG)
    assert back == shaped(read)
    fewer = table("a,Jan 2022", "Calls,3")
    assert reshaped(fewer, shaped(fewer), Layout.LONG).means == (Means.NAME, Means.VALUE)


def test_next_months_column_makes_no_other_file() -> None:
    one = table("Measure,Jan 2022,Feb 2022", "Calls,1,2")
    two = table("Measure,Jan 2022,Feb 2022,Mar 2022", "Calls,1,2,3")
    assert signature(one, Layout.PERIODS_ACROSS) == signature(two, Layout.PERIODS_ACROSS)
    other = table("Metric,Jan 2022", "Calls,1")
    assert signature(one, Layout.PERIODS_ACROSS) != signature(other, Layout.PERIODS_ACROSS)


# ---- files
def file_of(folder: Path, text: str) -> Path:
    path = folder / "values.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("above", ["", "Monthly report\n", "\n\n", "Monthly report,,\nMade by hand,,\n\n"])
def test_headings_are_found_below_titles_and_blank_rows(tmp_path: Path, above: str) -> None:
    read = open_table(file_of(tmp_path, above + "metric,date,value\nCalls,2022-01,3\n"))
    assert read.header_row == above.count("\n") + 1
    assert shaped(read).layout is Layout.LONG


def test_merged_years_over_quarters_are_one_heading(tmp_path: Path) -> None:
    text = "Measure,2021/22,,2022/23,\n,Q3,Q4,Q1,Q2\nCalls,1,2,3,4\n"
    read = open_table(file_of(tmp_path, text))
    assert recognise(read) is not None
    goals = {"calls": whole_metric((), name="Calls", metric={"frequency": "quarterly"})}
    found = arrive(cells(read, shaped(read)), goals, date_order=DateOrder.DAY_FIRST, today=TODAY, source="")
    assert [each.observation.on for each in found.arrivals] == [
        date(2021, 10, 1), date(2022, 1, 1), date(2022, 4, 1), date(2022, 7, 1),
    ]  # fmt: skip


def test_a_workbook_with_dates_per_cents_and_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first: Any = book.active
    first.title = "About"
    first.append(["Nothing here"])
    sheet: Any = book.create_sheet("Values")
    sheet.append(["Calls and homes"])
    sheet.append([])
    sheet.append(["Month", "Calls", "Home in a day"])
    sheet.append([date(2022, 1, 31), 1204, 0.814])
    sheet.append([date(2022, 2, 28), 1310, 0.79])
    for row in (4, 5):
        sheet.cell(row, 3).number_format = "0.0%"
    path = tmp_path / "values.xlsx"
    book.save(path)
    read = open_table(path, "Values")
    assert (read.header_row, read.sheets) == (3, ("About", "Values"))
    shape = shaped(read)
    assert shape.layout is Layout.METRICS_ACROSS
    home = whole_metric((), name="Home", definition={"scale": "per cent of a denominator", "unit": "%"})
    goals = {"calls": GOALS["calls"], "home in a day": home}
    found = arrive(cells(read, shape), goals, date_order=shape.date_order, today=TODAY, source="")
    assert said(found) == {
        ("Calls", date(2022, 1, 1), Decimal(1204)),
        ("Calls", date(2022, 2, 1), Decimal(1310)),
        ("Home", date(2022, 1, 1), Decimal("81.4")),
        ("Home", date(2022, 2, 1), Decimal(79)),
    }
    assert found.moved == 4


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"\x00\x01\x02binary\x00\xff", b"PK\x03\x04broken"])
def test_what_is_no_table_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "values.csv"
    path.write_bytes(content)
    with pytest.raises(UserFixable) as caught:
        open_table(path)
    assert caught.value.remedy


def test_headings_only_and_no_headings(tmp_path: Path) -> None:
    only = open_table(file_of(tmp_path, "metric,date,value\n"))
    assert only.rows == ()
    with pytest.raises(UserFixable):
        open_table(file_of(tmp_path, "\n" * 30 + "a,b\n"))


def test_headings_that_are_day_numbers_are_dates(tmp_path: Path) -> None:
    read = open_table(file_of(tmp_path, "A title\nMetric,44652,44682,44713\nCalls,3,4,5\n"))
    assert read.headers == ("Metric", "2022-04-01", "2022-05-01", "2022-06-01")
    assert "44652 is 2022-04-01" in read.notes[-1]
    assert {on for _, on, _ in said(arrived(read))} == {date(2022, month, 1) for month in (4, 5, 6)}


def test_a_year_over_its_months_is_joined_to_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["", "2022", "", "2023", ""])
    sheet.append(["Measure", "Nov", "Dec", "Jan", "Feb"])
    sheet.append(["Calls", 1, 2, 3, 4])
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("D1:E1")
    path = tmp_path / "values.xlsx"
    book.save(path)
    found = said(arrived(open_table(path)))
    assert found == {
        ("Calls", date(2022, 11, 1), Decimal(1)),
        ("Calls", date(2022, 12, 1), Decimal(2)),
        ("Calls", date(2023, 1, 1), Decimal(3)),
        ("Calls", date(2023, 2, 1), Decimal(4)),
    }


def test_notes_below_a_long_table_are_no_values() -> None:
    read = table(
        "date;metric;value", "2022-04-01;Calls;3", "Made by the unit;;", ";Source: the unit;",
        "2022-05-01;Calls;", split=";",
    )  # fmt: skip
    found = arrived(read)
    assert found.strays == ()
    assert [each.observation.is_gap for each in found.arrivals] == [False, True]


def test_a_kind_is_told_by_its_words() -> None:
    plan = table("Metric,Type,Jan 2023", "Calls,Actual,3", "Calls,Plan,4")
    assert shaped(plan).means[1] is Means.KIND
    other = table("Metric,Type,Jan 2023", "Calls,Emergency,3", "Calls,Planned,4")
    assert shaped(other).means[1] is Means.LEFT_OUT


def test_what_a_published_table_prints_for_no_value_is_a_gap() -> None:
    found = arrived(table("Metric,Jan 2023,Feb 2023,Mar 2023", "Calls,[c],[x],5"))
    assert [each.observation.is_gap for each in found.arrivals] == [True, True, False]
    assert found.strays == ()


@pytest.mark.parametrize(
    "rows, words",
    [
        (("Figures of 2022/23,,", "Metric,Apr,May", "Calls,3,4"), "Apr and May don't say which year"),
        (("Month,Calls", "April,3", "May,4"), "April and May don't say which year"),
        (("Metric,Q1,Q2", "Calls,3,4"), "as Q1 2022/23"),
        (("Metric,Year,Month,Value", "Calls,2022,4,3"), "Put them in one"),
        (("Metric,2019,2020", "Calls,3,4"), "Write 2019/20"),
        (("Metric,Date,Value",), "headings and no values"),
    ],
)
def test_what_to_do_about_an_unknown_layout_is_said(rows: tuple[str, ...], words: str) -> None:
    read = table(*rows)
    assert recognise(read) is None
    assert words in advice(read)


def test_nothing_is_advised_about_a_letter() -> None:
    assert advice(table("This is a letter.", "It has no table.")) == ""
