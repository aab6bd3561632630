"""Reading workbooks: sheets, figures, formulas, merged cells."""

from __future__ import annotations

import shutil
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.exchange.reading import read_file


def workbook(path: Path, *rows: list[Any], sheet: str = "Book", prepare: Any = None) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    worksheet: Any = book.active
    worksheet.title = sheet
    for row in rows:
        worksheet.append(row)
    if prepare is not None:
        prepare(book, worksheet)
    book.save(path)
    return path


def test_figures_are_read_as_stored(tmp_path: Path) -> None:
    def shares(book: Any, sheet: Any) -> None:
        sheet["C2"].number_format = "0%"
        sheet["C3"].number_format = "0.0%"

    path = workbook(
        tmp_path / "b.xlsx",
        ["line", "spend", "share", "on"],
        ["A", 26285, 0.81, date(2020, 4, 1)],
        ["B", 0.1 + 0.2, 0.125, True],
        ["C", 1e20, 1234.5, None],
        prepare=shares,
    )
    rows = [r.cells for r in read_file(path).rows]
    assert rows[0][:3] == ("A", "26285", "81%")
    assert rows[0][3].startswith("2020-04-01")
    assert rows[1] == ("B", "0.3", "12.5%", "TRUE")
    assert rows[2][1] == "100000000000000000000"
    assert rows[2][2] == "1234.5"


def test_the_first_sheet_with_anything_is_read(tmp_path: Path) -> None:
    def more(book: Any, sheet: Any) -> None:
        book.create_sheet("Cover", 0)
        hidden = book.create_sheet("Old", 0)
        hidden.append(["x"])
        hidden.sheet_state = "hidden"

    path = workbook(tmp_path / "b.xlsx", ["line", "spend"], ["A", 1], prepare=more)
    table = read_file(path)
    assert table.sheet == "Book"
    assert table.sheets == ("Old", "Cover", "Book")
    assert any("Sheet 'Book' was read" in n for n in table.notes)
    assert read_file(path, sheet="book").rows == table.rows
    with pytest.raises(UserFixable, match=r"no sheet 'Nope'.*Cover"):
        read_file(path, sheet="Nope")


def test_formulas_without_saved_values_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", ["line", "spend"], ["A", 1], ["Total", "=SUM(B2:B2)"])
    with pytest.raises(
        UserFixable, match=r"no saved values.*Book!B3.*Open it in Excel, save it, and try again"
    ):
        read_file(path)


def test_formulas_with_saved_values_are_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", ["line", "spend"], ["A", 1], ["Total", "=SUM(B2:B2)"], ["", None])
    saved = tmp_path / "saved.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<v></v>" in content or b"<v/>" in content or b"<v />" in content
                for blank in (b"<v></v>", b"<v/>", b"<v />"):
                    content = content.replace(blank, b"<v>1</v>")
            new.writestr(name, content)
    assert [r.cells for r in read_file(saved).rows] == [("A", "1"), ("Total", "1")]


def test_merged_headings_are_joined_and_merged_names_repeated(tmp_path: Path) -> None:
    def merge(book: Any, sheet: Any) -> None:
        sheet.merge_cells("A1:A2")
        sheet.merge_cells("C1:D1")
        sheet.merge_cells("A3:A4")
        sheet.merge_cells("D3:D4")

    path = workbook(
        tmp_path / "b.xlsx",
        ["Place", "Line", "Year to date", None],
        [None, None, "Plan", "Actual"],
        ["North", "Acute", 1, 2],
        [None, "Community", 3, None],
        prepare=merge,
    )
    table = read_file(path)
    assert table.headers == ("Place", "Line", "Year to date Plan", "Year to date Actual")
    assert [r.cells for r in table.rows] == [("North", "Acute", "1", "2"), ("North", "Community", "3", "")]
    assert len([n for n in table.notes if "joined" in n or "Merged" in n]) == 2


def test_too_many_rows_and_no_rows(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", ["line", "spend"], *[["A", i] for i in range(30)])
    with pytest.raises(UserFixable, match="more than 20 rows"):
        read_file(path, row_limit=20)
    with pytest.raises(UserFixable, match="no sheet with anything"):
        read_file(workbook(tmp_path / "empty.xlsx"))


def test_a_renamed_workbook_is_read_and_the_file_let_go(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", ["line", "spend"], ["A", 1])
    renamed = Path(shutil.copy(path, tmp_path / "b.csv"))
    table = read_file(renamed)
    assert any("workbook by its content" in n for n in table.notes)
    renamed.unlink()


def test_half_a_workbook_is_damaged(tmp_path: Path) -> None:
    path = workbook(tmp_path / "b.xlsx", ["line", "spend"], ["A", 1])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UserFixable, match="damaged"):
        read_file(path)
