"""The last step of the import of values: what the file would change, and which of it is taken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.observation_import import PreparedValues
from stewardship_desktop.domain.budget.table import ReadTable
from stewardship_desktop.domain.dashboard.arriving import Arrival, Arrived, moved_words
from stewardship_desktop.domain.dashboard.figures import shown_observation
from stewardship_desktop.domain.dashboard.pasting import Change, Stray
from stewardship_desktop.domain.observation import Observation, ValueKind
from stewardship_desktop.domain.rhythm import period_start, short_period
from stewardship_desktop.domain.value_framework import MetricDefinition
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import (
    Column,
    DataTable,
    EmptyState,
    ProgressLine,
    ScrollingPage,
    SectionTabs,
    label,
)
from stewardship_desktop.ui.widgets.words import show_if

_MOST_LINES = 1_000
_LEAST_TABLE = 220
_STRAYS = "strays"
_GAP = "known gap"
_TITLES = {
    Change.CHANGED: "Changed",
    Change.NEW: "New",
    Change.GAP: "Known gaps",
    Change.SAME: "The same",
}


@dataclass(frozen=True)
class _Line:
    id: str
    row: int
    metric: str
    period: str
    now: str
    becomes: str


@dataclass(frozen=True)
class _StrayLine:
    id: str
    row: int | None
    column: str
    name: str
    words: str


class PreviewStep(QWidget):
    """`choice_changed` when a person takes or leaves a group, `shares_changed` when they say what is a share.

    `progress` says how far the work is.
    """

    choice_changed = Signal()
    shares_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._prepared: PreparedValues | None = None
        self.progress = ProgressLine(cancel="Stop")
        self.summary_label = label("", "heading")
        self.notes_label = label("", "muted")
        self.ticks = {each: QCheckBox() for each in (Change.NEW, Change.CHANGED, Change.GAP)}
        self.without_tick = QCheckBox()
        self.shares_tick = QCheckBox()
        self.shares_tick.toggled.connect(self.shares_changed)
        groups = QHBoxLayout()
        groups.setSpacing(SPACE_4)
        for tick in self.ticks.values():
            groups.addWidget(tick)
        for tick in (*self.ticks.values(), self.without_tick):
            tick.toggled.connect(self.choice_changed)
        groups.addStretch(1)
        self.tables: dict[str, DataTable] = {key.value: _value_table(words) for key, words in _TITLES.items()}
        self.tables[_STRAYS] = _stray_table()
        self.tabs = SectionTabs(
            [
                (_STRAYS, "Not understood", self.tables[_STRAYS]),
                *((each.value, words, self.tables[each.value]) for each, words in _TITLES.items()),
            ],
            "What the file would do",
        )
        self.page = QStackedWidget()
        waiting, told = QWidget(), QWidget()
        lines = QVBoxLayout(waiting)
        lines.addStretch(1)
        lines.addWidget(self.progress)
        lines.addStretch(2)
        column = QVBoxLayout(told)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        column.addWidget(self.summary_label)
        column.addWidget(self.notes_label)
        column.addLayout(groups)
        column.addWidget(self.shares_tick)
        column.addWidget(self.without_tick)
        column.addWidget(self.tabs, 1)
        self.tabs.setMinimumHeight(apply.current().sizes.px(_LEAST_TABLE))
        self.page.addWidget(waiting)
        self.page.addWidget(ScrollingPage(told))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.page)

    def show_waiting(self, words: str, share: float | None, cancel: bool) -> None:
        """Work is under way."""
        self.progress.set_progress(words, share)
        show_if(self.progress.cancel_button, cancel)
        self.page.setCurrentIndex(0)

    def show_prepared(self, prepared: PreparedValues, read: ReadTable) -> None:
        """Show what the file would change."""
        self._prepared = prepared
        arrived = prepared.arrived
        for change, tick in self.ticks.items():
            count = prepared.count(change)
            tick.blockSignals(True)
            tick.setChecked(bool(count) and change is not Change.GAP)
            tick.blockSignals(False)
            tick.setText(_tick_words(change, count))
            show_if(tick, bool(count))
        strays = len(arrived.strays)
        self.without_tick.blockSignals(True)
        self.without_tick.setChecked(False)
        self.without_tick.blockSignals(False)
        one = "the cell that is" if strays == 1 else f"the {strays:,} cells that are"
        self.without_tick.setText(f"Go on without {one} not understood")
        show_if(self.without_tick, bool(strays))
        self.shares_tick.setText(_shares_words(arrived.fractions))
        show_if(self.shares_tick, bool(arrived.fractions))
        self.summary_label.setText(_summary(prepared))
        self.notes_label.setText(" ".join(_notes(arrived, prepared)))
        show_if(self.notes_label, bool(self.notes_label.text()))
        for each, words in _TITLES.items():
            count = prepared.count(each)
            self.tabs.set_title(each.value, f"{words} {count:,}")
            self.tables[each.value].set_rows(_lines(arrived.of(each), gaps=each is Change.GAP))
            _say_cut(self.tables[each.value], count)
        self.tabs.set_title(_STRAYS, f"Not understood {strays:,}")
        self.tables[_STRAYS].set_rows(_stray_lines(arrived.strays, read))
        _say_cut(self.tables[_STRAYS], strays)
        first = _STRAYS if strays else next(
            (each.value for each in _TITLES if prepared.count(each)), Change.NEW.value
        )  # fmt: skip
        self.tabs.choose(first)
        self.page.setCurrentIndex(1)

    def begin(self, *, shares: bool) -> None:
        """Another file begins; `shares` as a person said of the last one of its make."""
        self.shares_tick.blockSignals(True)
        self.shares_tick.setChecked(shares)
        self.shares_tick.blockSignals(False)

    def taken(self) -> tuple[Change, ...]:
        """The groups that are taken."""
        return tuple(each for each, tick in self.ticks.items() if not tick.isHidden() and tick.isChecked())

    def fault(self) -> str:
        """What keeps the values from being kept; "" if nothing does."""
        prepared = self._prepared
        if prepared is None:
            return "Nothing has been compared yet."
        if prepared.arrived.strays and not self.without_tick.isChecked():
            return (
                "Some cells are not understood. Mend the file and choose it again, or tick that you go on "
                "without them."
            )
        if not self.count():
            if prepared.count(Change.SAME) and not prepared.count(*self.ticks):
                return "Every value is here already, so there is nothing to import."
            return "Nothing is taken. Tick what is to be imported."
        return ""

    def first_stop(self) -> QWidget:
        """What the keyboard is to be on where something is to be said first."""
        return self.tabs.bar if self.without_tick.isHidden() else self.without_tick

    def count(self) -> int:
        """How many values would be kept."""
        return 0 if self._prepared is None else self._prepared.count(*self.taken())


def _value_table(name: str) -> DataTable:
    return DataTable(
        [
            Column("metric", "Metric", wrap=True),
            Column("period", "Period", width=110),
            Column("now", "Now", align="right", width=130),
            Column("becomes", "Becomes", align="right", width=130),
            Column("row", "Row", "integer", width=70),
        ],
        f"Values: {name.lower()}",
        tools=False,
        empty=EmptyState("None of these", icon="table"),
    )


def _stray_table() -> DataTable:
    return DataTable(
        [
            Column("row", "Row", "integer", width=70),
            Column("column", "Column", width=150),
            Column("name", "Metric", wrap=True, width=220),
            Column("words", "What is wrong", wrap=True),
        ],
        "Cells that are not understood",
        tools=False,
        empty=EmptyState("Every cell is understood", icon="check"),
    )


def _say_cut(table: DataTable, count: int) -> None:
    if count > _MOST_LINES:
        table.say(f"The first {_MOST_LINES:,} of {count:,} are shown.", "info")
    else:
        table.notice.hide()


def _lines(arrivals: Sequence[Arrival], *, gaps: bool) -> Iterable[_Line]:
    for each in islice(arrivals, _MOST_LINES):
        row, made = each.target, each.observation
        definition = row.definition_at(made.on)
        forecast = " (forecast)" if row.kind is ValueKind.FORECAST else ""
        yield _Line(
            id=f"{each.row}:{each.column}",
            row=each.row,
            metric=f"{row.name}{forecast}",
            period=made.period or short_period(row.frequency, period_start(row.frequency, made.on)),
            now="" if each.before is None else _said(definition, each.before),
            becomes=_GAP if gaps else _said(definition, made),
        )


def _said(definition: MetricDefinition, each: Observation) -> str:
    if each.is_gap:
        return _GAP
    return shown_observation(definition, each, with_unit=False)


def _stray_lines(strays: Sequence[Stray], read: ReadTable) -> Iterable[_StrayLine]:
    for at, each in enumerate(islice(strays, _MOST_LINES)):
        heading = "" if each.column is None else read.headers[each.column - 1] or f"column {each.column}"
        yield _StrayLine(id=str(at), row=each.row, column=heading, name=each.name, words=each.words)


def _tick_words(change: Change, count: int) -> str:
    if change is Change.NEW:
        return f"Take {count:,} new"
    if change is Change.CHANGED:
        return f"Replace {count:,} changed"
    return f"Enter {count:,} known {'gap' if count == 1 else 'gaps'}"


def _summary(prepared: PreparedValues) -> str:
    counts = [
        (prepared.count(Change.NEW), "new"),
        (prepared.count(Change.CHANGED), "changed"),
        (prepared.count(Change.SAME), "the same"),
        (prepared.count(Change.GAP), "without a value"),
        (len(prepared.arrived.strays), "not understood"),
    ]
    said = ", ".join(f"{count:,} {words}" for count, words in counts if count) or "no values"
    return f"{prepared.file_name}: {said}."


def _notes(arrived: Arrived, prepared: PreparedValues) -> Iterable[str]:
    if prepared.metrics:
        count = len(prepared.metrics)
        yield f"{count:,} new {'metric' if count == 1 else 'metrics'} will be made, on the watch list."
    if arrived.moved:
        yield moved_words(arrived)
    if arrived.repeated:
        cells = "cell repeats" if arrived.repeated == 1 else "cells repeat"
        yield f"{arrived.repeated:,} {cells} another one."
    if arrived.left_out:
        yield f"{arrived.left_out:,} {'is' if arrived.left_out == 1 else 'are'} of names left out."


def _shares_words(names: Sequence[str]) -> str:
    some = ", ".join(names[:3]) + (f" and {len(names) - 3:,} more" if len(names) > 3 else "")
    return f"Shares of 1, so that 0.814 is 81.4%: {some}"
