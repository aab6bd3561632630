"""The verb `star` as a shell sees it: published figures, what is refused, and what is on disk afterwards."""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

import pytest

from stewardship_desktop.__main__ import main
from stewardship_desktop.application import batch_star, result_files
from stewardship_desktop.domain.star.frontier import frontier_of
from tests.support.star_files import TypedOption, TypedRule, write_options, write_rules

FILES = ["frontier.csv", "portfolio.csv", "priority.csv", "summary.json"]
# Lourenço, Morton and Bana e Costa (2012): four projects, cost and benefit; the second is provided today.
PUBLISHED = [
    TypedOption(id=option_id, cost=cost, people=gain, current=option_id == "2")
    for option_id, gain, cost in (("1", "3", "4"), ("2", "4", "8"), ("3", "3", "10"), ("4", "2", "8"))
]


@pytest.fixture
def published(tmp_path: Path) -> Path:
    return write_options(tmp_path / "options.csv", PUBLISHED)


def star(options: Path, out: Path, *more: str, budget: str = "20") -> int:
    return main(["star", "--options", str(options), "--budget", budget, "--out", str(out), *more])


def contents(folder: Path) -> dict[str, str]:
    return {each.name: each.read_text("utf-8") for each in folder.iterdir()}


def test_the_published_example_to_the_digit(
    tmp_path: Path, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "deep" / "results"
    assert star(published, out, "--current") == 0
    assert contents(out) == {
        "priority.csv": "rank,id,gain,value_for_money,cumulative_cost,cumulative_gain\n"
        "1,1,3,0.75,4,3\n2,2,4,0.5,12,7\n3,3,3,0.3,22,10\n4,4,2,0.25,30,12\n",
        "frontier.csv": "cost,gain,convex,members\n0,0,1,\n4,3,1,1\n8,4,0,2\n12,7,1,1+2\n20,9,0,1+2+4\n"
        "22,10,1,1+2+3\n30,12,1,1+2+3+4\n",
        "portfolio.csv": "id,chosen\n1,1\n2,1\n3,0\n4,1\n",
        "summary.json": '{\n  "cost": 20,\n  "gain": 9,\n  "current_cost": 8,\n  "current_gain": 4,\n'
        '  "gain_at_same_cost": 1,\n  "cost_at_same_gain": 2,\n  "gain_at_same_cost_whole": 0,\n'
        '  "cost_at_same_gain_whole": 0,\n  "replacement_cost": {"1": 2, "2": 3, "4": 2}\n}\n',
    }
    assert "costs 20 and gains 9: 1+2+4" in capsys.readouterr().out


def test_without_current_there_is_nothing_to_differ_from(tmp_path: Path, published: Path) -> None:
    assert star(published, tmp_path / "out") == 0
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert [key for key, value in summary.items() if value is None] == [
        "gain_at_same_cost", "cost_at_same_gain", "gain_at_same_cost_whole", "cost_at_same_gain_whole",
    ]  # fmt: skip


def test_what_a_must_costs_to_ban_is_null(tmp_path: Path, published: Path) -> None:
    rules = write_rules(tmp_path / "rules.csv", [TypedRule(kind="must", members=["3"])])
    assert star(published, tmp_path / "out", "--rules", str(rules)) == 0
    summary = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert summary["replacement_cost"] == {"2": 1, "3": None}


def test_json_alone_is_on_standard_output(
    tmp_path: Path, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert star(published, tmp_path / "out", "--json") == 0
    said = capsys.readouterr()
    assert json.loads(said.out) == json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    assert said.err == ""
    assert star(published, tmp_path / "none", "--json", "--limit", "beds=1", budget="£1.2m") == 2
    said = capsys.readouterr()
    assert [found["file"] for found in json.loads(said.out)["problems"]] == ["--budget", "--limit beds=1"]
    assert len(said.err.splitlines()) == 2


def test_the_answer_is_one_uncut_line_whatever_the_ids_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = ["two\nlines", *(f"an option with a long id {number:03}" for number in range(40))]
    options = write_options(tmp_path / "options.csv", [TypedOption(id=each, cost="1") for each in ids])
    assert star(options, tmp_path / "out", budget="41") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith("+".join(ids[1:]) + "+two lines")


@pytest.mark.parametrize(
    "budget,limits,says",
    [
        ("1,200", [], "--budget"),
        ("", [], "--budget"),
        ("20", ["beds=1"], "no column row:beds"),
        ("20", ["wte"], "isn't a limit"),
        ("20", ["wte="], "--limit wte="),
        ("20", ["wte=1", "wte=2"], "has a limit already"),
        ("-1", [], "the cheapest portfolio within the rules and limits costs 0"),
        ("20", ["wte=-1"], "Nothing fits the limits at any budget"),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], budget: str, limits: list[str], says: str
) -> None:
    options = write_options(
        tmp_path / "options.csv", [TypedOption(id=each, cost="1", rows={"wte": "1"}) for each in "ab"]
    )
    more = [part for limit in limits for part in ("--limit", limit)]
    assert star(options, tmp_path / "deep" / "out", *more, budget=budget) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert says in said.err
    assert [each.name for each in tmp_path.iterdir()] == ["options.csv"]


def test_every_problem_of_both_files_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = write_options(
        tmp_path / "options.csv",
        [
            TypedOption(id="a", cost="1", people="-1"),
            TypedOption(id="a", cost="1,200"),
            TypedOption(id="b", cost=""),
        ],
    )
    rules = [TypedRule(kind="must", members=["z"]), TypedRule(kind="needs", members=["b", "b"])]
    path = write_rules(tmp_path / "rules.csv", rules)
    assert star(options, tmp_path / "out", "--rules", str(path)) == 2
    assert [line.split(":")[0] for line in capsys.readouterr().err.splitlines()] == [
        "options.csv, row 2, column people",
        "options.csv, row 3, column id",
        "options.csv, row 3, column cost",
        "options.csv, row 4, column cost",
        "rules.csv, row 2, column option",
        "rules.csv, row 3, column other",
    ]
    assert not (tmp_path / "out").exists()


def test_an_earlier_run_is_replaced_and_a_refused_one_leaves_it(tmp_path: Path, published: Path) -> None:
    out = tmp_path / "out"
    assert star(published, out, budget="4") == 0
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    assert star(published, out) == 0
    after = contents(out)
    assert sorted(after) == sorted([*FILES, "notes.txt"])
    assert '"cost": 20' in after["summary.json"]
    assert star(published, out, budget="-1") == 2
    assert contents(out) == after


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_can_not_be_replaced_leaves_the_earlier_run_whole(
    tmp_path: Path,
    published: Path,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def locked(finished: Path, target: Path) -> None:
        # As on Windows while a spreadsheet has the file open.
        if target.name == name:
            raise PermissionError(13, "Permission denied", str(target))
        finished.replace(target)

    out = tmp_path / "out"
    assert star(published, out, budget="4") == 0
    before = contents(out)
    monkeypatch.setattr(result_files, "put_in_place", locked)
    assert star(published, out) == 2
    assert contents(out) == before
    assert star(published, tmp_path / "new" / "deep") == 2
    assert not (tmp_path / "new").exists()
    assert all("Permission denied" in line for line in capsys.readouterr().err.splitlines())


def test_places_that_can_hold_no_results_are_refused(
    tmp_path: Path, published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken" / "summary.json").mkdir(parents=True)
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    overwritten = write_options(inputs / "portfolio.csv", PUBLISHED)
    before = sorted(os.walk(tmp_path))
    for place in (published, published / "out", tmp_path / ("x" * 300), tmp_path / "taken"):
        assert star(published, place) == 2, place
    assert star(overwritten, inputs) == 2
    assert len(capsys.readouterr().err.splitlines()) == 5
    assert sorted(os.walk(tmp_path)) == before


def test_what_the_merge_gives_up_the_solver_does_and_says_how_far_it_is(
    tmp_path: Path, published: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert star(published, tmp_path / "merged", "--current") == 0
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(batch_star, "frontier_of", partial(frontier_of, work=0))
    monkeypatch.setattr(batch_star, "TELL_EVERY", 0.0)
    assert star(published, tmp_path / "solved", "--current") == 0
    assert contents(tmp_path / "solved") == contents(tmp_path / "merged")
    said = capsys.readouterr().err.splitlines()
    assert said[0] == "Efficient portfolios, the dearest first: at 30 ..."
    assert said[-1] == "Replacement costs: 2 of 3 ..."
