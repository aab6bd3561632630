"""The cards of a service line's page: one for each file about it, and the comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from stewardship_desktop.domain.budget.pictures import activity, net_by_organisation, single_measure
from stewardship_desktop.domain.budget.report import CheckReport
from stewardship_desktop.domain.budget.table import ImportTable
from stewardship_desktop.domain.chart import ChartSpec
from stewardship_desktop.domain.partial_date import date_words
from stewardship_desktop.store.queries.budget.files import FileVersion
from stewardship_desktop.store.queries.budget.lines import CommentRow
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.budget.checked_sheet import CheckedSheet, rings_of, sheet_of_table
from stewardship_desktop.ui.budget.report_panel import spaced
from stewardship_desktop.ui.charts.view import ChartView
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import Card, Chip, IllustrativeMark, button, label

_SIDE_BY_SIDE = 1280
_MOST_ROWS = 16
_NOUNS = {"category-spend": "net spend by category", "staffing": "whole-time equivalents by staff group"}


def picture_of(file: FileVersion, table: ImportTable) -> ChartSpec | None:
    """The chart that stands beside a file's table, None where its figures make none."""
    foot = f"Source: {file.source or file.file_name}, version {file.version}."
    if file.kind == "organisation-resources":
        return net_by_organisation(table, foot=foot, illustrative=file.illustrative)
    if file.kind in _NOUNS:
        return single_measure(table, noun=_NOUNS[file.kind], foot=foot, illustrative=file.illustrative)
    return activity(table, foot=foot, illustrative=file.illustrative)


class FileCard(Card):
    """A file's table, checks in words under it, and its picture; `report_asked(import id)`."""

    report_asked = Signal(str)

    def __init__(
        self,
        amounts: Amounts,
        file: FileVersion,
        table: ImportTable,
        report: CheckReport,
        parent: QWidget | None = None,
    ) -> None:
        unit = f", {file.unit.label}" if file.unit is not None else ""
        super().__init__(
            f"{file.kind_title[:1].upper()}{file.kind_title[1:]}, {file.period.label}",
            caption=f"{file.file_name}, version {file.version}{unit}. As printed; ringed cells don't agree.",
            parent=parent,
        )
        self.import_id = file.import_id
        for result, word, kind in (("mismatch", "mismatch", "bad"), ("rounding", "rounding", "warn")):
            number = report.count(result)
            if number:
                self.add_action(Chip(f"{number:,} {word}", kind))  # type: ignore[arg-type]
        if not report.mismatches and not report.count("rounding"):
            self.add_action(Chip("all agree", "good"))
        if file.illustrative:
            self.add_action(IllustrativeMark())
        self.add_action(button("Check report", "link", clicked=self._ask))
        body = QWidget()
        self._way = QBoxLayout(QBoxLayout.Direction.TopToBottom, body)
        self._way.setContentsMargins(0, 0, 0, 0)
        self._way.setSpacing(SPACE_4)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE_2)
        self.sheet = CheckedSheet(self.title_label.text(), most_rows=_MOST_ROWS)
        self.sheet.show_sheet(sheet_of_table(table), rings_of(report))
        column.addWidget(self.sheet)
        for check in report.mismatches:
            column.addWidget(
                label(
                    f"{spaced(check.check)}: printed {amounts.figure(check.printed)}, "
                    f"computed {amounts.figure(check.computed)}. {check.likely_cause}",
                    "caption",
                )
            )
        column.addStretch(1)
        self._way.addWidget(left, 6)
        spec = picture_of(file, table)
        self.chart: ChartView | None = None
        if spec is not None:
            self.chart = ChartView(spec)
            self.chart.setMinimumHeight(apply.current().sizes.px(300))
            self._way.addWidget(self.chart, 5)
        self.add(body)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= apply.current().sizes.px(_SIDE_BY_SIDE)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._way.direction() != way:
            self._way.setDirection(way)

    def _ask(self) -> None:
        self.report_asked.emit(self.import_id)


class CommentsCard(Card):
    """Remarks on a line, open ones first; `written(text)`, `settled(comment id, settled?)`."""

    written = Signal(str)
    settled = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Comments", parent=parent)
        entry = QWidget()
        row = QHBoxLayout(entry)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        self.box = QLineEdit()
        self.box.setAccessibleName("New comment")
        self.box.setPlaceholderText("What should somebody look at in these figures?")
        self.box.returnPressed.connect(self._write)
        self.add_button = button("Add comment", "secondary", clicked=self._write)
        row.addWidget(self.box, 1)
        row.addWidget(self.add_button)
        self.add(entry)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE_2)
        self.add(self._list)

    def show_comments(self, comments: Sequence[CommentRow]) -> None:
        """Show these, open ones first; what is half typed stays."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        still = sum(each.settled_on is None for each in comments)
        self.set_caption(
            f"{counted(still, 'comment')} open, {len(comments) - still} settled"
            if comments
            else "Nobody has questioned these figures yet."
        )
        for each in sorted(comments, key=lambda one: one.settled_on is not None):
            self._rows.addWidget(_Comment(each, self.settled))

    def _write(self) -> None:
        text = self.box.text().strip()
        if text:
            self.written.emit(text)
            self.box.clear()


class _Comment(QWidget):
    def __init__(self, row: CommentRow, settled: object) -> None:
        super().__init__()
        self._row, self._settled = row, settled
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE_2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(row.comment, "muted" if row.settled_on else "body"))
        words.addWidget(label(_when(row.made_on, row.settled_on), "caption"))
        line.addLayout(words, 1)
        if row.illustrative:
            line.addWidget(IllustrativeMark(), 0, Qt.AlignmentFlag.AlignTop)
        act = "Open again" if row.settled_on else "Settle"
        made = button(act, "quiet", clicked=self._turn)
        made.setAccessibleName(f"{act}: {row.comment}")
        line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)

    def _turn(self) -> None:
        self._settled.emit(self._row.comment_id, self._row.settled_on is None)  # type: ignore[attr-defined]


def _when(made: date, settled: date | None) -> str:
    end = f", settled {date_words(settled)}" if settled is not None else ", open"
    return f"{date_words(made)}{end}"
