"""What the checks found, in groups with counts, and for the chosen one why and what will be stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.importing import UnknownName
from stewardship_desktop.domain.amount import format_number
from stewardship_desktop.domain.budget.findings import Check, Problem
from stewardship_desktop.domain.budget.report import CheckReport
from stewardship_desktop.ui.budget.amounts import Amounts
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import (
    Card,
    Column,
    DataTable,
    Edit,
    EmptyState,
    SectionTabs,
    SplitView,
    label,
)
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

_GROUPS = (("mismatch", "Mismatch"), ("rounding", "Rounding"), ("ok", "Fine"))
_EMPTY = {
    "mismatch": (
        "No mismatch",
        "Every printed figure agrees with its parts, or is within rounding.",
    ),
    "rounding": ("No rounding", "No figure is off by what rounding explains."),
    "ok": ("Nothing agrees exactly", "No check came out to the last digit."),
}
_SEVERITY = {
    "refuse": ("Keeps it out", "bad"),
    "warn": ("Look at this", "warn"),
    "note": ("Good to know", "info"),
}
AS_PRINTED = ""
"""The choice that leaves an unknown name as it is printed."""


@dataclass(frozen=True)
class _CheckRow:
    id: str
    check: Check

    @property
    def words(self) -> str:
        return spaced(self.check.check)

    @property
    def printed(self) -> Decimal:
        return self.check.printed

    @property
    def computed(self) -> Decimal:
        return self.check.computed

    @property
    def difference(self) -> Decimal:
        return self.check.difference


@dataclass(frozen=True)
class _ProblemRow:
    id: str
    problem: Problem

    @property
    def severity(self) -> str:
        return self.problem.severity

    @property
    def words(self) -> str:
        where = f"Row {self.problem.row_no}: " if self.problem.row_no is not None else ""
        return f"{where}{self.problem.text}"


@dataclass(frozen=True)
class _NameRow:
    id: str
    printed: str
    where: str
    means: str


class ReportPanel(QWidget):
    """`show_report(report, unknown, organisations)`; `cell_asked(row_no, key)` for a chosen check's cell.

    `aliases()` says which known organisation each unknown name was said to mean.
    """

    cell_asked = Signal(int, str)
    aliases_changed = Signal()

    def __init__(self, amounts: Amounts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._amounts = amounts
        self._report = CheckReport(rows=0)
        self._means: dict[str, str] = {}
        self._unknown: tuple[UnknownName, ...] = ()
        self._organisations: tuple[tuple[str, str], ...] = ()
        self._name_tables: DataTable | None = None
        self.tables: dict[str, DataTable] = {key: self._check_table(key, title) for key, title in _GROUPS}
        self.problems = DataTable(
            [
                Column("severity", "", "chip", chip=lambda s: _SEVERITY[s], width=128),
                Column("words", "What", "long", wrap=True),
            ],
            "Remarks on the file",
            tools=False,
            empty=EmptyState("Nothing else to say", "No duplicates or odd signs were found."),
        )
        self.problems.selection_changed.connect(self._problem_chosen)
        self._names_page = QWidget()
        names = QVBoxLayout(self._names_page)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(SPACE_2)
        names.addWidget(
            label(
                "These organisations are unknown here. Say which known one a name means and it is remembered "
                "as another name for it; otherwise it stays as printed.",
                "caption",
            )
        )
        self.tabs = SectionTabs(
            [
                *((key, title, self.tables[key]) for key, title in _GROUPS),
                ("also", "Also", self.problems),
                ("names", "Names", self._names_page),
            ],
            "What the checks found",
        )
        self.tabs.chosen.connect(self._tab_chosen)
        self.detail = Card("")
        self.detail_lines = {
            key: label("", kind)  # type: ignore[arg-type]
            for key, kind in (("figures", "body"), ("cause", "body"), ("why", "muted"), ("stored", "caption"))
        }
        for line in self.detail_lines.values():
            self.detail.add(line)
        self.detail.add(QWidget(), 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.detail_area = ScrollingPage(self.detail)
        layout.addWidget(SplitView([self.tabs, self.detail_area], [3, 2], vertical=True))
        self.setFocusProxy(self.tables["mismatch"])

    def show_report(
        self,
        report: CheckReport,
        unknown: Sequence[UnknownName] = (),
        organisations: Sequence[tuple[str, str]] = (),
    ) -> None:
        """Show a report. `organisations` are (id, name) pairs to choose from for unknown names."""
        self._report, self._unknown = report, tuple(unknown)
        self._organisations = tuple(organisations)
        known = {each.name for each in unknown}
        self._means = {name: means for name, means in self._means.items() if name in known}
        for key, title in _GROUPS:
            checks = [
                _CheckRow(f"{key}-{at}", check)
                for at, check in enumerate(each for each in report.checks if each.result == key)
            ]
            self.tables[key].set_rows(checks)
            self.tabs.set_title(key, f"{title} {len(checks):,}")
        order = list(_SEVERITY)
        problems = sorted(report.problems, key=lambda each: order.index(each.severity))
        self.problems.set_rows([_ProblemRow(f"p{at}", each) for at, each in enumerate(problems)])
        self.tabs.set_title("also", f"Also {len(problems):,}")
        self.tabs.set_title("names", f"Names {len(self._unknown):,}")
        self.tabs.bar.setTabVisible(len(_GROUPS) + 1, bool(self._unknown))
        self._make_names_table()
        refuses = any(each.severity == "refuse" for each in problems)
        first = next((key for key, _ in _GROUPS if self._report.count(key)), "also")
        self.tabs.choose("also" if refuses else first)
        self._choose_first()

    def aliases(self) -> dict[str, str]:
        """Printed name to organisation id, for the names that were said to mean a known one."""
        return {name: means for name, means in self._means.items() if means}

    def choose_meaning(self, name: str, organisation_id: str) -> None:
        """Say that an unknown name means a known organisation; "" leaves it as printed."""
        self._means[name] = organisation_id
        self._fill_names()
        self.aliases_changed.emit()

    # ---- making
    def _check_table(self, key: str, title: str) -> DataTable:
        what, why = _EMPTY[key]
        table = DataTable(
            [
                Column("difference", "Differs by", "decimal", width=88, format=self._amounts.figure),
                Column("words", "What is compared", "long", wrap=True),
                Column("printed", "Printed", "decimal", width=92, format=self._amounts.figure),
                Column("computed", "Computed", "decimal", width=92, format=self._amounts.figure),
            ],
            f"{title} checks",
            tools=False,
            empty=EmptyState(what, why),
        )
        table.selection_changed.connect(self._check_chosen)
        return table

    def _make_names_table(self) -> None:
        """The choices are this file's own, so the table is made with them."""
        layout = self._names_page.layout()
        assert layout is not None
        if self._name_tables is not None:
            layout.removeWidget(self._name_tables)
            self._name_tables.hide()
            self._name_tables.deleteLater()
        self._name_tables = DataTable(
            [
                Column("printed", "As printed", wrap=True),
                Column("where", "Where", width=72),
                Column(
                    "means",
                    "Means",
                    "choice",
                    editable=True,
                    required=True,
                    choices=((AS_PRINTED, "Leave as printed"), *self._choices()),
                    help="Enter or F2 to choose",
                ),
            ],
            "Unknown organisations",
            tools=False,
        )
        self._name_tables.edits_requested.connect(self._meanings_asked)
        layout.addWidget(self._name_tables)
        self._fill_names()

    @property
    def names(self) -> DataTable:
        """The table of unknown names."""
        assert self._name_tables is not None
        return self._name_tables

    def _choices(self) -> list[tuple[str, str]]:
        """Known organisations, those that a name may well mean first."""
        likely = [name for each in self._unknown for name in each.suggestions]
        return sorted(
            self._organisations, key=lambda pair: (pair[1] not in likely, pair[1].casefold(), pair[0])
        )

    def _fill_names(self) -> None:
        self.names.set_rows(
            [
                _NameRow(
                    each.name,
                    each.name,
                    f"Row {each.row_no}" if each.row_no is not None else "Heading",
                    self._means.get(each.name, AS_PRINTED),
                )
                for each in self._unknown
            ]
        )

    # ---- what a person does
    def _meanings_asked(self, edits: list[Edit]) -> None:
        for edit in edits:
            self.choose_meaning(edit.row_id, str(edit.value or AS_PRINTED))

    def _tab_chosen(self, _key: str) -> None:
        self._choose_first()

    def _choose_first(self) -> None:
        table = self.tables.get(self.tabs.current_key())
        if table is not None and table.rows() and not table.selected_ids():
            table.select(str(table.rows()[0].id))
        elif table is not None and table.selected_ids():
            self._check_chosen(table.selected_ids())
        else:
            self.detail_area.hide()

    def _check_chosen(self, ids: list[str]) -> None:
        table = self.tables.get(self.tabs.current_key())
        row: Any = next((each for each in table.rows() if each.id in ids), None) if table else None
        if row is None:
            return
        check: Check = row.check
        unit = f" {check.unit}" if check.unit else ""
        lines = {
            "figures": f"Printed {self._amounts.figure(check.printed)}, computed "
            f"{self._amounts.figure(check.computed)}: {_gap(check)}{unit}.",
            "cause": check.likely_cause and f"Likely cause: {check.likely_cause}",
            "why": check.why_it_matters and f"Why it matters: {check.why_it_matters}",
            "stored": f"Kept as printed: {self._amounts.figure(check.printed)}. "
            "The computed figure is shown beside it and changes nothing.",
        }
        self.detail.set_title(spaced(check.check))
        for key, words in lines.items():
            self.detail_lines[key].setText(words)
            self.detail_lines[key].setVisible(bool(words))
        self.detail_area.show()
        if check.cells:
            row_no, key = check.cells[-1] if check.result == "mismatch" else check.cells[0]
            self.cell_asked.emit(row_no, key)

    def _problem_chosen(self, ids: list[str]) -> None:
        row: Any = next((each for each in self.problems.rows() if each.id in ids), None)
        if row is not None and row.problem.row_no is not None:
            self.cell_asked.emit(row.problem.row_no, row.problem.measure or "")


def spaced(name: str) -> str:
    """A check's name with its headings' underscores as spaces, so that it can be broken into lines."""
    return name.replace("_", " ")


def _gap(check: Check) -> str:
    if not check.difference:
        return "they agree, in"
    return f"{format_number(abs(check.difference))} too {'much' if check.difference > 0 else 'little'}, in"
