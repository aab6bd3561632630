"""A service line's own page: its figures in the books, its files with pictures, confidence and comments."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import budget as commands
from stewardship_desktop.application.importing import stored_report
from stewardship_desktop.application.today import local_today
from stewardship_desktop.domain.budget.report import CheckReport
from stewardship_desktop.domain.budget.table import ImportTable
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.system import Confidence
from stewardship_desktop.store.queries.budget.files import FileVersion
from stewardship_desktop.store.queries.budget.lines import LinePage, line_page
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.budget.line_cards import CommentsCard, FileCard
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_2, SPACE_4
from stewardship_desktop.ui.widgets import (
    Card,
    Chip,
    Column,
    DataTable,
    EmptyState,
    Field,
    ProgressLine,
    PropertyForm,
    label,
)
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage

Checked = list[tuple[FileVersion, ImportTable, CheckReport]]


class LineView(QWidget):
    """`show_line(line id)`; `report_asked(import id)`, `gone(UserFixable)` when the line was removed."""

    report_asked = Signal(str)
    gone = Signal(object)
    named = Signal(str, str)

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._amounts = Amounts(context.settings)
        self.line_id = ""
        self._shown: tuple[str, ...] = ()
        self._page: LinePage | None = None
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, SPACE_2, 0)
        self._column.setSpacing(SPACE_4)
        top = QHBoxLayout()
        top.setSpacing(SPACE_4)
        amounts = self._amounts
        self.books = DataTable(
            [
                Column("period", "Period", width=150, value=lambda book: book.file.period.label),
                Column(
                    "pence", "Amount", "money", width=110, format=amounts.short,
                    tip=lambda book: amounts.exact(book.pence),
                ),
                Column("source", "Source"),
            ],
            "Figures in budget books",
            row_id=lambda book: book.file.import_id,
            tools=False,
            illustrative=lambda book, key: book.file.illustrative and key == "pence",
            empty=EmptyState("No book has a figure for this line"),
        )  # fmt: skip
        self.books_card = Card("In the budget book", self.books)
        self.areas = QWidget()
        self._areas = QHBoxLayout(self.areas)
        self._areas.setContentsMargins(0, 0, 0, 0)
        self._areas.setSpacing(SPACE_2)
        self.areas_label = label("", "caption")
        self.books_card.add(self.areas_label)
        self.books_card.add(self.areas)
        self.trust = PropertyForm(
            [
                Field(
                    "confidence",
                    "How far can these figures be relied on?",
                    "choice",
                    required=True,
                    choices=[(each, each.value.capitalize()) for each in Confidence],
                ),
                Field("confidence_reason", "Why", help="What is open, and who is to say"),
            ]
        )
        self.trust.committed.connect(self._trust_set)
        top.addWidget(self.books_card, 3)
        top.addWidget(Card("Confidence", self.trust), 2)
        self._column.addLayout(top)
        self.comments = CommentsCard()
        self.comments.written.connect(self._write)
        self.comments.settled.connect(self._settle)
        self.progress = ProgressLine("Reading the files of this line")
        self._column.addWidget(self.progress)
        self.empty = EmptyState(
            "No page of this service line yet",
            "Import its resources by organisation, spend by category, staffing or activity, and they stand "
            "here with their pictures and checks.",
            icon="table",
        )
        self._column.addWidget(self.empty)
        self.cards: list[FileCard] = []
        self._column.addWidget(self.comments)
        self._column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(ScrollingPage(body))

    def show_line(self, line_id: str) -> None:
        """Read the line again and show it."""
        try:
            page = self._context.bridge.read(line_page, line_id)
        except UserFixable as error:
            self.gone.emit(error)
            return
        if line_id != self.line_id:
            self._shown = ()
        self.line_id, self._page = line_id, page
        self.named.emit(page.name, self._state(page))
        self.books.set_rows(page.books)
        self.books.fit_height(4)
        self._show_areas(page)
        self.trust.set_values({"confidence": page.confidence, "confidence_reason": page.confidence_reason})
        self.comments.show_comments(page.comments)
        self._show_files(page)

    def _state(self, page: LinePage) -> str:
        number = f"Line {page.line_no} of the book. " if page.line_no is not None else ""
        said = f" {counted(page.open_comments, 'open comment')} below." if page.open_comments else ""
        if not page.books:
            return f"{number}No book has a figure for it yet.{said}"
        newest = page.books[0]
        return f"{number}{self._amounts.short(newest.pence)} in {newest.file.period.label}.{said}"

    def _show_areas(self, page: LinePage) -> None:
        while self._areas.count():
            item = self._areas.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        self.areas_label.setText(
            "Serves these care areas; its money is not split between them."
            if page.areas
            else "Mapped to no care area: it is part of the unmapped rest."
        )
        for area in page.areas:
            share = f", {area.percent}%" if area.percent is not None else ""
            self._areas.addWidget(
                Chip(
                    f"{area.care_area}, {area.role.value}{share}",
                    "info" if area.role == "main" else "neutral",
                )
            )
        self._areas.addStretch(1)

    # ---- files
    def _show_files(self, page: LinePage) -> None:
        wanted = tuple(file.import_id for file in page.pages)
        self.empty.setVisible(not wanted)
        if wanted == self._shown:
            self.progress.hide()
            return
        self._shown = wanted
        self._clear_cards()
        if not wanted:
            self.progress.hide()
            return
        self.progress.show()
        bridge, pages = self._context.bridge, page.pages

        def work(report: Any) -> Checked:
            checked: Checked = []
            for at, file in enumerate(pages):
                report(at / len(pages), f"Checking {file.file_name}")
                table, found = stored_report(bridge, file.import_id)
                checked.append((file, table, found))
            return checked

        self._context.start_job(f"Reading {page.name}", work, self._files_read)

    def _files_read(self, checked: Checked) -> None:
        if tuple(file.import_id for file, _, _ in checked) != self._shown:
            return
        self.progress.hide()
        self._clear_cards()
        for file, table, report in checked:
            card = FileCard(self._amounts, file, table, report)
            card.report_asked.connect(self.report_asked)
            self._column.insertWidget(self._column.indexOf(self.comments), card)
            self.cards.append(card)

    def _clear_cards(self) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []

    # ---- acts
    def _trust_set(self, key: str, value: Any) -> None:
        if self._page is None:
            return
        confidence = value if key == "confidence" else self._page.confidence
        reason = str(value or "") if key == "confidence_reason" else self._page.confidence_reason
        self._context.bridge.act(commands.set_confidence, self.line_id, confidence, reason)

    def _write(self, text: str) -> None:
        self._context.bridge.act(commands.comment, self.line_id, text, local_today())

    def _settle(self, comment_id: str, settled: bool) -> None:
        self._context.bridge.act(commands.settle_comment, comment_id, local_today() if settled else None)
