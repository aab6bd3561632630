"""Batch verbs in bad places: no traceback, the right exit status, nothing half-written."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from stewardship_desktop import cli
from stewardship_desktop.__main__ import main
from stewardship_desktop.application import batch_import
from tests.support.example import copy_example

TEXT = "service_line,spend\nCardiology,1200\nStroke,300\nTotal,1500\n"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    file = tmp_path / "book.csv"
    file.write_text(TEXT, encoding="utf-8")
    return file


def words(file: Path, workspace: Path, *more: str, period: str = "2020/21") -> list[str]:
    return ["import", "budget-book", str(file), "--workspace", str(workspace), "--period", period,
            "--unit", "thousand", *more]  # fmt: skip


def refused_in_one_line(captured: pytest.CaptureFixture[str]) -> str:
    said = captured.readouterr()
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert "Traceback" not in said.err
    assert len(lines[0]) <= 600
    return lines[0]


def start(*arguments: str, stdout: int, stderr: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "stewardship_desktop", *arguments]
    return subprocess.Popen(command, stdout=stdout, stderr=stderr)


def test_places_that_can_hold_no_workspace_are_refused(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "nowhere").symlink_to(tmp_path / "gone")
    before = sorted(tmp_path.iterdir())
    for place in (
        tmp_path,
        book,
        book / "w.stewardship",
        book / "deep" / "w.stewardship",
        tmp_path / ("x" * 300),
        tmp_path / ("x" * 252),
        tmp_path / "loop",
        tmp_path / "nowhere",
        tmp_path / "caf\udce9.stewardship",
    ):
        assert main(words(book, place)) == 2, place
        assert refused_in_one_line(capsys)
    assert sorted(tmp_path.iterdir()) == before
    assert book.read_text(encoding="utf-8") == TEXT


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_pipes_are_not_waited_for(tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for arguments in (words(book, pipe), words(pipe, tmp_path / "w"), ["check", str(pipe)]):
        assert main(arguments) == 2
        assert "pipe" in refused_in_one_line(capsys)


def test_a_workspace_made_meanwhile_is_not_overwritten(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "w.stewardship"
    see_through = batch_import._see_through

    def somebody_was_faster(kept: object) -> None:
        see_through(kept)  # type: ignore[arg-type]
        target.write_text("theirs", encoding="utf-8")

    monkeypatch.setattr(batch_import, "_see_through", somebody_was_faster)
    assert main(words(book, target)) == 2
    assert target.read_text(encoding="utf-8") == "theirs"
    assert "meanwhile" in refused_in_one_line(capsys)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["book.csv", "w.stewardship"]


def test_a_fault_of_ours_is_one_line_and_kept(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(batch_import, "import_file", broken)
    assert main(words(book, tmp_path / "w", "--json")) == 2
    said = capsys.readouterr()
    assert "ZeroDivisionError" in json.loads(said.out)["problems"][0]
    assert len(said.err.splitlines()) == 1
    from stewardship_desktop.application.locations import crash_log_path

    assert "ZeroDivisionError: ours" in crash_log_path().read_text(encoding="utf-8")


def test_stopping_is_said_without_a_traceback(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(batch_import, "prepare", stopped)
    assert main(words(book, tmp_path / "deep" / "w")) == 130
    assert "Stopped" in refused_in_one_line(capsys)
    assert not (tmp_path / "deep").exists()


def test_a_home_that_cannot_be_made_is_no_matter(
    tmp_path: Path, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STEWARDSHIP_DESKTOP_HOME", str(book / "home"))
    assert main(words(book, tmp_path / "w.stewardship")) == 0
    assert cli.author().name == cli.COMMAND_LINE


def test_names_with_line_ends_and_colours_stay_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a\nb.csv"
    try:
        file.write_text('service_line,spend\n"x\x1b[31m",5%\n', encoding="utf-8")
    except OSError:
        pytest.skip("no such file names here")
    assert main(words(file, tmp_path / "w")) == 2
    assert "\x1b" not in refused_in_one_line(capsys)
    assert main(words(tmp_path / "none\n.csv", tmp_path / "w", period="x" * 5000)) == 2
    refused_in_one_line(capsys)


def test_a_map_for_another_kind_is_refused(
    tmp_path: Path, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "map.json"
    told.write_text('{"kind": "staffing"}', encoding="utf-8")
    assert main(words(book, tmp_path / "w", "--map", str(told))) == 2
    assert "staffing" in refused_in_one_line(capsys)
    told.write_text('{"columns": {"\\ud800": "spend"}}', encoding="utf-8")
    assert main(words(book, tmp_path / "w", "--map", str(told), "--json")) == 2
    json.loads(capsys.readouterr().out)


def test_a_damaged_workspace_is_a_workspace_with_faults(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = copy_example(tmp_path)
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert main(["check", str(whole)]) == 1
    assert "damaged" in capsys.readouterr().out


def test_output_that_cannot_be_written_changes_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "£—é.csv"
    file.write_text("service_line,spend\n£ — é 😀,5\nTotal,4\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii:strict"}
    for name, more in (("text", ()), ("json", ("--json",))):
        done = subprocess.run(
            [sys.executable, "-m", "stewardship_desktop", *words(file, tmp_path / name, *more)],
            capture_output=True,
            env=environment,
            check=False,
        )
        assert (done.returncode, done.stderr) == (1, b"")
        if more:
            assert json.loads(done.stdout)["rows"] == 1
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*words(file, tmp_path / "pipe"), stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert process.communicate()[1] == b""
    assert process.returncode == 1


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("delay", [0.3, 0.8, 1.3])
def test_a_killed_import_leaves_all_or_nothing(tmp_path: Path, book: Path, delay: float) -> None:
    workspace = tmp_path / "w.stewardship"
    assert main(words(book, workspace)) == 0
    large = tmp_path / "large.csv"
    rows = "".join(f"Line {i},{i}\n" for i in range(8000))
    large.write_text(f"service_line,spend\n{rows}Total,{sum(range(8000))}\n", encoding="utf-8")
    process = start(*words(large, workspace), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.wait()
    assert main(["check", str(workspace)]) == 0
    connection = sqlite3.connect(workspace)
    count = "(SELECT count(*) FROM budget_figure WHERE budget_import_id = budget_import.id)"
    held = dict(connection.execute(f"SELECT version, {count} FROM budget_import").fetchall())
    connection.close()
    assert held in ({1: 3}, {1: 3, 2: 8001})
    assert main(words(book, workspace)) == 0


CUT_OFF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size=1")
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE change SET reason = 'cut off'")
connection.execute("UPDATE budget_figure SET printed = 'cut off'")
os._exit(9)
"""


def test_a_save_that_was_cut_off_is_taken_back_before_checking(tmp_path: Path) -> None:
    workspace = copy_example(tmp_path)
    subprocess.run([sys.executable, "-c", CUT_OFF, str(workspace)], check=False)
    assert workspace.with_name(f"{workspace.name}-journal").stat().st_size > 0
    assert main(["check", str(workspace)]) == 0
