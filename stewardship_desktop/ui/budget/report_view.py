"""A check report: the file on the left with ringed cells, what was found on the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.importing import UnknownName
from stewardship_desktop.domain.budget.report import CheckReport, Outcome
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.budget.checked_sheet import CheckedSheet, Sheet, rings_of
from stewardship_desktop.ui.budget.report_panel import ReportPanel
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_3
from stewardship_desktop.ui.widgets import Chip, Remembers, SplitView, label
from stewardship_desktop.ui.widgets.chip import ChipKind
from stewardship_desktop.ui.widgets.first_stop import first_stop, tab_after


class ReportView(QWidget):
    """`show_report(sheet, report, unknown, organisations)`; `panel.aliases()` is what was said of names."""

    def __init__(self, amounts: Amounts, remembers: Remembers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = CheckedSheet("The file as it was read")
        self.panel = ReportPanel(amounts)
        self.summary = label("", "lead")
        self.chips = {
            "mismatch": Chip("", "bad"),
            "rounding": Chip("", "warn"),
            "ok": Chip("", "good"),
        }
        head = QHBoxLayout()
        head.setSpacing(SPACE_2)
        head.addWidget(self.summary, 1)
        for chip in self.chips.values():
            head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_3)
        layout.addLayout(head)
        self.split = SplitView(
            [self.sheet, self.panel], [5, 4], remembers=remembers, key="budget.report.widths"
        )
        layout.addWidget(self.split, 1)
        self.panel.cell_asked.connect(self.sheet.go_to)
        self.setFocusProxy(self.panel)

    def take_focus(self) -> None:
        """Put the keyboard on what was found."""
        stop = first_stop(self.panel.tabs.stack) or self.panel.tabs.bar
        stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_report(
        self,
        sheet: Sheet,
        report: CheckReport,
        unknown: Sequence[UnknownName] = (),
        organisations: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show a file with its report."""
        self.sheet.show_sheet(sheet, rings_of(report))
        self.panel.show_report(report, unknown, organisations)
        found = (*self.panel.tables.values(), self.panel.problems, self.panel.names)
        tab_after(self.sheet, self.panel.tabs.bar, *(table.grid for table in found))
        self.summary.setText(_summary(report))
        words = {"mismatch": "mismatch", "rounding": "rounding", "ok": "fine"}
        for key, chip in self.chips.items():
            number = report.count(key)
            chip.set_status(counted(number, words[key], _plural(words[key])), _kind(key, number))


def _plural(word: str) -> str:
    return "mismatches" if word == "mismatch" else word


def _kind(key: str, number: int) -> ChipKind:
    kinds: dict[str, ChipKind] = {"mismatch": "bad", "rounding": "warn", "ok": "good"}
    return kinds[key] if number else "neutral"


def _summary(report: CheckReport) -> str:
    lines = counted(report.rows, "line")
    if report.outcome is Outcome.REFUSED:
        number = sum(problem.severity == "refuse" for problem in report.problems)
        what = counted(number, "thing keeps", "things keep")
        return f"{lines} read. {what} this file out; nothing is stored."
    if report.mismatches:
        return f"{lines} read. {counted(len(report.mismatches), 'figure does', 'figures do')} not agree."
    return f"{lines} read. Everything agrees{' within rounding' if report.count('rounding') else ''}."
