"""`ChartView`: a chart or a picture on a page, with its words, its keys and its data table.

Knows no store and opens no dialog: saving and copying are functions that it is given. pyqtgraph is
imported when the first chart is shown, and never for pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.chart_picture import ChartPicture
from stewardship_desktop.domain.chart.picture import Chart, FrontierSpec, PictureSpec
from stewardship_desktop.domain.chart.picture_reading import description_of, figures_of
from stewardship_desktop.domain.chart.plan import HORIZONTAL, Point, points
from stewardship_desktop.domain.chart.reading import reading
from stewardship_desktop.domain.chart.sideways import MOST_ROW
from stewardship_desktop.domain.chart.spec import Kind
from stewardship_desktop.ui.charts.data_table import fill_table, make_table
from stewardship_desktop.ui.charts.picture_plot import PicturePlot
from stewardship_desktop.ui.charts.plot import make_plot
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import PROJECTOR_POINTS, SPACE_1, SPACE_2, pixels
from stewardship_desktop.ui.widgets.announce import announce
from stewardship_desktop.ui.widgets.illustrative import IllustrativeMark
from stewardship_desktop.ui.widgets.words import button, label, show_if

LEAST_PLOT = 200
ROUND_THE_ROWS = 7
"""Room for axis, limits and keys round the rows of a chart on its side, in sizes of its letters."""
_UNLIMITED = (1 << 24) - 1
"""Qt's own word for no greatest height."""
LOW = 24
"""A projected picture's least height with all its words, in sizes of its letters."""
HINT = "Arrow keys read the figures, T shows them as a table."

Taker = Callable[[ChartPicture], object]


