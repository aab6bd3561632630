"""The first step of the import of values: the file, its sheet, and the row of its headings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.domain.budget.table import ReadTable
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets import Card, ScrollingPage, label
from stewardship_desktop.ui.widgets.file_choice import FileChoice
from stewardship_desktop.ui.widgets.words import show_if

_HINT = (
    "One value a row, or one metric a row with its months across, or the other way round. You see what it "
    "would change before anything is kept."
)
_LAST_ROW = 30


class FileStep(QWidget):
    """`file`, a `FileChoice`; `sheet_chosen(str)`, `header_chosen(int)` when another one is to be read."""

    sheet_chosen = Signal(str)
    header_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.file = FileChoice(_HINT)
        self.sheets = QComboBox()
        self.sheets.activated.connect(self._choose_sheet)
        self.header = QComboBox()
        for row in range(1, _LAST_ROW + 1):
            self.header.addItem(str(row), row)
        self.header.activated.connect(self._choose_header)
        self.told_label = label("", "muted")
        self.about = Card("How it was read")
        self._sheet_line = _line("Sheet", self.sheets)
        self.about.add(self._sheet_line)
        self.about.add(_line("Headings in row", self.header))
        self.about.add(self.told_label)
        self.about.hide()
        body = QWidget()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollingPage(body))
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_4)
        column.addWidget(self.file)
        column.addWidget(self.about)
        column.addStretch(1)
        self.setFocusProxy(self.file.choose_button)

    def show_read(self, read: ReadTable, told: str) -> None:
        """A file has been read; `told` says what comes of it."""
        columns = sum(bool(heading) for heading in read.headers)
        rows = "1 row" if len(read.rows) == 1 else f"{len(read.rows):,} rows"
        heads = "1 heading" if columns == 1 else f"{columns} headings"
        self.file.show_file(read.file_name, " ".join([f"{rows} under {heads}.", *read.notes]))
        self.sheets.clear()
        for sheet in read.sheets:
            self.sheets.addItem(sheet, sheet)
        self.sheets.setCurrentIndex(self.sheets.findData(read.sheet))
        show_if(self._sheet_line, len(read.sheets) > 1)
        self.header.setCurrentIndex(self.header.findData(read.header_row))
        self.told_label.setText(told)
        self.about.show()

    def show_error(self, words: str) -> None:
        """The file couldn't be read so."""
        self.file.show_error(words)

    def clear(self) -> None:
        """No file is chosen."""
        self.about.hide()
        self.file.clear()

    def _choose_header(self, at: int) -> None:
        self.header_chosen.emit(int(self.header.itemData(at)))

    def _choose_sheet(self, at: int) -> None:
        self.sheet_chosen.emit(str(self.sheets.itemData(at)))


def _line(words: str, box: QWidget) -> QWidget:
    """A choice behind its name."""
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE_3)
    name = label(words, "label", wrap=False)
    name.setFixedWidth(apply.current().sizes.px(120))
    box.setAccessibleName(words)
    row.addWidget(name)
    row.addWidget(box)
    row.addStretch(1)
    return line
