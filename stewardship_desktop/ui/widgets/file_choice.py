"""The place where a file is dropped or chosen, and which says what became of it. It reads no file itself."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_5
from stewardship_desktop.ui.widgets.progress_line import ProgressLine
from stewardship_desktop.ui.widgets.words import button, label, show_if

TABLES = (("Tables", ("*.csv", "*.xlsx", "*.xlsm", "*.txt", "*.tsv")), ("All files", ("*",)))
"""The files that a dialog offers where a table is to be chosen."""

_DROP = "Drop a CSV or Excel file here"
_CHOOSE = "Choose a file"


def first_file(mime: QMimeData) -> Path | None:
    """The first file of what is dragged, None where it holds none."""
    return next((Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()), None)


class FileChoice(QFrame):
    """`FileChoice(hint)`: `show_reading`, `show_error`, `show_file`, `clear`.

    `file_chosen(Path)` for a file that is dropped on it, `browse_asked` and `stop_asked` from its buttons.
    """

    file_chosen = Signal(object)
    browse_asked = Signal()
    stop_asked = Signal()

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self.setAcceptDrops(True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(SPACE_5, SPACE_5, SPACE_5, SPACE_5)
        inside.setSpacing(SPACE_3)
        self._hint = hint
        self.name_label = label(_DROP, "heading")
        self.read_label = label(hint, "muted")
        self.choose_button = button(_CHOOSE, "secondary", icon="open", clicked=self.browse_asked.emit)
        self.progress = ProgressLine(cancel="Stop reading")
        self.progress.cancelled.connect(self.stop_asked)
        self.progress.hide()
        self.error_label = label("", "error")
        self.error_label.hide()
        for part in (self.name_label, self.read_label, self.choose_button, self.progress, self.error_label):
            inside.addWidget(part)
        self.setFocusProxy(self.choose_button)

    def show_reading(self, name: str) -> None:
        """A file is being read."""
        self.error_label.hide()
        self.name_label.setText(name)
        self.progress.set_progress(f"Reading {name}", None)
        # The choice stays open: a button that is greyed while it has the keyboard loses it.
        self.progress.show()

    def show_error(self, words: str) -> None:
        """The file couldn't be read; another can be chosen."""
        self.progress.hide()
        self.name_label.setText("Choose another file")
        self.read_label.hide()
        self.error_label.setText(words)
        show_if(self.error_label, bool(words))

    def show_file(self, name: str, words: str) -> None:
        """A file has been read; `words` say how."""
        self.progress.hide()
        self.error_label.hide()
        self.name_label.setText(name)
        self.read_label.setText(words)
        self.read_label.show()
        self.choose_button.setText("Choose another file")

    def clear(self) -> None:
        """No file is chosen."""
        self.show_error("")
        self.name_label.setText(_DROP)
        self.choose_button.setText(_CHOOSE)
        self.read_label.setText(self._hint)
        self.read_label.show()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if first_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        file = first_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.file_chosen.emit(file)
