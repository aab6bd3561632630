"""The budget book's room: accepted files, three views of one pound, and the pages that lead on from them."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.commands import budget as commands
from stewardship_desktop.application.importing import stored_report
from stewardship_desktop.domain.budget.book import BudgetImport
from stewardship_desktop.domain.budget.report import CheckReport
from stewardship_desktop.domain.budget.table import ImportTable
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.store.queries.budget.files import FileVersion, file_versions
from stewardship_desktop.store.queries.budget.views import compared, file_views
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.budget.checked_sheet import sheet_of_table
from stewardship_desktop.ui.budget.compare_view import CompareView
from stewardship_desktop.ui.budget.files_panel import FilesPanel
from stewardship_desktop.ui.budget.import_wizard import ImportWizard
from stewardship_desktop.ui.budget.line_page import LineView
from stewardship_desktop.ui.budget.report_view import ReportView
from stewardship_desktop.ui.budget.views_panel import ViewsPanel
from stewardship_desktop.ui.page import Page, RoomContext
from stewardship_desktop.ui.theme.tokens import SPACE_4, SPACE_5
from stewardship_desktop.ui.widgets import PageHeader, SectionTabs, button
from stewardship_desktop.ui.widgets.scrolling import ScrollingPage


class _Leaf(QWidget):
    """A page one goes to and comes back from; Esc and Back do the same."""

    def __init__(self, title: str, body: QWidget, back: object, words: str = "Back") -> None:
        super().__init__()
        self.header = PageHeader(title)
        self.body = body
        self.back_button = button(words, "secondary", icon="chevron-left", clicked=back)  # type: ignore[arg-type]
        self.back_button.setToolTip("Esc")
        self.header.add_secondary(self.back_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.header)
        layout.addWidget(body, 1)
        esc = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        esc.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        esc.activated.connect(back)
        self.setFocusProxy(body)


def _focus(stack: QStackedWidget) -> None:
    page = stack.currentWidget()
    if page is not None:
        page.setFocus(Qt.FocusReason.OtherFocusReason)


class BudgetBookPage(Page):
    """Files, views, import, check report, comparison and service line, one at a time."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "budget_import",
            "budget_figure",
            "service_line",
            "line_mapping",
            "line_comment",
            "organisation",
            "place",
        }
    )

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._amounts = Amounts(context.settings)
        self._files: tuple[FileVersion, ...] = ()
        self._viewed = ""
        self.stack = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE_5, SPACE_4, SPACE_5, SPACE_4)
        layout.addWidget(self.stack)
        self._make_home()
        self.wizard = ImportWizard(context)
        self.wizard_page = _Leaf("Import a budget file", self.wizard, self.go_home, "Back to the budget book")
        self.report = ReportView(self._amounts, context.remember)
        self.report.sheet.setAccessibleName("The file as it is kept")
        self.report_page = _Leaf("Check report", self.report, self.go_home)
        self.compare = CompareView(self._amounts)
        self.compare_page = _Leaf("Versions compared", self.compare, self.go_home)
        self.line = LineView(context)
        self.line_page = _Leaf("Service line", self.line, self.go_home)
        # Each in a scroll area of its own: what a small window can't hold must not make it larger.
        self._seats = {
            page: ScrollingPage(page)
            for page in (self.home, self.wizard_page, self.report_page, self.compare_page, self.line_page)
        }
        for seat in self._seats.values():
            self.stack.addWidget(seat)
        self.wizard.left.connect(self.go_home)
        self.wizard.accepted.connect(self._accepted)
        self.line.report_asked.connect(self.open_report)
        self.line.named.connect(self._name_line)
        self.line.gone.connect(self._line_gone)
        context.settings.listen(self._setting_changed)
        self.setFocusProxy(self.files)

    def _make_home(self) -> None:
        self.home = QWidget()
        self.header = PageHeader("Budget book", action="Import a file", action_icon="import")
        self.header.acted.connect(self.open_wizard)
        self.files = FilesPanel(self._amounts, self.context.remember)
        self.views = ViewsPanel(self._amounts, self.context.remember)
        self.tabs = SectionTabs(
            [("views", "Three views of one pound", self.views), ("files", "Files and versions", self.files)],
            "Parts of the budget book",
        )
        layout = QVBoxLayout(self.home)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE_4)
        layout.addWidget(self.header)
        layout.addWidget(self.tabs, 1)
        self.files.import_asked.connect(self.open_wizard)
        self.files.report_asked.connect(self.open_report)
        self.files.compare_asked.connect(self.open_comparison)
        self.files.line_asked.connect(self.open_line)
        self.files.note_set.connect(self._set_note)
        self.files.removal_asked.connect(self._remove)
        self.views.import_asked.connect(self.open_wizard)
        self.views.file_chosen.connect(self._view_file)
        self.views.line_asked.connect(self.open_line)

    # ---- Page
    def refresh(self) -> None:
        self._files = tuple(self.context.bridge.read(file_versions))
        self.files.show_files(self._files)
        self.header.set_state(self._state())
        held = [file for file in self._files if file.lines_pence is not None]
        if self._viewed not in {file.import_id for file in held}:
            newest = [file for file in held if file.newest and file.kind == "budget-book"] or held
            self._viewed = newest[0].import_id if newest else ""
        self.views.show_choices(held, self._viewed)
        if self._viewed:
            self.views.show_views(self.context.bridge.read(file_views, self._viewed))
        if self.on_show(self.line_page) and self.line.line_id:
            self.line.show_line(self.line.line_id)

    def show_record(self, record_id: str) -> None:
        """An accepted file opens its check report, a service line its page."""
        if any(file.import_id == record_id for file in self.context.bridge.read(file_versions)):
            self.open_report(record_id)
        else:
            self.open_line(record_id)

    # ---- going about
    def on_show(self, page: QWidget) -> bool:
        """Whether `home`, `wizard_page`, `report_page`, `compare_page` or `line_page` is on show."""
        return self.stack.currentWidget() is self._seats[page]

    def _show(self, page: QWidget) -> None:
        self.stack.setCurrentWidget(self._seats[page])

    def go_home(self) -> None:
        """Back to files and views; what is under way in the import stays there."""
        self._show(self.home)
        under_way = self.wizard.file_name
        self.header.set_action(f"Go on importing {under_way}" if under_way else "Import a file")
        _focus(self.tabs.stack)

    def open_wizard(self) -> None:
        """The import, as it was left."""
        self._show(self.wizard_page)
        _focus(self.wizard.stepper.stack)

    def import_file(self, path: Path) -> None:
        """Begin the import of a file, as when it was dropped on the window."""
        self.open_wizard()
        self.wizard.begin_with(path)

    def open_report(self, import_id: str) -> None:
        """Check a kept file anew and show its report."""
        file = next((f for f in self.context.bridge.read(file_versions) if f.import_id == import_id), None)
        if file is None:
            return
        bridge = self.context.bridge

        def work(report: object) -> tuple[ImportTable, CheckReport]:
            report(None, f"Checking {file.file_name}")  # type: ignore[operator]
            return stored_report(bridge, import_id)

        def shown(result: tuple[ImportTable, CheckReport]) -> None:
            table, report = result
            self.report_page.header.set_title(f"{file.kind_title[:1].upper()}{file.kind_title[1:]}")
            unit = f", {file.unit.label}" if file.unit is not None else ""
            notes = f" Notes: {file.notes}" if file.notes else ""
            about = f"{file.service_line}, " if file.service_line else ""
            self.report_page.header.set_state(
                f"{about}{file.period.label}, version {file.version}{unit}, from {file.file_name}.{notes}"
            )
            self.report.show_report(sheet_of_table(table), report)
            self._show(self.report_page)
            self.report.take_focus()

        self.context.start_job(f"Checking {file.file_name}", work, shown)

    def open_comparison(self, before_id: str, after_id: str) -> None:
        """Compare two versions."""
        found = self.context.bridge.read(compared, before_id, after_id)
        self.compare_page.header.set_title(
            f"{found.after.kind_title[:1].upper()}{found.after.kind_title[1:]}"
        )
        self.compare_page.header.set_state(found.after.period.label)
        self.compare.show_comparison(found)
        self._show(self.compare_page)
        self.compare.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_line(self, line_id: str) -> None:
        """The page of one service line."""
        self._show(self.line_page)
        self.line.show_line(line_id)

    # ---- acts
    def _set_note(self, import_id: str, text: str) -> None:
        self.context.bridge.act(commands.note_on_import, import_id, text)

    def _remove(self, import_id: str) -> None:
        self.context.bridge.act(commands.remove_import_version, import_id, then=self._removed)

    def _removed(self, _result: object) -> None:
        self.context.notify(
            "The file's version was removed with its figures.", "Undo", self.context.bridge.undo
        )

    def _accepted(self, kept: BudgetImport) -> None:
        self._viewed = kept.id
        self.refresh()
        self.tabs.choose("files")
        self.go_home()
        self.files.table.select(kept.id)
        self.context.notify(
            f"{kept.file_name} is kept as version {kept.version}: {counted(kept.rows, 'line')}.",
            "Undo",
            self.context.bridge.undo,
        )

    def _view_file(self, import_id: str) -> None:
        self._viewed = import_id
        self.views.show_views(self.context.bridge.read(file_views, import_id))

    def _name_line(self, name: str, state: str) -> None:
        self.line_page.header.set_title(name)
        self.line_page.header.set_state(state)

    def _line_gone(self, error: UserFixable) -> None:
        self.go_home()
        self.context.notify(str(error))

    def _setting_changed(self, key: str) -> None:
        if key == "negatives":
            self._outdate()

    # ---- words
    def _state(self) -> str:
        if not self._files:
            return "Nothing imported yet."
        newest = [file for file in self._files if file.newest]
        book = next((file for file in newest if file.kind == "budget-book"), None)
        money = ""
        if book is not None:
            shown = book.total_pence if book.total_pence is not None else book.lines_pence
            printed = "printed" if book.total_pence is not None else "added up, none printed"
            money = f" Book of {book.period.label}: {self._amounts.short(shown)} {printed}."
        unsaid = [file for file in newest if file.mismatches and not file.notes]
        words = f"{counted(len(newest), 'file')}."
        if unsaid:
            words += f" {counted(len(unsaid), 'file has', 'files have')} mismatches that nobody has noted on."
        return words + money
