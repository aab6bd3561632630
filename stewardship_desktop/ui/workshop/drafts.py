"""Sees to it that what is typed is on disk within a second, whatever line it is typed in.

Words are kept while somebody types on without a pause; a number only after the last key, since half of one
is another number. It watches the one line of a page that has the keyboard. A field of a form or a cell of
a table is committed without leaving it; an entry line with a `draft_key` keeps its text as a draft.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from stewardship_desktop.ui.widgets.data_table.view import GridView
from stewardship_desktop.ui.widgets.property_form.field_row import FieldRow
from stewardship_desktop.ui.widgets.typed_text import Unreadable

QUIET_MS = 900
"""After the first key that isn't kept yet (numbers: after the last one); with the write within a second."""
DRAFT_KEY = "draft_key"
_WORDS = frozenset({"text", "long"})


class DraftKeeper(QObject):
    """`DraftKeeper(page)`: `drafted(key, text)` for an entry line's unfinished text."""

    drafted = Signal(str, str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._watched: QLineEdit | QPlainTextEdit | None = None
        self._words = False
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(QUIET_MS)
        self.timer.timeout.connect(self.commit)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is self._watched:
            return
        self._let_go()
        if isinstance(now, (QLineEdit, QPlainTextEdit)) and self._page.isAncestorOf(now):
            self._watched, self._words = now, self._holds_words(now)
            now.textChanged.connect(self._typed)
            now.destroyed.connect(self._gone)

    def _let_go(self) -> None:
        line, self._watched = self._watched, None
        if line is None:
            return
        try:
            line.textChanged.disconnect(self._typed)
            line.destroyed.disconnect(self._gone)
        except RuntimeError:  # the line went first
            return
        if self.timer.isActive():
            self.timer.stop()
            self._draft(line)

    def _holds_words(self, line: QLineEdit | QPlainTextEdit) -> bool:
        """Whether half of what is typed in a line is worth keeping."""
        if isinstance(line, QPlainTextEdit) or line.property(DRAFT_KEY):
            return True
        host = line.parentWidget()
        while host is not None and host is not self._page:
            if isinstance(host, FieldRow):
                return host.field.parse is None and host.field.kind in _WORDS
            if isinstance(host, GridView):
                model, column = host.model(), line.property("column")
                if column is None or not hasattr(model, "columns"):
                    return False
                shown = model.columns[int(column)]
                return shown.parse is None and shown.kind in _WORDS
            host = host.parentWidget()
        return False

    @Slot()
    def _typed(self) -> None:
        if not (self._words and self.timer.isActive()):
            self.timer.start()

    @Slot()
    def _gone(self) -> None:
        self._watched = None
        self.timer.stop()

    @Slot()
    def commit(self) -> None:
        """Keep what is typed now, as far as it can be read. Nothing moves and nothing is said."""
        line = self._watched
        if line is None:
            return
        self.timer.stop()
        if self._draft(line):
            return
        host = line.parentWidget()
        while host is not None and host is not self._page:
            if isinstance(host, FieldRow):
                host.commit_quietly()
                return
            if isinstance(host, GridView):
                self._commit_cell(host, line)
                return
            host = host.parentWidget()

    def _commit_cell(self, grid: GridView, editor: QWidget) -> None:
        model, column = grid.model(), editor.property("column")
        if column is None or not hasattr(model, "columns"):
            return
        text = editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()  # type: ignore[attr-defined]
        try:
            model.columns[int(column)].from_text(text)
        except Unreadable:
            return
        grid.delegate.commitData.emit(editor)

    def _draft(self, line: QLineEdit | QPlainTextEdit) -> bool:
        key = line.property(DRAFT_KEY)
        if not key:
            return False
        self.drafted.emit(str(key), line.text() if isinstance(line, QLineEdit) else line.toPlainText())
        return True
