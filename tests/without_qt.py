"""Puts Qt out of reach, to prove that a part of the program does without it.

As a pytest plugin: `pytest -p tests.without_qt -p no:pytest-qt tests/domain`. In a subprocess:
import it first.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType
from typing import Any

QT = ("PySide6", "shiboken6", "pyqtgraph")


class _OutOfReach(MetaPathFinder):
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:
        if fullname.partition(".")[0] in QT:
            raise ImportError(f"{fullname} is out of reach here: only stewardship_desktop.ui may use Qt.")


sys.meta_path.insert(0, _OutOfReach())


def pytest_addoption(parser: Any) -> None:
    """Know the settings of pytest-qt, which is not loaded, so that strict configuration accepts them."""
    for name in ("qt_api", "qt_default_raising", "qt_log_level_fail"):
        parser.addini(name, "of pytest-qt")
    parser.addini("qt_log_ignore", "of pytest-qt", type="linelist")
