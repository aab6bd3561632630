"""How long a window doesn't answer while something else goes on."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

TICK_MS = 5


@contextmanager
def window_watched(gaps: list[float]) -> Iterator[None]:
    """Notes how long the window did not answer, each time, in milliseconds."""
    last = time.perf_counter()

    def look() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000 - TICK_MS)
        last = now

    ticker = QTimer()
    ticker.timeout.connect(look)
    ticker.start(TICK_MS)
    try:
        yield
    finally:
        ticker.stop()
