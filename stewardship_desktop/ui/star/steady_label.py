"""A line of words that changes often and keeps the room it once needed, so that nothing beside it jumps."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


class SteadyLabel(QLabel):
    """`SteadyLabel()`: plain words that wrap; for each width as high as the longest text it has held.

    A picture that shares a column with it is then not laid out anew with every text. `forget()` lets
    it be as low as its words again.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._most: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("type", "body")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def forget(self) -> None:
        """Be as low as the words on show."""
        self._most = {}
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The same whatever the words are: the width says how high they must be."""
        line = self.fontMetrics()
        return QSize(line.averageCharWidth() * 40, line.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * 12, self.fontMetrics().height())

    def heightForWidth(self, width: int) -> int:
        most = max(self._most.get(width, 0), super().heightForWidth(width))
        self._most[width] = most
        return most
