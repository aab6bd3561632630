"""The specification: five parts, their questions, and the answer to the chosen one beside them.

Up and Down go through the questions, Enter goes into the answer, Alt+Down and Alt+Up answer the
next and the one before without leaving the form.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from stewardship_desktop.application.commands.care_area import add_questions
from stewardship_desktop.application.starter_questions import starter_questions
from stewardship_desktop.domain.care_area import SpecificationPart
from stewardship_desktop.domain.record import first_line
from stewardship_desktop.domain.specification import PARTS, PURPOSES, figure_words, missing_words
from stewardship_desktop.store.queries.care_area import AnsweredPrompt, CareAreaView
from stewardship_desktop.ui.care_area.answer_form import AnswerForm
from stewardship_desktop.ui.care_area.part_button import PartButton
from stewardship_desktop.ui.care_area.section import Section
from stewardship_desktop.ui.page import RoomContext
from stewardship_desktop.ui.theme import apply
from stewardship_desktop.ui.theme.tokens import SPACE_2
from stewardship_desktop.ui.widgets import Column, DataTable, EmptyState, SplitView, button, label
from stewardship_desktop.ui.widgets.chip import ChipKind

WIDE = 1400
"""Logical pixels from which the answers stand in the list of questions, too."""
NARROW = 720
"""Below this the list has room for the questions alone."""
LOW = 320
"""Below this height the line on the part's purpose gives way to the work."""


def answer_chip(said: tuple[str, ChipKind]) -> tuple[str, ChipKind]:
    """The state of an answer, worked out by the row."""
    return said


def answer_state(row: AnsweredPrompt) -> tuple[str, ChipKind]:
    """Complete, something missing, or not answered."""
    missing = missing_words(row.answer)
    if not missing:
        return "Complete", "good"
    if row.answer is not None and row.answer.is_complete:
        return "Complete", "good"
    return ("To answer", "neutral") if missing.startswith("Not") else ("No source", "warn")


def answer_words(row: AnsweredPrompt) -> str | None:
    """The figure, else the beginning of the answer."""
    if row.answer is None:
        return None
    return figure_words(row.answer) or first_line(row.answer.answer, 80) or None


def is_invented(row: AnsweredPrompt, key: str) -> bool:
    """Whether the answer is marked as illustrative."""
    return key in ("prompt", "answer") and row.answer is not None and row.answer.illustrative


