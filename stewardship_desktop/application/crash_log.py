"""What is kept of a fault of ours: a plain text file, shown at the next start, never sent anywhere."""

from __future__ import annotations

import faulthandler
import sys
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from stewardship_desktop import __version__

LARGEST = 200_000
"""Bytes kept; a fault that repeats with every paint must not fill the disk."""


class CrashLog:
    """Writes faults to a file. Call `begin` before Qt is imported, to catch crashes below Python too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: TextIO | None = None

    def earlier(self) -> str:
        """What the last run left, "" when it ended well. Reading moves it aside, so it is shown once."""
        try:
            text = self.path.read_text(encoding="utf-8", errors="replace").strip()
            if text:
                self.path.replace(self.path.with_suffix(".shown.log"))
        except OSError:
            return ""
        return text

    def begin(self) -> None:
        """Have crashes below Python written here. A folder that can't be written is passed over."""
        try:
            self._file = self.path.open("a", encoding="utf-8")
        except OSError:
            return
        faulthandler.enable(self._file)

    def write(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
        """Keep a fault; returns the text kept. Never raises: it runs when things are wrong already."""
        # Only now: the start must not wait for what a good run never needs.
        import platform
        import traceback

        text = "".join(
            [
                f"{datetime.now().astimezone():%Y-%m-%d %H:%M} Stewardship Desktop {__version__}, ",
                f"Python {platform.python_version()}, {platform.system()} {platform.release()}\n",
                *traceback.format_exception(kind, error, trace),
            ]
        )
        try:
            if self._file is not None and self.path.stat().st_size < LARGEST:
                self._file.write(text + "\n")
                self._file.flush()
        except OSError:
            return text
        return text

    def end(self) -> None:
        """The run ended well: nothing is left to show."""
        if self._file is None:
            return
        if faulthandler.is_enabled():
            faulthandler.disable()
        self._file.close()
        self._file = None
        try:
            if not self.path.read_bytes().strip():
                self.path.unlink()
        except OSError:
            return


def hook_into(log: CrashLog) -> None:
    """Send exceptions that nobody catches to the log."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        log.write(kind, error, trace)
        sys.__excepthook__(kind, error, trace)

    sys.excepthook = hook
