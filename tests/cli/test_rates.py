"""The verb `rates` as a shell sees it: published figures, what is refused, and what is on disk afterwards."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from stewardship_desktop.__main__ import main
from stewardship_desktop.application import result_files
from stewardship_desktop.domain.rates.limits import Level, wilson
from tests.domain.rates.expected import is_near, rows

PUBLISHED = {"wilson": "wilson_grid", "byar": "rate_grid", "dsr": "dsr_esp2013_expected"}
BANDS = "area,agegroup,stdpop,x,n\n"


def typed(folder: Path, text: str) -> Path:
    file = folder / "in.csv"
    file.write_text(text, encoding="utf-8", newline="")
    return file


def rates(given: Path, method: str, out: Path, *more: str) -> int:
    return main(["rates", "--in", str(given), "--method", method, "--out", str(out), *more])


def read(out: Path) -> list[dict[str, str]]:
    with out.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("method", list(PUBLISHED))
def test_the_published_packages_own_files(tmp_path: Path, method: str) -> None:
    expected = rows(PUBLISHED[method])
    given = rows("dsr_esp2013_input") if method == "dsr" else expected
    columns = ["area", "agegroup", "stdpop", "x", "n"] if method == "dsr" else ["x", "n"]
    lines = [",".join(columns), *(",".join(row[column] for column in columns) for row in given)]
    out = tmp_path / "deep" / "out.csv"
    assert rates(typed(tmp_path, "\n".join(lines)), method, out) == 0
    found = read(out)
    assert list(found[0]) == list(expected[0])
    assert len(found) == len(expected)
    for mine, theirs in zip(found, expected, strict=True):
        for column, text in theirs.items():
            if column in ("area", "confidence", "statistic", "method"):
                assert mine[column] == text
            else:
                assert is_near(float(mine[column]), float(text)), (column, mine, theirs)
    assert [each.name for each in out.parent.iterdir()] == ["out.csv"]


def test_the_text_of_the_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    assert rates(typed(tmp_path, "x,n\n0,4\n"), "wilson", out) == 0
    # Of none of 4 Wilson's upper limit is z squared in 4 and z squared; all its digits are written.
    usual, strict = (wilson(0, 4, level).upper for level in Level)
    assert usual == pytest.approx(Level.P95.z**2 / (4 + Level.P95.z**2), rel=1e-15)
    assert out.read_text("utf-8") == (
        "x,n,value,lower95_0cl,upper95_0cl,lower99_8cl,upper99_8cl,confidence,statistic,method\n"
        f"0,4,0,0,{usual!r},0,{strict!r},95% 99.8%,proportion of 1,Wilson\n"
    )
    assert capsys.readouterr().out == f"{out}: 1 rate\n"


def test_under_10_events_the_standardised_rate_stays_empty(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    given = typed(tmp_path, f'{BANDS}"b, west",1,5,4,100\n"b, west",2,5,5,100.5\na,1,5,10,100\na,2,5,0,100\n')
    assert rates(given, "dsr", out) == 0
    few, enough = read(out)
    assert few == {
        "area": "b, west", "total_count": "9", "total_pop": "200.5", "value": "", "lower95_0cl": "",
        "upper95_0cl": "", "lower99_8cl": "", "upper99_8cl": "", "confidence": "95% 99.8%",
        "statistic": "dsr NA for total count < 10", "method": "Dobson",
    }  # fmt: skip
    assert (enough["area"], enough["value"], enough["statistic"]) == ("a", "5000", "dsr per 100000")


def test_a_spreadsheets_habits_do_no_harm(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    text = '\ufeffn,note,x\r\n"10",west," 3.0 "\r\n\r\n20,,5\r\n'
    assert rates(typed(tmp_path, text), "wilson", out) == 0
    assert [(row["x"], row["n"], row["value"]) for row in read(out)] == [
        ("3", "10", "0.3"),
        ("5", "20", "0.25"),
    ]
    assert "in.csv: not used: note." in capsys.readouterr().err


def test_round_numbers_as_r_writes_them(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert rates(typed(tmp_path, "x,n\n2e+01,1e+05\n1,1.5e+06\n"), "wilson", out) == 0
    assert [(row["x"], row["n"]) for row in read(out)] == [("20", "100000"), ("1", "1500000")]


def test_more_events_than_people_are_a_rate(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert rates(typed(tmp_path, "x,n\n30,0.5\n"), "byar", out) == 0
    assert read(out)[0]["value"] == "6000000"


def test_an_area_that_lacks_bands_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = typed(tmp_path, f"{BANDS}a,1,5,20,100\na,2,5,9,100\nb,1,5,20,100\n")
    assert rates(given, "dsr", tmp_path / "out.csv") == 0
    assert '"b" lacks age groups that others have (2)' in capsys.readouterr().err


BAD = {
    "more than all": ("wilson", "x,n\n1,2\n3,2\n", ["row 3, column x: 3 is more than n, 2."]),
    "below 0": ("byar", "x,n\n-1,2\n", ['row 2, column x: "-1" must be 0 or more.']),
    "part of an event": ("byar", "x,n\n1.5,2\n", ['row 2, column x: "1.5" isn\'t whole.']),
    "part of a person": ("wilson", "x,n\n1,2.5\n", ['row 2, column n: "2.5" isn\'t whole.']),
    "of none": ("byar", "x,n\n0,0\n", ['row 2, column n: "0" must be above 0.']),
    "blank": ("wilson", "x,n\n,5\n", ["row 2, column x: The figure is missing."]),
    "words": ("wilson", "x,n\nmany,5\n", ['row 2, column x: "many" isn\'t a plain number.']),
    "not a number": ("byar", "x,n\nnan,inf\n", ["row 2, column x:", "row 2, column n:"]),
    "beyond all": ("byar", "x,n\n1e400,5\n", ['row 2, column x: "1e400" isn\'t a plain number.']),
    "separators": ("byar", 'x,n\n"1,200",5\n', ['row 2, column x: "1,200" isn\'t a plain number.']),
    "long": ("byar", f"x,n\n1,{'9' * 41}\n", ["has more than 40 digits"]),
    "missing column": ("wilson", "x,m\n1,2\n", ["row 1, column n: The column is missing."]),
    "doubled column": ("wilson", "x,n,n\n1,2,2\n", ["row 1, column n: This heading is there twice."]),
    "no heading": ("wilson", "x,n\n1,2,3\n", ["row 2, column 3:"]),
    "empty": ("wilson", "", ["in.csv"]),
    "headings only": ("dsr", BANDS, ["row 2, column area: There are headings and no figures."]),
    "no weight": ("dsr", f"{BANDS}a,1,0,1,9\n", ['row 2, column stdpop: "0" must be above 0.']),
    "twice": (
        "dsr",
        f"{BANDS}a,1,5,1,9\nb,1,5,1,9\na,1,5,1,9\n",
        ['row 4, column agegroup: "1" of "a" is in row 2 too.'],
    ),
    "nowhere": ("dsr", f"{BANDS},1,5,1,9\n", ["row 2, column area: The area is missing."]),
    "no age": ("dsr", f"{BANDS}a,,5,1,9\n", ["row 2, column agegroup: The agegroup is missing."]),
    "all at once": (
        "wilson",
        "x,n\n5,2\n-1,x\n1,1\n,0\n",
        ["row 2, column x", "row 3, column x", "row 3, column n", "row 5, column x", "row 5, column n"],
    ),
}


@pytest.mark.parametrize("name", list(BAD))
def test_bad_input_is_told_line_by_line_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    method, text, told = BAD[name]
    out = tmp_path / "results" / "out.csv"
    assert rates(typed(tmp_path, text), method, out) == 2
    assert not out.parent.exists()
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert len(lines) == len(told), lines
    for line, words in zip(lines, told, strict=True):
        assert words in line


def test_an_earlier_answer_is_replaced_by_a_good_one_only(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("earlier", "utf-8")
    assert rates(typed(tmp_path, "x,n\n9,2\n"), "wilson", out) == 2
    assert out.read_text("utf-8") == "earlier"
    assert rates(typed(tmp_path, "x,n\n1,2\n"), "wilson", out) == 0
    assert read(out)[0]["value"] == "0.5"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in.csv", "out.csv"]


def test_places_that_cant_take_the_answer_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = typed(tmp_path, "x,n\n1,2\n")
    assert rates(given, "wilson", tmp_path) == 2
    assert "is a folder. Name a file" in capsys.readouterr().err
    assert rates(given, "wilson", given) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert rates(given, "wilson", given / "below.csv") == 2
    assert "can't be written" in capsys.readouterr().err
    assert rates(tmp_path / "gone.csv", "wilson", tmp_path / "out.csv") == 2
    assert "gone.csv isn't there" in capsys.readouterr().err
    assert given.read_text("utf-8") == "x,n\n1,2\n"
    assert [each.name for each in tmp_path.iterdir()] == ["in.csv"]


def test_an_unknown_method_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        rates(typed(tmp_path, "x,n\n1,2\n"), "guess", tmp_path / "out.csv")
    assert stopped.value.code == 2
    assert "guess" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_as_json_only_json_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert rates(typed(tmp_path, "x,n\n1,2\n3,4\n"), "byar", tmp_path / "out.csv", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"rates": 2}
    assert rates(typed(tmp_path, "x,n\n-1,2\n"), "byar", tmp_path / "out.csv", "--json") == 2
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["rows"], problem["column"]) == ("in.csv", [2], "x")


def test_on_a_fault_of_the_disk_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def locked(_part: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(result_files, "put_in_place", locked)
    given = typed(tmp_path, "X,N\n1,2\n")
    assert rates(given, "wilson", tmp_path / "deep" / "er" / "out.csv") == 2
    assert "can't be written" in capsys.readouterr().err
    out = tmp_path / "out.csv"
    out.write_text("earlier", "utf-8")
    assert rates(given, "wilson", out) == 2
    assert out.read_text("utf-8") == "earlier"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["in.csv", "out.csv"]
