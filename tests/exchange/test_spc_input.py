"""What the verb `spc` takes and what it refuses, cell by cell, with the row and the column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from stewardship_desktop.domain.spc.engine import Options
from stewardship_desktop.domain.spc.profile import Direction
from stewardship_desktop.exchange import spc_input, star_cells
from stewardship_desktop.exchange.spc_input import (
    OptionsFile,
    read_observations,
    read_options,
)

HEADS = "series_id,date,value\n"
OPTION_HEADS = "series_id,improvement_direction,target,rebase_dates,fix_after_n_points,screen_outliers\n"
TWO = HEADS + "a,2020-01-01,1\nb,2020-01-01,1\na,2020-02-01,2\n"


def observations(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "in.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def options(tmp_path: Path, text: str) -> OptionsFile:
    given = read_observations(observations(tmp_path, TWO))
    path = tmp_path / "options.csv"
    path.write_text(OPTION_HEADS + text, encoding="utf-8")
    return read_options(path, given.series)


def lines(found: object) -> list[str]:
    return [problem.line() for problem in found.problems]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        TWO,
        "\ufeff" + TWO,
        TWO.replace("\n", "\r\n"),
        TWO.replace("\na,2020-02", "\n\n,,\n a ,2020-02"),
        HEADS + '"a","2020-01-01","1"\nb,2020-01-01,1\na,2020-02-01,+2.0',
        TWO.replace("series_id,date", "SERIES_ID,Date"),
        TWO.replace("-01,", "-01 00:00:00,"),
        TWO.replace("-01,", "-01T00:00,"),
        "value,date,series_id\n1,2020-01-01,a\n1e0,2020-01-01,b\n2,2020-02-01,a\n",
        TWO.replace(",", ";"),
        TWO.replace("value\n", "value,note\n").replace("a,2020-01-01,1\n", 'a,2020-01-01,1,"said, twice"\n'),
    ],
)
def test_the_same_table_written_in_many_ways(tmp_path: Path, text: str) -> None:
    found = read_observations(observations(tmp_path, text))
    assert lines(found) == []
    assert list(found.series) == ["a", "b"]
    assert found.series["a"].dates == [date(2020, 1, 1), date(2020, 2, 1)]
    assert found.series["a"].values == [1, 2]


@pytest.mark.parametrize(
    "text,value",
    [("", None), (" ", None), ("-0", 0), (".5", 0.5), ("1e+05", 100_000), ("0.1", 0.1), ("5.", 5)],
)
def test_numbers_that_programs_write(tmp_path: Path, text: str, value: float | None) -> None:
    found = read_observations(observations(tmp_path, f"{HEADS}a,2020-01-01,{text}\n"))
    assert lines(found) == []
    assert repr(found.series["a"].values) == repr([None if value is None else float(value)])


@pytest.mark.parametrize(
    "text",
    ['"1,200"', "12%", "£5", "nan", "NaN", "NA", "-inf", "1e400", "1e101", "0x10", "1_000", "٣", "=1"],
)  # fmt: skip
def test_what_is_no_number_is_told(tmp_path: Path, text: str) -> None:
    (line,) = lines(read_observations(observations(tmp_path, f"{HEADS}a,2020-01-01,{text}\n")))
    assert line.startswith("in.csv, row 2, column value: ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2020-13-01",
        "2020-02-30",
        "01/02/2020",
        "20200101",
        "2020-W01-1",
        "x",
        "2020-01-01T09:30:00",
        "2020-01-01 00:00:00Z",
        "2020-01-01T",
    ],
)
def test_what_is_no_date_is_told(tmp_path: Path, text: str) -> None:
    (line,) = lines(read_observations(observations(tmp_path, f"{HEADS}a,{text},1\n")))
    assert line.startswith("in.csv, row 2, column date: ")


@pytest.mark.parametrize(
    "text,where",
    [
        ("series_id,date\na,2020-01-01\n", "in.csv, row 1, column value"),
        ("series_id,date,value,value\na,2020-01-01,1,1\n", "in.csv, row 1, column value"),
        (HEADS, "in.csv, row 2, column series_id"),
        (HEADS + ",2020-01-01,1\n", "in.csv, row 2, column series_id"),
        (HEADS + "a,2020-01-01,1,200\n", "in.csv, row 2, column 4"),
        (TWO + "a,2020-01-01,\n", "in.csv, row 5 (with 2), column date"),
        ("", "in.csv is empty."),
        (b"PK\x03\x04 no workbook", "in.csv"),
    ],
)
def test_one_line_says_where_it_is(tmp_path: Path, text: str | bytes, where: str) -> None:
    (line,) = lines(read_observations(observations(tmp_path, text)))
    assert line.startswith(where)


def test_days_of_a_workbook_are_days(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in (HEADS.strip().split(","), ["a", date(2020, 1, 1), 1.5], ["a", date(2020, 2, 1), None]):
        book.worksheets[0].append(row)
    book.save(tmp_path / "in.xlsx")
    found = read_observations(tmp_path / "in.xlsx")
    assert lines(found) == []
    assert found.series["a"].dates == [date(2020, 1, 1), date(2020, 2, 1)]
    assert found.series["a"].values == [1.5, None]


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    (line,) = lines(read_observations(tmp_path / "none.csv"))
    assert line.startswith("none.csv isn't there")


def test_options_as_written(tmp_path: Path) -> None:
    found = options(tmp_path, "b,,,,,\na,Decrease,95.5,2020-02-01; 2020-01-15;,15.0,false\n")
    assert lines(found) == []
    assert found.options["b"] == Options()
    assert found.options["a"] == Options(
        direction=Direction.DOWN,
        target=95.5,
        rebase_dates=(date(2020, 2, 1), date(2020, 1, 15)),
        baseline_points=15,
        screen_outliers=False,
    )


@pytest.mark.parametrize(
    "row,column",
    [
        (",increase,,,,", "series_id"),
        ("c,increase,,,,", "series_id"),
        ("a,up,,,,", "improvement_direction"),
        ("a,,95%,,,", "target"),
        ("a,,nan,,,", "target"),
        ("a,,,2020-02-30,,", "rebase_dates"),
        ("a,,,2020-01-01 2020-02-01,,", "rebase_dates"),
        ("a,,,,11,", "fix_after_n_points"),
        ("a,,,,12.5,", "fix_after_n_points"),
        ("a,,,,-12,", "fix_after_n_points"),
        ("a,,,,many,", "fix_after_n_points"),
        ("a,,,,99999999999999999999,", "fix_after_n_points"),
        ("a,,,,,maybe", "screen_outliers"),
    ],
)
def test_one_line_for_each_option_that_can_not_be(tmp_path: Path, row: str, column: str) -> None:
    (line,) = lines(options(tmp_path, row + "\n"))
    assert line.startswith(f"options.csv, row 2, column {column}: ")


def test_a_series_has_one_row_of_options(tmp_path: Path) -> None:
    (line,) = lines(options(tmp_path, "a,,,,,\na,decrease,,,,\n"))
    assert line.startswith("options.csv, row 3, column series_id: ")


def test_columns_that_mean_nothing_here_are_left_aside_and_said(tmp_path: Path) -> None:
    path = tmp_path / "options.csv"
    path.write_text(OPTION_HEADS.replace("\n", ",owner\n") + "a,,,,,,ops\n", encoding="utf-8")
    given = read_observations(observations(tmp_path, TWO))
    found = read_options(path, given.series)
    assert lines(found) == []
    assert found.notes == ("options.csv: left aside owner.",)


def test_an_option_without_a_column_is_as_an_empty_cell(tmp_path: Path) -> None:
    path = tmp_path / "options.csv"
    given = read_observations(observations(tmp_path, TWO))
    path.write_text("target,series_id\n5,a\n", encoding="utf-8")
    found = read_options(path, given.series)
    assert lines(found) == []
    assert found.options == {"a": Options(target=5)}


@pytest.mark.parametrize(
    "text,where",
    [
        ("target\n5\n", "options.csv, row 1, column series_id: "),
        ("series_id,targets\na,5\n", "options.csv, row 1: No column says how to read the series."),
        ("\nseries_id,target\na,5\n", "options.csv, row 1: The row is empty."),
    ],
)
def test_options_that_say_nothing_are_told(tmp_path: Path, text: str, where: str) -> None:
    path = tmp_path / "options.csv"
    path.write_text(text, encoding="utf-8")
    (line,) = lines(read_options(path, read_observations(observations(tmp_path, TWO)).series))
    assert line.startswith(where)


@pytest.mark.parametrize(
    "text,screens", [("TRUE", True), ("no", False), ("Yes", True), ("0", False), ("", None)]
)
def test_screening_as_people_write_it(tmp_path: Path, text: str, screens: bool | None) -> None:
    assert options(tmp_path, f"a,,,,,{text}\n").options["a"].screen_outliers is screens


def test_what_is_wrong_is_said_as_it_was_written(tmp_path: Path) -> None:
    said = " ".join(lines(options(tmp_path, "a,Up,,,,Perhaps\n")))
    assert '"Up" isn\'t' in said
    assert '"Perhaps" is' in said


def test_more_rows_than_a_budget_has_are_read_and_too_many_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The readers' own limit, which is for budgets, does not hold here.
    monkeypatch.setattr(star_cells, "ROW_LIMIT", 1)
    monkeypatch.setattr(spc_input, "MOST_ROWS", 3)
    assert len(read_observations(observations(tmp_path, TWO)).series) == 2
    monkeypatch.setattr(spc_input, "MOST_ROWS", 2)
    (line,) = lines(read_observations(observations(tmp_path, TWO)))
    assert line == "in.csv: The file has more than 2 rows; up to 2 are worked out. Split it."
