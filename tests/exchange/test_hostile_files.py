"""Broken, swollen and odd files: one refusal in words, in bounded time; nothing else may come out."""

from __future__ import annotations

import os
import random
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.checks import check_table
from stewardship_desktop.domain.budget.kinds import KINDS
from stewardship_desktop.domain.budget.report import Outcome
from stewardship_desktop.domain.budget.table import ReadRow, ReadTable
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period
from stewardship_desktop.exchange.mapping import build_table, load_map, recognise_kind
from stewardship_desktop.exchange.reading import read_file

SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
ROWS = (["service_line", "spend"], ["Cardiology", 1200], ["Total", 1200])


def plain_workbook(path: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    book.save(path)
    return path


def with_part(folder: Path, part: str, pieces: Iterable[bytes]) -> Path:
    """A workbook with one part written anew."""
    path = folder / "made.xlsx"
    with (
        zipfile.ZipFile(plain_workbook(folder / "plain.xlsx")) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        with new.open(part, "w", force_zip64=True) as stream:
            for piece in pieces:
                stream.write(piece)
    return path


def edited(folder: Path, edit: Callable[[bytes], bytes], part: str = SHEET) -> Path:
    """A workbook with one part changed."""
    with zipfile.ZipFile(plain_workbook(folder / "first.xlsx")) as old:
        return with_part(folder, part, [edit(old.read(part))])


def swollen(unit: bytes, times: int, before: bytes = b"", after: bytes = b"") -> Iterator[bytes]:
    yield HEAD + before
    for _ in range(times):
        yield unit * 100_000
    yield after + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    "pieces,says",
    [
        (lambda: swollen(b"<row></row>", 110), "cells"),
        (lambda: swollen(b"<c/>", 30, b'<row r="1">', b"</row>"), "cells"),
        (lambda: swollen(b"<x/>", 120), "cells"),
        (lambda: swollen(b"a" * 30, 1, b'<row><c t="inlineStr"><is><t>', b"</t></is></c></row>"), "damaged"),
        (lambda: swollen(b"<row><c><v>1</v></c></row>", 3), "rows"),
    ],
)
def test_a_sheet_that_swells_is_refused_before_it_is_parsed(
    tmp_path: Path, pieces: Callable[[], Iterator[bytes]], says: str
) -> None:
    with pytest.raises(UserFixable, match=says):
        read_file(with_part(tmp_path, SHEET, pieces()))


def test_parts_that_are_held_whole_may_not_swell(tmp_path: Path) -> None:
    with pytest.raises(UserFixable, match="unpacks to more"):
        read_file(with_part(tmp_path, "xl/sharedStrings.xml", (b" " * 1_000_000 for _ in range(70))))


@pytest.mark.parametrize(
    "old,new",
    [
        (b'<c r="B2"', b'<c s="9999" r="B2"'),
        (b'<row r="2"', b'<row r="99999999999"'),
        (b'<row r="2"', b'<row r="x"'),
        (b'r="B2"', b'r="ZZZZZZ2"'),
        (b"<v>1200</v>", b"<v>NaN</v>"),
        (b"<v>1200</v>", b"<v>" + b"9" * 5000 + b"</v>"),
        (b"</sheetData>", b""),
    ],
)
def test_a_sheet_of_nonsense_is_called_damaged(tmp_path: Path, old: bytes, new: bytes) -> None:
    with pytest.raises(UserFixable, match="damaged"):
        read_file(edited(tmp_path, lambda xml: xml.replace(old, new, 1)))


def test_changed_bytes_give_a_table_or_a_refusal(tmp_path: Path) -> None:
    whole = plain_workbook(tmp_path / "plain.xlsx").read_bytes()
    for seed in range(60):
        chance, content = random.Random(seed), bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            content[chance.randrange(4, len(content))] = chance.randrange(256)
        file = tmp_path / "changed.xlsx"
        file.write_bytes(content)
        try:
            read_file(file)
        except UserFixable:
            continue


def test_a_chart_without_a_sheet_and_a_strict_workbook_are_refused_in_words(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.create_chartsheet("Chart")
    book.remove(book.worksheets[0])
    book.save(tmp_path / "chart.xlsx")
    with pytest.raises(UserFixable):
        read_file(tmp_path / "chart.xlsx")
    strict = edited(
        tmp_path,
        lambda xml: xml.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        "xl/workbook.xml",
    )
    with pytest.raises(UserFixable, match="Strict"):
        read_file(strict)


def test_remarks_of_the_library_are_not_printed(tmp_path: Path) -> None:
    file = edited(
        tmp_path,
        lambda xml: xml.replace(
            b"</worksheet>",
            b'<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"/></extLst></worksheet>',
        ),
    )
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert len(read_file(file).rows) == 2
    assert not said


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    with pytest.raises(UserFixable, match="pipe"):
        read_file(pipe)
    with pytest.raises(UserFixable, match="isn't a file"):
        load_map(pipe)


@pytest.mark.parametrize(
    "content,says",
    [
        ('line,spend\nA,5\n"B,6\nTotal,11\n', "quotation mark in row 3"),
        ("line,spend\n" + "x" * 40_000 + ",5\n", "Row 2 .* letters"),
        ("line,spend\n" + "x" * 400_000 + ",5\n", "Row 2 .* letters"),
        ('line,spend\n"' + "x" * 400_000 + '",5\n', "Row 2 .* letters"),
        ("line,spend\n" + "A,5\n" * 20_000 + "\0\0,5\n", "stand for no letter"),
    ],
)
def test_what_is_wrong_with_a_text_file_is_told_with_its_row(tmp_path: Path, content: str, says: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UserFixable, match=says):
        read_file(file)


def test_a_map_nested_without_end_is_refused(tmp_path: Path) -> None:
    told = tmp_path / "map.json"
    told.write_text("[" * 50_000, encoding="utf-8")
    with pytest.raises(UserFixable, match="isn't JSON"):
        load_map(told)


def test_a_figure_beyond_keeping_is_refused_with_its_row() -> None:
    rows = (ReadRow(2, ("A", "999999999999999")), ReadRow(3, ("Total", "1")))
    read = ReadTable(file_name="t.csv", headers=("service_line", "spend"), rows=rows)
    kind = recognise_kind(read.headers)
    assert kind is not None
    report = check_table(build_table(read, kind, period=Period(2020), unit=Unit.THOUSAND))
    refusals = [p for p in report.problems if p.severity == "refuse"]
    assert [p.row_no for p in refusals] == [2]
    assert "larger" in refusals[0].text


BYTES = st.one_of(
    st.binary(max_size=300),
    st.text(alphabet="aB1,;\t|\"'\n\r £(-).%\x00\x1b\u2028é", max_size=200).map(lambda t: t.encode("utf-8")),
    st.text(max_size=80).map(lambda t: t.encode("utf-16", "surrogatepass")),
    st.text(max_size=80).map(lambda t: t.encode("cp1252", "replace")),
)


@settings(max_examples=150, deadline=2000, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BYTES)
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any.csv"
    file.write_bytes(content)
    try:
        table = read_file(file)
    except UserFixable:
        return
    assert all(len(row.cells) == len(table.headers) for row in table.rows)


HEADINGS = sorted({c.name for kind in KINDS for c in kind.columns})
CELLS = st.one_of(
    st.text(max_size=12),
    st.integers(-(10**9), 10**9).map(str),
    st.decimals(allow_nan=True, allow_infinity=True).map(str),
    st.sampled_from(
        ["", "-", "n/a", "(1,234)", "£2.6bn", "81%", "-0", "1e5", "#REF!", "Total", "Subtotal", "% of total",
         "total_printed", "line", "balance_printed", "percent_printed", "Deficit", "9" * 400]
    ),
)  # fmt: skip


@settings(max_examples=150, deadline=2000)
@given(st.data())
def test_any_cells_under_any_headings_are_checked_or_refused(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    own = [c.name for c in kind.columns]
    headers = tuple(
        data.draw(st.lists(st.sampled_from([*own, *own, *HEADINGS, "", "Org A"]), min_size=1, max_size=7))
    )
    cells = st.tuples(*[CELLS] * len(headers))
    rows = tuple(ReadRow(i, c) for i, c in enumerate(data.draw(st.lists(cells, max_size=8)), start=2))
    read = ReadTable(file_name="any.csv", headers=headers, rows=rows)
    unit = data.draw(st.sampled_from([None, *Unit]))
    table = build_table(read, kind, period=Period(2020), unit=unit)
    report = check_table(table)
    assert report.outcome in Outcome
    assert report.text()
    assert report.to_json()["rows"] == table.line_count
