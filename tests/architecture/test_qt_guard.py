"""The installed Qt survives many calls that return nothing.

PySide6 6.12.0 on Python 3.11 drops a reference to None in each and aborts the interpreter after
some thousands. This is what holds the pin in pyproject.toml; lift it when these pass without.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

PATH = """
from PySide6.QtGui import QPainterPath
path = QPainterPath()
for i in range(1, 20_001):
    path.lineTo(i, i)
assert path.elementCount() == 20_001
"""

SIGNAL = """
from PySide6.QtCore import QObject, Signal
class Source(QObject):
    happened = Signal(int)
seen = []
source = Source()
source.happened.connect(seen.append)
for i in range(5_000):
    source.happened.emit(i)
assert seen == list(range(5_000))
"""


@pytest.mark.parametrize("program", [PATH, SIGNAL], ids=["painter path", "signal"])
def test_many_calls_into_qt(program: str) -> None:
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert finished.returncode == 0, finished.stderr
