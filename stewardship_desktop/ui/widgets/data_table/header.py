"""The header of a data table: titles, the arrow of the sorted column, two lines where a title needs them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from stewardship_desktop.ui.theme import apply, icons
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import CELL_PAD, SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets.data_table.model import RowsModel


class ColumnHeader(QHeaderView):
    """A horizontal header that paints itself from the tokens."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setSectionsMovable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(48)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName("Column titles")
        self.sectionResized.connect(self._resized)

    def _resized(self) -> None:
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        size = apply.current().sizes
        metrics = QFontMetrics(font(size.caption, bold=True))
        model = self.model()
        lines = 1
        if model is not None:
            for at in range(self.count()):
                if self.isSectionHidden(at):
                    continue
                pad = model.columns[at].pad if isinstance(model, RowsModel) else CELL_PAD
                room = self.sectionSize(at) - 2 * pad - self._arrow_room(at)
                title = str(model.headerData(at, Qt.Orientation.Horizontal) or "")
                if metrics.horizontalAdvance(title) > room and " " in title.strip():
                    lines = 2
                    break
        return QSize(
            super().sizeHint().width(), max(size.row, lines * metrics.lineSpacing() + SPACE_2 + SPACE_1)
        )

    def _arrow_room(self, at: int) -> int:
        model = self.model()
        if isinstance(model, RowsModel) and model.sorting() is not None and model.sorting()[0] == at:  # type: ignore[index]
            return apply.current().sizes.px(14) + SPACE_1
        return 0

    def paintSection(self, painter: QPainter, rect: QRect, at: int) -> None:  # noqa: N802
        model = self.model()
        if not isinstance(model, RowsModel) or not rect.isValid():
            return
        theme = apply.current()
        size = theme.sizes
        box = QRectF(rect)
        painter.save()
        painter.fillRect(box, apply.colour("surface"))
        sorting = model.sorting()
        chosen = sorting is not None and sorting[0] == at
        painter.setFont(font(size.caption, bold=True))
        painter.setPen(apply.colour("text" if chosen else "muted"))
        column = model.columns[at]
        inner = box.adjusted(column.pad, 0, -column.pad, -1)
        arrow = size.px(14)
        if chosen and sorting is not None:
            at_x = inner.x() if column.right else inner.right() - arrow
            icons.draw(
                painter, "sort-down" if sorting[1] else "sort-up",
                QRectF(at_x, inner.center().y() - arrow / 2, arrow, arrow), apply.colour("text"),
            )  # fmt: skip
            inner = inner.adjusted(
                arrow + SPACE_1 if column.right else 0, 0, 0 if column.right else -arrow - SPACE_1, 0
            )
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        if column.align == "centre":
            side = Qt.AlignmentFlag.AlignHCenter
        metrics = painter.fontMetrics()
        title = column.title
        longest = max((metrics.horizontalAdvance(word) for word in title.split()), default=0)
        if longest > inner.width():
            title = metrics.elidedText(title, Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(
            inner, int(side | Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap), title
        )
        painter.setPen(QPen(apply.colour("edge"), theme.palette.edge_width))
        low = box.bottom() - theme.palette.edge_width / 2
        painter.drawLine(int(box.left()), int(low), int(box.right()) + 1, int(low))
        painter.restore()
