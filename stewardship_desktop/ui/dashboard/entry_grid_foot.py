"""What stands below the entry grid: the chosen cell in words, and its source, date and note to edit."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.domain.dashboard.entry import may_have_begun
from stewardship_desktop.domain.observation import ValueKind
from stewardship_desktop.domain.value_framework import COUNTED, MetricDefinition
from stewardship_desktop.ui.dashboard.entry_grid_cells import GridRow, cell_words
from stewardship_desktop.ui.widgets import Card, Field, IllustrativeMark, PropertyForm, button, label
from stewardship_desktop.ui.widgets.words import show_if


def how_to_type(definition: MetricDefinition, kind: ValueKind = ValueKind.ACTUAL) -> str:
    """What can be typed for a metric, by examples."""
    gap = " A dash marks a known gap." if kind is ValueKind.ACTUAL else ""
    if definition.levels:
        return f"Type a grade: {', '.join(definition.levels)}.{gap}"
    counts = ", or the counts as 612/750" if definition.scale in COUNTED else ""
    return f"Type a value such as 81.4, about 1,000 or under 100{counts}.{gap}"


class CellFoot(QWidget):
    """`show_cell(row, start)`; `edited(key, value)` for a field of the value; `gap_asked`, `chart_asked`."""

    edited = Signal(str, object)
    gap_asked = Signal()
    chart_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: tuple[str, date] | None = None
        self.words_label = label("", "body")
        self.mark = IllustrativeMark()
        self.gap_button = button("Mark as a known gap", "quiet", clicked=self.gap_asked.emit)
        self.chart_button = button("Open chart", "quiet", icon="chart", clicked=self.chart_asked.emit)
        self.form = PropertyForm(
            [Field("source", "Source"), Field("as_at", "As at", "date"), Field("note", "Note", most=400)],
            columns=3,
        )
        self.form.committed.connect(self.edited)
        self.card = Card("Chosen cell")
        for action in (self.mark, self.gap_button, self.chart_button):
            self.card.add_action(action)
        self.card.add(self.words_label)
        self.card.add(self.form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_cell(self, row: GridRow | None, start: date) -> None:
        """Show what is known of a cell; None for no cell."""
        show_if(self.card, row is not None)
        if row is None:
            self._place = None
            return
        if self._place != (row.id, start):
            self._place = (row.id, start)
            for field in self.form.rows.values():
                field.show_error("")  # what couldn't be read was typed for another cell
        held = row.entry.held(start)
        title, *more = cell_words(row, start)
        self.card.set_title(title)
        more += [] if held is not None else [how_to_type(row.entry.definition_at(start), row.entry.kind)]
        self.words_label.setText(" ".join(more))
        show_if(self.words_label, bool(more))
        show_if(self.form, held is not None)
        show_if(self.mark, held is not None and held.illustrative)
        happened = row.entry.kind is ValueKind.ACTUAL  # what is only expected has no gaps to know of
        show_if(self.gap_button, happened and held is None and may_have_begun(row.entry, start, row.today))
        if held is not None:
            self.form.set_values({"source": held.source, "as_at": held.as_at, "note": held.note})
