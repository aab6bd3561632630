"""The guards of conftest.py catch what they are there for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.source_tree import ROOT

BAD_TESTS = """
import socket, threading
import stewardship_desktop.planted as planted

def test_network_swallowed():
    try:
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    except OSError:
        pass

def test_name_looked_up():
    try:
        socket.getaddrinfo("example.org", 80)
    except OSError:
        pass

def test_thread_left():
    stop = threading.Event()
    threading.Thread(target=stop.wait, args=(1.5,)).start()

def test_question(qtbot):
    from PySide6.QtWidgets import QMessageBox
    QMessageBox.question(None, "a", "b")

def test_modal(qtbot):
    from PySide6.QtWidgets import QDialog
    QDialog().exec()

def test_timer_left(qapp):
    planted.start_timer(qapp)

def test_warning_of_qt(qtbot):
    from PySide6.QtCore import qWarning
    qWarning("something is wrong")
"""

GOOD_TESTS = """
import os, socket
from pathlib import Path

def test_here():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()

def test_own_folder(home):
    assert Path(os.environ["STEWARDSHIP_DESKTOP_HOME"]) == home
    assert not home.exists()

def test_window_is_closed(qtbot):
    from PySide6.QtWidgets import QWidget
    QWidget().show()
"""

PLANTED = """
from PySide6.QtCore import QTimer

def start_timer(parent):
    timer = QTimer(parent)
    timer.start(1000)
    parent.planted = timer
"""


def test_what_is_left_behind_or_asked_fails_the_test(tmp_path: Path) -> None:
    finished = _run(tmp_path, BAD_TESTS)
    outcome = finished.stdout
    wrong = [line for line in BAD_TESTS.splitlines() if line.startswith("def test_")]
    for line in wrong:
        name = line[4:].partition("(")[0]
        assert f"FAILED test_it.py::{name}" in outcome or f"ERROR test_it.py::{name}" in outcome, outcome


def test_what_is_allowed_passes(tmp_path: Path) -> None:
    finished = _run(tmp_path, GOOD_TESTS)
    assert finished.returncode == 0, finished.stdout


def _run(folder: Path, tests: str) -> subprocess.CompletedProcess[str]:
    for name in ("pyproject.toml", "tests/conftest.py"):
        (folder / Path(name).name).write_bytes((ROOT / name).read_bytes())
    (folder / "test_it.py").write_text(tests, "utf-8")
    package = folder / "stewardship_desktop"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "planted.py").write_text(PLANTED, "utf-8")
    command = [sys.executable, "-m", "pytest", "test_it.py", "-p", "no:cacheprovider", "-p", "no:randomly"]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60)
