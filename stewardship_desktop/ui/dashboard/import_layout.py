"""The second step of the import of values: how the file is laid out, and which column says what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from stewardship_desktop.domain.budget.table import ReadTable
from stewardship_desktop.domain.dashboard.table_shape import CHOICES, DateOrder, Layout, Means, Shape
from stewardship_desktop.ui.dashboard.import_column import scrolled_column
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_3
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, label
from stewardship_desktop.ui.widgets.words import show_if

_SAMPLES = 4
_LEAST_TABLE = 200
_LAYOUTS = {
    Layout.LONG: "One value a row",
    Layout.PERIODS_ACROSS: "One metric a row, its periods across",
    Layout.METRICS_ACROSS: "One period a row, the metrics across",
}


@dataclass(frozen=True)
class _Line:
    id: str
    heading: str
    samples: str
    means: str


class LayoutStep(QWidget):
    """`layout_chosen(Layout)` for another layout, `shape_changed(Shape)` for what a column says."""

    layout_chosen = Signal(object)
    shape_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: Shape | None = None
        self.layouts = QComboBox()
        for layout, words in _LAYOUTS.items():
            self.layouts.addItem(words, layout.value)
        self.layouts.activated.connect(self._choose_layout)
        self.orders = QComboBox()
        for order in DateOrder:
            self.orders.addItem(order.value.capitalize(), order.value)
        self.orders.activated.connect(self._choose_order)
        self.source = QLineEdit()
        self.source.setPlaceholderText("The file's name")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(SPACE_3)
        self._names = []
        for at, (words, box) in enumerate(
            (
                ("Layout", self.layouts),
                ("Dates in figures", self.orders),
                ("Source", self.source),
            )
        ):
            name = label(words, "label", wrap=False)
            name.setBuddy(box)
            box.setAccessibleName(words)
            self._names.append(name)
            self._grid.addWidget(name, 0, at)
            self._grid.addWidget(box, 1, at)
            self._grid.setColumnStretch(at, 1)
        self.problems_label = label("", "error")
        self.problems_label.hide()
        self._column = scrolled_column(self, SPACE_3)
        self._column.addLayout(self._grid)
        self._column.addWidget(self.problems_label)
        self.table: DataTable | None = None
        self._table_of: Layout | None = None

    def show_shape(self, read: ReadTable, shape: Shape) -> None:
        """Show what each column is taken for, and what that lacks."""
        self._shape = shape
        if self.table is None or self._table_of is not shape.layout:
            self._make_table(shape.layout)
        assert self.table is not None
        self.layouts.setCurrentIndex(self.layouts.findData(shape.layout.value))
        self.orders.setCurrentIndex(self.orders.findData(shape.date_order.value))
        dated = shape.layout is not Layout.PERIODS_ACROSS
        show_if(self._names[1], dated)
        show_if(self.orders, dated)
        self.table.set_rows(
            _Line(str(at), heading or f"(column {at + 1}, no heading)", _samples(read, at), means.value)
            for at, (heading, means) in enumerate(zip(read.headers, shape.means, strict=True))
        )
        self.show_faults(list(shape.faults(read.headers)))

    def show_faults(self, faults: Sequence[str]) -> None:
        """Say above the table what keeps the file from being read so."""
        self.problems_label.setText("\n".join(faults))
        show_if(self.problems_label, bool(faults))

    def _make_table(self, layout: Layout) -> None:
        self._table_of = layout
        if self.table is not None:
            self._column.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
        self.table = DataTable(
            [
                Column("heading", "Heading in the file", width=260),
                Column("samples", "First values"),
                Column(
                    "means",
                    "Is taken for",
                    "choice",
                    editable=True,
                    required=True,
                    choices=[(each.value, each.value.capitalize()) for each in CHOICES[layout]],
                    width=240,
                    help="Enter or F2 to choose",
                ),
            ],
            "Columns of the file",
            tools=False,
        )
        self.table.setMinimumHeight(apply.current().sizes.px(_LEAST_TABLE))
        self.table.edits_requested.connect(self._edited)
        self._column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        # At once, not with the next turn of events: the keyboard may be given to it now.
        self.table.show()

    def _choose_layout(self, at: int) -> None:
        self.layout_chosen.emit(Layout(str(self.layouts.itemData(at))))

    def _choose_order(self, at: int) -> None:
        assert self._shape is not None
        order = DateOrder(str(self.orders.itemData(at)))
        self.shape_changed.emit(replace(self._shape, date_order=order))

    def _edited(self, edits: list[Edit]) -> None:
        assert self._shape is not None
        means = list(self._shape.means)
        for edit in edits:
            said, at = Means(str(edit.value)), int(edit.row_id)
            if said not in (Means.VALUES, Means.LEFT_OUT):
                # Only one column can say this: the one chosen now.
                means = [Means.LEFT_OUT if each is said else each for each in means]
            means[at] = said
        self.shape_changed.emit(replace(self._shape, means=tuple(means)))


def _samples(read: ReadTable, at: int) -> str:
    texts = (row.cells[at].strip() for row in read.rows[:50])
    return "   ".join(list(dict.fromkeys(text for text in texts if text))[:_SAMPLES])
