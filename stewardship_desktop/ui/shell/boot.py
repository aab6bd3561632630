"""Starting the window: crash log, theme, frame, first paint; only then the libraries and the workspace."""

from __future__ import annotations

import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from stewardship_desktop.application.crash_log import CrashLog, hook_into
from stewardship_desktop.application.locations import crash_log_path, settings_path, workspace_folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from stewardship_desktop.application.settings import Settings
    from stewardship_desktop.ui.shell.main_window import MainWindow

TIMED = "--time-start"
"""Start, print when the window was painted and usable (ms since 1970) as JSON, and leave.

Where the system tells it, also the resident memory in bytes, then.
"""

TICK_MS = 5

STATM = Path("/proc/self/statm")


def run_window(arguments: list[str]) -> int:
    """Open the window on the workspace named, if any. Returns the exit status."""
    # Imports make many objects and no garbage; `GarbageTimer` does the collector's work once all is up.
    gc.disable()
    fault = _no_display()
    if fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    log = CrashLog(crash_log_path())
    earlier = log.earlier()
    log.begin()
    hook_into(log)
    timed = TIMED in arguments
    named = [each for each in arguments if not each.startswith("-")]

    from PySide6.QtWidgets import QApplication

    from stewardship_desktop.application.settings import Settings
    from stewardship_desktop.ui.shell.look import Look
    from stewardship_desktop.ui.shell.main_window import MainWindow

    # The style by its name: to ask Qt for the style itself costs a sixth of the start.
    app = QApplication([sys.argv[0], "-style", "fusion"])
    app.setApplicationName("Stewardship Desktop")
    settings = Settings(settings_path())
    look = Look(app, settings)
    window = MainWindow()
    times = _Times()
    running: list[Callable[[], None]] = []

    def begin() -> None:
        times.painted()
        look.attend()
        running.append(_begin(window, settings, log, earlier, named))

    window.painted.connect(begin)
    if timed:
        window.painted.connect(lambda: times.watch(window))
    window.show()
    status = app.exec()
    for stop in running:
        stop()
    look.detach()
    settings.flush()
    log.end()
    if timed:
        sys.stdout.write(f"{times.as_json()}\n")
    return status


def _begin(
    window: MainWindow, settings: Settings, log: CrashLog, earlier: str, named: list[str]
) -> Callable[[], None]:
    """After the first paint: what the window needs to work, and the workspace. Returns what ends it."""
    from stewardship_desktop.ui.ask import QtAsk
    from stewardship_desktop.ui.shell.faults import Faults
    from stewardship_desktop.ui.shell.garbage import GarbageTimer
    from stewardship_desktop.ui.shell.session import Session

    ask = QtAsk(window, workspace_folder())
    faults = Faults(window, log, ask)
    session = Session(window, settings, ask)
    garbage = GarbageTimer(session.is_busy, window)
    faults.show_earlier(earlier)
    session.begin(Path(named[0]) if named else None)
    return garbage.stop


class _Times:
    """When the window was painted and usable, in milliseconds since 1970.

    "stall" is the longest the GUI thread did not answer in between, in milliseconds.
    """

    def __init__(self) -> None:
        self._times: dict[str, float] = {}
        self._last = 0.0

    def watch(self, window: MainWindow) -> None:
        """Look every few milliseconds how long ago the last look was, and close once the window is usable."""
        from PySide6.QtCore import QTimer

        window.usable.connect(self.usable)
        window.usable.connect(window.close)
        window.jobs.refused.connect(window.close)
        window.jobs.broken.connect(window.close)
        self._ticker = QTimer()
        self._ticker.timeout.connect(self._tick)
        self._ticker.start(TICK_MS)
        self._last = self._now()

    def _tick(self) -> None:
        now = self._now()
        self._times["stall"] = max(self._times.get("stall", 0.0), now - self._last - TICK_MS)
        self._last = now

    def painted(self) -> None:
        self._times["painted"] = self._now()

    def usable(self) -> None:
        self._times["usable"] = self._now()
        if STATM.exists():
            self._times["memory"] = int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def as_json(self) -> str:
        return json.dumps(self._times)

    def _now(self) -> float:
        return time.time() * 1000


def _no_display() -> str:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return ""
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return (
        "There is no screen to show the window on. Start it on a desktop, or set QT_QPA_PLATFORM=offscreen."
    )
