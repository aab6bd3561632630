"""The chart of a metric's page: a `ChartView` whose chosen point others can follow and choose.

The page says the finding above chart and table, and has its own table: neither is here a second time.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent

from stewardship_desktop.domain.chart.picture import Chart
from stewardship_desktop.domain.chart.spec import ChartSpec
from stewardship_desktop.ui.charts.view import ChartView, Taker


class PointedChart(ChartView):
    """`PointedChart(spec, save)`: `point_at(series, index)` rings a point and sends nothing.

    -> `walked(series, index)` when keys or a click choose a point, `table_asked()` for the key T.
    """

    walked = Signal(int, int)
    table_asked = Signal()

    def __init__(self, spec: Chart, save: Taker) -> None:
        super().__init__(spec, save=save)
        self.title_label.hide()
        self.table_button.hide()

    def toggle_table(self) -> None:
        """The table stands beside the chart: go there."""
        self.table_asked.emit()

    def point_at(self, series: int, index: int) -> None:
        """Ring a point that was chosen elsewhere."""
        spec = self.spec
        if isinstance(spec, ChartSpec) and series < len(spec.series) and 0 <= index < len(spec.keys):
            self._read(series, index, aloud=False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
            and self._plot is not None
            and isinstance(self.spec, ChartSpec)
        ):
            point = self._plot.point_at(event.position())
            if point is not None:
                self.walked.emit(point.series, point.index)
        return super().eventFilter(watched, event)

    def _read(self, series: int, index: int, *, aloud: bool) -> None:
        super()._read(series, index, aloud=aloud)
        if aloud:
            self.walked.emit(series, index)

    def _make_plot(self) -> None:
        super()._make_plot()
        if isinstance(self.spec, ChartSpec):
            self._plot.viewport().installEventFilter(self)
            if self._at is not None:  # chosen before the plot was there
                self.point_at(*self._at)
