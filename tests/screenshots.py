"""Pictures of every room over the example: `python -m tests.screenshots OUTDIR [WxH ...]`.

For people to look at; no test compares them.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

SIZES = ("1280x720", "1920x1080")
CARE_AREA = "Stroke"


def main(arguments: list[str]) -> int:
    """Save one PNG per room and size. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("sizes", nargs="*", default=SIZES)
    parser.add_argument("--theme", default="light")
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--room", default="")
    parser.add_argument("--area", default=CARE_AREA)
    chosen = parser.parse_args(arguments)
    chosen.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        os.environ["STEWARDSHIP_DESKTOP_HOME"] = home
        for size in chosen.sizes or SIZES:
            _take(chosen, size, Path(home))
    return 0


def _take(chosen: argparse.Namespace, size: str, home: Path) -> None:
    from PySide6.QtWidgets import QApplication

    from stewardship_desktop.application.settings import TEXT_SIZE, THEME, Settings, ThemeMode
    from stewardship_desktop.ui.ask import QtAsk
    from stewardship_desktop.ui.rooms import ROOMS
    from stewardship_desktop.ui.shell.look import Look
    from stewardship_desktop.ui.shell.main_window import MainWindow
    from stewardship_desktop.ui.shell.session import Session
    from tests.support.example import copy_example

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    settings = Settings(home / f"{size}.json")
    settings.introduce("Robin Example", "Programme manager", "Integrated care board")
    settings.set(THEME, ThemeMode(chosen.theme))
    settings.set(TEXT_SIZE, chosen.text)
    look = Look(app, settings)
    window = MainWindow()
    width, height = (int(part) for part in size.split("x"))
    window.resize(width, height)
    session = Session(window, settings, QtAsk(window))
    window.show()
    folder = home / size
    folder.mkdir()
    session.open_file(copy_example(folder))
    _until(lambda: session.opened is not None and not window.jobs.running)
    area = next(each for each in session.areas if each.name == chosen.area)
    for room in ROOMS:
        if chosen.room not in ("", room.room_id):
            continue
        for care_area in ("", area.care_area_id) if room.room_id == "home" else (area.care_area_id,):
            session.choose_care_area(care_area)
            session.go(room.room_id)
            _settle()
            name = f"{room.room_id}{'' if care_area or room.room_id != 'home' else '-programme'}"
            look_of = "" if chosen.theme == "light" else f"-{chosen.theme}"
            text = "" if chosen.text == 100 else f"-{chosen.text}"
            window.grab().save(str(chosen.folder / f"{name}-{size}{look_of}{text}.png"))
    window.close()
    look.detach()


def _settle() -> None:
    end = time.monotonic() + 0.6
    _until(lambda: time.monotonic() > end)


def _until(reached: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent

    while not reached():
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
