"""The accepted files with their versions and what the checks found in them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.store.queries.budget.files import FileVersion
from stewardship_desktop.ui.budget.amounts import Amounts
from stewardship_desktop.ui.widgets import Column, DataTable, Edit, EmptyState, Remembers, button


class FilesPanel(QWidget):
    """`report_asked(id)`, `compare_asked(older id, newer id)`, `note_set(id, text)`, `removal_asked(id)`."""

    report_asked = Signal(str)
    compare_asked = Signal(str, str)
    note_set = Signal(str, str)
    removal_asked = Signal(str)
    line_asked = Signal(str)
    import_asked = Signal()

    def __init__(self, amounts: Amounts, remembers: Remembers, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts = amounts
        empty = EmptyState(
            "No budget file yet",
            "Import the system's budget book first: its service lines are what care areas are mapped to. "
            "Every figure is kept as printed, with what the checks found.",
            "Import a file",
            icon="budget",
        )
        empty.acted.connect(self.import_asked)
        self.table = DataTable(
            [
                Column("kind_title", "Kind", width=200, format=_capital),
                Column("service_line", "About", width=92, value=lambda f: f.service_line or "the system"),
                Column("period", "Period", width=176, format=lambda period: str(period.label)),
                Column("version", "Version", width=72, value=_version_words),
                Column("mismatches", "Mismatch", "chip", width=96, chip=_mismatch_chip),
                Column("roundings", "Rounding", "chip", width=96, chip=_rounding_chip),
                Column("fine", "Fine", "chip", width=88, chip=_fine_chip),
                Column("rows", "Lines", "integer", width=72, hidden=True),
                Column(
                    "total_pence",
                    "Printed total",
                    "money",
                    width=104,
                    format=amounts.short,
                    tip=lambda f: amounts.exact(f.total_pence),
                ),
                Column(
                    "lines_pence",
                    "Lines add to",
                    "money",
                    width=104,
                    hidden=True,
                    format=amounts.short,
                    tip=lambda f: amounts.exact(f.lines_pence),
                ),
                Column("notes", "Notes", "long", editable=True, help="What was said of the checks; F2 edits"),
                Column("file_name", "File", width=220, hidden=True),
                Column("unit", "Unit", width=90, hidden=True, format=lambda u: u.label if u else ""),
                Column("imported_on", "Accepted", "date", width=128, hidden=True),
                Column("price_base", "Prices", width=160, hidden=True),
                Column("recurrent", "Recurrent", width=120, hidden=True),
            ],
            "Accepted budget files",
            row_id="import_id",
            empty=empty,
            opens=True,
            allow_delete=True,
            illustrative=lambda f, key: f.illustrative and key == "kind_title",
            remembers=remembers,
            key="budget.files",
        )
        self.report_button = button("Check report", "quiet", icon="check", clicked=self._ask_report)
        self.compare_button = button("Compare", "quiet", icon="copy", clicked=self._ask_compare)
        self.line_button = button("Service line", "quiet", icon="open", clicked=self._ask_line)
        self.remove_button = button("Remove", "quiet", icon="trash", clicked=self._ask_removal)
        for tool in (self.report_button, self.compare_button, self.line_button, self.remove_button):
            self.table.add_tool(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.opened.connect(self.report_asked)
        self.table.edits_requested.connect(self._edited)
        self.table.delete_requested.connect(self._delete)
        self.table.selection_changed.connect(self._offer)
        self._offer([])

    def show_files(self, files: Sequence[FileVersion]) -> None:
        """Show these files, in the order given."""
        self.table.set_rows(files)
        self._offer(self.table.selected_ids())

    def _chosen(self) -> FileVersion | None:
        ids = self.table.selected_ids()
        return next((f for f in self.table.rows() if f.import_id in ids[:1]), None) if ids else None

    def _earlier(self, file: FileVersion) -> FileVersion | None:
        """The version before this one, of the same kind, service line and period."""
        same = [
            f
            for f in self.table.rows()
            if (f.kind, f.service_line_id, f.period) == (file.kind, file.service_line_id, file.period)
            and f.version < file.version
        ]
        return max(same, key=lambda f: f.version, default=None)

    def _offer(self, _ids: list[str]) -> None:
        file = self._chosen()
        self.report_button.setEnabled(file is not None)
        self.remove_button.setEnabled(file is not None)
        earlier = file is not None and self._earlier(file) is not None
        self.compare_button.setEnabled(earlier)
        self.compare_button.setToolTip(
            "Compare with the version before it" if earlier else "Choose a file that has an earlier version"
        )
        about_line = file is not None and file.service_line_id is not None
        self.line_button.setEnabled(about_line)
        self.line_button.setToolTip("" if about_line else "Choose a file about one service line")

    def _ask_report(self) -> None:
        file = self._chosen()
        if file is not None:
            self.report_asked.emit(file.import_id)

    def _ask_compare(self) -> None:
        file = self._chosen()
        earlier = self._earlier(file) if file is not None else None
        if file is not None and earlier is not None:
            self.compare_asked.emit(earlier.import_id, file.import_id)

    def _ask_line(self) -> None:
        file = self._chosen()
        if file is not None and file.service_line_id is not None:
            self.line_asked.emit(file.service_line_id)

    def _ask_removal(self) -> None:
        file = self._chosen()
        if file is not None:
            self.removal_asked.emit(file.import_id)

    def _delete(self, ids: list[str]) -> None:
        for import_id in ids[:1]:
            self.removal_asked.emit(import_id)

    def _edited(self, edits: list[Edit]) -> None:
        for edit in edits:
            self.note_set.emit(edit.row_id, str(edit.value or ""))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _version_words(file: FileVersion) -> str:
    if file.versions == 1:
        return str(file.version)
    return f"{file.version}, newest" if file.newest else f"{file.version}, earlier"


def _mismatch_chip(number: int) -> tuple[str, str]:
    return (f"{number:,}", "bad") if number else ("none", "neutral")


def _rounding_chip(number: int) -> tuple[str, str]:
    return (f"{number:,}", "warn") if number else ("none", "neutral")


def _fine_chip(number: int) -> tuple[str, str]:
    return (f"{number:,}", "good") if number else ("none", "neutral")
