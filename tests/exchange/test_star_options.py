"""Options files as people write them: every problem told with its file, row and column, nothing guessed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from stewardship_desktop.exchange.star_options import read_options

HEAD = "id,name,people,benefit_share,benefit,success,cost,current"
ROW = "a,Clinic,400,0.12,90,1,5000,1"


def lines(tmp_path: Path, text: str | bytes) -> list[str]:
    file = tmp_path / "options.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [problem.line() for problem in read_options(file).problems]


def test_figures_are_exact_and_rows_are_further_resources(tmp_path: Path) -> None:
    file = tmp_path / "o.csv"
    file.write_text(
        f"{HEAD},row:wte,row: beds \na,Clinic,.3,0.1,-33.3,1.0,-5.10,0,2.5,-1\n", encoding="utf-8"
    )
    read = read_options(file)
    (option,) = read.options
    assert (option.people, option.share, option.benefit) == (
        Fraction(3, 10),
        Fraction(1, 10),
        Fraction("-33.3"),
    )
    assert (option.cost, option.success, option.current) == (Fraction("-5.1"), Fraction(1), False)
    assert option.rows == (Fraction("2.5"), Fraction(-1))
    assert read.row_names == ("wte", "beds")


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{HEAD}\r\n{ROW}\r\n\r\n,,,,,,,\r\n".encode(),
        f"{HEAD}\n{ROW}\n".encode("utf-16"),
        (
            ",".join(f'"{column}"' for column in HEAD.split(","))
            + '\n"a"," Clinic ","400","0.12",90,1,"5000","1"'
        ).encode(),
        f"current,cost,success,benefit,benefit_share,people,name,id\n{','.join(reversed(ROW.split(',')))}\n".encode(),
    ],
    ids=["mark, carriage returns and blank lines", "utf-16", "quoted", "another order"],
)
def test_files_of_every_program_are_read(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "o.csv"
    file.write_bytes(text)
    read = read_options(file)
    assert read.problems == ()
    assert [(one.id, one.name, one.people, one.cost) for one in read.options] == [
        ("a", "Clinic", Fraction(400), Fraction(5000))
    ]


@pytest.mark.parametrize(
    "column,typed,says",
    [
        ("people", "-5", "below 0"),
        ("people", "", "missing"),
        ("people", '"1,200"', "isn't a plain number"),
        ("people", "1e5", "isn't a plain number"),
        ("people", "nan", "isn't a plain number"),
        ("people", "٤", "isn't a plain number"),
        ("benefit_share", "1.01", "above 1"),
        ("benefit_share", "12%", "isn't a plain number"),
        ("benefit_share", "-0.1", "below 0"),
        ("benefit", "100.5", "above 100"),
        ("benefit", "-101", "below -100"),
        ("success", "2", "above 1"),
        ("cost", "£1.2m", "isn't a plain number"),
        ("cost", "inf", "isn't a plain number"),
        ("cost", "1" * 41, "more than 40 digits"),
        ("current", "yes", "neither 0 nor 1"),
        ("current", "", "missing"),
        ("id", "a+b", "has a + in it"),
        ("id", " ", "missing"),
        ("name", "", "missing"),
    ],
)
def test_one_bad_cell_is_one_line_that_says_where(tmp_path: Path, column: str, typed: str, says: str) -> None:
    cells = dict(zip(HEAD.split(","), ROW.split(","), strict=True)) | {column: typed}
    (line,) = lines(tmp_path, f"{HEAD}\nok,Ward,1,1,1,1,1,0\n{','.join(cells.values())}\n")
    assert line.startswith(f"options.csv, row 3, column {column}: ")
    assert says in line


def test_every_problem_is_told_not_only_the_first(tmp_path: Path) -> None:
    found = lines(tmp_path, f"{HEAD},row:wte\n{ROW},x\nb,Ward,-1,2,,1,1,0,1\na,Again,1,1,1,1,1,0,\n")
    assert [line.split(":")[0] for line in found] == [
        "options.csv, row 2, column row",
        "options.csv, row 3, column people",
        "options.csv, row 3, column benefit_share",
        "options.csv, row 3, column benefit",
        "options.csv, row 4, column id",
        "options.csv, row 4, column row",
    ]


def test_headings_that_are_missing_unknown_or_twice(tmp_path: Path) -> None:
    found = lines(tmp_path, "id,name,people,people,benefit,success,cost,note,row:\na,A,1,1,1,1,1,0,0\n")
    told = {line.split(":")[0] if "row:" not in line else "row:" for line in found}
    assert told == {
        "options.csv, row 1, column people",
        "options.csv, row 1, column note",
        "options.csv, row 1, column benefit_share",
        "options.csv, row 1, column current",
        "row:",
    }


def test_a_comma_inside_a_number_is_one_problem_of_its_row(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, f"{HEAD}\na,Clinic,1,200,0.12,90,1,5000,1\nb,Ward,1,1,1,1,1,0\n")
    assert line.startswith("options.csv, row 2, column 9: ")


@pytest.mark.parametrize("text", ["", "\n\n", HEAD, f"{HEAD}\n\n", b"\x00\x01\x02", f"\n{HEAD}\n{ROW}\n"])
def test_files_without_options_are_refused(tmp_path: Path, text: str | bytes) -> None:
    (line,) = lines(tmp_path, text)
    assert "options.csv" in line


def test_a_file_that_is_not_there_and_one_far_too_long(tmp_path: Path) -> None:
    (gone,) = read_options(tmp_path / "gone.csv").problems
    assert "gone.csv" in gone.line()
    many = "".join(f"o{number},A,1,1,1,1,1,0\n" for number in range(2_001))
    (line,) = lines(tmp_path, f"{HEAD}\n{many}")
    assert line.startswith("options.csv, row 2002: The file has 2,001 rows")
