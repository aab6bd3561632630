"""A metric beside its peers: ranked with intervals or as a funnel, and the table in which they are kept."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import dashboard, record
from stewardship_desktop.domain.chart.areas import FunnelSpec, IntervalsSpec
from stewardship_desktop.domain.dashboard.area_pictures import (
    funnel_picture,
    intervals_picture,
    peer_periods,
)
from stewardship_desktop.domain.dashboard.benchmarking import period_of
from stewardship_desktop.domain.dashboard.figures import (
    TypedValue,
    number_format,
    read_value,
    unit_words,
    worked_out,
)
from stewardship_desktop.domain.dashboard.period_text import read_period
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.observation import Comparator, ComparatorRole, Qualifier
from stewardship_desktop.domain.record import Record
from stewardship_desktop.domain.value_framework import MetricDefinition
from stewardship_desktop.ui.charts.saving import save_chart
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, EmptyState, SplitView, label
from stewardship_desktop.ui.widgets.typed_text import Unreadable
from stewardship_desktop.ui.widgets.words import show_if
from stewardship_desktop.ui.widgets.wrap_row import WrapRow

RANKED, FUNNEL = "ranked", "funnel"
NARROW, LEAST_TABLE = 760, 170
_ROLES = ((ComparatorRole.PEER, "peer"), (ComparatorRole.BENCHMARK, "benchmark"))
_OWN_FIELDS = {each.name for each in fields(Comparator)} - {each.name for each in fields(Record)}
HOW = (
    "Type or paste peers below the last line: name, period, value (81.4 or 612/750), numerator, denominator,"
    " source, and whether it is a peer or the benchmark."
)


class ValueOf(Column):
    """A comparator's value, as printed or worked out from its counts; typed as a number or as counts."""

    def show(self, value: Any) -> str:
        return super().show(value.value if isinstance(value, TypedValue) else value)


