"""The budget to look at, by a slider and a box that say the same. It knows amounts, no plan."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QSlider, QVBoxLayout, QWidget

from stewardship_desktop.domain.amount import short_money
from stewardship_desktop.domain.star.typed import NoFigure, pounds_text, read_whole_pounds
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2
from stewardship_desktop.ui.widgets import button, label
from stewardship_desktop.ui.widgets.words import show_if

STEPS = 200
"""About as many steps as the slider has from end to end."""
_NICE = (1, 2, 5)


class BudgetSlider(QWidget):
    """`set_range(costs, home)`, `set_budget(pounds)` -> `moved(pounds)` by a person.

    Left and Right go a step, PgUp and PgDn to the next efficient portfolio; the box takes "£1.2m".
    """

    moved = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._costs: list[int] = []
        self._low, self._step, self._budget, self._home = 0, 1, 0, 0
        self.slider = _Slider()
        self.slider.setAccessibleName("Budget")
        self.slider.setToolTip(
            "Left and Right: a step. PgUp and PgDn: the next efficient portfolio. "
            "The line in the picture can be pulled too."
        )
        self.slider.valueChanged.connect(self._slid)
        self.slider.point_asked.connect(self._to_point)
        self.box = QLineEdit()
        self.box.setAccessibleName("Budget in pounds a year")
        self.box.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.box.editingFinished.connect(self._typed)
        self.home_button = button("Session's budget", "quiet", clicked=self._go_home)
        self.error_label = label("", "error")
        row = QHBoxLayout()
        row.setSpacing(SPACE_2)
        row.addWidget(label("Budget", "label", wrap=False))
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        row.addWidget(self.home_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addLayout(row)
        layout.addWidget(self.error_label)
        self.error_label.hide()
        apply.notifier().changed.connect(self._fit)
        self._fit()

    @property
    def budget(self) -> Fraction:
        """Pounds a year."""
        return Fraction(self._budget)

    def set_range(self, costs: Sequence[Fraction], home: Fraction) -> None:
        """The costs of the efficient portfolios, cheapest first, and the session's own budget."""
        self._costs = [-(-each.numerator // each.denominator) for each in costs]
        self._home = int(home)
        low = min([0, self._home, *self._costs[:1]])
        high = max([self._home, *self._costs[-1:], low + 1])
        self._step = nice_step(high - low)
        self._low = low // self._step * self._step
        self.slider.blockSignals(True)
        self.slider.setRange(0, -(-(high - self._low) // self._step))
        self.slider.blockSignals(False)
        self.home_button.setToolTip(f"Back to {short_money(self._home)} a year")

    def pull_to(self, pounds: float) -> None:
        """Choose the step nearest to where a picture's line was pulled, as the slider itself would."""
        self._slid(max(self.slider.minimum(), round((pounds - self._low) / self._step)))

    def set_budget(self, pounds: Fraction) -> None:
        """Show a budget; sends nothing."""
        self._budget = int(pounds)
        self.slider.blockSignals(True)
        self.slider.setValue((self._budget - self._low) // self._step)
        self.slider.blockSignals(False)
        if not self.box.hasFocus() or not self.box.isModified():
            self.box.setText(pounds_text(self._budget))
        self.slider.setAccessibleDescription(pounds_text(self._budget))

    def _choose(self, pounds: int) -> None:
        if pounds != self._budget:
            self.set_budget(Fraction(pounds))
            self.moved.emit(Fraction(pounds))

    @Slot(int)
    def _slid(self, place: int) -> None:
        show_if(self.error_label, False)
        self.box.setModified(False)
        self._choose(self._low + place * self._step)

    @Slot(int)
    def _to_point(self, way: int) -> None:
        beyond = [cost for cost in self._costs if (cost > self._budget if way > 0 else cost < self._budget)]
        if beyond:
            self._choose(beyond[0] if way > 0 else beyond[-1])

    @Slot()
    def _typed(self) -> None:
        try:
            pounds = read_whole_pounds(self.box.text())
        except NoFigure as error:
            self.error_label.setText(f"Budget: {error}")
            show_if(self.error_label, True)
            return
        show_if(self.error_label, False)
        self.box.setModified(False)
        if pounds is not None:
            self._choose(pounds)
        self.box.setText(pounds_text(self._budget))

    def _go_home(self) -> None:
        self._choose(self._home)

    def _fit(self) -> None:
        self.box.setFixedWidth(apply.current().sizes.px(112))


class _Slider(QSlider):
    """Sends the page keys on: they go from portfolio to portfolio."""

    point_asked = Signal(int)

    def __init__(self) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setSingleStep(1)
        self.setPageStep(10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_PageUp:
            self.point_asked.emit(1)
        elif event.key() == Qt.Key.Key_PageDown:
            self.point_asked.emit(-1)
        else:
            super().keyPressEvent(event)


def nice_step(span: int) -> int:
    """A round step (1, 2 or 5 times a power of ten pounds) for about `STEPS` steps over a span."""
    wanted = max(1, span // STEPS)
    size = 1
    while True:
        for nice in _NICE:
            if nice * size >= wanted:
                return nice * size
        size *= 10
