"""One chart of a meeting: its finding, what it measures, the picture, all painted to fill the room there is.

The layout is that of every chart; here it has no tools, so that four fit on a screen. Arrow keys read
the points, Enter opens the whole chart.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from stewardship_desktop.domain.chart.layout import arrange
from stewardship_desktop.domain.chart.lettering import Lettering
from stewardship_desktop.domain.chart.primitives import Drawing
from stewardship_desktop.domain.chart.reading import reading
from stewardship_desktop.domain.chart.spec import ChartSpec
from stewardship_desktop.ui.charts.painting import paint
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import PROJECTOR_POINTS, SPACE_1, SPACE_2, SPACE_3, pixels
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.data_table.cell_paint import paint_focus
from stewardship_desktop.ui.widgets.illustrative import WORD, paint_corner

MOST_TITLE_LINES = 2
ROOMY = 13
"""A chart of so many lines of its title's letters has room for one line of title more."""
LEAST_PICTURE = 0.45
"""The share of its room that a picture keeps: events and notes that leave it less are left out."""
LEAST_HEIGHT = 170
WIDE = 32
"""A large chart narrower than so many of its letters has its title in their size, to be read whole."""
LOW = 20
"""A chart lower than so many of its letters keeps its foot to itself: the picture needs the room."""
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class MeetingChart(QWidget):
    """`MeetingChart(large=False)`: `show_chart(metric_id, spec)` -> `opened(metric_id)`.

    `large` is for a room: no text under 18 points.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, large: bool = False) -> None:
        super().__init__(parent)
        self._large, self.metric_id = large, ""
        self.spec: ChartSpec | None = None
        self.said = ""
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ownFocus", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._set_least()
        apply.notifier().changed.connect(self._set_least)

    def show_chart(self, metric_id: str, spec: ChartSpec) -> None:
        """Show a metric's chart; the point that was read stays if it is still there."""
        if metric_id != self.metric_id or self.spec is None or spec.keys != self.spec.keys:
            self._at, self.said = -1, ""
        self.metric_id, self.spec = metric_id, spec
        if self._at >= 0:
            self.said = reading(spec, 0, self._at)
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(
            f"{spec.subtitle}. {spec.alternative_text} Arrow keys read the points, Enter opens the chart."
        )
        self.update()

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def _set_least(self) -> None:
        size = apply.current().sizes
        self.setMinimumSize(200, LEAST_HEIGHT if self._large else size.px(LEAST_HEIGHT))

    # ---- keys and mouse
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.spec is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        last = len(self.spec.keys) - 1
        steps = {
            Qt.Key.Key_Left: max(0, self._at - 1), Qt.Key.Key_Right: min(last, self._at + 1),
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: last,
        }  # fmt: skip
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.metric_id)
        elif event.key() in steps and last >= 0:
            self._at = steps[Qt.Key(event.key())]
            self.said = reading(self.spec, 0, self._at)
            announce(self, self.said)
            self.update()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.metric_id:
            self.opened.emit(self.metric_id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    # ---- painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), apply.colour("surface"))
        if self.spec is not None:
            self._paint_spec(painter, self.spec)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()).adjusted(0, 0, -1, -1))
        painter.end()

    def _sizes(self) -> tuple[int, int]:
        """Pixels of the title and of all else."""
        if self._large:
            least = pixels(PROJECTOR_POINTS[0])
            return pixels(PROJECTOR_POINTS[1]) if self.width() >= WIDE * least else least, least
        size = apply.current().sizes
        return size.body if self.height() < LOW * size.caption else size.lead, size.caption

    def _paint_spec(self, painter: QPainter, spec: ChartSpec) -> None:
        title, small = self._sizes()
        box = QRectF(self.rect()).adjusted(SPACE_3, SPACE_2, -SPACE_3, -SPACE_2)
        mark = small * (len(WORD) * 0.62 + 1.5) if spec.illustrative else 0.0
        heads = Lettering(float(title))
        down = box.top()
        lines = MOST_TITLE_LINES if box.height() < ROOMY * title else MOST_TITLE_LINES + 1
        painter.setFont(font(title, bold=True))
        painter.setPen(apply.colour("text"))
        for line in heads.wrap(spec.title, box.width(), lines, bold=True):
            painter.drawText(QRectF(box.x(), down, box.width(), heads.line), LEFT, line)
            down += heads.line
        if spec.illustrative:
            # Beside what is measured: the finding is to be read whole.
            self._paint_mark(painter, box.adjusted(0, down - box.top(), 0, 0), small)
        words = Lettering(float(small))
        painter.setFont(font(small))
        painter.setPen(apply.colour("muted"))
        for line in words.wrap(spec.subtitle, box.width() - mark, 1):
            painter.drawText(QRectF(box.x(), down, box.width(), words.line), LEFT, line)
        down += words.line + SPACE_1
        foot = self.said or ("" if self._large or box.height() < LOW * small else spec.foot)
        low = words.line + SPACE_1 if foot else 0.0
        room = box.bottom() - low - down
        drawing = _fitting(spec, box.width(), max(room, 40.0), words)
        painter.save()
        painter.setClipRect(QRectF(box.x(), down, box.width(), room))
        painter.translate(box.x(), down)
        paint(painter, drawing.everything)
        painter.restore()
        if low:
            painter.setFont(font(small))
            painter.setPen(apply.colour("text" if self.said else "muted"))
            for line in words.wrap(foot, box.width(), 1):
                painter.drawText(
                    QRectF(box.x(), box.bottom() - words.line, box.width(), words.line), LEFT, line
                )

    @staticmethod
    def _paint_mark(painter: QPainter, box: QRectF, small: int) -> None:
        painter.setFont(font(small))
        painter.setPen(apply.colour("muted"))
        side = round(small * 4 / 3)
        painter.drawText(
            QRectF(box.x(), box.y(), box.width() - side - SPACE_1, side),
            int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), WORD,
        )  # fmt: skip
        paint_corner(painter, box, side)


def _fitting(spec: ChartSpec, width: float, height: float, words: Lettering) -> Drawing:
    """The picture with its events and notes, or without those that leave too little of it."""
    drawing = arrange(spec, width, height, lettering=words, grow=False)
    for fewer in (replace(spec, notes=()), replace(spec, notes=(), events=())):
        if drawing.height <= height + 1 and drawing.frame.height >= LEAST_PICTURE * height:
            break
        drawing = arrange(fewer, width, height, lettering=words, grow=False)
    return drawing