class PartPicker(QWidget):
    """The five parts side by side, each with its bar and its words; one is chosen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Parts of the specification")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_2)
        self.buttons = {part: PartButton(part.value.capitalize()) for part in PARTS}
        for each in self.buttons.values():
            each.clicked.connect(self._clicked)
            row.addWidget(each, 1)

    def choose(self, part: SpecificationPart) -> None:
        """Mark a part as the chosen one."""
        for each, made in self.buttons.items():
            made.setChecked(each is part)

    @Slot()
    def _clicked(self) -> None:
        for part, made in self.buttons.items():
            if made is self.sender():
                self.choose(part)
                self.chosen.emit(part)


class SpecificationSection(Section):
    """Questions of the chosen part at the left, the answer at the right."""

    questions_asked = Signal()

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.part = SpecificationPart.POPULATION
        self.picker = PartPicker()
        self.picker.chosen.connect(self.show_part)
        self.purpose_label = label("", "muted")
        self.table = DataTable(
            (
                Column("prompt", "Question", wrap=True, value=lambda row: row.prompt.prompt, width=168),
                Column("answer", "Answer", value=answer_words, hidden=True, wrap=True),
                Column("state", "State", "chip", value=answer_state, chip=answer_chip, width=122),
            ),
            "Questions", row_id=lambda row: row.prompt.id, opens=True, tools=False,
            illustrative=is_invented,
            empty=EmptyState("No questions in this part", "The programme sets them.", icon="specification"),
        )  # fmt: skip
        self.form = AnswerForm(context)
        self.form.step_asked.connect(self.step)
        self.table.selection_changed.connect(self._chosen)
        self.table.opened.connect(self._enter)
        work = QWidget()
        rows = QVBoxLayout(work)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE_2)
        self.head = QWidget()
        head = QHBoxLayout(self.head)
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(self.purpose_label, 1)
        self.edit_questions = button("Edit the questions", "link", clicked=self.questions_asked.emit)
        head.addWidget(self.edit_questions)
        rows.addWidget(self.picker)
        rows.addWidget(self.head)
        self.split = SplitView(
            [self.table, self.form], [9, 12], remembers=context.remember, key="care_area.specification.split"
        )
        rows.addWidget(self.split, 1)
        self.nothing = EmptyState(
            "The specification has no questions yet",
            "Five parts say what the area is: population, burden, resources, activity, outcomes. "
            "Start from a list of plain questions and change them; all care areas answer the same ones.",
            "Use the starter questions",
            icon="specification",
        )
        self.nothing.acted.connect(self._use_starters)
        self.stack = QStackedWidget()
        self.stack.addWidget(work)
        self.stack.addWidget(self.nothing)
        self.rows.addWidget(self.stack, 1)

    def fill(self, view: CareAreaView) -> None:
        self.stack.setCurrentIndex(0 if view.prompts else 1)
        for part in view.parts:
            self.picker.buttons[part.part].show_share(part.share, part.short_words, part.words)
        self._show_part()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = apply.current().sizes
        hidden = set()
        if self.width() < size.px(WIDE):
            hidden.add("answer")
        if self.width() < size.px(NARROW):
            hidden.add("state")  # the form beside says the same
        if hidden != set(self.table.hidden()):
            self.table.set_hidden(hidden)
        self.head.setVisible(self.height() >= size.px(LOW))

    def reveal(self, record_id: str) -> bool:
        if self.view is None:
            return False
        for part in PARTS:
            if record_id == part.value:
                self.show_part(part)
                self._choose_first_open()
                return True
        for each in self.view.prompts:
            if record_id in (each.prompt.id, each.answer.id if each.answer is not None else ""):
                self.show_part(each.prompt.part)
                return self.table.select(each.prompt.id)
        return False

    @Slot(object)
    def show_part(self, part: SpecificationPart) -> None:
        """Show the questions of a part."""
        self.part = part
        self._show_part()

    @Slot(int)
    def step(self, by: int) -> None:
        """Answer the next question (1) or the one before (-1), over the ends of the parts."""
        if self.view is None:
            return
        every = [each.prompt.id for each in self.view.prompts]
        current = self.form.prompt_id
        at = every.index(current) + by if current in every else 0
        if 0 <= at < len(every):
            prompt = self.view.prompts[at].prompt
            if prompt.part is not self.part:
                self.show_part(prompt.part)
            self.table.select(prompt.id)
            self._show_prompt(prompt.id)
            self.form.begin()

    def _show_part(self) -> None:
        if self.view is None:
            return
        self.picker.choose(self.part)
        self.purpose_label.setText(PURPOSES[self.part])
        rows = self.view.of_part(self.part)
        self.table.set_rows(rows)
        shown = {row.prompt.id for row in rows}
        if self.form.prompt_id in shown:
            self._show_prompt(self.form.prompt_id)
        else:
            self._choose_first_open()

    def _choose_first_open(self) -> None:
        if self.view is None:
            return
        rows = self.view.of_part(self.part)
        opened = next((row for row in rows if row.answer is None or not row.answer.is_complete), None)
        row = opened or (rows[0] if rows else None)
        if row is None:
            self.form.show_prompt(None, self.view.area.id)
            return
        self.table.select(row.prompt.id)
        self._show_prompt(row.prompt.id)

    def _show_prompt(self, prompt_id: str) -> None:
        if self.view is None:
            return
        for row in self.view.prompts:
            if row.prompt.id == prompt_id and not self.form.show_prompt(row, self.view.area.id):
                self._stay()

    def _stay(self) -> None:
        """Go back to the question whose answer can't be saved as it is typed."""
        if self.view is None:
            return
        for row in self.view.prompts:
            if row.prompt.id == self.form.prompt_id:
                self.part = row.prompt.part
                self.picker.choose(self.part)
                self.purpose_label.setText(PURPOSES[self.part])
                self.table.set_rows(self.view.of_part(self.part))
                self.table.select(row.prompt.id)

    @Slot(list)
    def _chosen(self, ids: list[str]) -> None:
        if len(ids) == 1 and ids[0] != self.form.prompt_id:
            self._show_prompt(ids[0])

    @Slot(str)
    def _enter(self, prompt_id: str) -> None:
        if prompt_id:
            self._show_prompt(prompt_id)
            self.form.begin()

    def _use_starters(self) -> None:
        self.context.bridge.act(add_questions, starter_questions())