class ChartBenchmark(QWidget):
    """`ChartBenchmark(context)`: `show_reading(reading)`. What is typed in the table is kept at once."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._reading: MetricReading | None = None
        self._definition: MetricDefinition | None = None
        self.chart: ChartView | None = None
        self.table: DataTable | None = None
        self.period_box = QComboBox()
        self.period_box.setAccessibleName("Period of the peers")
        self.period_box.activated.connect(self._draw)
        self.picture_box = QComboBox()
        self.picture_box.setAccessibleName("Picture")
        self.picture_box.addItem("Ranked, with intervals", RANKED)
        self.picture_box.addItem("Funnel, by size", FUNNEL)
        self.picture_box.activated.connect(self._draw)
        self.adjusted_box = QCheckBox("Widen the limits for the spread between areas")
        self.adjusted_box.setToolTip(
            "Large areas lie outside plain limits by small differences that matter to nobody. This adds how"
            " much areas differ beyond chance (tau squared) to the limits."
        )
        self.adjusted_box.toggled.connect(self._draw)
        tools = WrapRow()
        for part in (self.period_box, self.picture_box, self.adjusted_box):
            tools.add(part)
        self.empty = EmptyState("", icon="chart")
        self._left = QWidget()
        self._seat = QVBoxLayout(self._left)
        self._seat.setContentsMargins(0, 0, 0, 0)
        self._seat.setSpacing(SPACE_2)
        self._seat.addWidget(tools)
        self._seat.addWidget(self.empty, 1)
        self._right = QWidget()
        self._table_seat = QVBoxLayout(self._right)
        self._table_seat.setContentsMargins(0, 0, 0, 0)
        self._table_seat.setSpacing(SPACE_2)
        self._table_seat.addWidget(label(HOW, "caption"))
        self.split = SplitView(
            [self._left, self._right], [3, 2], remembers=context.remember, key="dashboard.benchmark_split"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.split)
        apply.notifier().changed.connect(self._fit)
        self._fit()

    # ---- showing
    def show_reading(self, reading: MetricReading) -> None:
        """Show the peers of the definition that holds now; the chosen period and picture stay."""
        self._reading = reading
        if self._definition is None or self._definition.id != reading.definition.id:
            self._definition = reading.definition
            self._make_table(reading.definition)
        periods = peer_periods(reading)
        named = {each.on: period_of(each) for each in _of(reading)}
        before = self.period_box.currentData()
        self.period_box.clear()
        for on in periods:
            self.period_box.addItem(named[on], on)
        if before in periods:
            self.period_box.setCurrentIndex(periods.index(before))
        show_if(self.period_box, bool(periods))
        show_if(self.picture_box, bool(periods))
        assert self.table is not None
        self.table.set_rows(_of(reading))
        self._fit()
        self._draw()

    def take_focus(self) -> None:
        """Put the keyboard on the picture, without one on the table."""
        part = self.chart if self.chart is not None and not self.chart.isHidden() else self.table
        if part is not None:
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def picture(self) -> IntervalsSpec | FunnelSpec | None:
        """The picture of the period that is chosen; None where there is none of the kind."""
        on = self.period_box.currentData()
        if self._reading is None or not isinstance(on, date):
            return None
        own = self._reading.records.care_area
        if self.picture_box.currentData() == FUNNEL:
            return funnel_picture(self._reading, on, own, is_adjusted=self.adjusted_box.isChecked())
        return intervals_picture(self._reading, on, own)

    def _draw(self) -> None:
        is_funnel = self.picture_box.currentData() == FUNNEL
        show_if(self.adjusted_box, is_funnel and self.period_box.count() > 0)
        picture = self.picture()
        if picture is None:
            self.empty.set_texts(*_why_nothing(has_peers=self.period_box.count() > 0))
        elif self.chart is None:
            self.chart = ChartView(picture, save=save_chart(self._context))
            self._seat.addWidget(self.chart, 1)
        else:
            self.chart.set_spec(picture)
        show_if(self.empty, picture is None)
        if self.chart is not None:
            show_if(self.chart, picture is not None)

    def _make_table(self, definition: MetricDefinition) -> None:
        """The table of this definition's comparators, in its unit."""
        if self.table is not None:
            self._table_seat.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        unit = unit_words(definition)

        def typed(text: str) -> TypedValue | None:
            if not text.strip():
                return None
            try:
                found = read_value(definition, text)
            except UserFixable as fault:
                raise Unreadable(f"{fault.what} {fault.remedy}") from fault
            if found.qualifier is not Qualifier.EXACT:
                raise Unreadable(f"Peers are compared by exact values. Leave out '{found.qualifier.value}'.")
            return found

        def printed(each: Comparator) -> Any:
            return (
                each.value
                if each.value is not None
                else worked_out(definition, each.numerator, each.denominator)
            )

        self.table = DataTable(
            (
                Column("name", "Name", required=True, wrap=True, width=150),
                Column("period", "Period", required=True, value=period_of, wrap=True, width=130,
                       check=_is_period, help="2022/23, Q4 2022/23, March 2023 or a day"),
                ValueOf("value", f"Value, {unit}" if unit else "Value", "decimal", required=True,
                        editable=True, value=printed, parse=typed, width=92,
                        format=number_format(definition).text),
                Column("numerator", "Numerator", "decimal", editable=True, width=92),
                Column("denominator", "Denominator", "decimal", editable=True, width=104),
                Column("source", "Source", editable=True, wrap=True, width=150),
                Column("role", "Kind", "choice", editable=True, choices=_ROLES, width=100),
            ),
            "Peers and benchmark", allow_new=True, allow_delete=True, tools=False,
            illustrative=lambda row, key: key == "value" and row.illustrative,
        )  # fmt: skip
        self.table.edits_requested.connect(self._edit)
        self.table.rows_pasted.connect(self._add)
        self.table.delete_requested.connect(self._remove)
        self._table_seat.addWidget(self.table, 1)

    # ---- keeping
    def _add(self, rows: list[dict[str, Any]]) -> None:
        try:
            self._keep([_values(row) for row in rows])
        except UserFixable as error:
            self._refuse(error)

    def _edit(self, edits: list[Edit]) -> None:
        held = {each.id: each for each in _of(self._reading)} if self._reading is not None else {}
        changed: dict[str, dict[str, Any]] = {}
        for edit in edits:
            each = held[edit.row_id]
            row = changed.setdefault(
                each.id, {name: getattr(each, name) for name in _OWN_FIELDS - {"definition_id"}}
            )
            row.update(_given(edit.key, edit.value))
        self._keep(list(changed.values()))

    def _keep(self, rows: list[dict[str, Any]]) -> None:
        if self._definition is not None:
            self._context.bridge.act(
                dashboard.set_comparators, self._definition.id, rows, otherwise=self._refuse
            )

    def _remove(self, ids: list[str]) -> None:
        bridge, notify = self._context.bridge, self._context.notify
        words = "1 comparator" if len(ids) == 1 else f"{len(ids)} comparators"
        bridge.act(
            record.remove, {Comparator: ids},
            then=lambda _: notify(f"Removed {words}.", "Undo", bridge.undo), otherwise=self._refuse,
        )  # fmt: skip

    def _refuse(self, error: UserFixable) -> None:
        if self.table is not None:
            self.table.say(f"{error.what} {error.remedy}".strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a narrow window, and where there is nothing to draw yet, the table stands below the picture."""
        sizes = apply.current().sizes
        is_narrow = self.width() < sizes.px(NARROW) or self.period_box.count() == 0
        way = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
        if self.split.orientation() != way:
            self.split.setOrientation(way)
        # Of the picture its rows decide.
        self._right.setMinimumHeight(sizes.px(LEAST_TABLE))


def _of(reading: MetricReading) -> list[Comparator]:
    """The comparators of the reading's definition, the newest period first."""
    found = [each for each in reading.records.comparators if each.definition_id == reading.definition.id]
    return sorted(found, key=lambda each: (-each.on.toordinal(), each.role, each.name.casefold()))


def _is_period(text: str) -> None:
    try:
        read_period(text)
    except UserFixable as fault:
        raise Unreadable(f"{fault.what} {fault.remedy}") from fault


def _given(key: str, value: Any) -> dict[str, Any]:
    """The fields that a cell stands for: a value typed as counts brings its counts with it."""
    if isinstance(value, TypedValue):
        counts = {"numerator": value.numerator, "denominator": value.denominator}
        return {"value": value.value, **(counts if value.numerator is not None else {})}
    return {key: "" if key == "source" and value is None else value}


def _values(row: dict[str, Any]) -> dict[str, Any]:
    """A new line as fields of Comparator. Raises UserFixable for a period that is none."""
    values: dict[str, Any] = {}
    for key, value in row.items():
        if value is not None:  # a blank cell says nothing against the counts that the value was typed as
            values.update(_given(key, value))
    text = " ".join(str(values["period"]).split())
    return {**{key: value for key, value in values.items() if value is not None}, "period": text,
            "on": read_period(text).first}  # fmt: skip


def _why_nothing(*, has_peers: bool) -> tuple[str, str]:
    if has_peers:
        return (
            "No funnel can be drawn",
            "It needs a share, a rate or a ratio, and the numerator and denominator of two areas or more.",
        )
    return "No peers yet", (
        "The same measure elsewhere says whether a level is usual. Type a few areas of the same kind, and"
        " the benchmark that you are held against, each with its period and source."
    )
