"""A number by a slider and a box that say the same. It knows a range and a step, no noun."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QSizePolicy, QSlider, QWidget

from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import label


class NumberSlider(QWidget):
    """`NumberSlider(name, low, high, step)`, `set_value`, `value` -> `moved(value)`, `settled(value)`.

    `moved` comes with every step, `settled` once the slider is let go, a key was pressed or the box is
    left. The box takes every number in the range (up to `box_high`, with `places` decimals), the slider
    the steps.
    """

    moved = Signal(object)
    settled = Signal(object)

    def __init__(
        self,
        name: str,
        low: Decimal,
        high: Decimal,
        step: Decimal,
        *,
        unit: str = "",
        box_high: Decimal | None = None,
        places: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low, self._step = low, step
        self._value = self._sent = low
        self._places = places if places is not None else max(0, -int(step.normalize().as_tuple().exponent))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, int((high - low) / step))
        self.slider.setAccessibleName(name)
        self.slider.setPageStep(max(1, self.slider.maximum() // 10))
        self.box = QDoubleSpinBox()
        self.box.setDecimals(self._places)
        self.box.setRange(float(low), float(box_high if box_high is not None else high))
        self.box.setSingleStep(float(step))
        self.box.setAccessibleName(f"{name}{f', {unit}' if unit else ''}")
        self.box.setKeyboardTracking(False)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.slider.valueChanged.connect(self._slid)
        self.slider.sliderReleased.connect(self._settle)
        self.box.valueChanged.connect(self._typed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        if unit:
            row.addWidget(label(unit, "muted", wrap=False))
        self.setFocusProxy(self.box)

    @property
    def value(self) -> Decimal:
        return self._value

    def set_value(self, value: Decimal) -> None:
        """Show a value; sends nothing. A slider that is held is left alone."""
        if self.slider.isSliderDown():
            return
        self._value = self._sent = value
        for part, shown in ((self.slider, self._place(value)), (self.box, float(value))):
            part.blockSignals(True)
            part.setValue(shown)  # type: ignore[arg-type]
            part.blockSignals(False)

    def _place(self, value: Decimal) -> int:
        return round((value - self._low) / self._step)

    def _slid(self, place: int) -> None:
        self._value = self._low + place * self._step
        self.box.blockSignals(True)
        self.box.setValue(float(self._value))
        self.box.blockSignals(False)
        self.moved.emit(self._value)
        if not self.slider.isSliderDown():
            self._settle()

    def _typed(self, value: float) -> None:
        self._value = Decimal(f"{value:.{self._places}f}")
        self.slider.blockSignals(True)
        self.slider.setValue(self._place(self._value))
        self.slider.blockSignals(False)
        self.moved.emit(self._value)
        self._settle()

    def _settle(self) -> None:
        if self._value != self._sent:
            self._sent = self._value
            self.settled.emit(self._value)
