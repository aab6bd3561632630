"""Two versions of one file side by side: what was added, removed and changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.domain.budget.versions import Change, FigureChange, RowChange
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.store.queries.budget.views import ComparedFiles
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Chip, Column, DataTable, EmptyState, label
from stewardship_desktop.ui.widgets.chip import ChipKind

_CHIPS: dict[Change, tuple[str, ChipKind]] = {
    Change.ADDED: ("added", "good"),
    Change.REMOVED: ("removed", "bad"),
    Change.CHANGED: ("changed", "warn"),
}


@dataclass(frozen=True)
class _Row:
    id: str
    row: RowChange
    figure: FigureChange

    @property
    def change(self) -> Change:
        return self.row.change

    @property
    def label(self) -> str:
        return self.row.label

    @property
    def heading(self) -> str:
        return self.figure.heading

    @property
    def before(self) -> Decimal | None:
        return self.figure.before

    @property
    def after(self) -> Decimal | None:
        return self.figure.after

    @property
    def difference(self) -> Decimal | None:
        return self.figure.difference


class CompareView(QWidget):
    """`show_comparison(compared)`."""

    def __init__(self, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.summary = label("", "lead")
        self.caption = label("", "caption")
        self.chips = {change: Chip("", "neutral") for change in Change}
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.summary, 1)
        for chip in self.chips.values():
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        self.table = DataTable(
            [
                Column("change", "", "chip", width=112, chip=lambda change: _CHIPS[change]),
                Column("label", "Row"),
                Column("heading", "Figure", width=220),
                Column("before", "Before", "decimal", width=120, format=amounts.figure),
                Column("after", "After", "decimal", width=120, format=amounts.figure),
                Column("difference", "Differs by", "decimal", width=120, format=amounts.figure),
            ],
            "Differences between the versions",
            empty=EmptyState("The two versions are the same", "No row and no figure differs.", icon="good"),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addLayout(head)
        layout.addWidget(self.caption)
        layout.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_comparison(self, compared: ComparedFiles) -> None:
        """Show what differs between two versions."""
        before, after, found = compared.before, compared.after, compared.comparison
        self.summary.setText(
            f"Version {after.version} against version {before.version}: "
            f"{counted(len(found.rows), 'row differs', 'rows differ')}, "
            f"{counted(found.same, 'row is', 'rows are')} the same"
        )
        self.caption.setText(
            f"Before: {before.file_name}, accepted {date_words(before.imported_on)}. "
            f"After: {after.file_name}, accepted {date_words(after.imported_on)}. "
            "Figures are in the files' own unit."
        )
        for change, chip in self.chips.items():
            number = found.count(change)
            chip.set_status(f"{number:,} {change.value}", _CHIPS[change][1] if number else "neutral")
        self.table.set_rows(
            [
                _Row(f"{at}:{figure.measure}", row, figure)
                for at, row in enumerate(found.rows)
                for figure in row.figures
            ]
        )
