"""What stands above a metric's chart: its name, the finding, the signs with their words, what is due."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stewardship_desktop.domain.chart.icons import IconKind, icon_alternative, icon_words
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.summary import signs
from stewardship_desktop.ui.charts.spc_icons import icon_size, paint_icon
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.fonts import font
from stewardship_desktop.ui.theme.tokens import SPACE_1, SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import icon_button, label
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.words import show_if
from stewardship_desktop.ui.widgets.wrap_row import WrapRow


class Sign(QWidget):
    """A sign of variation or assurance with its word; `show_sign(kind)`, None hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind: IconKind | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sign(self, kind: IconKind | None) -> None:
        """Show another sign."""
        self.kind = kind
        show_if(self, kind is not None)
        if kind is not None:
            self.setAccessibleName(icon_alternative(kind))
            self.setToolTip(icon_alternative(kind))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self.kind is None:
            return QSize(0, 0)
        metrics = QFontMetricsF(font(apply.current().sizes.body))
        words = metrics.horizontalAdvance(icon_words(self.kind))
        return QSize(round(icon_size() + SPACE_1 * 1.5 + words) + 2, icon_size())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.kind is not None:
            painter = QPainter(self)
            paint_icon(painter, QRectF(self.rect()), self.kind, icon_words(self.kind))
            painter.end()


class ChartHead(QWidget):
    """`show_reading(reading)`; `back_button` and `tools` are for the page to use."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back_button = icon_button("chevron-left", "Back to the dashboard (Esc)")
        self._is_low, self._texts = False, (False, False)
        self.title_label = label("", "title")
        self.place_label = label("", "muted")
        self.sentence_label = label("", "lead")
        self.variation, self.assurance = Sign(), Sign()
        # Three short ones: a long line that doesn't wrap would make the page wider than its window.
        self.latest_label = label("", "body", wrap=False)
        self.target_label = label("", "body", wrap=False)
        self.due_label = label("", "body", wrap=False)
        self.benchmark_label = label("", "muted")
        self.notes_label = label("", "caption")
        first = QHBoxLayout()
        first.setSpacing(SPACE_2)
        first.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title_label)
        words.addWidget(self.place_label)
        first.addLayout(words, 1)
        self.signs = WrapRow(gap=SPACE_4)
        states = (self.latest_label, self.target_label, self.due_label)
        for part in (self.variation, self.assurance, *states):
            self.signs.add(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        layout.addLayout(first)
        layout.addWidget(self.sentence_label)
        layout.addWidget(self.signs)
        layout.addWidget(self.benchmark_label)
        layout.addWidget(self.notes_label)

    def show_reading(self, reading: MetricReading) -> None:
        """Show the words of a reading; another finding than before is read out."""
        records = reading.records
        self.title_label.setText(records.metric.name)
        self.place_label.setText(f"{records.outcome.column.heading}: {records.outcome.outcome}")
        said = f"{reading.category[:1].upper()}{reading.category[1:]}: " if reading.category else ""
        said += reading.sentence
        if self.sentence_label.text() not in ("", said):
            announce(self.sentence_label, said)
        self.sentence_label.setText(said)
        variation, assurance = signs(reading)
        self.variation.show_sign(variation)
        self.assurance.show_sign(assurance)
        for part, said in zip(
            (self.latest_label, self.target_label, self.due_label), _states(reading), strict=True
        ):
            part.setText(said)
            show_if(part, bool(said))
        benchmark = reading.benchmark
        self.benchmark_label.setText("" if benchmark is None else f"{benchmark.sentence}.")
        self.notes_label.setText(" ".join(reading.notes))
        self._texts = (benchmark is not None, bool(reading.notes))
        self.set_low(self._is_low)

    def set_low(self, is_low: bool) -> None:
        """In a low window only what the chart can't do without: the rest has its place on the tabs."""
        self._is_low = is_low
        show_if(self.place_label, not is_low)
        show_if(self.benchmark_label, self._texts[0] and not is_low)
        show_if(self.notes_label, self._texts[1] and not is_low)


def _states(reading: MetricReading) -> tuple[str, str, str]:
    """The latest value, the target, and what is due; blank for what there is none of."""
    latest = "" if reading.latest is None else f"Latest {reading.latest_text}, {reading.as_at_text}"
    met = {True: ", met", False: ", not met", None: ""}[reading.meets_target]
    target = f"Target {reading.target_text}{met}" if reading.target_text else ""
    # Nothing more is due of an earlier definition.
    is_now = reading.is_current
    due = reading.freshness.words if is_now else ""
    return latest, target, f"{due[:1].upper()}{due[1:]}"
