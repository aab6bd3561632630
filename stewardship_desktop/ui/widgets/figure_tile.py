"""One figure, large, with its unit, its date and where it came from."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_3, SPACE_4
from stewardship_desktop.ui.widgets.illustrative import EXPLANATION, IllustrativeMark
from stewardship_desktop.ui.widgets.words import icon_button, label, restyle, show_if

Tone = Literal["", "good", "warn", "bad"]


class FigureTile(QFrame):
    """`FigureTile(title, value, unit=, as_at=, source=, illustrative=, change=, change_tone=, opens=)`.

    The source is a tool tip, the accessible description, and shown by a small button too, for those
    who cannot hover. With `opens=True` the tile is a button: `opened` on click, Enter or Space.
    """

    opened = Signal()

    def __init__(
        self,
        title: str,
        value: str,
        *,
        unit: str = "",
        as_at: str = "",
        source: str = "",
        illustrative: bool = False,
        change: str = "",
        change_tone: Tone = "",
        opens: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "card")
        self._opens = opens
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_4, SPACE_3, SPACE_4, SPACE_3)
        layout.setSpacing(SPACE_1)
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        self.title_label = label(title, "muted")
        head.addWidget(self.title_label, 1, Qt.AlignmentFlag.AlignTop)
        self.source_button = icon_button(
            "info", f"Source of {title}", token="muted", clicked=self._show_source
        )
        head.addWidget(self.source_button, 0, Qt.AlignmentFlag.AlignTop)
        # Tiles stand in a row: their figures are level whether or not one has a source.
        policy = self.source_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.source_button.setSizePolicy(policy)
        layout.addLayout(head)
        figure = QHBoxLayout()
        figure.setSpacing(SPACE_2)
        self.value_label = label(value, "display", wrap=False)
        self.unit_label = label(unit, "muted", wrap=False)
        figure.addWidget(self.value_label, 0, Qt.AlignmentFlag.AlignBottom)
        figure.addWidget(self.unit_label, 1, Qt.AlignmentFlag.AlignBottom)
        self.unit_label.setContentsMargins(0, 0, 0, SPACE_1)
        layout.addLayout(figure)
        self.change_label = label(change, "caption")
        layout.addWidget(self.change_label)
        foot = QHBoxLayout()
        self.as_at_label = label(as_at, "caption")
        self.mark = IllustrativeMark()
        foot.addWidget(self.as_at_label, 1)
        foot.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(foot)
        layout.addStretch(1)
        self.set_figure(
            value, unit=unit, as_at=as_at, source=source, illustrative=illustrative, change=change,
            change_tone=change_tone,
        )  # fmt: skip

    def set_figure(
        self,
        value: str,
        *,
        unit: str = "",
        as_at: str = "",
        source: str = "",
        illustrative: bool = False,
        change: str = "",
        change_tone: Tone = "",
    ) -> None:
        """Show another figure. A change needs its direction in its words; its tone only colours them."""
        self._source = source
        self.value_label.setText(value)
        for shown, text in ((self.unit_label, unit), (self.as_at_label, as_at), (self.change_label, change)):
            shown.setText(text)
        show_if(self.change_label, bool(change))
        show_if(self.as_at_label, bool(as_at) or illustrative)
        self.change_label.setProperty("tone", change_tone)
        restyle(self.change_label)
        show_if(self.mark, illustrative)
        show_if(self.source_button, bool(source))
        self.setToolTip(source)
        title = self.title_label.text()
        self.setAccessibleName(" ".join(part for part in (title + ":", value, unit) if part))
        notes = (as_at, change, source, EXPLANATION if illustrative else "")
        self.setAccessibleDescription(". ".join(part for part in notes if part))

    def _show_source(self) -> None:
        QToolTip.showText(
            self.source_button.mapToGlobal(QPoint(0, self.source_button.height())), self._source, self
        )

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self._opens and self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
            return
        super().keyPressEvent(event)
