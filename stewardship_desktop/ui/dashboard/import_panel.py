"""Import of values from a file: file, layout, names, preview. Only the last button stores, in one act.

Reading and comparing run as jobs. A file of a make that was imported before goes from its choice straight
to the preview. Leaving the tab loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stewardship_desktop.application.commands.value_framework import add_outcome
from stewardship_desktop.application.observation_import import (
    FileRead,
    PreparedValues,
    Taken,
    blank_shape,
    goals,
    look_at,
    prepare,
    shape_as,
    take_values,
)
from stewardship_desktop.domain.budget.table import ReadTable
from stewardship_desktop.domain.dashboard.reading import MetricReading
from stewardship_desktop.domain.dashboard.series_names import LEAVE_OUT, NEW, Goal
from stewardship_desktop.domain.dashboard.table_shape import Layout, Shape
from stewardship_desktop.domain.errors import UserFixable
from stewardship_desktop.domain.value_column import ValueColumn
from stewardship_desktop.store.queries.dashboard import Framework
from stewardship_desktop.ui.dashboard.import_file import FileStep
from stewardship_desktop.ui.dashboard.import_layout import LayoutStep
from stewardship_desktop.ui.dashboard.import_names import NamesStep
from stewardship_desktop.ui.dashboard.import_preview import PreviewStep
from stewardship_desktop.ui.dashboard.import_words import kept_choice, taken_words, told
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.turns import Turns
from stewardship_desktop.ui.widgets import Stepper
from stewardship_desktop.ui.widgets.file_choice import TABLES

FILE, LAYOUT, NAMES, PREVIEW = range(4)


class ImportPanel(QWidget):
    """A tab of the Dashboard room; `begin_with(path)` reads a file."""

    def __init__(self, context: RoomContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._turns = Turns(context, self)
        self._framework: Framework | None = None
        self._today = date.min
        self._path: Path | None = None
        self._read: ReadTable | None = None
        self._file: FileRead | None = None
        self._shape: Shape | None = None
        self._goals: tuple[Goal, ...] = ()
        self._goals_for: object = None
        self._prepared: PreparedValues | None = None
        self._prepared_for: object = None
        self._keeping = False
        self.file_step, self.layout_step = FileStep(), LayoutStep()
        self.names_step, self.preview_step = NamesStep(), PreviewStep()
        self.stepper = Stepper(
            [
                ("File", self.file_step),
                ("Layout", self.layout_step),
                ("Names", self.names_step),
                ("Preview", self.preview_step),
            ],
            "Import",
            cancel="Start again",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stepper)
        self._connect()
        self._show_state()

    # ---- what the page tells
    def show_framework(self, framework: Framework, _readings: Sequence[MetricReading], today: date) -> None:
        """What values are compared with. A file under way stays; its preview is made anew when it is due."""
        other_area = self._framework is not None and self._framework.area.id != framework.area.id
        self._framework, self._today = framework, today
        if other_area:
            self.start_again()
        elif self.stepper.current_step() == NAMES:
            self._arrived(NAMES)
        elif self.stepper.current_step() == PREVIEW and not self._keeping:
            self._arrived(PREVIEW)

    def take_focus(self) -> None:
        """Put the keyboard on the step's work."""
        self.stepper.go_to(self.stepper.current_step())

    def begin_with(self, path: Path) -> None:
        """Read a file; `path` may be anything a person chose."""
        self._clear()
        self._path = path
        self._read_file(None, None)

    def start_again(self) -> None:
        """Forget the file under way."""
        self._clear()
        self.file_step.clear()
        self.stepper.begin_again()

    # ---- making
    def _connect(self) -> None:
        self._turns.told.connect(self._tell_progress)
        file = self.file_step.file
        file.browse_asked.connect(self._browse)
        file.file_chosen.connect(self.begin_with)
        file.stop_asked.connect(self._stop_reading)
        self.file_step.sheet_chosen.connect(self._read_sheet)
        self.file_step.header_chosen.connect(self._read_header)
        self.layout_step.layout_chosen.connect(self._choose_layout)
        self.layout_step.shape_changed.connect(self._change_shape)
        self.names_step.goals_changed.connect(self._change_goals)
        self.names_step.outcome_written.connect(self._add_outcome)
        self.preview_step.choice_changed.connect(self._show_state)
        self.preview_step.shares_changed.connect(self._compare)
        self.preview_step.progress.cancelled.connect(self._stop_comparing)
        self.stepper.next_asked.connect(self._go_on)
        self.stepper.finished.connect(self._keep)
        self.stepper.cancelled.connect(self.start_again)
        self.stepper.step_changed.connect(self._arrived)

    def _clear(self) -> None:
        self._turns.stop()
        self._path = self._file = self._read = self._shape = self._prepared = None
        self._goals = ()
        self._goals_for = self._prepared_for = None
        self.preview_step.begin(shares=False)

    @Slot(object, str)
    def _tell_progress(self, share: float | None, words: str) -> None:
        self.preview_step.progress.set_progress(words, share)

    # ---- step 1
    @Slot()
    def _browse(self) -> None:
        self._context.ask.choose_file_to_open("Choose a file of values", TABLES, self.begin_with)

    @Slot(str)
    def _read_sheet(self, sheet: str) -> None:
        self._read_file(sheet, None)

    @Slot(int)
    def _read_header(self, row: int) -> None:
        if self._read is not None and row != self._read.header_row:
            self._read_file(self._read.sheet or None, row)

    def _read_file(self, sheet: str | None, header_row: int | None) -> None:
        path, found = self._path, self._framework
        if path is None or found is None:
            return
        bridge = self._context.bridge

        self.file_step.file.show_reading(path.name)
        self.stepper.go_to(FILE)
        self._turns.start(
            f"Reading {path.name}",
            lambda _step: look_at(bridge, found, path, sheet, header_row),
            self._was_read,
            self._unreadable,
        )
        self._show_state()

    def _was_read(self, found: FileRead) -> None:
        self._file, self._read = found, found.table
        self._shape = found.shape or blank_shape(found.table)
        self._goals, self._goals_for = found.goals, self._names_key() if found.goals else None
        self._prepared = self._prepared_for = None
        self.layout_step.source.setText(found.kept.source)
        self.preview_step.begin(shares=found.kept.shares)
        unclear = found.shape is None or bool(found.fault)
        self.file_step.show_read(found.table, "" if unclear else told(found))
        if unclear:
            self.stepper.refuse(told(found))
        self._show_state()
        if not unclear and self.file_step.file.choose_button is self.window().focusWidget():
            self.stepper.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unreadable(self, error: UserFixable) -> None:
        self._read = None
        self.file_step.show_error(str(error))
        self._show_state()

    @Slot()
    def _stop_reading(self) -> None:
        self._clear()
        self.file_step.show_error("Reading was stopped. Nothing was stored.")
        self._show_state()

    def _knows_all(self) -> bool:
        """Whether what was said last time is enough, and nothing else was said since."""
        file = self._file
        return file is not None and file.is_known and (file.shape, file.goals) == (self._shape, self._goals)

    # ---- step 2
    @Slot(object)
    def _choose_layout(self, layout: Layout) -> None:
        assert self._read is not None
        assert self._shape is not None
        if layout is not self._shape.layout:
            self._change_shape(shape_as(self._read, self._shape, layout))

    @Slot(object)
    def _change_shape(self, shape: Shape) -> None:
        assert self._read is not None
        self._shape = shape
        self.layout_step.show_shape(self._read, shape)
        self._show_state()

    def _layout_fault(self) -> str:
        if self._read is None or self._shape is None:
            return "Choose a file first."
        return next(self._shape.faults(self._read.headers), "")

    # ---- step 3
    def _names_key(self) -> object:
        found = self._framework
        ids = () if found is None else tuple((each.id, each.metric.name) for each in found.metrics)
        return (id(self._read), self._shape, ids)

    def _match_names(self) -> bool:
        """Find out where the names go, if that isn't known of this layout; False where it has no values."""
        assert self._read is not None
        assert self._shape is not None
        assert self._framework is not None
        if self._goals_for != self._names_key():
            try:
                before = {} if self._file is None else self._file.kept.goes
                fresh = goals(self._read, self._shape, self._framework.metrics, before)
            except UserFixable as fault:
                self.stepper.go_to(LAYOUT)
                self.stepper.refuse(str(fault))
                return False
            known = {each.id for each in self._framework.metrics}
            said = {each.series: each for each in self._goals if each.goes in (*known, NEW, LEAVE_OUT)}
            self._goals = tuple(kept_choice(each, said.get(each.series)) for each in fresh)
            self._goals_for = self._names_key()
        self.names_step.show_goals(self._framework, self._goals)
        return True

    @Slot(object)
    def _change_goals(self, chosen: tuple[Goal, ...]) -> None:
        assert self._framework is not None
        self._goals = chosen
        self.names_step.show_goals(self._framework, chosen)
        self._show_state()

    @Slot(object, str)
    def _add_outcome(self, column: ValueColumn, words: str) -> None:
        """Add an outcome for the new metrics: an act of its own, with its own undo."""
        assert self._framework is not None
        self._context.bridge.act(
            add_outcome,
            self._framework.area.id,
            column,
            words,
            then=self._outcome_added,
            otherwise=self._refuse_names,
        )

    def _outcome_added(self, outcome_id: str) -> None:
        self.names_step.use_outcome(outcome_id)
        if self.isVisible():
            self.stepper.next_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse_names(self, error: UserFixable) -> None:
        self.stepper.refuse(str(error))
        self.names_step.outcome_line.take_focus()

    # ---- step 4
    def _asked(self) -> object:
        """What a preview would be about: it is made anew when any of it has changed."""
        source = self.layout_step.source.text()
        shares = self.preview_step.shares_tick.isChecked()
        return (id(self._read), self._shape, self._goals, source, shares, id(self._framework))

    @Slot()
    def _compare(self) -> None:
        found, read, shape = self._framework, self._read, self._shape
        assert found is not None
        assert read is not None
        assert shape is not None
        chosen, today, source = self._goals, self._today, self.layout_step.source.text()
        self._prepared, self._prepared_for = None, self._asked()
        shares = self.preview_step.shares_tick.isChecked()
        words = f"Comparing {read.file_name} with what is here"
        self.preview_step.show_waiting(words, 0.0, cancel=True)
        self._turns.start(
            words,
            lambda step: prepare(found, read, shape, chosen, today, source=source, shares=shares, step=step),
            self._was_compared,
            self._not_compared,
        )
        self._show_state()

    def _was_compared(self, prepared: PreparedValues) -> None:
        assert self._read is not None
        self._prepared = prepared
        self.preview_step.show_prepared(prepared, self._read)
        fault = self.preview_step.fault()
        first = self.preview_step.first_stop() if fault else self.stepper.next_button
        self.preview_step.setFocusProxy(first)
        self._show_state()
        if self.stepper.current_step() == PREVIEW:
            self.stepper.order_tabs()
            if self.isVisible():
                first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_compared(self, error: UserFixable) -> None:
        self._prepared_for = None
        self.stepper.go_to(NAMES)
        self.stepper.refuse(str(error))

    @Slot()
    def _stop_comparing(self) -> None:
        self._turns.stop()
        self._prepared_for = None
        self.stepper.go_to(NAMES)
        self.stepper.refuse("Comparing was stopped. Nothing was stored; Next compares the file again.")

    @Slot()
    def _keep(self) -> None:
        if self._prepared is None or self._keeping:
            return
        if fault := self.preview_step.fault():
            self.stepper.refuse(fault)
            self.preview_step.first_stop().setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._keeping = True
        self._show_state()
        self.preview_step.show_waiting(f"Storing {self.preview_step.count():,} values", None, cancel=False)
        self._context.bridge.act(
            take_values,
            self._prepared,
            self.preview_step.taken(),
            then=self._was_kept,
            otherwise=self._not_kept,
        )

    def _was_kept(self, taken: Taken) -> None:
        self._keeping = False
        name = self._path.name if self._path is not None else ""
        self.start_again()
        self._context.notify(f"{taken_words(taken)} from {name}.", "Undo", self._context.bridge.undo)
        self._context.go("dashboard", "summary")

    def _not_kept(self, error: UserFixable) -> None:
        self._keeping = False
        self._prepared_for = None
        self.stepper.go_to(NAMES)
        self.stepper.refuse(str(error))

    # ---- the stepper
    @Slot(int)
    def _go_on(self, step: int) -> None:
        """Next was pressed. What a step needs is made when it is arrived at."""
        if step == FILE and self._read is not None:
            self.stepper.go_to(PREVIEW if self._knows_all() and not self._layout_fault() else LAYOUT)
        elif (step == LAYOUT and (fault := self._layout_fault())) or (
            step == NAMES and (fault := self.names_step.fault())
        ):
            self._refuse(step, fault)
        elif step in (LAYOUT, NAMES):
            self.stepper.go_to(step + 1)

    def _refuse(self, step: int, fault: str) -> None:
        """Say why a step can't be left, with the keyboard on what must be done."""
        self.stepper.refuse(fault)
        if step == NAMES:
            self.names_step.focus_fault()
        elif self.layout_step.table is not None:
            self.layout_step.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _arrived(self, step: int) -> None:
        """Make ready what the step on show needs; one that lacks something sends back to where it is said."""
        if step > FILE and (self._read is None or self._shape is None or self._framework is None):
            self.stepper.go_to(FILE)
            return
        if step == LAYOUT and self._read is not None and self._shape is not None:
            self.layout_step.show_shape(self._read, self._shape)
        if step > LAYOUT:
            if fault := self._layout_fault():
                self.stepper.go_to(LAYOUT)
                self.stepper.refuse(fault)
                return
            if not self._match_names():
                return
        if step == PREVIEW:
            if fault := self.names_step.fault():
                self.stepper.go_to(NAMES)
                self._refuse(NAMES, fault)
                return
            if self._prepared_for != self._asked():
                self._compare()
                return
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        """Button and texts of the step on show."""
        step = self.stepper.current_step()
        ready = {FILE: self._read is not None, PREVIEW: self._prepared is not None and not self._keeping}
        self.stepper.set_next_enabled(ready.get(step, True))
        if step == FILE and self._knows_all():
            self.stepper.next_button.setText("Next: Preview")
        elif step == PREVIEW and self._prepared is not None:
            count = self.preview_step.count()
            self.stepper.next_button.setText(f"Import {count:,} {'value' if count == 1 else 'values'}")
