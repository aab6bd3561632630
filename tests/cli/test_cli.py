"""The batch verbs as a shell sees them: exit status, standard output, and what is on disk afterwards."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from stewardship_desktop import __version__
from stewardship_desktop.__main__ import main
from stewardship_desktop.application.locations import database_folder
from tests.support.example import copy_example

TABLES = database_folder() / "example" / "budget"
BOOK = TABLES / "budget_book_service_lines.csv"


def import_table(workspace: Path, kind: str, file: Path, *more: str, unit: str = "thousand") -> int:
    return main(
        [
            "import",
            kind,
            str(file),
            "--workspace",
            str(workspace),
            "--period",
            "2020/21",
            "--unit",
            unit,
            *more,
        ]
    )


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert left.value.code == 0
    assert __version__ in capsys.readouterr().out


def test_example_is_built_and_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "new folder" / "x.stewardship"
    assert main(["example", "--out", str(target)]) == 0
    assert "43 organisations, 12 care areas, 58 service lines" in capsys.readouterr().out
    assert main(["check", str(target)]) == 0
    assert sorted(each.name for each in target.parent.iterdir() if each.suffix == ".stewardship") == [
        "x.stewardship"
    ]


def test_example_refuses_a_file_that_exists(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "x.stewardship"
    target.write_text("mine", encoding="utf-8")
    assert main(["example", "--out", str(target)]) == 2
    assert target.read_text(encoding="utf-8") == "mine"
    assert "is there already" in capsys.readouterr().err


def test_two_examples_hold_the_same_changes(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        path = tmp_path / f"{name}.stewardship"
        main(["example", "--out", str(path)])
        with sqlite3.connect(path) as connection:
            found.append(sorted(connection.execute("SELECT change_id FROM change")))
        connection.close()
    assert found[0] == found[1]
    assert len(found[0]) > 500


def test_check_tells_faults_from_strangers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stranger = tmp_path / "notes.stewardship"
    stranger.write_text("a shopping list", encoding="utf-8")
    assert main(["check", str(stranger)]) == 2
    assert main(["check", str(tmp_path / "nowhere.stewardship")]) == 2
    path = copy_example(tmp_path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE organisation SET name = 'Altered' WHERE short_name = 'EPUT'")
    connection.close()
    assert main(["check", str(path)]) == 1
    said = capsys.readouterr()
    assert "differs from the record" in said.out
    assert "is not a workspace" in said.err


def test_import_makes_the_workspace_and_reports_in_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace = tmp_path / "deep" / "w.stewardship"
    assert import_table(workspace, "budget-book", BOOK, "--json") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["rows"] == 58
    total = next(each for each in report["checks"] if each["printed"] == 2620152)
    assert (total["computed"], total["difference"], total["result"]) == (2620154, -2, "rounding")
    assert main(["check", str(workspace)]) == 0


def test_import_finds_what_does_not_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = tmp_path / "w.stewardship"
    status = import_table(workspace, "activity-by-type", TABLES / "cardiology_activity_by_type.csv", "--json")
    report = json.loads(capsys.readouterr().out)
    assert status == 1
    pairs = {(each["printed"], each["computed"]) for each in report["checks"] if each["result"] == "mismatch"}
    assert {(5727, 5927), (70886, 71086), (5592, 5392)} <= pairs
    assert all({"check", "likely_cause", "difference"} <= set(each) for each in report["checks"])


def test_checks_across_files_run_whichever_comes_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = TABLES / "cardiology_resources_by_organisation.csv"
    for order in (("book", "page"), ("page", "book")):
        workspace = tmp_path / f"{order[0]}.stewardship"
        for each in order:
            if each == "book":
                import_table(workspace, "budget-book", BOOK, "--json")
            else:
                import_table(workspace, "organisation-resources", page, "--json")
        last = json.loads(capsys.readouterr().out.splitlines()[-1])
        assert any((c["printed"], c["computed"]) == (26285, 13100) for c in last["checks"]), order


def test_importing_again_makes_a_new_version(tmp_path: Path) -> None:
    workspace = tmp_path / "w.stewardship"
    import_table(workspace, "budget-book", BOOK)
    import_table(workspace, "budget-book", BOOK)
    with sqlite3.connect(workspace) as connection:
        versions = [
            row[0] for row in connection.execute("SELECT version FROM budget_import ORDER BY version")
        ]
    connection.close()
    assert versions == [1, 2]


@pytest.mark.parametrize(
    "unit,text,says",
    [
        ("million", None, "unit"),
        ("thousand", 'service_line,spend\nCardiology,"1,2oo"\n', "row"),
        ("thousand", "", ""),
    ],
)
def test_a_refused_file_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], unit: str, text: str | None, says: str
) -> None:
    file = tmp_path / "book.csv"
    if text is None:
        shutil.copy2(BOOK, file)
    else:
        file.write_text(text, encoding="utf-8")
    workspace = tmp_path / "out" / "w.stewardship"
    assert import_table(workspace, "budget-book", file, "--json", unit=unit) == 2
    said = capsys.readouterr()
    report = json.loads(said.out)
    assert report["problems"]
    assert says in said.err.casefold()
    assert not workspace.parent.exists()


def test_a_refused_file_leaves_the_workspace_as_it_was(tmp_path: Path) -> None:
    workspace = copy_example(tmp_path)
    before = workspace.read_bytes()
    assert import_table(workspace, "budget-book", tmp_path / "gone.csv") == 2
    assert workspace.read_bytes() == before


def test_a_map_says_which_column_is_which(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "odd.csv"
    file.write_text("What;How much\nCardiology;1200\nTotal;1200\n", encoding="utf-8")
    told = tmp_path / "map.json"
    told.write_text(json.dumps({"columns": {"What": "service_line", "How much": "spend"}}), encoding="utf-8")
    status = import_table(
        tmp_path / "w.stewardship", "budget-book", file, "--map", str(told), "--json", unit="pound"
    )
    report = json.loads(capsys.readouterr().out)
    assert (status, report["rows"]) == (0, 1)


def test_a_map_that_is_not_json_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "map.json"
    told.write_text("columns: yes", encoding="utf-8")
    assert import_table(tmp_path / "w.stewardship", "budget-book", BOOK, "--map", str(told)) == 2
    assert "JSON" in capsys.readouterr().err