class ChartView(QWidget):
    """`ChartView(spec, save=None, copy=None)`. Without `save` or `copy` their buttons are not shown.

    `large` is for a projector: no text under 18 pt, no buttons (the keys stay). `chosen(key)` is sent
    when a picture's figure is clicked or walked to by keys; `highlight(key)` shows a choice made
    elsewhere, and sends nothing. `drag` takes the budget to which the mouse pulls a frontier's line.

    Keys on the plot: arrows, Home and End move through the figures and read them out; T shows the
    data table; S saves; Ctrl+C copies; plus and minus zoom, 0 shows the whole chart.
    """

    chosen = Signal(str)

    def __init__(
        self,
        spec: Chart,
        *,
        save: Taker | None = None,
        copy: Taker | None = None,
        drag: Callable[[float], object] | None = None,
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spec, self._save, self._copy, self._drag = spec, save, copy, drag
        self._plot: Any = None
        self._at: tuple[int, int] | None = None  # series, index
        self._key_at = ""  # of a picture's figure
        self._large = large
        self._table_of: Chart | None = None  # what the table was filled with
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title_label = label("", "heading")
        self.subtitle_label = label("", "muted")
        self.foot_label = label("", "caption")
        self.reading_label = label("", "caption")
        self.illustrative = IllustrativeMark(pixels=pixels(PROJECTOR_POINTS[0]) if large else None)
        self.table_button = button("Show data table", "quiet", icon="table", clicked=self.toggle_table)
        self.whole_button = button("Show whole chart", "quiet", clicked=self.show_whole)
        self.save_button = button("Save chart", "quiet", icon="export", clicked=self.save)
        self.copy_button = button("Copy chart", "quiet", icon="copy", clicked=self.copy)
        show_if(self.save_button, save is not None)
        show_if(self.copy_button, copy is not None)
        self.whole_button.hide()
        self.table = make_table()
        self._stack = QStackedWidget()
        self._place = QWidget()  # the plot's seat, empty until the first showing
        seat = QVBoxLayout(self._place)
        seat.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._place)
        self._stack.addWidget(self.table)
        self._stack.setMinimumHeight(LEAST_PLOT)
        self._lay_out()
        if large:
            self._enlarge()
        self._fill()
        apply.notifier().changed.connect(self._theme_changed)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_1)
        head = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(SPACE_1)
        words.addWidget(self.title_label)
        words.addWidget(self.subtitle_label)
        head.addLayout(words, 1)
        head.addWidget(self.illustrative, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1000)
        layout.addWidget(self.reading_label)
        layout.addWidget(self.foot_label)
        acts = QHBoxLayout()
        acts.setSpacing(SPACE_2)
        for one in (self.table_button, self.save_button, self.copy_button, self.whole_button):
            acts.addWidget(one)
        acts.addStretch(1)
        layout.addLayout(acts)
        layout.addStretch(1)  # what a chart of few rows leaves over lies below its foot

    def _enlarge(self) -> None:
        """Words for a room, and no chrome."""
        self.title_label.setStyleSheet(f"font-size: {pixels(PROJECTOR_POINTS[1])}px;")
        for one in (self.subtitle_label, self.foot_label, self.reading_label, self.table):
            one.setStyleSheet(f"font-size: {pixels(PROJECTOR_POINTS[0])}px;")
        for act in (self.table_button, self.save_button, self.copy_button):
            act.hide()

    def _letters(self) -> int:
        return pixels(PROJECTOR_POINTS[0]) if self._large else apply.current().sizes.caption

    # ---------------------------------------------------------------------- the chart

    @property
    def spec(self) -> Chart:
        return self._spec

    @property
    def plot(self) -> Any:
        """The plot, or None before the view was first shown."""
        return self._plot

    def set_spec(self, spec: Chart) -> None:
        """Show another chart. Kept: a plot that can show it, and what was chosen if it is still there."""
        old, self._spec, self._at = self._spec, spec, None
        if isinstance(spec, FrontierSpec) and isinstance(old, FrontierSpec) and spec.points is old.points:
            self._fill_live(spec)
        else:
            self._fill()
        if self._plot is None:
            return
        if isinstance(spec, PictureSpec) is not isinstance(self._plot, PicturePlot):
            self._make_plot()
            return
        self._plot.show_spec(spec)
        self.zoom_changed(False)

    def highlight(self, key: str) -> None:
        """Let a picture's figure stand out; a key that it doesn't have lets none."""
        if isinstance(self._spec, PictureSpec) and self._spec.highlight != key:
            self.set_spec(replace(self._spec, highlight=key))

    def _fill_live(self, spec: FrontierSpec) -> None:
        """The words of a frontier whose budget moved: its table waits until somebody looks at it."""
        if self.title_label.text() != spec.title:
            self.title_label.setText(spec.title)
        self.setAccessibleDescription(description_of(spec))
        self._describe_plot(figures_of(spec).get(self._key_at, "") if self._key_at else "")
        self._fill_the_table()

    def _fill_the_table(self) -> None:
        if self.table_shown and self._table_of is not self._spec:  # most look at the chart only
            fill_table(self.table, self._spec)
            self._table_of = self._spec

    def _fill(self) -> None:
        spec = self._spec
        self.title_label.setText(spec.title)
        self.subtitle_label.setText(spec.subtitle)
        self.foot_label.setText(spec.foot)
        self.subtitle_label.setVisible(bool(spec.subtitle.strip()))
        self.foot_label.setVisible(bool(spec.foot.strip()) and not self._shares_a_line)
        self._spare_words()
        self.illustrative.setVisible(spec.illustrative)
        # Whoever answers `chosen` by a highlight must not silence what was just read.
        said = figures_of(spec).get(self._key_at, "") if isinstance(spec, PictureSpec) else ""
        hint = "" if spec.is_empty or self._large else HINT
        foot = spec.foot.strip() if self._shares_a_line else ""
        self.reading_label.setText(said or f"{foot} {hint}".strip())
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(description_of(spec))
        self._describe_plot(said)
        self._fill_the_table()
        self._limit_height()

    def _spare_words(self) -> None:
        """In a room's low window a picture keeps its title: its size says more than words about it."""
        if self._large and isinstance(self._spec, PictureSpec):
            roomy = self.height() >= self._letters() * LOW
            self.subtitle_label.setVisible(roomy and bool(self._spec.subtitle.strip()))
            self.foot_label.setVisible(roomy and bool(self._spec.foot.strip()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spare_words()

    @property
    def _shares_a_line(self) -> bool:
        """Whether foot and hint are one line: a picture's foot is a few words, a chart's its source."""
        return isinstance(self._spec, PictureSpec) and not self._large

    def _limit_height(self) -> None:
        """A chart of few rows is as high as they are; a table and any other chart take what there is."""
        most = _UNLIMITED
        lies = not isinstance(self._spec, PictureSpec) and self._spec.kind in HORIZONTAL
        if lies and not self._spec.is_empty and not self.table_shown:
            letters = apply.current().sizes.caption
            assert not isinstance(self._spec, PictureSpec)
            most = round(len(self._spec.keys) * letters * MOST_ROW + letters * ROUND_THE_ROWS)
        self._stack.setMaximumHeight(max(most, LEAST_PLOT))

    def _give_height(self, needed: int) -> None:
        """What a picture of many rows needs: the page that it stands on scrolls."""
        grows = isinstance(self._spec, PictureSpec) and self._spec.rows_grow
        self._stack.setMinimumHeight(max(LEAST_PLOT, needed) if grows else LEAST_PLOT)

    def _describe_plot(self, said: str = "") -> None:
        if self._plot is not None:
            self._plot.setAccessibleName(self._spec.title)
            self._plot.setAccessibleDescription(f"{said} {description_of(self._spec)}".strip())

    def showEvent(self, event: QShowEvent) -> None:
        if self._plot is None:
            self._make_plot()
        super().showEvent(event)

    def _make_plot(self) -> None:
        """A plot of the kind that this chart needs, in place of one of the other kind."""
        seat = self._place.layout()
        assert seat is not None
        if self._plot is not None:
            seat.removeWidget(self._plot)
            self._plot.hide()
            self._plot.deleteLater()
        if isinstance(self._spec, PictureSpec):
            self._plot = PicturePlot(self._letters(), self._place, drag=self._drag)
            self._plot.pointed.connect(self._pointed)
            self._plot.pressed.connect(self._pressed)
            self._plot.needs.connect(self._give_height)
        else:
            self._plot = make_plot(self, self._place)
        seat.addWidget(self._plot)
        self._plot.show_spec(self._spec)
        self._describe_plot()
        self.setFocusProxy(self._plot)
        self.setTabOrder(self.table, self._plot)  # made late: else behind the window's last stop
        self.setTabOrder(self._plot, self.table_button)

    def _theme_changed(self) -> None:
        self._limit_height()
        if isinstance(self._plot, PicturePlot):
            self._plot.set_letters(self._letters())
        elif self._plot is not None:
            self._plot.lay_out()

    # ---------------------------------------------------------------------- acts

    def picture(self) -> ChartPicture:
        """What save and copy hand on."""
        return ChartPicture(spec=self._spec)

    def save(self) -> None:
        """Hand the chart to the function that saves."""
        if self._save is not None:
            self._save(self.picture())

    def copy(self) -> None:
        """Hand the chart to the function that copies."""
        if self._copy is not None:
            self._copy(self.picture())

    @property
    def table_shown(self) -> bool:
        return self._stack.currentWidget() is self.table

    def toggle_table(self) -> None:
        """Show the figures as a table, or the chart again."""
        shows = not self.table_shown
        self._stack.setCurrentWidget(self.table if shows else self._place)
        self._fill_the_table()
        self.table_button.setText("Show chart" if shows else "Show data table")
        self.reading_label.setVisible(not shows)
        self._limit_height()
        target = self.table if shows else self._plot
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_whole(self) -> None:
        """Undo pan and zoom."""
        if self._plot is not None and not isinstance(self._plot, PicturePlot):
            self._plot.show_whole()

    def zoom_changed(self, zoomed: bool) -> None:
        """The plot says whether a part of the chart is out of sight."""
        self.whole_button.setVisible(zoomed)

    # ---------------------------------------------------------------------- reading

    def point_under_mouse(self, point: Point | None) -> None:
        """The plot says what the mouse is on; keys go on from there."""
        if point is None:
            return
        if self._at != (point.series, point.index):
            self._read(point.series, point.index, aloud=False)

    def _pointed(self, key: str) -> None:
        """The mouse is over a picture's figure: it is read, not chosen."""
        self._say(key, aloud=False)

    def _pressed(self, key: str) -> None:
        self._say(key, aloud=False)
        self.chosen.emit(key)

    def _say(self, key: str, *, aloud: bool) -> None:
        assert isinstance(self._spec, PictureSpec)
        said = figures_of(self._spec).get(key, "")
        self._key_at = key
        self.reading_label.setText(said)
        self._describe_plot(said)
        if aloud:
            self._plot.ring(key)
            announce(self._plot, said)

    def _walk(self, spec: PictureSpec, key: int) -> bool:
        """Arrows, Home and End through a picture's figures, each sent as chosen."""
        keys = list(figures_of(spec))
        at = keys.index(self._key_at) if self._key_at in keys else -1
        steps = {
            Qt.Key.Key_Left: max(at - 1, 0), Qt.Key.Key_Up: max(at - 1, 0),
            Qt.Key.Key_Right: min(at + 1, len(keys) - 1), Qt.Key.Key_Down: min(at + 1, len(keys) - 1),
            Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(keys) - 1,
        }  # fmt: skip
        if key not in steps:
            return False
        self._say(keys[steps[Qt.Key(key)]], aloud=True)
        self.chosen.emit(self._key_at)
        return True

    def _read(self, series: int, index: int, *, aloud: bool) -> None:
        assert not isinstance(self._spec, PictureSpec)
        self._at = (series, index)
        said = reading(self._spec, series, index)
        self.reading_label.setText(said)
        self._describe_plot(said)
        if self._plot is not None:
            count = len(self._spec.keys)
            self._plot.choose(points(self._spec)[series * count + index])
            if aloud:
                announce(self._plot, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ControlModifier and key == Qt.Key.Key_C and not self.table_shown:
            self.copy()
            return self._copy is not None
        if modifiers & ~Qt.KeyboardModifier.ShiftModifier:
            return False
        acts: dict[int, Callable[[], object]] = {Qt.Key.Key_T: self.toggle_table}
        if self._save is not None:
            acts[Qt.Key.Key_S] = self.save
        if self._plot is not None and not self.table_shown and not isinstance(self._spec, PictureSpec):
            acts[Qt.Key.Key_0] = self.show_whole
            for name, factor in ((Qt.Key.Key_Plus, 0.5), (Qt.Key.Key_Equal, 0.5), (Qt.Key.Key_Minus, 2.0)):
                acts[name] = partial(self._plot.zoom, factor)
        if key in acts:
            acts[key]()
            return True
        return self._move(key)

    def _move(self, key: int) -> bool:
        """Arrows along the keys and between the series; False where there is nothing to move on."""
        if self.table_shown or self._spec.is_empty:
            return False
        if isinstance(self._spec, PictureSpec):
            return self._walk(self._spec, key)
        along = [Qt.Key.Key_Left, Qt.Key.Key_Right]
        between = [Qt.Key.Key_Up, Qt.Key.Key_Down]
        if self._spec.kind in HORIZONTAL:
            along, between = between, along
        elif self._spec.kind is not Kind.LINE and len(self._spec.series) == 1:
            between = []
        last = len(self._spec.keys) - 1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        if key not in (*along, *between, *ends):
            return False
        series, index = self._at or (0, -1)
        if key in ends:
            index = ends[Qt.Key(key)]
        elif key in along:
            index = max(index - 1, 0) if key == along[0] else min(index + 1, last)
        else:
            step = -1 if key == between[0] else 1
            series = min(max(series + step, 0), len(self._spec.series) - 1)
            index = max(index, 0)
        self._read(series, index, aloud=True)
        return True
