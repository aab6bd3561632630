"""The crash log: empty after a good run, kept after a bad one, shown once, never a fault of its own."""

from __future__ import annotations

from pathlib import Path

from stewardship_desktop.application.crash_log import LARGEST, CrashLog


def fall(log: CrashLog, words: str = "paint failed") -> None:
    try:
        raise RuntimeError(words)
    except RuntimeError as error:
        log.write(type(error), error, error.__traceback__)


def test_a_good_run_leaves_nothing(tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "crash.log")
    log.begin()
    log.end()
    assert list(tmp_path.iterdir()) == []
    assert CrashLog(tmp_path / "crash.log").earlier() == ""


def test_a_fault_is_shown_once(tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "crash.log")
    log.begin()
    fall(log)
    log.end()
    text = CrashLog(tmp_path / "crash.log").earlier()
    assert "paint failed" in text
    assert "Traceback" in text
    assert CrashLog(tmp_path / "crash.log").earlier() == ""


def test_a_fault_that_repeats_does_not_fill_the_disk(tmp_path: Path) -> None:
    log = CrashLog(tmp_path / "crash.log")
    log.begin()
    for _ in range(400):
        fall(log, "x" * 2000)
    log.end()
    assert log.path.stat().st_size < LARGEST + 5000


def test_a_folder_that_cannot_be_written_is_passed_over(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    log = CrashLog(blocked / "crash.log")
    log.begin()
    fall(log)
    log.end()
    assert log.earlier() == ""
