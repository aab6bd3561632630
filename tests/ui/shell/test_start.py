"""What the start costs and promises: light until painted, one library after, faults shown the next time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("sqlalchemy", "alembic", "pandas", "numpy", "openpyxl", "pyqtgraph")

PAINT_AND_TELL = """
import json, sys
from PySide6.QtWidgets import QApplication
from stewardship_desktop.ui.shell import session
found = {}
def begin(self, path):
    found["painted"] = [name for name in HEAVY if name in sys.modules]
    real(self, path)
def usable(self):
    shown(self)
    found["usable"] = [name for name in HEAVY if name in sys.modules]
HEAVY = %r
real, session.Session.begin = session.Session.begin, begin
shown, session.Session._show_usable = session.Session._show_usable, usable
from stewardship_desktop.__main__ import main
code = main(["--time-start"])
print(json.dumps({"code": code, **found}))
"""


def start(home: Path, *arguments: str, code: str = "") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "STEWARDSHIP_DESKTOP_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = (
        [sys.executable, "-c", code] if code else [sys.executable, "-m", "stewardship_desktop", *arguments]
    )
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_nothing_heavy_before_the_first_paint(tmp_path: Path) -> None:
    done = start(tmp_path, code=PAINT_AND_TELL % (HEAVY,))
    times, found = (json.loads(line) for line in done.stdout.splitlines()[-2:])
    assert found["code"] == 0, done.stderr
    assert found["painted"] == []
    assert 0 < times["painted"] < times["usable"]


def test_a_usable_page_needs_only_sqlalchemy(tmp_path: Path) -> None:
    # The second start: the first one builds the example, which takes the importers.
    start(tmp_path, "--time-start")
    done = start(tmp_path, code=PAINT_AND_TELL % (HEAVY,))
    assert json.loads(done.stdout.splitlines()[-1])["usable"] == ["sqlalchemy"], done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there a screen can be missing")
def test_no_screen_is_one_clear_line(tmp_path: Path) -> None:
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "stewardship_desktop"],
        env={**environment, "STEWARDSHIP_DESKTOP_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("There is no screen")
