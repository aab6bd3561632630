"""The verb `spc` as a shell sees it: what it writes, what it refuses, and what is on disk afterwards."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from stewardship_desktop.__main__ import main
from tests.domain.spc.expected import SERIES

EXPECTED = Path(__file__).parents[1] / "domain" / "spc"
STEADY = "series_id,date,value\n" + "".join(
    f"steady,2020-{month:02}-01,{9 + 2 * (month % 2)}\n" for month in range(1, 13)
)

SENTENCE = (
    '"No real change: the last value lies within what is usual (4.7 to 15.3). These are trial limits, from '
    'twelve points."'
)


def spc(observations: Path, out: Path, *more: str) -> int:
    return main(["spc", "--observations", str(observations), "--out", str(out), *more])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def steady(tmp_path: Path) -> Path:
    path = tmp_path / "steady.csv"
    path.write_text(STEADY, encoding="utf-8")
    return path


def test_the_published_series_come_back(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    # Their columns of answers are left aside.
    assert spc(EXPECTED / "points.csv", out, "--options", str(EXPECTED / "cases.csv")) == 0
    points, summary = rows(out / "points.csv"), rows(out / "summary.csv")
    expected = [row for case in SERIES.values() for row in case.rows]
    assert [(row["series_id"], row["date"]) for row in points] == [
        (row["series_id"], row["date"]) for row in expected
    ]
    for found, wanted in zip(points, expected, strict=True):
        if SERIES[found["series_id"]].has_limits:
            assert (found["segment"], found["rule"], found["point_type"]) == (
                wanted["segment"], wanted["special_cause_type"], wanted["point_type"],
            )  # fmt: skip
            for ours, theirs in (
                ("value", "value"), ("mean", "mean"), ("lower_limit", "lpl"), ("upper_limit", "upl"),
            ):  # fmt: skip
                assert float(found[ours]) == pytest.approx(float(wanted[theirs]), rel=1e-9, abs=1e-9)
    for row in summary:
        case = SERIES[row["series_id"]]
        assert row["variation"] == case.options["variation_type"]
        if case.has_limits:
            assert row["assurance"] == case.options["assurance_type"]
        assert row["sentence"].endswith(".")


def test_a_small_file_to_the_letter(tmp_path: Path, steady: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steady.write_text(
        STEADY + 'one,2020-03-05,0.1\n"a, b",2020-02-01,\n"a, b",2020-01-01,7\n', encoding="utf-8"
    )
    out = tmp_path / "out"
    assert spc(steady, out) == 0
    points = (out / "points.csv").read_text("utf-8").splitlines()
    assert points[:2] == [
        "series_id,date,value,segment,mean,lower_limit,upper_limit,rule,point_type",
        "steady,2020-01-01,11,0,10,4.68,15.32,Common Cause,common_cause",
    ]
    assert points[-3:] == [
        "one,2020-03-05,0.1,0,0.1,,,Common Cause,common_cause",
        '"a, b",2020-01-01,7,0,7,,,Common Cause,common_cause',
        '"a, b",2020-02-01,,0,7,,,,common_cause',
    ]
    assert (out / "summary.csv").read_text("utf-8").splitlines() == [
        "series_id,variation,assurance,sentence",
        f"steady,common_cause,,{SENTENCE}",
        "one,common_cause,,Too few points to say what is usual.",
        '"a, b",common_cause,,Too few points to say what is usual. The value for February 2020 is missing.',
    ]
    assert capsys.readouterr().out == f"{out}: 3 series, 15 points; 0 with a real change at the end\n"


def test_a_rebase_between_observations_is_moved_and_said(
    tmp_path: Path, steady: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = tmp_path / "options.csv"
    options.write_text(
        "series_id,improvement_direction,target,rebase_dates,fix_after_n_points,screen_outliers\n"
        "steady,neutral,12,2020-06-15;2020-07-01;2030-01-01,,\n",
        encoding="utf-8",
    )
    assert spc(steady, tmp_path / "out", "--options", str(options)) == 0
    assert [row["segment"] for row in rows(tmp_path / "out" / "points.csv")] == ["0"] * 6 + ["1"] * 6
    assert rows(tmp_path / "out" / "summary.csv")[0]["assurance"] == ""
    said = capsys.readouterr().err
    assert said == (
        "steady: the rebase on 15 June 2020 starts at the next observation, of 1 July 2020.\n"
        "steady: the rebase on 1 January 2030 waits for an observation: there is none so late.\n"
    )


def test_json_alone_is_on_standard_output(
    tmp_path: Path, steady: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert spc(steady, tmp_path / "out", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"series": rows(tmp_path / "out" / "summary.csv")}
    assert spc(tmp_path / "none.csv", tmp_path / "other", "--json") == 2
    said = capsys.readouterr()
    assert [each["file"] for each in json.loads(said.out)["problems"]] == ["none.csv"]
    assert len(said.err.splitlines()) == 1


def test_every_problem_of_both_files_is_one_line_and_nothing_is_written(
    tmp_path: Path, steady: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    steady.write_text(
        STEADY + 'steady,2020-01-01,5\n,2021-01-01,x\nlate,1.2.2020,"1,200"\n', encoding="utf-8"
    )
    options = tmp_path / "options.csv"
    options.write_text(
        "series_id,improvement_direction,target,rebase_dates,fix_after_n_points,screen_outliers\n"
        "nobody,better,x,soon,3,perhaps\n",
        encoding="utf-8",
    )
    assert spc(steady, tmp_path / "deep" / "out", "--options", str(options)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert [line.split(":")[0] for line in said.err.splitlines()] == [
        "steady.csv, row 14 (with 2), column date",
        "steady.csv, row 15, column series_id",
        "steady.csv, row 15, column value",
        "steady.csv, row 16, column date",
        "steady.csv, row 16, column value",
        "options.csv, row 2, column series_id",
        "options.csv, row 2, column improvement_direction",
        "options.csv, row 2, column target",
        "options.csv, row 2, column rebase_dates",
        "options.csv, row 2, column fix_after_n_points",
        "options.csv, row 2, column screen_outliers",
    ]
    assert not (tmp_path / "deep").exists()


def test_places_that_can_hold_no_results_are_refused(
    tmp_path: Path, steady: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    overwritten = own / "points.csv"
    overwritten.write_text(STEADY, encoding="utf-8")
    assert spc(steady, steady) == 2
    assert spc(overwritten, own) == 2
    assert overwritten.read_text("utf-8") == STEADY
    assert [each.name for each in own.iterdir()] == ["points.csv"]
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_an_earlier_run_is_replaced_and_a_refused_one_leaves_it(tmp_path: Path, steady: Path) -> None:
    out = tmp_path / "out"
    assert spc(steady, out) == 0
    before = (out / "points.csv").read_text("utf-8")
    steady.write_text(STEADY + "steady,2021-01-01,nan\n", encoding="utf-8")
    assert spc(steady, out) == 2
    assert (out / "points.csv").read_text("utf-8") == before
    steady.write_text(STEADY + "steady,2021-01-01,9\n", encoding="utf-8")
    assert spc(steady, out) == 0
    assert len(rows(out / "points.csv")) == 13
    assert sorted(each.name for each in out.iterdir()) == ["points.csv", "summary.csv"]


def test_tiny_values_are_said_with_their_digits(tmp_path: Path, steady: Path) -> None:
    steady.write_text(
        STEADY.replace(",9\n", ",0.000000009\n").replace(",11\n", ",0.000000011\n"), encoding="utf-8"
    )
    assert spc(steady, tmp_path / "out") == 0
    (row,) = rows(tmp_path / "out" / "summary.csv")
    assert "what is usual (0.0000000047 to 0.0000000153)" in row["sentence"]
