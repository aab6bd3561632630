"""Reading table files: every bad input gets one clear line, every good one its texts."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.exchange.reading import read_file

ROWS = "service_line,spend\nCafé & Bar,10\n£ shop,20\n"


def write(folder: Path, content: bytes, name: str = "book.csv") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path, **options: object) -> UserFixable:
    with pytest.raises(UserFixable) as refused:
        read_file(path, **options)  # type: ignore[arg-type]
    assert refused.value.what
    assert refused.value.remedy
    assert "\n" not in str(refused.value)
    return refused.value


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    table = read_file(write(tmp_path, ROWS.encode(encoding)))
    assert table.headers == ("service_line", "spend")
    assert [r.cells[0] for r in table.rows] == ["Café & Bar", "£ shop"]
    assert bool([n for n in table.notes if "Windows-1252" in n]) == (encoding == "cp1252")


def test_windows_letters_far_down_the_file(tmp_path: Path) -> None:
    text = "service_line,spend\n" + "Line,1\n" * 20_000 + "Café,2\n"
    table = read_file(write(tmp_path, text.encode("cp1252")))
    assert table.rows[-1].cells == ("Café", "2")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(["service_line", "spend"]) + f'\n"A, B; C"{delimiter}"1,000"\nD{delimiter}2\n'
    table = read_file(write(tmp_path, text.encode()))
    assert table.delimiter == delimiter
    assert [r.cells for r in table.rows] == [("A, B; C", "1,000"), ("D", "2")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = 'a,b\n\n"two\nlines",1\n,\nx,2\n'
    table = read_file(write(tmp_path, text.encode()))
    assert [r.row_no for r in table.rows] == [3, 5]


def test_header_row_further_down_and_ragged_rows(tmp_path: Path) -> None:
    text = "Budget book\n\na,b,c\n1\n1,2,3,4\n"
    table = read_file(write(tmp_path, text.encode()), header_row=3)
    assert table.headers == ("a", "b", "c", "")
    assert [r.cells for r in table.rows] == [("1", "", "", ""), ("1", "2", "3", "4")]
    assert "Row 2" in refusal(write(tmp_path, text.encode()), header_row=2).what


def test_headings_in_two_rows_are_joined(tmp_path: Path) -> None:
    text = "Line,Year to date,,Forecast,\n,Plan,Actual,Plan,Actual\nAcute,1,2,3,4\n"
    table = read_file(write(tmp_path, text.encode()))
    assert table.headers == (
        "Line",
        "Year to date Plan",
        "Year to date Actual",
        "Forecast Plan",
        "Forecast Actual",
    )
    assert [r.row_no for r in table.rows] == [3]
    assert any("joined" in n for n in table.notes)


def test_a_section_heading_is_not_a_second_row_of_headings(tmp_path: Path) -> None:
    table = read_file(write(tmp_path, b"Line,Spend\nAcute,\nTheatres,5\n"))
    assert table.headers == ("Line", "Spend")


def test_an_open_quotation_mark_is_refused(tmp_path: Path) -> None:
    assert "never closed" in refusal(write(tmp_path, b'a,b\n"x,1\ny,2\n' + b"z,3\n" * 50)).what


def test_a_quotation_mark_inside_a_cell_is_read(tmp_path: Path) -> None:
    table = read_file(write(tmp_path, b'a,b\n"x" y,1\n5" pipe,2\n'))
    assert table.rows[1].cells == ('5" pipe', "2")


@pytest.mark.parametrize(
    "content, name, says",
    [
        (b"", "book.csv", "empty"),
        (b"\xef\xbb\xbf\r\n", "book.csv", "empty"),
        (b"%PDF-1.7 ...", "book.csv", "PDF"),
        (b"<html><table>", "book.xls", "web page"),
        (b"<?xml version='1.0'?><Workbook/>", "book.xls", "XML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "book.xls", "old Excel"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "book.xlsx",
            "password",
        ),
        (b"PK\x03\x04 broken", "book.xlsx", "damaged"),
        (b"a,b\n1,\x00\x01\x02\xff\x00\x03\n" * 3, "book.csv", "isn't a text file"),
        (b"\x89PNG\r\n\x1a\n", "book.csv", "isn't a table"),
    ],
)
def test_what_is_no_table_is_named(tmp_path: Path, content: bytes, name: str, says: str) -> None:
    assert says in refusal(write(tmp_path, content, name)).what


@pytest.mark.parametrize(
    "part, says",
    [
        ("xl/workbook.bin", "binary"),
        ("word/document.xml", "Word"),
        ("notes.txt", "zip"),
        ("content.xml", "OpenDocument"),
    ],
)
def test_other_packages_are_named(tmp_path: Path, part: str, says: str) -> None:
    path = tmp_path / "book.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(part, "x")
        if part == "content.xml":
            package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert says in refusal(path).what


def test_a_file_that_is_gone_or_a_folder(tmp_path: Path) -> None:
    assert "isn't there" in refusal(tmp_path / "gone.csv").what
    assert "folder" in refusal(tmp_path).what


def test_a_file_that_vanishes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path, ROWS.encode())
    from stewardship_desktop.exchange import reading

    def gone(file: Path, *_: object) -> None:
        file.unlink()

    monkeypatch.setattr(reading, "_refuse_other_formats", gone)
    assert "isn't there any more" in refusal(path).what


def test_too_many_rows_stop_the_reading(tmp_path: Path) -> None:
    path = write(tmp_path, b"a,b\n" + b"x,1\n" * 101)
    assert "more than 100 rows" in refusal(path, row_limit=100).what
    assert len(read_file(path, row_limit=101).rows) == 101


def test_a_million_rows_are_refused_without_being_held(tmp_path: Path) -> None:
    path = write(tmp_path, b"a,b\n" + b"x,1\n" * 1_000_000)
    assert "200,000 rows" in refusal(path).what


def test_a_text_file_has_no_sheets(tmp_path: Path) -> None:
    assert "no sheet" in refusal(write(tmp_path, ROWS.encode()), sheet="Q1").what


def test_a_renamed_text_file_is_read_and_noted(tmp_path: Path) -> None:
    table = read_file(write(tmp_path, ROWS.encode(), "book.xlsx"))
    assert any("text file by its content" in n for n in table.notes)
