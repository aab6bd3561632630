"""The import as a page of its own: file, columns, meaning, check report, acceptance. Only that stores.

Reading and checking run as jobs; leaving the page loses nothing, coming back finds it as it was.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.import_columns import (
    columns_said,
    file_columns,
    likely_service_line,
    meanings_moved,
    remembered_choices,
    stated_unit,
)
from stewardship_desktop.application.importing import (
    Prepared,
    accept_prepared,
    prepare,
    read_source,
    recognised,
)
from stewardship_desktop.application.prepared import Meaning
from stewardship_desktop.domain.amount import Unit
from stewardship_desktop.domain.budget.book import BudgetImport
from stewardship_desktop.domain.budget.kinds import KINDS, Kind, kind_named
from stewardship_desktop.domain.budget.table import ReadTable, SignRule
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.period import Period
from stewardship_desktop.ui.budget.accept_step import AcceptStep, accept_words
from stewardship_desktop.ui.budget.amounts import Amounts, counted
from stewardship_desktop.ui.budget.checked_sheet import sheet_of_file
from stewardship_desktop.ui.budget.import_steps import (
    MUST_BE_CHOSEN,
    NOT_CHOSEN,
    ColumnsStep,
    FileStep,
    MeaningStep,
)
from stewardship_desktop.ui.budget.report_view import ReportView
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.turns import Turns
from stewardship_desktop.ui.widgets import ProgressLine, Stepper
from stewardship_desktop.ui.widgets.file_choice import TABLES
from stewardship_desktop.ui.widgets.typed_text import Unreadable

FILE, COLUMNS, MEANING, CHECK, ACCEPT = range(5)
_NOTES_WIDTH = 720
_FOUND = (("mismatch", "mismatch", "mismatches"), ("rounding", "rounding", "roundings"))


class ImportWizard(QWidget):
    """`accepted(BudgetImport)` once it is on disk, `left` when the person goes away (nothing is lost)."""

    accepted = Signal(object)
    left = Signal()

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._amounts = Amounts(context.settings)
        self._turns = Turns(context, self)
        self._accepting = False
        self._path: Path | None = None
        self._read: ReadTable | None = None
        self._kind: Kind | None = None
        self._meanings: dict[str, str] = {}
        self._answers: dict[str, Any] = {}
        self._asked_for = ""
        self._checked_as: object = None
        self._prepared: Prepared | None = None
        self.file_step, self.columns_step, self.meaning_step = FileStep(), ColumnsStep(), MeaningStep()
        self.report = ReportView(self._amounts, context.remember)
        self.progress = ProgressLine(cancel="Stop checking")
        self._check_page = QStackedWidget()
        waiting = QWidget()
        lines = QVBoxLayout(waiting)
        lines.addStretch(1)
        lines.addWidget(self.progress)
        lines.addStretch(2)
        self._check_page.addWidget(waiting)
        self._check_page.addWidget(self.report)
        self.accept_step = AcceptStep()
        self.stepper = Stepper(
            [
                ("File", self.file_step),
                ("Columns", self.columns_step),
                ("Meaning", self.meaning_step),
                ("Check report", self._check_page),
                ("Accept", self.accept_step),
            ],
            "Accept",
            cancel="Leave the import",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stepper)
        self._connect()
        self._show_state()

    # ---- what the page asks
    @property
    def file_name(self) -> str:
        """The file under way, "" before one was chosen."""
        return self._path.name if self._path is not None else ""

    def begin_with(self, path: Path) -> None:
        """Read a file; `path` may be anything a person chose."""
        self._clear()
        self._path = path
        self._read_file(None)

    def start_again(self) -> None:
        """Forget the file under way."""
        self._turns.stop()
        self._clear()
        self.file_step.clear()
        self.stepper.begin_again()

    # ---- making
    def _clear(self) -> None:
        self._path = self._read = self._kind = self._prepared = None
        self._meanings, self._answers = {}, {}
        self._asked_for, self._checked_as = "", None

    def _connect(self) -> None:
        self._turns.told.connect(self._show_progress)
        self.progress.cancelled.connect(self._stop_check)
        self.file_step.stop_asked.connect(self._stop_reading)
        self.file_step.browse_asked.connect(self._browse)
        self.file_step.file_chosen.connect(self.begin_with)
        self.file_step.sheet_chosen.connect(self._read_sheet)
        self.file_step.kind_chosen.connect(self._choose_kind)
        self.columns_step.meanings_asked.connect(self._mean_columns)
        self.stepper.next_asked.connect(self._go_on)
        self.stepper.finished.connect(self._accept)
        self.stepper.cancelled.connect(self.left)
        self.stepper.step_changed.connect(self._arrived)

    @Slot(object, str)
    def _show_progress(self, share: float | None, words: str) -> None:
        self.progress.set_progress(words, share)

    # ---- step 1
    def _browse(self) -> None:
        self._context.ask.choose_file_to_open("Choose a budget file", TABLES, self.begin_with)

    def _read_sheet(self, sheet: str) -> None:
        path = self._path
        self._clear()
        self._path = path
        self._read_file(sheet)

    def _read_file(self, sheet: str | None) -> None:
        path = self._path
        assert path is not None
        self.file_step.drop.show_reading(path.name)
        self.stepper.go_to(FILE)
        self._show_state()
        self._turns.start(
            f"Reading {path.name}", lambda _step: read_source(path, sheet), self._was_read, self._unreadable
        )
        self._show_state()

    def _was_read(self, read: ReadTable) -> None:
        self._read = read
        kept = self._context.bridge.read(remembered_choices, read.headers)
        self._kind = _recognised(read, kept)
        if kept is not None and self._kind is not None and self._kind.name == kept["kind"]:
            self._meanings = {h: m for h, m in kept["columns"].items() if h in read.headers}
            self._answers = {
                k: kept[k] for k in ("unit", "price_base", "recurrent", "sign_rule") if kept.get(k)
            }
        self.file_step.show_file(read, self._kind, kept is not None)
        self._show_state()
        if self.file_step.choose_button is self.window().focusWidget():
            # What comes next: on, or first the kind that the headings don't tell.
            after = self.stepper.next_button if self._kind is not None else self.file_step.kinds
            after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unreadable(self, error: UserFixable) -> None:
        self._read = None
        self.file_step.show_error(str(error))
        self._show_state()

    def _stop_reading(self) -> None:
        self._turns.stop()
        self._clear()
        self.file_step.show_error("Reading was stopped. Nothing was stored.")
        self._show_state()

    def _choose_kind(self, name: str) -> None:
        kind = None if name == NOT_CHOSEN else kind_named(name)
        if kind is not self._kind:
            self._kind, self._meanings = kind, {}
        self._show_state()

    # ---- step 2
    def _mean_columns(self, said: dict[str, str]) -> None:
        assert self._read is not None
        assert self._kind is not None
        wanted = self._meanings | meanings_moved(self._columns()[0], said)
        try:
            file_columns(self._read, self._kind, columns_said(wanted))
        except UserFixable as error:
            # What was said before stays; a heading that is there twice can't be told apart.
            self.columns_step.refuse(str(error))
            return
        self._meanings = wanted
        self._show_columns()

    def _columns(self) -> Any:
        assert self._read is not None
        assert self._kind is not None
        try:
            return file_columns(self._read, self._kind, columns_said(self._meanings))
        except UserFixable:
            # What was said doesn't fit this file (a heading is there twice): fall back to its headings.
            self._meanings = {}
            return file_columns(self._read, self._kind)

    def _show_columns(self) -> None:
        assert self._kind is not None
        columns, problems = self._columns()
        self.columns_step.show_columns(self._kind, columns, problems)

    # ---- step 3
    def _ask_meaning(self) -> None:
        if self._read is None or self._kind is None:
            return
        wanted = f"{self._kind.name}|{self._path}|{self._read.sheet}"
        if self._asked_for == wanted:
            return
        self._asked_for = wanted
        stated = stated_unit(self._read)
        answers = {"sign_rule": SignRule.AS_PRINTED.value, **self._answers}
        if stated is not None:
            answers["unit"] = stated.value
        line = self._context.bridge.read(likely_service_line, self._read, self._kind)
        if line:
            answers["service_line"] = line
        self.meaning_step.ask(self._kind, stated, answers)

    def _meaning(self) -> Meaning | None:
        """What was answered, None while something required is missing; the form says what."""
        form, kind = self.meaning_step.form, self._kind
        if form is None or kind is None:
            return None
        answers: dict[str, Any] = {}
        for key, row in form.rows.items():
            try:
                answers[key] = row.typed()
            except Unreadable:
                continue
        for key in MUST_BE_CHOSEN:
            if key in answers and answers[key] is None:
                form.show_error(key, "Choose one. If the source doesn't say, choose that.")
                answers.pop(key)
        missing = [key for key in form.rows if key not in answers]
        if missing:
            form.focus_field(missing[0])
            return None
        unit = answers.get("unit")
        return Meaning(
            period=Period.parse(str(answers["period"])),
            unit=Unit(unit) if unit else None,
            service_line=answers.get("service_line") or None,
            sign_rule=SignRule(answers.get("sign_rule") or SignRule.AS_PRINTED.value),
            price_base=str(answers.get("price_base") or ""),
            recurrent=str(answers.get("recurrent") or ""),
            source=str(answers.get("source") or ""),
        )

    # ---- step 4
    def _asked(self, meaning: Meaning) -> object:
        """What a check would be about: it is made anew when any of it has changed."""
        sheet = self._read.sheet if self._read is not None else ""
        return (self._path, self._kind, sheet, meaning, tuple(sorted(self._meanings.items())))

    def _check(self, meaning: Meaning) -> None:
        path, kind, read, bridge = self._path, self._kind, self._read, self._context.bridge
        if path is None or read is None:
            return
        said = columns_said(self._meanings)
        self._prepared, self._checked_as = None, self._asked(meaning)
        self._check_page.setCurrentIndex(0)
        self.progress.set_progress(f"Checking {path.name}", 0.0)
        self.stepper.go_to(CHECK)
        self._turns.start(
            f"Checking {path.name}",
            lambda step: prepare(bridge, path, kind, said, meaning, read=read, step=step),
            self._was_checked,
            self._not_checked,
        )
        self._show_state()

    def _was_checked(self, prepared: Prepared) -> None:
        self._prepared = prepared
        organisations = [(row_id, name) for name, row_id in prepared.names.organisation_ids.items()]
        self.report.show_report(
            sheet_of_file(prepared.read, prepared.table), prepared.report, prepared.unknown, organisations
        )
        self._check_page.setCurrentIndex(1)
        if self.stepper.current_step() == CHECK:
            self.report.take_focus()
            self.stepper.order_tabs()
        self._show_state()

    def _not_checked(self, error: UserFixable) -> None:
        self._checked_as = None
        self.stepper.go_to(MEANING)
        self.stepper.refuse(str(error))

    def _stop_check(self) -> None:
        self._turns.stop()
        self._checked_as = None
        self.stepper.go_to(MEANING)
        self.stepper.refuse("Checking was stopped. Nothing was stored; Next checks the file again.")

    # ---- step 5
    def _accept(self) -> None:
        if self._prepared is None or self._accepting:
            return
        self._accepting = True
        self.stepper.set_next_enabled(False)
        self._context.bridge.act(
            accept_prepared,
            self._prepared,
            str(self.accept_step.notes_form.drafts()["notes"] or ""),
            self.report.panel.aliases(),
            then=self._was_accepted,
            otherwise=self._not_accepted,
        )

    def _was_accepted(self, kept: BudgetImport) -> None:
        self._accepting = False
        self.accept_step.notes_form.set_values({"notes": None})
        self.start_again()
        self.accepted.emit(kept)

    def _not_accepted(self, error: UserFixable) -> None:
        self._accepting = False
        self._show_state()
        self.stepper.refuse(str(error))

    # ---- the stepper
    def _go_on(self, step: int) -> None:
        """Next was pressed. What a step needs is made when it is arrived at."""
        if step == FILE and self._kind is None:
            self.stepper.refuse("Choose the kind of table.")
        elif step == COLUMNS and (against := self._against()):
            self.stepper.refuse(against)
        elif step == MEANING and self._meaning() is None:
            self.stepper.refuse("Answer what is marked before the file is checked.")
        elif step < CHECK or (self._prepared is not None and not self._prepared.refused):
            self.stepper.go_to(step + 1)

    def _against(self) -> str:
        """What keeps the columns from making a table, "" if nothing does."""
        return next((p.text for p in self._columns()[1] if p.severity == "refuse"), "")

    def _arrived(self, step: int) -> None:
        """Make ready what the step on show needs; one that lacks something sends back to where it is said."""
        if step > FILE and (self._read is None or self._kind is None):
            self.stepper.go_to(FILE)
            return
        if step == COLUMNS:
            self._show_columns()
        elif step > COLUMNS and (against := self._against()):
            self.stepper.go_to(COLUMNS)
            self.stepper.refuse(against)
            return
        elif step >= MEANING:
            self._ask_meaning()
        if step >= CHECK:
            meaning = self._meaning()
            if meaning is None:
                self.stepper.go_to(MEANING)
                self.stepper.refuse("Answer what is marked before the file is checked.")
                return
            if self._checked_as != self._asked(meaning):
                self._check(meaning)
                return
            if step == ACCEPT and (self._prepared is None or self._prepared.refused):
                self.stepper.go_to(CHECK)
                return
        self._show_state()

    def _show_state(self) -> None:
        """Button and texts of the step on show."""
        step, prepared = self.stepper.current_step(), self._prepared
        good = prepared is not None and not prepared.refused
        ready = {FILE: self._read is not None, CHECK: good, ACCEPT: good and not self._accepting}
        self.stepper.set_next_enabled(ready.get(step, True))
        if prepared is None:
            return
        if step == ACCEPT:
            self.stepper.next_button.setText(accept_words(prepared))
            named = self.report.panel.aliases()
            also = [f"{counted(len(named), 'other name')}: {', '.join(sorted(named))}."] if named else []
            self.accept_step.stored_label.setText("\n".join([*prepared.will_store(), *also]))
        elif step == CHECK and prepared.refused:
            self.stepper.refuse("This file can't be accepted. Mend it, or go back and answer otherwise.")


def _recognised(read: ReadTable, kept: dict[str, Any] | None) -> Kind | None:
    if kept is not None and any(kind.name == kept["kind"] for kind in KINDS):
        return kind_named(str(kept["kind"]))
    try:
        return recognised(read)
    except UserFixable:
        return None
