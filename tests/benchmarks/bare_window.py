"""The reference that start-up and memory are measured against: a window with five tabs of forms, no more.

Prints when it was first painted (milliseconds since 1970, as the program itself does) and its
resident memory in bytes.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QFormLayout, QLineEdit, QMainWindow, QTabWidget, QWidget

TABS, FIELDS = 5, 8


class Painted(QObject):
    """Ends the program once the window has been painted for the first time."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.report)
        return False

    def report(self) -> None:
        painted = time.time() * 1000
        # Only now, so that it is no part of what is measured.
        import psutil

        print(json.dumps({"painted": painted, "memory": psutil.Process().memory_info().rss}), flush=True)
        QApplication.exit(0)


def main() -> int:
    application = QApplication(sys.argv)
    tabs = QTabWidget()
    for number in range(TABS):
        page = QWidget()
        form = QFormLayout(page)
        for each in range(FIELDS):
            form.addRow(f"Field {each}", QLineEdit())
        tabs.addTab(page, f"Tab {number}")
    window = QMainWindow()
    window.setCentralWidget(tabs)
    painted = Painted()
    tabs.installEventFilter(painted)
    window.resize(1280, 720)
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
